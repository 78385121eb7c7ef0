import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.identity import DocumentKind, IdentityDocument
from core.refusals import IdentityInvalid

DNIS = ["10117410", "10117410-2", "10117410-G", "10117410g", " 10.117.410 ", "1011 7410 2"]
HOSTILE = [
    "",
    " ",
    "1" * 40,
    "1" * 10_000,
    "🙂",
    "\x00",
    "１０１１７４１０",
    "١٠١١٧٤١٠",
    "10117410\u202e",
    "K" * 8,
]


@pytest.mark.parametrize("text", DNIS)
def test_a_dni_is_kept_in_one_form_however_it_is_written(text: str) -> None:
    document = IdentityDocument.parse("dni", text)
    assert (document.kind, document.number) == (DocumentKind.DNI, "10117410")


@pytest.mark.parametrize("wrong", sorted(set("0123456789ABCDEFGHIJKLZ") - {"2", "G"}))
def test_a_dni_with_any_other_check_character_is_refused(wrong: str) -> None:
    with pytest.raises(IdentityInvalid) as refused:
        IdentityDocument.parse("dni", f"10117410{wrong}")
    assert refused.value.facts == {"kind": "dni"}


@given(dni=st.integers(min_value=1, max_value=99_999_999))
def test_every_dni_has_one_digit_and_one_letter_that_agree(dni: int) -> None:
    agreed = []
    for character in "0123456789ABCDEFGHIJK":
        try:
            agreed.append(
                (character, IdentityDocument.parse("dni", f"{dni:08d}{character}").number)
            )
        except IdentityInvalid:
            continue
    assert [character.isdigit() for character, _ in agreed] == [True, False]
    assert {number for _, number in agreed} == {f"{dni:08d}"}


@pytest.mark.parametrize(
    "text", ["1011741", "101174102G", "00000000", "1011741O", "DNI 10117410", *HOSTILE]
)
def test_what_is_no_dni_is_refused(text: str) -> None:
    with pytest.raises(IdentityInvalid):
        IdentityDocument.parse(DocumentKind.DNI, text)


@pytest.mark.parametrize("text", ["20512333797", "20-51233379-7", "10101174102"])
def test_a_ruc_is_read_with_its_prefix_and_check_digit(text: str) -> None:
    assert IdentityDocument.parse("ruc", text).number == text.replace("-", "")


@pytest.mark.parametrize("text", ["20512333798", "30512333797", "2051233379", "10117410", *HOSTILE])
def test_what_is_no_ruc_is_refused(text: str) -> None:
    with pytest.raises(IdentityInvalid) as refused:
        IdentityDocument.parse("ruc", text)
    assert refused.value.facts == {"kind": "ruc"}


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("ce", "001234567", "001234567"),
        ("ce", "n-00123456", "N00123456"),
        ("passport", "ab 123456", "AB123456"),
    ],
)
def test_a_foreigners_document_is_read_by_its_form_alone(kind: str, text: str, number: str) -> None:
    assert IdentityDocument.parse(kind, text).number == number


@pytest.mark.parametrize("kind", ["ce", "passport"])
@pytest.mark.parametrize("text", [*HOSTILE, "12345", "ABCDEFGHI", "A1234567890123", "12345678\n9"])
def test_what_has_no_such_form_is_refused(kind: str, text: str) -> None:
    with pytest.raises(IdentityInvalid):
        IdentityDocument.parse(kind, text)


@pytest.mark.parametrize("kind", ["", "DNI", "libreta", "x" * 10_000])
def test_a_kind_that_nobody_knows_is_refused_without_repeating_it(kind: str) -> None:
    with pytest.raises(IdentityInvalid) as refused:
        IdentityDocument.parse(kind, "10117410")
    assert refused.value.facts == {"kind": "unknown"}


def test_neither_a_document_nor_its_refusal_shows_the_number() -> None:
    assert "10117410" not in repr(IdentityDocument.parse("dni", "10117410"))
    with pytest.raises(IdentityInvalid) as refused:
        IdentityDocument.parse("dni", "10117410-9")
    assert "10117410" not in f"{refused.value!r} {refused.value} {refused.value.facts}"
