"""A route and the offices that it names stay together, whichever of the two is published."""

from typing import Any

import pytest

from config.house import House
from core.document_check import check_document
from core.library import read_books
from core.model.document import Document
from core.refusals import DocumentInvalid
from tests.core.routes import DESK, KEY, LAND, MAYOR, PROCEDURE, publish_route, route_document
from tests.core.rows import all_of, remove, rows
from tests.core.stories import PISAC
from tests.houses import act


def problem(house: House, *documents: Document) -> tuple[object, object]:
    before = all_of(house)
    with pytest.raises(DocumentInvalid) as refused:
        house.publishing.publish(documents, act())
    assert all_of(house) == before
    return refused.value.facts["problem"], refused.value.facts["field"]


def pisac(house: House, *, version: int, without: str = "") -> Document:
    """Write another version of the municipality, with or without one of its offices."""
    known = house.shelf.documents.version("institution", PISAC, 1)
    assert known is not None
    body: dict[str, Any] = dict(known.body)
    body["offices"] = [office for office in body["offices"] if office["code"] != without]
    written = {name: getattr(known, name) for name in ("kind", "key", "source", "publisher")}
    days = {name: getattr(known, name) for name in ("read_on", "valid_from", "valid_until")}
    return check_document(written | days | {"version": version, "body": body})


def test_a_route_that_fits_is_read_as_the_institutions_own(either_house: House) -> None:
    publish_route(either_house)
    books = either_house.shelf.library.books()
    route = books.route(PROCEDURE, PISAC)
    assert route is not None
    assert route.key == KEY
    assert books.route(PROCEDURE, "PE/muni-calca") is None
    assert books.route("PE/domicilio", PISAC) is None


@pytest.mark.parametrize(
    ("key", "office", "refused"),
    [
        ("PE/muni-pisac/domicilio", "sotano", ("unknown_office", "stations")),
        ("PE/muni-nada/domicilio", DESK, ("unknown_office", "stations")),
        ("PE/muni-pisac/nada", DESK, ("unknown_procedure", "key")),
        ("BO/muni-pisac/domicilio", DESK, ("unknown_procedure", "key")),
    ],
)
def test_a_route_through_what_is_not_there_is_refused_and_nothing_is_published(
    house: House, key: str, office: str, refused: tuple[str, str]
) -> None:
    good = route_document()
    bad = route_document({"office": office, "kind": "report"}, key=key)
    assert problem(house, good, bad) == refused


def test_an_office_that_a_route_needs_is_not_taken_away(either_house: House) -> None:
    publish_route(either_house)
    shut = pisac(either_house, version=2, without=LAND)
    assert problem(either_house, shut) == ("unknown_office", "stations")


def test_an_office_goes_when_the_route_that_needs_it_goes_with_it(house: House) -> None:
    publish_route(house)
    shut = pisac(house, version=2, without="alcaldia")
    stations = ({"office": DESK, "kind": "same_day"}, {"office": LAND, "kind": "report"})
    other = [
        route_document(*stations, key=key, version=2)
        for key in (KEY, "PE/muni-pisac/posesion-servicios")
    ]
    assert house.publishing.publish((shut, *other), act()) == (shut, *other)
    route = house.shelf.library.books().route(PROCEDURE, PISAC)
    assert route is not None
    assert MAYOR not in {station.office for station in route.stations}


def test_a_route_that_no_longer_fits_breaks_no_reading(house: House) -> None:
    documents = [
        document for document in house.shelf.documents.every() if document.kind != "institution"
    ]
    stray = route_document({"office": "sotano", "kind": "report"}, key="PE/muni-pisac/domicilio")
    shut = pisac(house, version=2, without="alcaldia")
    books = read_books(1, (*documents, shut, stray))
    assert books.route("PE/domicilio", PISAC) is None
    assert books.route("PE/posesion-servicios", PISAC) is None
    assert books.route("PE/licencia-alto", PISAC) is not None
    assert books.institution(PISAC).key == PISAC


def test_a_route_moves_no_deadline_of_the_law(house: House) -> None:
    remove(house, "outbox")
    publish_route(house)
    assert rows(house, "outbox") == []
