"""An office says which districts its post car takes, and in which order; a run keeps it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.house import House
from config.run_folder import COVER as COVER_FILE
from core.document_check import check_document
from core.mailing import Wanted
from core.model.citizen import Address
from core.model.document import Document
from core.model.letter import LetterKind
from core.model.place import Ubigeo, UbigeoSystem
from core.model.post_route import COVER, LENGTHS, PostRoutes, Way
from core.people import NewCitizen
from core.refusals import DocumentInvalid
from tests.core.mail import CLERK, a_letter, stands
from tests.core.rows import all_of
from tests.core.stories import PISAC
from tests.core.written import written
from tests.houses import act

LAMAY, PISAC_TOWN, COYA, CALCA, CUSCO = "080403", "080405", "080402", "080401", "080101"
OTHERWISE = "0804-calca"


def document(
    *routes: tuple[str, list[str]], key: str = PISAC, version: int = 1, **changes: object
) -> Document:
    body = {"routes": [{"code": code, "districts": districts} for code, districts in routes]}
    return check_document(
        written("post_routes", key=key, version=version, **{"body": body, **changes})
    )


def publish(
    house: House, *routes: tuple[str, list[str]], key: str = PISAC, version: int = 1
) -> None:
    house.publishing.publish([document(*routes, key=key, version=version)], act())


def to_district(house: House, district: str, name: str = "Rosa Mamani") -> str:
    """Queue a letter to somebody there; tell its code."""
    home = Ubigeo(UbigeoSystem.INEI, district)
    address = Address(recipient=name, district=home, lines=("Jirón Sol 1",))
    new = NewCitizen(name=name, district=district, institution=PISAC, address=address)
    person = house.people.register(new, act())
    kind = LetterKind.REQUIREMENTS
    wanted = Wanted(kind=kind, wish=f"to:{person}", person=person, subject="PE/domicilio")
    return house.post.mailing.queue(wanted, CLERK).id.code


def order(house: House) -> list[tuple[str, str]]:
    run = house.post.runs.close(PISAC, CLERK)
    return [(one.route, one.district) for one in house.shelf.runs.places(run.id)]


def test_letters_lie_in_the_order_in_which_the_post_car_drives(either_house: House) -> None:
    house = either_house
    publish(house, ("valle", [PISAC_TOWN, LAMAY, CALCA]))
    for district in (CALCA, CUSCO, LAMAY, PISAC_TOWN, COYA):
        to_district(house, district)
    assert order(house) == [
        ("0801-cusco", CUSCO),
        (OTHERWISE, COYA),
        ("valle", PISAC_TOWN),
        ("valle", LAMAY),
        ("valle", CALCA),
    ]


def test_a_stop_may_be_a_province_and_the_narrower_stop_has_the_district(house: House) -> None:
    publish(house, ("valle", [LAMAY, "0804"]), ("lejos", ["08"]))
    for district in (COYA, LAMAY, CUSCO, PISAC_TOWN):
        to_district(house, district)
    assert order(house) == [
        ("lejos", CUSCO),
        ("valle", LAMAY),
        ("valle", COYA),
        ("valle", PISAC_TOWN),
    ]


def test_routes_that_change_change_nothing_of_a_run_that_is_closed(house: House) -> None:
    publish(house, ("valle", [PISAC_TOWN, LAMAY]))
    codes = {to_district(house, LAMAY), to_district(house, PISAC_TOWN)}
    run = house.post.runs.close(PISAC, CLERK)
    before = house.shelf.runs.places(run.id)
    publish(house, ("otra", [LAMAY, PISAC_TOWN]), version=2)
    assert house.shelf.runs.places(run.id) == before
    assert [one.district for one in before] == [PISAC_TOWN, LAMAY]
    assert {one.letter.code for one in before} == codes
    to_district(house, PISAC_TOWN)
    to_district(house, LAMAY)
    assert order(house) == [("otra", LAMAY), ("otra", PISAC_TOWN)]


def test_an_institutions_own_routes_rule_alone_and_its_countrys_where_it_has_none(
    house: House,
) -> None:
    publish(house, ("nacional", ["08"]), key="PE")
    letter = a_letter(house)
    assert order(house) == [("nacional", PISAC_TOWN)]
    assert stands(house, letter).run
    publish(house, ("valle", [LAMAY]))
    to_district(house, LAMAY)
    to_district(house, CUSCO)
    assert order(house) == [("0801-cusco", CUSCO), ("valle", LAMAY)]


@pytest.mark.parametrize(
    ("routes", "refused"),
    [
        ((), ("empty", "routes")),
        ((("valle", []),), ("empty", "routes.0.districts")),
        ((("valle", [LAMAY, LAMAY]),), ("duplicate", "routes.0.districts.1")),
        ((("valle", [LAMAY]), ("otra", [LAMAY])), ("duplicate", "routes.1.districts.0")),
        ((("valle", [LAMAY]), ("valle", [CALCA])), ("duplicate", "routes.1.code")),
        ((("valle", ["08040"]),), ("not_district", "routes.0.districts.0")),
        ((("valle", ["٠٨٠٤"]),), ("not_district", "routes.0.districts.0")),
        ((("valle", ["Calca"]),), ("not_district", "routes.0.districts.0")),
        ((("valle", ["0804051"]),), ("too_long", "routes.0.districts.0")),
        ((("../valle", [LAMAY]),), ("not_slug", "routes.0.code")),
        (((COVER, [LAMAY]),), ("reserved", "routes.0.code")),
        ((("sin-ruta", [LAMAY]),), ("reserved", "routes.0.code")),
        ((("visita-aaaaaaaa", [LAMAY]),), ("reserved", "routes.0.code")),
        (((OTHERWISE, [LAMAY]),), ("reserved", "routes.0.code")),
        ((("valle", [f"{at:06}" for at in range(501)]),), ("too_long", "routes.0.districts")),
        (tuple((f"r{at}", [f"{at:06}"]) for at in range(201)), ("too_long", "routes")),
    ],
)
def test_what_cannot_be_a_route_is_refused_with_its_field(
    routes: tuple[tuple[str, list[str]], ...], refused: tuple[str, str]
) -> None:
    with pytest.raises(DocumentInvalid) as caught:
        document(*routes)
    assert (caught.value.facts["problem"], caught.value.facts["field"]) == refused


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"routes": [{"code": "valle", "districts": [80405]}]}, "not_text"),
        ({"routes": [{"code": "valle", "districts": "080405"}]}, "not_list"),
        ({"routes": [{"code": "valle"}]}, "missing"),
        ({"routes": [{"code": "valle", "districts": [LAMAY], "car": "x"}]}, "unknown_field"),
        ({"routes": "valle"}, "not_list"),
        ({}, "missing"),
    ],
)
def test_a_body_of_another_shape_is_refused(body: dict[str, Any], problem: str) -> None:
    with pytest.raises(DocumentInvalid) as caught:
        document(body=body)
    assert caught.value.facts["problem"] == problem


def test_routes_are_of_a_country_or_an_institution_and_of_nothing_narrower() -> None:
    with pytest.raises(DocumentInvalid) as caught:
        document(("valle", [LAMAY]), key="PE/muni-pisac/amaru")
    assert caught.value.facts["problem"] == "not_key"


@pytest.mark.parametrize(
    ("key", "district", "refused"),
    [
        (PISAC, "080499", ("unknown_district", "routes.valle.districts.0")),
        (PISAC, "0899", ("unknown_district", "routes.valle.districts.0")),
        ("PE", "99", ("unknown_district", "routes.valle.districts.0")),
        ("PE/muni-nada", LAMAY, ("unknown_institution", "key")),
    ],
)
def test_routes_of_nobody_or_to_nowhere_are_not_published(
    house: House, key: str, district: str, refused: tuple[str, str]
) -> None:
    before = all_of(house)
    with pytest.raises(DocumentInvalid) as caught:
        publish(house, ("valle", [district]), key=key)
    assert (caught.value.facts["problem"], caught.value.facts["field"]) == refused
    assert all_of(house) == before


def test_a_release_brings_the_routes_of_other_countries_though_it_has_not_their_districts(
    house: House,
) -> None:
    publish(house, ("valle", ["990101"]), key="BO")
    assert house.shelf.documents.version("post_routes", "BO", 1) is not None


def test_no_route_takes_the_name_of_the_cover_sheet() -> None:
    assert f"{COVER}.pdf" == COVER_FILE


@given(st.sets(st.sampled_from(["08", "0804", LAMAY, CALCA, "0801", CUSCO])), st.data())
def test_the_narrowest_stop_that_holds_a_district_has_it(
    stops: set[str], data: st.DataObject
) -> None:
    district = data.draw(st.sampled_from([LAMAY, CALCA, COYA, CUSCO, "150101"]))
    listed = data.draw(st.permutations(sorted(stops | {"1501"})))
    way = PostRoutes.parse(document(("valle", listed))).way_to(district, otherwise=OTHERWISE)
    holding = [stop for stop in listed if district.startswith(stop)]
    if holding:
        narrowest = max(holding, key=len)
        assert len(narrowest) in LENGTHS
        assert way == Way("valle", listed.index(narrowest))
    else:
        assert way == Way(OTHERWISE)
