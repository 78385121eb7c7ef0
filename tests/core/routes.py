"""A route of the municipality of Pisac, published in a house, and people who follow it."""

from datetime import date
from typing import Any

from config.house import House
from core.document_check import check_document
from core.model.case_number import CaseNumber
from core.model.document import Document
from core.model.route import Deviation, Route
from core.routing import RouteView, route_of
from tests.core.stories import MONDAY, PISAC, a_case, case_of
from tests.core.written import written
from tests.houses import act

PROCEDURE = "PE/posesion-rustico"
KEY = f"{PISAC}/posesion-rustico"
DESK, LAND, LICENCES, MAYOR = ("mesa-de-partes", "desarrollo-urbano", "licencias", "alcaldia")
OFF = "omaped"
STATIONS: tuple[dict[str, Any], ...] = (
    {"office": DESK, "kind": "same_day"},
    {"office": LAND, "kind": "report", "extension": 3},
    {"office": LICENCES, "kind": "mere_procedure", "optional": True},
    {"office": MAYOR, "kind": "mere_procedure"},
)


def route_document(*stations: dict[str, Any], key: str = KEY, version: int = 1) -> Document:
    """Check a route as someone writes it."""
    body = {"stations": [dict(station) for station in stations or STATIONS]}
    return check_document(written("route", key=key, version=version, body=body))


def a_route(*stations: dict[str, Any]) -> Route:
    """Read a route without a house."""
    return Route.parse(route_document(*stations))


def publish_route(house: House, *stations: dict[str, Any], version: int = 1) -> None:
    """Publish a route, that of Pisac unless told otherwise."""
    house.publishing.publish([route_document(*stations, version=version)], act(house.clock.today()))


def routed_case(house: House, *offices: str, on: date = MONDAY) -> CaseNumber:
    """Publish the route, take a case in and hand it over from office to office on one day."""
    publish_route(house)
    number = a_case(house, procedure=PROCEDURE)
    for office in offices:
        hand(house, number, office, on=on)
    return number


def hand(
    house: House,
    number: CaseNumber,
    office: str,
    *,
    on: date = MONDAY,
    deviation: Deviation | None = None,
) -> dict[str, Any]:
    """Hand a case over; tell what the event says."""
    event = house.moving.route(number, act(on), station=office, deviation=deviation)
    return dict(event.draft.data)


def view_of(house: House, number: CaseNumber) -> RouteView:
    """Show a case on its route today."""
    books = house.shelf.library.books()
    view = route_of(case_of(house, number), books, house.clock.today())
    assert view is not None
    return view


def statuses(view: RouteView) -> list[str]:
    """List what each station is to the case."""
    return [station.status.value for station in view.stations]
