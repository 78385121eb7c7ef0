import pytest

from core.search.places import DistrictFinder
from tests.peru import gazetteer


def near(text: str) -> list[str]:
    return [district.name for district in DistrictFinder(gazetteer()).near(text)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Písac", "Pisac"),
        ("pizac", "Pisac"),
        ("okongate", "Ocongate"),
        ("kosnipata", "Kosñipata"),
        ("chayahuacho", "Challhuahuacho"),
        ("villa virjen", "Villa Virgen"),
        ("choquehuanca", "José Domingo Choquehuanca"),
        ("080405", "Pisac"),
    ],
)
def test_a_district_is_found_however_it_is_written(typed: str, name: str) -> None:
    assert near(typed) == [name]


@pytest.mark.parametrize("typed", ["", "xyzzy", "plaza", "la casa de mi tia", "a" * 200])
def test_what_is_no_district_is_none(typed: str) -> None:
    assert near(typed) == []


def test_a_name_of_several_districts_tells_them_all() -> None:
    assert len(near("santo tomaz")) > 1
