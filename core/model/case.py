"""One citizen's file, as the journal tells it so far."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.model.case_number import CaseNumber
from core.model.causality import frontier
from core.model.event import EventId
from core.model.itinerary import Stay
from core.model.lapse import Lapse
from core.model.legal_clock import ClockFacts
from core.model.state import EFFECT, FINAL, ClockEffect, State
from core.model.term import Term
from core.model.verdict import Dispute, Verdict


class Outcome(StrEnum):
    """How a case was resolved; stored in Spanish as resolutions write it."""

    FAVORABLE = "favorable"
    PARCIAL = "parcial"
    DENEGADO = "denegado"
    IMPROCEDENTE = "improcedente"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Which key made the clave of a case: the origin and epoch that issued it, and the count."""

    origin: str
    epoch: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A projection: a pure fold of events, without any personal value and without today.

    `heads` are the moves that nobody has followed yet, `disputes` those that moved nothing, `lapse`
    the one that closed it, if that is how it was closed.
    """

    number: CaseNumber
    institution: str
    procedure: str
    applicant: str
    district: str
    state: State
    station: str | None
    clock: ClockFacts
    issue: Issue
    last: EventId
    events: int
    presented_on: date | None = None
    received_on: date | None = None
    reasons: tuple[str, ...] = ()
    outcome: Outcome | None = None
    joined_to: CaseNumber | None = None
    aliases: tuple[str, ...] = ()
    as_of: date | None = None
    fingerprint: str | None = None
    stays: tuple[Stay, ...] = ()
    heads: tuple[EventId, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    lapse: Lapse | None = None

    @property
    def effect(self) -> ClockEffect:
        """Say whose time runs."""
        return EFFECT[self.state]

    @property
    def seen(self) -> tuple[EventId, ...]:
        """Name what whoever acts on this case has seen of it: the base of the next event."""
        return frontier((*self.heads, self.last))

    @property
    def open_disputes(self) -> tuple[Dispute, ...]:
        """List what waits for a person to look at it."""
        return tuple(one for one in self.disputes if one.is_open)

    @property
    def is_disputed(self) -> bool:
        """Say whether the state told is contradicted, so that nobody may move the case."""
        return any(one.is_open and one.verdict is Verdict.DISPUTED for one in self.disputes)

    @property
    def station_since(self) -> date | None:
        """Tell since when the case lies where it was handed over to."""
        return self.stays[-1].since if self.stays else None

    @property
    def station_term(self) -> Term | None:
        """Tell the internal term that the last hand-over pinned."""
        return self.stays[-1].term if self.stays else None

    @property
    def deviations(self) -> int:
        """Count the hand-overs that left the route."""
        return sum(stay.deviation is not None for stay in self.stays)

    @property
    def is_closed(self) -> bool:
        """Say whether nothing more is expected of anyone."""
        return self.state in FINAL


def has_silence_operated(silence_on: date | None, state: State, on: date) -> bool:
    """Say whether positive silence has operated: its day has ended without a notified decision.

    TUO LPAG art. 199.1: it operates after the term and the five days of art. 24.1.
    """
    undecided = state in UNNOTIFIED
    return undecided and silence_on is not None and on > silence_on


# The states in which no decision has been notified while the entity's time ran.
UNNOTIFIED = frozenset(
    {
        State.PRESENTADO,
        State.EN_TRAMITE,
        State.RESUELTO,
        State.NOTIFICACION_EN_CURSO,
        State.IMPUGNADO,
    }
)
