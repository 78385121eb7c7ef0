"""A case laid over its route: everywhere it has been, where it lies and until which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.library import Books
from core.model.case import Case
from core.model.itinerary import Position, Stay, follow
from core.model.pause import paused_due
from core.model.route import Deviation, Route
from core.model.state import State
from core.model.term import Term
from core.model.terms_of_law import REPORT
from core.refusals import CalendarMissing

# Before a decision; an appeal goes a way of its own.
ON_ROUTE = frozenset({State.PRESENTADO, State.EN_TRAMITE})
# The days of an office off the route, where the law gives some for what is asked of it (K21).
_OFF_ROUTE: Mapping[Deviation, Term] = {Deviation.FALTA_INFORME: REPORT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A case on the newest version of its route: each stay, the first one too, and what it reached.

    The first stay is none where nobody knows it. `due` is the internal last day, none where it is
    not known, while the entity's time stands still and once there is a decision.
    """

    case: Case
    route: Route
    stays: tuple[Stay | None, ...]
    positions: tuple[Position, ...]
    due: date | None

    @property
    def position(self) -> Position:
        """How far the case has come."""
        return self.positions[-1]

    @property
    def lies(self) -> Stay | None:
        """Where the case lies now."""
        return self.stays[-1]

    def longer_term(self, on: date) -> Term | None:
        """Tell the term that a report may still be given: once, and before its days are over."""
        station, stay = self.position.station, self.lies
        if station is None or stay is None or not self.case.stays:
            return None
        is_over = self.due is None or on > self.due
        return None if is_over or stay.is_extended else station.extended


def trip_of(case: Case, books: Books) -> Trip | None:
    """Lay a case over its route; none where it has no route."""
    route = books.route(case.procedure, case.institution)
    if route is None or case.state is State.IMPUGNADO:
        return None
    first = _first_stay(case, route, books.institution(case.institution).office().code)
    stays = (first, *case.stays)
    return Trip(
        case=case,
        route=route,
        stays=stays,
        positions=follow(_begin(route, first), case.stays),
        due=_due(case, stays[-1], books),
    )


def term_at(position: Position, deviation: Deviation | None) -> Term | None:
    """Tell the days of the office where a hand-over leads, on the route or off it."""
    if position.station is not None:
        return position.station.term
    return None if deviation is None else _OFF_ROUTE.get(deviation)


def _first_stay(case: Case, route: Route, reception: str) -> Stay | None:
    """Tell where a case began: at the reception, unless an office told it without its history."""
    office = case.station if not case.stays else None
    if case.fingerprint is not None:
        return None if office is None else Stay(office, None)
    if case.received_on is None:
        return None
    first = Stay(office or reception, case.clock.started_on)
    # No hand-over brought it there, so no event pins its days: they are those of the route.
    return Stay(first.office, first.since, term_at(_begin(route, first), None))


def _begin(route: Route, first: Stay | None) -> Position:
    before = Position(route)
    began = before if first is None else before.after(first.office, None)
    return before if began.is_off else began


def _due(case: Case, stay: Stay | None, books: Books) -> date | None:
    if case.state not in ON_ROUTE or stay is None or stay.since is None or stay.term is None:
        return None
    calendar = books.calendar(case.institution)
    try:
        return paused_due(stay.term, stay.since, case.clock.pauses, calendar)
    except CalendarMissing:
        return None
