"""What a letter may ask of a case by name: each fact is true today, or is not there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from core.library import Books
from core.model.answers import Place, StatusAnswer, Value
from core.model.case import Case, has_silence_operated
from core.model.institution import Institution, Office
from core.model.legal_clock import Deadline, Deadlines
from core.model.procedure import Procedure
from core.model.reasons import Reason
from core.model.state import ClockEffect, State
from core.standing import name_place


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSight:
    """A case as a letter sees it: with its days counted today and its key for the receipt."""

    case: Case
    books: Books
    deadlines: Deadlines
    status: StatusAnswer
    today: date
    clave: Callable[[], str]

    @property
    def procedure(self) -> Procedure:
        """Read what was asked for."""
        return self.books.procedure(self.case.procedure)

    @property
    def institution(self) -> Institution:
        """Read who keeps the case."""
        return self.books.institution(self.case.institution)

    @property
    def office(self) -> Office:
        """Find the office where the citizen goes: the one that `place` names."""
        case = self.case
        to_bring = case.effect is ClockEffect.SUSPENDED or case.station is None
        return self.institution.office(None if to_bring else case.station)

    @property
    def reception(self) -> Place:
        """Name where papers are handed in, and so every appeal too (TUO LPAG art. 128)."""
        return name_place(self.institution.office(), self.institution)

    @property
    def cure(self) -> Deadline | None:
        """Tell the citizen's last day to cure, unless it is over: nobody is asked to be late."""
        current = self.deadlines.current
        if self.case.effect is not ClockEffect.SUSPENDED or self.case.state is State.SUSPENDIDO:
            return None
        return current if current is not None and current.on >= self.today else None

    @property
    def appeal_by(self) -> date | None:
        """Tell the citizen's last day to appeal, unless it is over (TUO LPAG art. 218)."""
        current = self.deadlines.current
        if self.case.effect is not ClockEffect.CITIZEN or current is None:
            return None
        return current.on if current.on >= self.today else None

    @property
    def decide_by(self) -> date | None:
        """Tell the entity's last day to decide."""
        decide_by = self.deadlines.decide_by
        return None if decide_by is None else decide_by.on

    @property
    def late_since(self) -> date | None:
        """Tell the day that the entity let pass: it still owes its decision."""
        decide_by = self.decide_by
        runs = self.case.effect is ClockEffect.RUNS
        return decide_by if runs and decide_by is not None and decide_by < self.today else None

    @property
    def silence_on(self) -> date | None:
        """Tell the day at whose end positive silence has operated (TUO LPAG art. 199.1)."""
        on = self.deadlines.silence_on
        return on if has_silence_operated(on, self.case.state, self.today) else None

    @property
    def missing(self) -> tuple[Reason, ...]:
        """List what the citizen has to bring."""
        return self.status.missing


Told = Value | None
_TOLD: Mapping[str, Callable[[CaseSight], Told]] = {
    "number": lambda sight: sight.case.number,
    "place": lambda sight: sight.status.place,
    "reception": lambda sight: sight.reception,
    "presented_on": lambda sight: sight.case.presented_on,
    "own_number": lambda sight: next(iter(sight.case.aliases), None),
    "cure_by": lambda sight: None if sight.cure is None else sight.cure.on,
    "cure_term": lambda sight: None if sight.cure is None else sight.case.clock.citizen_term,
    "cure_since": lambda sight: None if sight.cure is None else sight.case.clock.citizen_since,
    "distance": lambda sight: sight.case.clock.distance_days or None,
    "decide_by": lambda sight: sight.decide_by,
    "late_since": lambda sight: sight.late_since,
    "silence_on": lambda sight: sight.silence_on,
    "notified_on": lambda sight: (
        sight.case.clock.citizen_since if sight.case.state is State.NOTIFICADO else None
    ),
    "appeal_by": lambda sight: sight.appeal_by,
    "clave": lambda sight: sight.clave(),
    "office_address": lambda sight: sight.office.address,
    "office_hours": lambda sight: sight.office.hours,
    "office_to_confirm": lambda sight: not sight.institution.certainty.may_be_told,
}
_OF_PROCEDURE: Mapping[str, Callable[[Procedure], Told]] = {
    "procedure": lambda procedure: procedure.short_name,
    "procedure_name": lambda procedure: procedure.name,
    "where": lambda procedure: procedure.where,
}
Finder = Callable[[], Told]


def facts_of_case(sight: CaseSight) -> Mapping[str, Finder]:
    """Tell how each fact of a case is found; none is looked for before a letter asks."""
    return {name: partial(find, sight) for name, find in _TOLD.items()}


def facts_of_procedure(procedure: Procedure) -> Mapping[str, Finder]:
    """Tell how each fact of what can be asked for is found."""
    return {name: partial(find, procedure) for name, find in _OF_PROCEDURE.items()}
