"""Takes in at the office what people handed in at a unit: only then does the entity's time run."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from core.acts import Act
from core.library import Library
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.disputes import made_move
from core.model.event import Draft, Event
from core.model.state import State
from core.moving import CaseMoving
from core.ports import CaseLog, Citizens, Clock, HandedIn, Ledger, Mark, OnTheirWay
from core.refusals import CaseDisputed, CaseNotFound, HubOnly, IllegalMove, Refusal

RECEIVED, CURE, CURE_RECEIVED = "case_received", "case_cured", "cure_received"
BASIS = "TUO LPAG art. 133"
# A body that takes in for another one must pass it on within a day (art. 132.3).
PASSED_ON_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What came from a unit, as one line of a list; late if nobody took it in for a day."""

    number: CaseNumber
    procedure: str
    applicant: str = field(repr=False)
    unit: str
    is_cure: bool
    presented_on: date
    came_at: datetime
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """The hub's counter for what came from units; at a unit it takes nothing in."""

    on_their_way: OnTheirWay
    moving: CaseMoving
    ledger: Ledger
    log: CaseLog
    library: Library
    citizens: Citizens
    clock: Clock

    def waiting(
        self, institution: str, *, after: Mark | None = None, limit: int
    ) -> tuple[Arrival, ...]:
        """List what waits for an institution, what came first at the top."""
        found = self.on_their_way.waiting(institution, after=after, limit=limit)
        return tuple(map(self._arrival, found))

    def receive_all(
        self, numbers: Iterable[CaseNumber], institution: str, act: Act
    ) -> Sequence[CaseNumber]:
        """Take in one by one what can be, and tell which; a second press finds nothing to do."""
        taken = []
        for number in numbers:
            with suppress(Refusal):
                self.receive(number, institution, act)
                taken.append(number)
        return taken

    def receive(self, number: CaseNumber, institution: str, act: Act) -> Event:
        """Record that the institution has a request, or what was missing from it, since today."""
        if self.moving.at_unit:
            raise HubOnly
        with self.ledger.writing() as work:
            case = work.case(number)
        if case is None or case.institution != institution:
            raise CaseNotFound
        # Whatever happens in between is seen by the move, and refused.
        told = replace(act, seen=case.last)
        if case.state is State.EN_RUTA:
            return self.moving.receive(number, told)
        return self._receive_cure(case, told)

    def _receive_cure(self, case: Case, act: Act) -> Event:
        if not cure_waits(case, self.log.events(case.number)):
            raise IllegalMove(state=case.state.value, move=RECEIVED)
        with self.ledger.writing() as work:
            now = work.case(case.number) or case
            act.check(now, self.clock.today())
            if now.is_disputed:
                raise CaseDisputed
            return work.append(
                Draft(
                    kind=CURE_RECEIVED,
                    subject=f"case:{case.number.digits}",
                    institution=case.institution,
                    actor=act.actor,
                    via=act.via,
                    happened_at=act.happened_at(self.clock),
                    buckets=(case.district,),
                    basis=act.basis or BASIS,
                    base=now.seen,
                    received_on=act.on,
                    effective_on=act.on,
                )
            )

    def _arrival(self, found: HandedIn) -> Arrival:
        case = found.case
        return Arrival(
            number=case.number,
            procedure=self.library.books().procedure(case.procedure).short_name,
            applicant=self.citizens.open_value(case.applicant, "name") or "",
            unit=found.unit,
            is_cure=found.kind == CURE,
            presented_on=found.presented_on,
            came_at=found.came_at,
            is_late=self.clock.now() - found.came_at > PASSED_ON_WITHIN,
        )


def cure_waits(case: Case, events: Iterable[Event]) -> bool:
    """Say whether what was missing was handed in at a unit, and the entity has yet to get it."""
    aside = {dispute.event for dispute in case.disputes}
    last = None
    for event in events:
        if made_move(event) in (CURE, CURE_RECEIVED) and event.id not in aside:
            last = event
    return last is not None and made_move(last) == CURE and last.draft.received_on is None
