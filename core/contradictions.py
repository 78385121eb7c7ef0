"""Shows staff what two places told differently: since when, by whom, and what may hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from core.casework import CaseFile
from core.library import Library
from core.model.case import Case
from core.model.disputes import before_lapse
from core.model.event import Event
from core.model.moves import open_moves
from core.model.verdict import Dispute
from core.ports import Contradicted

MOST_LISTED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A case that waits for a person, since the other account of it came.

    A unit that was loaded with a contradiction cannot tell since when.
    """

    case: Case
    procedure: str
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One account of a case: the event, and what became of it; `may_hold` if the law lets it."""

    event: Event
    dispute: Dispute | None = None
    may_hold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradictions:
    """The inbox of an institution for what only a person can decide."""

    contradicted: Contradicted
    library: Library

    def waiting(self, institution: str) -> tuple[Contradiction, ...]:
        """List what waits, the oldest first."""
        books = self.library.books()
        return tuple(
            Contradiction(
                case=case, procedure=books.procedure(case.procedure).short_name, since=since
            )
            for case, since in self.contradicted.waiting(institution, limit=MOST_LISTED)
        )

    def count(self, institution: str) -> int:
        """Count what waits."""
        return self.contradicted.count(institution)

    def since(self, case: Case) -> datetime | None:
        """Tell since when a case is contradicted, if that is known here."""
        return self.contradicted.since(case)


def sides_of(file: CaseFile) -> tuple[Side, ...]:
    """Set what stands beside all that contradicts it; nothing, if nothing does."""
    return tuple(_sides(file)) if file.case.open_disputes else ()


def _sides(file: CaseFile) -> Iterator[Side]:
    told = {event.id: event for event in file.events}
    lawful = open_moves(file.stands)
    for head in file.case.heads:
        if head in told:
            yield Side(event=told[head])
    for dispute in file.case.open_disputes:
        if dispute.event in told:
            may_hold = dispute.kind in lawful or before_lapse(file.case, dispute.kind) is not None
            yield Side(event=told[dispute.event], dispute=dispute, may_hold=may_hold)
