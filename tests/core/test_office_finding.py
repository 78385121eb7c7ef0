import pytest

from config.house import House
from core.model.answers import OfficeAnswer
from core.office_finding import OfficeFinding, OfficesAnswer
from core.refusals import InstitutionUnknown
from core.search.places import DistrictFinder


@pytest.fixture
def offices(house: House) -> OfficeFinding:
    return OfficeFinding(
        library=house.shelf.library,
        districts=DistrictFinder(house.gazetteer),
        country="PE",
        office=house.inquiry.office,
    )


@pytest.mark.parametrize(
    "text", ["PISAC", "pizac", "muni-pisac", "MUNI DE PISAC", "la municipalidad de písac"]
)
def test_an_office_is_found_by_code_name_or_district(offices: OfficeFinding, text: str) -> None:
    found = offices.answer(text)
    assert isinstance(found, OfficeAnswer)
    assert found.place.short == "Muni Pisac"


def test_several_offices_of_one_district_are_listed_to_choose_from(offices: OfficeFinding) -> None:
    found = offices.answer("CALCA")
    assert isinstance(found, OfficesAnswer)
    assert [line.message for line in found.must_tell] == ["choices", "choice", "choice"]
    assert found.may_tell == ()


@pytest.mark.parametrize("text", ["", "oficina", "xyzzy", "1", "PISAC XYZZY"])
def test_what_names_no_office_is_refused(offices: OfficeFinding, text: str) -> None:
    with pytest.raises(InstitutionUnknown):
        offices.answer(text)
