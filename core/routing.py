"""Shows how far a case has come on its route, what is next and until which day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.library import Books
from core.model.case import Case
from core.model.institution import Institution
from core.model.itinerary import Stay
from core.model.route import Deviation, StationKind
from core.model.term import Term
from core.trip import Trip, trip_of


class Progress(StrEnum):
    """What a station is to a case."""

    DONE = "done"
    SKIPPED = "skipped"
    CURRENT = "current"
    COMING = "coming"


_REACHED = frozenset({Progress.DONE, Progress.CURRENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class StationView:
    """One station as a person reads it; `due` is known of the current one alone."""

    office: str
    name: str
    kind: StationKind
    term: Term
    is_optional: bool
    status: Progress
    since: date | None = None
    due: date | None = None
    deviation: Deviation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteView:
    """A case on its route today; `office` is where it lies, `detours` its stays off the route.

    `regular` are the offices to which it may go without a reason, the expected one first.
    """

    stations: tuple[StationView, ...]
    office: str | None
    is_off: bool
    regular: tuple[str, ...]
    due: date | None
    is_late: bool
    may_extend: bool
    deviations: int
    detours: tuple[Stay, ...]

    @property
    def expected_next(self) -> str | None:
        """Name the office where the case goes next, none after the last one."""
        return self.regular[0] if self.regular else None


def route_of(case: Case, books: Books, today: date) -> RouteView | None:
    """Tell how far a case has come; none where it has no route."""
    trip = trip_of(case, books)
    if trip is None:
        return None
    institution = books.institution(case.institution)
    return RouteView(
        stations=tuple(_view(trip, at, institution) for at in range(len(trip.route.stations))),
        office=None if trip.lies is None else trip.lies.office,
        is_off=trip.position.is_off,
        regular=tuple(station.office for station in trip.position.regular),
        due=trip.due,
        is_late=trip.due is not None and today > trip.due,
        may_extend=trip.longer_term(today) is not None,
        deviations=case.deviations,
        detours=_detours(trip),
    )


def _view(trip: Trip, at: int, institution: Institution) -> StationView:
    station, status = trip.route.stations[at], _status(trip, at)
    stay = _came_by(trip, at) if status in _REACHED else None
    return StationView(
        office=station.office,
        name=institution.office(station.office).name,
        kind=station.kind,
        term=station.term if stay is None or stay.term is None else stay.term,
        is_optional=station.is_optional,
        status=status,
        since=None if stay is None else stay.since,
        due=trip.due if status is Progress.CURRENT else None,
        deviation=None if stay is None else stay.deviation,
    )


def _status(trip: Trip, at: int) -> Progress:
    reached = trip.position.step
    if at > reached or (at == reached and trip.position.is_off):
        return Progress.COMING
    if at == reached:
        return Progress.CURRENT
    return Progress.DONE if at in _steps(trip) else Progress.SKIPPED


def _steps(trip: Trip) -> tuple[int | None, ...]:
    """List the step that each stay brought the case to, none for a stay off the route."""
    return tuple(None if position.is_off else position.step for position in trip.positions)


def _came_by(trip: Trip, at: int) -> Stay | None:
    """Find the last stay that brought the case to a station."""
    came = [stay for stay, step in zip(trip.stays, _steps(trip), strict=True) if step == at]
    return came[-1] if came else None


def _detours(trip: Trip) -> tuple[Stay, ...]:
    pairs = zip(trip.stays, trip.positions, strict=True)
    return tuple(stay for stay, position in pairs if stay is not None and position.is_off)
