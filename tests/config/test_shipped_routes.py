"""The routes that ship are examples, say so, and lead through offices that are there."""

import pytest

from config.documents_on_disk import read_documents
from core.model.document import Document
from core.model.route import Route, StationKind
from core.route_check import check_routes

DOCUMENTS = read_documents()
ROUTES = tuple(document for document in DOCUMENTS if document.kind == "route")
PROCEDURES = {document.key: document for document in DOCUMENTS if document.kind == "procedure"}


def test_there_are_routes_of_three_institutions() -> None:
    routes = [Route.parse(document) for document in ROUTES]
    assert len(routes) >= 4
    assert {"PE/muni-pisac", "PE/muni-calca", "PE/gore-cusco"} <= {r.institution for r in routes}
    assert any(station.extended for route in routes for station in route.stations)
    assert any(station.is_optional for route in routes for station in route.stations)


def test_every_office_and_procedure_of_a_route_ships_too() -> None:
    check_routes(DOCUMENTS, ROUTES)


@pytest.mark.parametrize("document", ROUTES, ids=lambda document: document.key)
def test_a_route_that_was_made_up_says_so(document: Document) -> None:
    assert "sintético, por confirmar con la entidad" in document.source
    first = Route.parse(document).stations[0]
    assert (first.office, first.kind) == ("mesa-de-partes", StationKind.SAME_DAY)


@pytest.mark.parametrize("document", ROUTES, ids=lambda document: document.key)
def test_the_internal_days_of_a_route_fit_the_term_of_its_procedure(document: Document) -> None:
    route = Route.parse(document)
    term = PROCEDURES[route.procedure].body["term"]
    internal = sum(station.term.count for station in route.stations)
    # Where the procedure's own term is not known, no sum can be too long.
    assert internal <= term.get("count", internal)
