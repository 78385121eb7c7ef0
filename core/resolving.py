"""Settles contradictions: a person of the office says which of two accounts of a case holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.acts import Act
from core.casework import stands_as
from core.library import Library
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.disputes import RESOLUTION, before_lapse
from core.model.event import Draft, Event, EventId
from core.model.moves import target
from core.model.policy_of_staff import Deed, may
from core.ports import CaseLog, Clock, Ledger, Work
from core.refusals import CaseNotFound, DeedForbidden, DisputeUnknown, UserUnknown
from core.standing import standing
from core.telling_change import tell_change

# What the journal says of a move beside its facts: the values stay where they were sealed.
_NOT_TAKEN_OVER = frozenset({"sealed", "person", "from"})
# Papers count from the day at a reception point, and as of the first day once they are whole.
IN_TIME_AFTER_ALL = "TUO LPAG arts. 133 y 137.1"


class Ground(StrEnum):
    """How somebody knows what holds, as a code: free words could name the person."""

    PAPERS = "papeles"
    AUTHOR = "quien_lo_anoto"
    PERSON = "la_persona"
    SLIP = "error_de_registro"
    INQUIRY = "se_investiga"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolving:
    """Closes what is contradicted in a case, for the institution that keeps it."""

    ledger: Ledger
    library: Library
    clock: Clock
    log: CaseLog

    def resolve(
        self, number: CaseNumber, act: Act, *, chosen: EventId | None, ground: Ground
    ) -> Event:
        """Say that what stands holds or, if `chosen`, that what it contradicts does.

        Everything that waits in the case is settled by it, since its author has seen it all.
        """
        told = {event.id: event for event in self.log.events(number)}
        with self.ledger.writing() as work:
            case = self._case(work, number, act)
            waiting = [one.event for one in case.open_disputes]
            if not waiting or (chosen is not None and chosen not in waiting):
                raise DisputeUnknown
            holds = None if chosen is None else told[chosen]
            data: dict[str, Any] = {"over": [str(one) for one in waiting], "ground": ground.value}
            if holds is not None:
                data |= {"move": self._move(case, holds, act), "holds": str(holds.id)}
            event = work.append(self._draft(case, act, data, holds))
            if act.key is not None:
                work.remember(act.key, str(event.id))
            tell_change(work, case, event, self.clock)
        return event

    def _case(self, work: Work, number: CaseNumber, act: Act) -> Case:
        """Read the case for who may settle it: another institution's is as unknown as none."""
        case = work.case(number)
        kind, _, user = act.actor.partition(":")
        member = work.member(user) if kind == "user" else None
        if member is None or member.disabled:
            raise UserUnknown
        if case is None or case.institution != member.institution:
            raise CaseNotFound
        if not may(member.role, Deed.SETTLE_DISPUTE):
            raise DeedForbidden
        act.check(case, self.clock.today())
        return case

    def _move(self, case: Case, holds: Event, act: Act) -> Mapping[str, Any]:
        """Write what was wanted as a move from where the case is, or refuse it as unlawful.

        What came in time before a lapse goes on from where the lapse began.
        """
        counted = self.library.books().deadlines(case)
        before = before_lapse(case, holds.draft.kind)
        before = before or stands_as(case, standing(case, counted, act.on))
        target(holds.draft.kind, before)
        said = holds.draft.data.items()
        data = {name: value for name, value in said if name not in _NOT_TAKEN_OVER}
        if before is not case.state:
            data["from"] = before.value
        return {"kind": holds.draft.kind, "data": data}

    def _basis(self, case: Case, was: Draft | None) -> str:
        if was is None:
            return ""
        return was.basis if before_lapse(case, was.kind) is None else IN_TIME_AFTER_ALL

    def _draft(self, case: Case, act: Act, data: Mapping[str, Any], holds: Event | None) -> Draft:
        sides = (*case.heads, *(one.event for one in case.open_disputes), case.last)
        was = None if holds is None else holds.draft
        return Draft(
            kind=RESOLUTION,
            subject=f"case:{case.number.digits}",
            institution=case.institution,
            actor=act.actor,
            via=act.via,
            happened_at=act.happened_at(self.clock),
            data=data,
            buckets=(case.district,),
            basis=act.basis or self._basis(case, was),
            base=tuple(dict.fromkeys(sides)),
            # The days of what holds are those on its papers, not that of who settles it.
            presented_on=None if was is None else was.presented_on,
            received_on=None if was is None else was.received_on,
            effective_on=act.on if was is None else was.effective_on,
        )
