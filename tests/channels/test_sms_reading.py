import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.sms.asked import (
    ChoiceAsked,
    HelpAsked,
    LostNumberAsked,
    MoreAsked,
    MyCasesAsked,
    OfficeAsked,
    ProcedureAsked,
    ShortcutAsked,
    StatusAsked,
    VisitAsked,
    WishAsked,
)
from channels.sms.reading import LONGEST, read
from core.model.case_number import CaseNumber
from core.model.permutation import SIZE
from core.refusals import (
    NumberIncomplete,
    NumberTooLong,
    NumberWrongCheck,
    Refusal,
    TextMissing,
    TextNotUnderstood,
    TextTooLong,
)

NUMBER = "1400004276"
NUMBERS = st.builds(
    CaseNumber.compose,
    st.integers(100, 999).map(str),
    st.integers(0, SIZE - 1),
)
GAPS = st.sampled_from(["", " ", "-", ".", " - ", "/", "\u00a0", "\u2013", "  "])
APART = st.sampled_from([" ", "\n", " clave ", ", ", " clave: ", " y mi clave es ", "; "])
FIGURES = st.sampled_from("0123456789 .-")
OUTCOMES = {
    *("status", "help", "more", "my_cases", "procedure", "office", "visit", "wish", "choice"),
    *("text_missing", "text_not_understood", "text_too_long"),
}
BEFORE = st.sampled_from(["", "Exp ", "Mi expediente es el ", "EXPEDIENTE N° ", "¿Cómo va ", "\t"])


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
        "\x00140-000-4276\x00",
        "\u202e140-000-4276\u202c",
        "MAS 140-000-4276",
        "ayuda 1400004276",
        "😀1400004276😀",
    ],
)
def test_a_case_number_is_read_however_it_is_typed(text: str) -> None:
    assert read(text) == StatusAsked(NUMBER)


@pytest.mark.parametrize(
    "text",
    [
        "1400004276 735104",
        "1400004276735104",
        "140-000-4276 clave 735104",
        "clave 735104 numero 140-000-4276",
        "140 000 4276 735 104",
        "140 000 4276\n73 51 04",
        "140-000-4276-735104",
        "140-000-4276, 735-104",
        "dni 45678912, 140-000-4276, clave 735104",
        "140000 4276 735104",
    ],
)
def test_six_figures_beside_the_number_are_the_clave(text: str) -> None:
    assert read(text) == StatusAsked(NUMBER, "735104")


@given(NUMBERS, st.tuples(GAPS, GAPS), BEFORE)
def test_any_number_in_any_spelling_is_found(
    number: CaseNumber, gaps: tuple[str, str], before: str
) -> None:
    one, two, three = number.grouped.split("-")
    text = f"{before}{one}{gaps[0]}{two}{gaps[1]}{three}"
    assert read(text) == StatusAsked(number.digits)


@given(NUMBERS, st.tuples(GAPS, GAPS), APART, st.integers(0, 999_999))
def test_any_clave_after_any_number_is_found(
    number: CaseNumber, gaps: tuple[str, str], apart: str, clave: int
) -> None:
    one, two, three = number.grouped.split("-")
    text = f"{one}{gaps[0]}{two}{gaps[1]}{three}{apart}{clave:06}"
    assert read(text) == StatusAsked(number.digits, f"{clave:06}")


@given(
    st.from_regex(
        r"[0-9]{3}[ .-]?[0-9]{3}[ .-]?[0-9]{4}( [0-9]{6})?", fullmatch=True, alphabet=FIGURES
    )
)
def test_the_plain_way_to_write_is_read_as_with_words_around_it(text: str) -> None:
    assert read(text) == read(f"Exp: {text}!")


@pytest.mark.parametrize("clave", ["73510", "7351042", "73 510"])
def test_a_clave_written_wrong_is_handed_on_to_be_called_so(clave: str) -> None:
    assert read(f"140-000-4276 {clave}") == StatusAsked(NUMBER, clave.replace(" ", ""))


@pytest.mark.parametrize(
    "beside",
    [
        *("del 20/11/2026", "del 20/11/26", "del 20-11-26", "del 20.11.2026", "año 2026", "hoja 2"),
        *(
            "dni 45678912",
            "cel 984123456",
            "15-1-26 y 7",
            "735104 o 735105",
            "dni 45678912 hoja 12",
        ),
    ],
)
def test_other_figures_beside_the_number_never_cost_a_guess(beside: str) -> None:
    asked = read(f"expediente 140-000-4276 {beside}")
    assert asked == StatusAsked(NUMBER)


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
    asked = read(text)
    assert isinstance(asked, StatusAsked)
    with pytest.raises(refusal):
        CaseNumber.parse(asked.number_text)


