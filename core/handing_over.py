"""Writes what a hand-over says: the station, its pinned term and whether the route was left."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.library import Books
from core.model.case import Case
from core.model.case_story import write_term
from core.model.institution import Institution
from core.model.itinerary import Position
from core.model.route import Deviation
from core.refusals import IllegalMove, RouteDeviation, RouteEnded
from core.trip import ON_ROUTE, Trip, term_at, trip_of


def hand_over(
    case: Case, books: Books, office: str, deviation: Deviation | None
) -> Mapping[str, Any]:
    """Write the facts of a hand-over, or refuse one that leaves the route without a reason.

    The term and the version of the route are pinned: a later version moves nothing.
    """
    institution = books.institution(case.institution)
    institution.office(office)
    trip = trip_of(case, books)
    if trip is None or case.state not in ON_ROUTE:
        return {"station": office}
    reason = None if _is_regular(trip, office, deviation) else deviation
    if _lies_there(trip, office) or (reason is None and not _is_ahead(trip.position, office)):
        raise _refusal(trip, office, institution)
    return {
        "station": office,
        "from_station": None if trip.lies is None else trip.lies.office,
        "expected": _expected(trip),
        "deviation": None if reason is None else reason.value,
        "term": write_term(term_at(trip.position.after(office, reason), reason)),
        "route": trip.route.version,
    }


def extension(case: Case, books: Books, on: date) -> Mapping[str, Any]:
    """Write the longer term of a report (art. 143.3), or refuse where there is none to give."""
    trip = trip_of(case, books)
    term = None if trip is None else trip.longer_term(on)
    if trip is None or trip.lies is None or term is None:
        raise IllegalMove(state=case.state.value, move="station_extended")
    return {
        "station": trip.lies.office,
        "extended": True,
        "term": write_term(term),
        "route": trip.route.version,
    }


def _is_ahead(position: Position, office: str) -> bool:
    return any(station.office == office for station in position.regular)


def _is_regular(trip: Trip, office: str, deviation: Deviation | None) -> bool:
    """Say whether the route itself leads there: a reason given all the same records nothing."""
    return deviation is not Deviation.DEVUELTO and _is_ahead(trip.position, office)


def _lies_there(trip: Trip, office: str) -> bool:
    return trip.lies is not None and trip.lies.office == office


def _expected(trip: Trip) -> str | None:
    regular = trip.position.regular
    return regular[0].office if regular else None


def _refusal(trip: Trip, office: str, institution: Institution) -> RouteDeviation | RouteEnded:
    named, expected = institution.office(office).short_name, _expected(trip)
    if expected is None:
        return RouteEnded(station=named)
    return RouteDeviation(station=named, expected=institution.office(expected).short_name)
