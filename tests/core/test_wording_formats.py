from datetime import date

import pytest

from core.model.answers import Line, Place, Value
from core.model.case_number import CaseNumber
from core.model.money import Money
from core.model.reasons import Reason
from core.model.term import Term, Unit
from core.wording.catalogue import load
from core.wording.draft_check import fault_of
from core.wording.po_files import Entry
from core.wording.spanish_numbers import LARGEST, cardinal, counted, spelled
from tests.core.catalogues import SHIPPED, shipped

NUMBER = CaseNumber.compose("140", 427)
SIGN = Reason("firma", {"es": "su firma en la petición"}, {"es": "Venga a firmar."})
PLACE = Place("Mesa de Partes Písac", "Mesa de Partes, Municipalidad de Písac")
ON_TIME = Term(30, Unit.BUSINESS_DAYS, "TUO LPAG art. 39")
WRITTEN = [
    (NUMBER, "uno cuatro cero, cero cero cero, cuatro dos siete seis", "140-000-4276", None),
    (date(2027, 1, 8), "viernes ocho de enero", "vie 8 ene", "viernes 8 de enero de 2027"),
    (date(2027, 9, 1), "miércoles primero de setiembre", "mié 1 set", None),
    (date(2026, 2, 28), "sábado veintiocho de febrero", "sáb 28 feb", None),
    (Money(3000, "PEN"), "treinta soles", "S/ 30.00", None),
    (Money(1030, "PEN"), "diez soles con treinta céntimos", "S/ 10.30", None),
    (Money(100, "PEN"), "un sol", "S/ 1.00", None),
    (Money(2101, "PEN"), "veintiún soles con un céntimo", "S/ 21.01", None),
    (Money(50, "PEN"), "cincuenta céntimos", "S/ 0.50", None),
    (Money(0, "PEN"), "cero soles", "S/ 0.00", None),
    (Money(250_050, "BOB"), "dos mil quinientos bolivianos con cincuenta centavos", None, None),
    (PLACE, "Mesa de Partes, Municipalidad de Písac", "Mesa de Partes Písac", PLACE.full),
    (SIGN, "su firma en la petición", "su firma en la petición", "su firma en la petición"),
    (ON_TIME, "treinta días hábiles", "30 días hábiles", "30 días hábiles"),
    (Term(1, Unit.MONTHS, "x"), "un mes", "1 mes", "1 mes"),
    (Term(21, Unit.CALENDAR_DAYS, "x"), "veintiún días", "21 días", "21 días"),
    (Term(2, Unit.YEARS, "x"), "dos años", "2 años", "2 años"),
    (7, "siete", "7", "7"),
    ("Ñuñoa, región Puno", "Ñuñoa, región Puno", "Ñuñoa, región Puno", "Ñuñoa, región Puno"),
    (("DNI", "recibo", "acta"), "DNI, recibo y acta", "DNI, recibo y acta", None),
    (("DNI",), "DNI", "DNI", "DNI"),
]


def said(channel: str, value: Value) -> str:
    line = Line("refusal.file_unreadable", {"problem": value})
    told = shipped().compose("es", channel, [line]).texts[0]
    return told.removeprefix("Ese archivo no se puede leer: ").removesuffix(".")


@pytest.mark.parametrize(("value", "voice", "sms", "letter"), WRITTEN, ids=lambda v: str(v)[:30])
def test_a_fact_is_written_as_its_channel_writes_it(
    value: Value, voice: str, sms: str | None, letter: str | None
) -> None:
    assert said("voice", value) == voice
    if sms is not None:
        assert said("sms", value) == sms
    if letter is not None:
        assert said("letter", value) == said("page", value) == letter


def test_a_phone_is_spoken_figure_by_figure() -> None:
    line = Line("office.phone", {"phone": "084 223-344"})
    assert shipped().compose("es", "voice", [line]).texts == (
        "Su teléfono es cero ocho cuatro, dos dos tres, tres cuatro cuatro.",
    )
    assert shipped().compose("es", "sms", [line]).texts == ("Teléfono: 084 223-344.",)


