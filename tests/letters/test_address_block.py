from collections.abc import Iterator
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.citizen import Address
from core.model.place import Gazetteer
from core.refusals import AddressMissing, AddressUnprintable
from letters.address_block import address_lines
from letters.glyphs import shipped_glyphs, tidy
from tests.letters.addresses import AMARILIS, PISAC, address_in
from tests.sources import HOUSE

PLACES = HOUSE / "config" / "documents" / "places" / "ubigeo_pe.csv"
SATURNINA = "Sra. Saturnina Quispe Mamani"
RURAL = address_in(
    PISAC,
    delivery_point="Tambo Amaru",
    lines=("Comunidad Campesina de Amaru s/n",),
    reference="Frente a la escuela (portón azul)",
    locality="Amaru",
    postal_code="08106",
)
PIECES = st.text(st.sampled_from("aeiouñáMWil. -0123456789/(ẽɨ"), max_size=60)


def refused(recipient: str, address: Address) -> tuple[object, object]:
    with pytest.raises(AddressUnprintable) as caught:
        address_lines(recipient, address, PISAC)
    return caught.value.facts["line"], caught.value.facts["problem"]


def letters_of(*texts: str) -> Iterator[str]:
    return (letter for letter in chain(*texts) if not letter.isspace())


def test_a_rural_address_goes_from_the_person_to_the_department() -> None:
    assert address_lines(SATURNINA, RURAL, PISAC) == (
        "Sra. Saturnina Quispe Mamani",
        "Tambo Amaru",
        "Comunidad Campesina de Amaru s/n",
        "Frente a la escuela (portón azul)",
        "Amaru",
        "PISAC",
        "08106 CALCA - CUSCO",
    )


def test_an_address_without_postal_code_ends_in_province_and_department() -> None:
    address = address_in(PISAC, lines=("Jr. Grau 15",))
    assert address_lines("Ana Huamán", address, PISAC) == (
        "Ana Huamán",
        "Jr. Grau 15",
        "PISAC",
        "CALCA - CUSCO",
    )


def test_upper_and_lower_case_of_what_people_wrote_are_kept() -> None:
    address = address_in(PISAC, lines=("Mz. B Lt. 14", "Km 12"))
    assert address_lines("de la Cruz, Ana", address, PISAC)[:3] == (
        "de la Cruz, Ana",
        "Mz. B Lt. 14",
        "Km 12",
    )


def test_every_district_of_the_country_fits_with_its_province_in_two_lines() -> None:
    with PLACES.open(encoding="utf-8") as table:
        districts = Gazetteer.from_csv_lines(table).districts
    assert len(districts) > 1800
    for district in districts:
        address = address_in(district, locality="Anexo 3", postal_code="00000")
        assert address_lines("Ana", address, district)[2:] == (
            district.name.upper(),
            f"00000 {district.province} - {district.department}".upper(),
        )


def test_a_name_of_ninety_letters_goes_on_in_the_next_lines_and_loses_none() -> None:
    name = (
        "María de los Ángeles Guadalupe Encarnación Huayhuahuanca Ccoyllurqui viuda de Ttupayachi"
    )
    assert len(name) in range(85, 95)
    lines = address_lines(name, address_in(PISAC, lines=("Jr. Grau 15",)), PISAC)
    assert " ".join(lines[:-3]) == name
    assert len(lines) <= 7


def test_a_single_word_of_ninety_letters_is_refused_and_not_cut() -> None:
    assert refused("W" * 90, RURAL) == (1, "too_wide")
    assert refused("Ana " + "i" * 41, RURAL) == (2, "too_wide")


def test_more_than_seven_lines_are_refused_and_not_dropped() -> None:
    long = "Señora presidenta comunal Saturnina Quispe Mamani viuda de Huamán"
    assert refused(long, RURAL) == (8, "too_many_lines")


@pytest.mark.parametrize("name", ["", "   ", "\n\t"])
def test_a_letter_to_nobody_is_refused(name: str) -> None:
    assert refused(name, RURAL) == (1, "empty")


@pytest.mark.parametrize(
    "name", ["Ana 😀", "Ana\0Quispe", "\u202eanA", "אנה", "آنا", "安娜", "Ana\u200bQuispe", "Ana ♥"]
)
def test_a_name_that_the_typeface_lacks_is_refused(name: str) -> None:
    assert refused(name, RURAL) == (1, "unprintable_letter")


def test_a_reference_that_the_typeface_lacks_is_refused_by_its_line() -> None:
    address = address_in(PISAC, lines=("Jr. Grau 15",), reference="al lado de ☕")
    assert refused("Ana", address) == (3, "unprintable_letter")


@pytest.mark.parametrize("name", ["Ẽmĩ Ɨnʉ", "Q\u02bcuncha Mamani", "Nin\u0303a A\u0331wa"])
def test_names_in_the_languages_of_the_country_are_printed(name: str) -> None:
    assert address_lines(name, RURAL, PISAC)[0] == tidy(name)


def test_a_refusal_tells_the_line_and_nothing_of_what_stands_there() -> None:
    with pytest.raises(AddressUnprintable) as caught:
        address_lines("Secreta 😀", RURAL, PISAC)
    assert "Secreta" not in repr(caught.value.facts)


@pytest.mark.parametrize("parts", [{}, {"lines": ("", "  ")}, {"reference": "\t"}])
def test_a_district_alone_is_no_address(parts: dict[str, str]) -> None:
    with pytest.raises(AddressMissing):
        address_lines("Ana", address_in(PISAC, **parts), PISAC)


def test_an_address_is_not_printed_under_another_district() -> None:
    with pytest.raises(AddressUnprintable) as caught:
        address_lines("Ana", RURAL, AMARILIS)
    assert caught.value.facts["problem"] == "other_district"


@given(PIECES, st.lists(PIECES, max_size=3), PIECES, PIECES)
def test_any_address_is_printed_whole_or_refused(
    name: str, lines: list[str], reference: str, locality: str
) -> None:
    address = address_in(PISAC, lines=tuple(lines), reference=reference, locality=locality)
    try:
        printed = address_lines(name, address, PISAC)
    except (AddressMissing, AddressUnprintable):
        return
    assert list(letters_of(*printed[:-2])) == list(letters_of(name, *lines, reference, locality))
    assert 3 <= len(printed) <= 7
    assert max(len(line) for line in printed) <= 40
    assert max(shipped_glyphs().width_mm(line, 10) for line in printed) <= 71
