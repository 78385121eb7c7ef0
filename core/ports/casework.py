"""What the desk reads of cases: who has which, and all that happened around one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.event import Event
from core.ports.letters import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A conversation about a case: the last turn of a call, a text, or a look at a desk."""

    at: datetime
    channel: str
    outcome: str
    by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something that was to be done in the world for a case, and how far it came."""

    at: datetime
    kind: str
    state: str
    cause: str
    code: str | None


@dataclass(frozen=True, slots=True)
class DueAfter:
    """A place in the list of what is due: the day and the number of the last case seen."""

    on: date
    number: CaseNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What someone handed in at a unit, a request or a cure: on which day, and when it came."""

    case: Case
    kind: str
    unit: str
    presented_on: date
    came_at: datetime


class CaseLog(Protocol):
    """Reads all that happened around one case."""

    def events(self, number: CaseNumber, /) -> tuple[Event, ...]:
        """Read the events of a case in the order in which the hub accepted them."""
        ...

    def spoken(self, number: CaseNumber, /, *, limit: int) -> tuple[Spoken, ...]:
        """Read the newest conversations about a case."""
        ...

    def errands(self, number: CaseNumber, /, *, limit: int) -> tuple[Errand, ...]:
        """Read the newest texts and letters about a case."""
        ...


class CaseFinder(Protocol):
    """Finds the cases of one institution."""

    def by_alias(self, institution: str, alias: str, /) -> CaseNumber | None:
        """Find the case that the institution knows under its own file number."""
        ...

    def by_name(self, institution: str, blinded: Sequence[str], /, *, limit: int) -> list[Case]:
        """Find cases whose applicant bears every word of a name, blinded; newest first."""
        ...

    def due(
        self, institution: str, last: date, /, *, after: DueAfter | None, limit: int
    ) -> list[tuple[Case, date]]:
        """List cases with a day up to `last`, the soonest first, from behind one of them."""
        ...


class OnTheirWay(Protocol):
    """Finds what was handed in at a unit, and the entity has not taken in yet."""

    def waiting(
        self, institution: str, /, *, after: Mark | None, limit: int
    ) -> tuple[HandedIn, ...]:
        """List what waits, what came first at the top, from behind one of them."""
        ...


class Contradicted(Protocol):
    """Finds what two places told differently."""

    def waiting(
        self, institution: str, /, *, limit: int
    ) -> tuple[tuple[Case, datetime | None], ...]:
        """List the cases that wait for a person, and when the other account came; oldest first.

        What a unit was loaded with came before all that it can tell of.
        """
        ...

    def count(self, institution: str, /) -> int:
        """Count the cases that wait for a person."""
        ...

    def since(self, case: Case, /) -> datetime | None:
        """Tell when the other account of a contradicted case came, if that is known here."""
        ...


class FormsDone(Protocol):
    """Knows which forms were already acted on, so that a second press does nothing twice."""

    def done(self, key: str, /) -> str | None:
        """Tell what a form brought about, or nothing if it never arrived."""
        ...