def test_a_year_that_no_calendar_reaches_is_spoken_figure_by_figure() -> None:
    line = Line("refusal.calendar_missing", {"year": 2031})
    assert "del año dos cero tres uno." in shipped().compose("es", "voice", [line]).texts[0]


def test_months_are_spoken_in_spanish_where_quechua_is_spoken() -> None:
    words = load(SHIPPED, production=False, drafts=["quz"])
    number = Line("stage.received", {"number": NUMBER})
    assert words.compose("quz", "sms", [number]).texts == (
        "Mañakuyniyki 140-000-4276 chaskisqañam.",
    )
    assert words.compose("quz", "voice", [number]).language == "quz"


def test_what_is_no_fact_is_a_programming_fault() -> None:
    with pytest.raises(KeyError):
        said("sms", 1.5)  # type: ignore[arg-type]  # the fault that is tested


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "cero"),
        (16, "dieciséis"),
        (21, "veintiuno"),
        (22, "veintidós"),
        (31, "treinta y uno"),
        (100, "cien"),
        (101, "ciento uno"),
        (555, "quinientos cincuenta y cinco"),
        (700, "setecientos"),
        (1000, "mil"),
        (1001, "mil uno"),
        (2026, "dos mil veintiséis"),
        (9999, "nueve mil novecientos noventa y nueve"),
        (10_000, "10000"),
        (-3, "-3"),
    ],
)
def test_a_number_is_said_in_spanish_words(number: int, words: str) -> None:
    assert cardinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "un"), (21, "veintiún"), (31, "treinta y un"), (101, "ciento un"), (2, "dos")],
)
def test_one_loses_its_last_letter_before_what_is_counted(number: int, words: str) -> None:
    assert counted(number) == words


def test_no_two_numbers_are_said_alike() -> None:
    assert len({cardinal(number) for number in range(LARGEST + 1)}) == LARGEST + 1
    assert len({counted(number) for number in range(LARGEST + 1)}) == LARGEST + 1


def test_whatever_stands_between_figures_is_a_pause() -> None:
    assert spelled("+51 984-1") == "cinco uno, nueve ocho cuatro, uno"
    assert spelled("sin cifras") == ""


def test_a_long_run_of_figures_is_said_three_by_three() -> None:
    assert spelled("984123456") == "nueve ocho cuatro, uno dos tres, cuatro cinco seis"
    assert spelled("4276") == "cuatro dos siete seis"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 1, 8), "viernes ocho de enero de dos mil veintisiete"),
        (date(2026, 12, 1), "martes primero de diciembre de dos mil veintiséis"),
        (date(2030, 3, 31), "domingo treinta y uno de marzo de dos mil treinta"),
    ],
)
def test_the_last_day_of_a_letter_of_law_is_written_in_words(day: date, words: str) -> None:
    line = Line("letter.observation.in_words", {"cure_by": day})
    assert shipped().compose("es", "letter", [line]).texts == (f"En letras: {words}.",)


def test_a_letter_tells_a_reason_as_a_whole_sentence() -> None:
    line = Line("letter.observed", {"reason": SIGN})
    assert shipped().compose("es", "letter", [line]).texts == ("Venga a firmar.",)


@pytest.mark.parametrize("manner", ["words", "sentence"])
def test_what_only_paper_can_say_is_no_draft_for_the_phone(manner: str) -> None:
    drafted = {channel: said_so(channel, manner) for channel in ("voice", "letter")}
    assert drafted == {"voice": "manner_unknown", "letter": ""}


def said_so(channel: str, manner: str) -> str:
    """Tell what is wrong with a draft that asks for a manner."""
    spanish = entry(channel, f"Hasta el {{due:{manner}}}.")
    return fault_of(entry(channel, f"{{due:{manner}}} kama."), spanish, 1)


def entry(channel: str, text: str) -> Entry:
    return Entry(
        channel=channel,
        msgid="until",
        texts=(text,),
        is_draft=False,
        plural=lambda _: 0,
        locale=None,
        is_plural=False,
        notes="",
    )
