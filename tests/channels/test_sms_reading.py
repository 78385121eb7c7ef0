"""Figures and words of texts, one habit at a time; the committed texts judge the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.sms.understanding.normalise import cleaned, pieces, plain
from channels.sms.understanding.read import Before, Read
from channels.sms.understanding.text import LONGEST
from core.model.case_number import CaseNumber
from core.model.permutation import SIZE
from core.refusals import (
    NumberIncomplete,
    NumberTooLong,
    NumberWrongCheck,
    Refusal,
    TextMissing,
    TextTooLong,
)
from tests.channels.understood import reader

NUMBER = "1400004276"
NUMBERS = st.builds(
    CaseNumber.compose,
    st.integers(100, 999).map(str),
    st.integers(0, SIZE - 1),
)
GAPS = st.sampled_from(["", " ", "-", ".", " - ", "/", "\u00a0", "\u2013", "  "])
APART = st.sampled_from([" ", "\n", " clave ", ", ", " clave: ", " y mi clave es ", "; "])
FIGURES = st.sampled_from("0123456789 .-")
BEFORE = st.sampled_from(["", "Exp ", "Mi expediente es el ", "EXPEDIENTE N° ", "¿Cómo va ", "\t"])
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
READINGS = {
    *("status", "status_bad", "ambiguous", "my_cases", "clave", "lost_number"),
    *("procedure", "cost", "term", "office", "visit", "wish", "choice", "yes", "no"),
    *("letter", "call_me", "notices", "notices_on", "notices_off", "language"),
    *("complaint", "delay", "person", "help", "more", "stop", "start", "not_understood"),
    *("silent:loop", "silent:bounce", "silent:own"),
}


def read(text: str) -> Read:
    return reader().read(text)


def about(text: str) -> tuple[str, str, str | None]:
    found = read(text)
    return found.name, found.number, found.clave


@pytest.mark.parametrize(
    "text",
    [
        "1400004276",
        "140-000-4276",
        "140 000 4276",
        "140.000.4276",
        "Exp. N° 140-000-4276",
        "buenas tardes mi expediente es el 140 000 4276 gracias",
        "140\n000\n4276",
        "140, 000, 4276",
        "1 4 0 0 0 0 4 2 7 6",
        "14-0000-4276",
        "１４００００４２７６",
        "١٤٠-٠٠٠-٤٢٧٦",
        "14OOOO4276",
        "14O-OOO-4276",
        "l40000427b 140-000-4276",
        "\x00140-000-4276\x00",
        "%00140-000-4276%00",
        "\u202e140-000-4276\u202c",
        "140\u200b000\u200b4276",
        "MAS 140-000-4276",
        "ayuda 1400004276",
        "😀1400004276😀",
        "exp140-000-4276",
        "1400004276estado",
        "nº1400004276",
    ],
)
def test_a_case_number_is_read_however_it_is_typed(text: str) -> None:
    assert about(text) == ("status", NUMBER, None)


@pytest.mark.parametrize(
    "text",
    [
        "1400004276 735104",
        "1400004276735104",
        "140-000-4276 clave 735104",
        "clave 735104 numero 140-000-4276",
        "735104 1400004276",
        "140 000 4276 735 104",
        "140 000 4276\n73 51 04",
        "140-000-4276-735104",
        "140-000-4276, 735-104",
        "dni 45678912, 140-000-4276, clave 735104",
        "140000 4276 735104",
    ],
)
def test_six_figures_beside_the_number_are_the_clave(text: str) -> None:
    assert about(text) == ("status", NUMBER, "735104")


@given(NUMBERS, st.tuples(GAPS, GAPS), BEFORE)
def test_any_number_in_any_spelling_is_found(
    number: CaseNumber, gaps: tuple[str, str], before: str
) -> None:
    one, two, three = number.grouped.split("-")
    text = f"{before}{one}{gaps[0]}{two}{gaps[1]}{three}"
    assert about(text) == ("status", number.digits, None)


@given(NUMBERS, st.tuples(GAPS, GAPS), APART, st.integers(0, 999_999))
def test_any_clave_after_any_number_is_found(
    number: CaseNumber, gaps: tuple[str, str], apart: str, clave: int
) -> None:
    one, two, three = number.grouped.split("-")
    text = f"{one}{gaps[0]}{two}{gaps[1]}{three}{apart}{clave:06}"
    assert about(text) == ("status", number.digits, f"{clave:06}")


@given(
    st.from_regex(
        r"[0-9]{3}[ .-]?[0-9]{3}[ .-]?[0-9]{4}( [0-9]{6})?", fullmatch=True, alphabet=FIGURES
    )
)
def test_the_plain_way_to_write_is_read_as_with_words_around_it(text: str) -> None:
    assert about(text) == about(f"Exp: {text}!")


@given(NUMBERS, st.integers(0, 9), st.integers(0, 9))
def test_a_figure_that_is_wrong_is_never_corrected(
    number: CaseNumber, place: int, figure: int
) -> None:
    wrong = f"{number.digits[:place]}{figure}{number.digits[place + 1 :]}"
    name, found, _ = about(wrong)
    assert (name, found) == ("status" if wrong == number.digits else "status_bad", wrong)


@pytest.mark.parametrize("clave", ["73510", "7351042", "73 510"])
def test_a_clave_written_wrong_is_handed_on_to_be_called_so(clave: str) -> None:
    assert about(f"140-000-4276 {clave}") == ("status", NUMBER, clave.replace(" ", ""))


@pytest.mark.parametrize(
    "beside",
    [
        *("del 20/11/2026", "del 20/11/26", "del 20-11-26", "del 20.11.2026", "año 2026", "hoja 2"),
        *("dni 45678912", "cel 984123456", "15-1-26 y 7", "735104 o 735105"),
        *("dni 45678912 hoja 12", "y ya van 2 meses", "pague 15000 soles"),
    ],
)
def test_other_figures_beside_the_number_never_cost_a_guess(beside: str) -> None:
    assert about(f"expediente 140-000-4276 {beside}") == ("status", NUMBER, None)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("140-000-4275", NumberWrongCheck),
        ("1400004275 735104", NumberWrongCheck),
        ("1400004275735104", NumberWrongCheck),
        ("140-000-4275 clave 735104", NumberWrongCheck),
        ("dni 45678912 expediente 1400004275", NumberWrongCheck),
        ("dni 45678912 expediente 140 000 4275", NumberWrongCheck),
        ("140000", NumberIncomplete),
        ("mi expediente es 140-000-427", NumberIncomplete),
        ("1400004276000", NumberTooLong),
        ("4" * 40, NumberTooLong),
        ("4" * 1600, NumberTooLong),
    ],
)
def test_a_number_with_a_fault_is_refused_for_that_fault(text: str, refusal: type[Refusal]) -> None:
    found = read(text)
    assert found.name == "status_bad"
    with pytest.raises(refusal):
        CaseNumber.parse(found.number)


@pytest.mark.parametrize(
    "text",
    [
        *("EXP-2026-001234", "como va 1874-2026-MDP", "HT-2026-03311 gracias", "exp 0231-2025"),
        "exp 0452-2026-MDO/SG",
    ],
)
def test_the_number_of_an_office_is_no_number_of_ours(text: str) -> None:
    found = read(text)
    assert (found.name, found.number) == ("status", "")
    assert found.argument.startswith("alias:")


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("REQUISITOS certificado-domiciliario", "procedure", "CERTIFICADO DOMICILIARIO"),
        ("Requisitos: pensión 65", "procedure", "PENSION 65"),
        ("REQUISITOS 22", "procedure", "22"),
        ("OFICINA muni-pisac", "office", "MUNI PISAC"),
        ("VISITA Písac", "visit", "PISAC"),
        ("visita santa rosa, puno", "visit", "SANTA ROSA PUNO"),
        ("VISITA 080405", "visit", "080405"),
        ("*más*", "more", ""),
        ("mis-tramites", "my_cases", ""),
        ("perdi mi brevete", "wish", "PERDI MI BREVETE"),
        ("baja vista", "not_understood", ""),
        (
            "no me mandan la respuesta de mi licencia",
            "wish",
            "NO ME MANDAN LA RESPUESTA DE MI LICENCIA",
        ),
    ],
)
def test_a_word_and_what_follows(text: str, name: str, argument: str) -> None:
    found = read(text)
    assert (found.name, found.argument) == (name, argument)


@pytest.mark.parametrize("text", ["1", "si", "735104"])
def test_an_answer_to_nothing_that_was_asked_is_none(text: str) -> None:
    assert read(text).name in {"not_understood", "status_bad"}


def test_what_was_asked_last_is_completed() -> None:
    assert reader().read("el 2", Before(offered=3)).argument == "2"
    assert reader().read("735 104", Before(asks_clave=True)).clave == "735104"
    assert reader().read("janiwa", Before(asks_yes=True)).name == "no"


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", "\x00", "😀😀", "👍🏽", "...", "¿?", "\u202e", "—", "%00"]
)
def test_a_text_without_a_letter_or_figure_is_empty(text: str) -> None:
    assert read(text).name == "not_understood"
    with pytest.raises(TextMissing):
        reader().check(text)


@pytest.mark.parametrize(
    "text",
    ["مرحبا", "שלום", "привет", "मेरा आवेदन", "12345", "j", "0", "1 2", "\ud800", "\ufffe\x07"],
)
def test_what_asks_for_nothing_known_is_not_understood(text: str) -> None:
    assert read(text).name == "not_understood"


def test_a_text_that_nobody_types_is_refused_by_its_length() -> None:
    reader().check("a" * LONGEST)
    with pytest.raises(TextTooLong):
        reader().check("a" * (LONGEST + 1))
    assert read(f"{'no ' * 200}1400004276").number == NUMBER


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
    once = " ".join(pieces(plain(cleaned(text))))
    assert " ".join(pieces(plain(cleaned(once)))) == once


@pytest.fixture(scope="module")
def _warm() -> None:
    """Read once, since the first reading builds the catalogue and no example has so much time."""
    read("cuanto cuesta la papa")


@pytest.mark.usefixtures("_warm")
@given(
    ANY_TEXT,
    st.sampled_from([Before(), Before(offered=3), Before(asks_clave=True), Before(asks_yes=True)]),
)
def test_any_text_is_read_as_something_and_only_a_right_number_is_one(
    text: str, before: Before
) -> None:
    found = reader().read(text, before)
    assert found.name in READINGS
    assert 0 <= found.score <= 100
    if found.number and found.name != "status_bad":
        CaseNumber.parse(found.number)