@pytest.mark.parametrize("text", ["AYUDA", "ayuda", " Ayúda!! ", "ayuda por favor", "AYUDA 12345"])
def test_help_is_asked_for_in_any_case_and_accent(text: str) -> None:
    assert read(text) == HelpAsked()


@pytest.mark.parametrize("text", ["MAS", "más", "mas.", "MÁS por favor", "*mas*"])
def test_more_is_asked_for_in_any_case_and_accent(text: str) -> None:
    assert read(text) == MoreAsked()


@pytest.mark.parametrize(
    "text", ["MIS TRAMITES", "mis trámites", "Mis  expedientes", "mis-tramites"]
)
def test_ones_own_cases_are_asked_for_in_two_words(text: str) -> None:
    assert read(text) == MyCasesAsked()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("REQUISITOS certificado-domiciliario", ProcedureAsked("certificado-domiciliario")),
        ("requisitos Certificado Domiciliario", ProcedureAsked("certificado-domiciliario")),
        ("Requisitos: pensión 65", ProcedureAsked("pension-65")),
        ("REQUISITOS 22", ShortcutAsked("22")),
        ("requisitos  07.", ShortcutAsked("07")),
        ("OFICINA muni-pisac", OfficeAsked("muni-pisac")),
        ("oficina Muni Pisac", OfficeAsked("muni-pisac")),
        ("VISITA Písac", VisitAsked("PISAC")),
        ("visita santa rosa, puno", VisitAsked("SANTA ROSA PUNO")),
        ("visita:pisac", VisitAsked("PISAC")),
        ("VISITA 080405", VisitAsked("080405")),
    ],
)
def test_a_word_with_something_after_it_asks_about_that(text: str, asked: object) -> None:
    assert read(text) == asked


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", "\x00", "😀😀", "👍🏽", "...", "¿?", "\u202e", "—"]
)
def test_a_text_without_a_letter_or_figure_is_empty(text: str) -> None:
    with pytest.raises(TextMissing):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        *("12345", "sí", "ok", "j", "22", "0", "1 2", "REQUISITOS", "oficina", "visita ?"),
        *("مرحبا", "привет", "मेरा आवेदन", "PERDI MI NUMERO", "perdi"),
    ],
)
def test_a_text_that_asks_for_nothing_known_is_not_understood(text: str) -> None:
    with pytest.raises(TextNotUnderstood):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        *("quiero sacar mi dni", "MASA", "STOP 12", "pension 65", "Ñuqa mañakuyniy", "hola"),
        *("perdi mi brevete", "PERDI MI DNI", "tramites"),
    ],
)
def test_words_that_begin_with_no_keyword_are_a_wish(text: str) -> None:
    assert read(text) == WishAsked(text)


@pytest.mark.parametrize("text", ["PERDI mi papel", "perdí el número de mi trámite", "perdi 4"])
def test_who_lost_the_paper_lost_the_number(text: str) -> None:
    assert isinstance(read(text), LostNumberAsked)


@pytest.mark.parametrize("text", ["2", " 2. ", "(2)", "２", "opción 2", "El 2", "numero 2"])
def test_one_figure_chooses(text: str) -> None:
    assert read(text) == ChoiceAsked("2")


def test_a_wish_does_not_show_when_what_was_asked_is_logged() -> None:
    assert "sida" not in repr(read("certificado de sida"))


@pytest.mark.parametrize("text", ["a" * (LONGEST + 1), "1400004276 " * 1000, "é" * 10_240])
def test_a_text_longer_than_anyone_types_is_refused_before_it_is_read(text: str) -> None:
    with pytest.raises(TextTooLong) as refused:
        read(text)
    assert refused.value.facts == {"limit": LONGEST}


@given(st.text(max_size=LONGEST + 5))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert outcome_of(text) in OUTCOMES


def outcome_of(text: str) -> str:
    try:
        return read(text).outcome
    except Refusal as refusal:
        return refusal.code


def test_a_clave_does_not_show_when_what_was_asked_is_logged() -> None:
    assert "735104" not in repr(read("1400004276 735104"))
