"""What a speaker's voice is put together from says the very words that are written."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.answers import Line, Place, Value
from core.model.case_number import CaseNumber
from core.model.money import Money
from core.model.reasons import Reason
from core.model.term import Term, Unit
from core.wording.aloud import Aloud, NotRecorded, aloud_of, cutters_of, passage_of
from core.wording.formats import DIGITS, PLAIN, tellers
from core.wording.number_parts import cardinal_pieces, counted_pieces, number_parts
from core.wording.parts import CURRENCIES, REST, name_part, parts_of, way_parts
from core.wording.po_files import read_language
from core.wording.readings import readings
from core.wording.recordable import VOICE, Piece, is_glued
from core.wording.spanish_numbers import LARGEST, cardinal, counted
from core.wording.standing import look_through
from tests.core.catalogues import SHIPPED, shipped
from tests.every_answer import every_answer

LOCALE = next(entry.locale for entry in read_language(SHIPPED / "es"))
LANGUAGES = ("es", "quz", "quy", "ayr")
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
NUMBERS = st.integers(0, LARGEST)
AMOUNTS = st.builds(Money, st.integers(0, LARGEST * 100 + 99), st.sampled_from(sorted(CURRENCIES)))
TERMS = st.builds(Term, st.integers(0, 1000), st.sampled_from(Unit), st.just("art. 39"))
CASES = st.builds(CaseNumber.compose, st.just("140"), st.integers(0, 999_999))


def words(text: str) -> list[str]:
    """List the words of a text without the signs between them."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)


def joined(said: tuple[Piece, ...]) -> list[str]:
    return words(" ".join(piece.text for piece in said))


def told(language: str, value: Value, manner: str = PLAIN) -> str:
    assert LOCALE is not None
    return tellers(language, VOICE, LOCALE)[manner][type(value)](value)


def cut(language: str, value: Value, manner: str = PLAIN) -> tuple[Piece, ...]:
    return cutters_of(language)[manner][type(value)](value)


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=st.one_of(DAYS, NUMBERS, AMOUNTS, TERMS, CASES))
def test_every_fact_is_said_in_the_words_that_are_written_and_each_part_is_on_the_list(
    language: str, value: Value
) -> None:
    said = cut(language, value)
    assert joined(said) == words(told(language, value))
    assert set(said) - {REST} <= set(parts_of(language))


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=st.one_of(DAYS, NUMBERS, CASES))
def test_the_way_to_the_status_needs_no_part_that_may_wait(language: str, value: Value) -> None:
    assert set(cut(language, value)) - {REST} <= set(way_parts(language))


def test_every_number_to_9999_is_said_from_57_sounds() -> None:
    listed = set(number_parts())
    assert len(listed) == len({piece.name for piece in listed}) == 57
    for number in range(LARGEST + 1):
        for said, written in (
            (cardinal_pieces(number), cardinal(number)),
            (counted_pieces(number), counted(number)),
        ):
            assert " ".join(piece.text for piece in said) == written
            assert listed.issuperset(said), number


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_on_the_list_that_a_speaker_reads(language: str) -> None:
    listed = {(each.name, each.text) for each in readings(look_through(SHIPPED), language)}
    assert listed > {(part.name, part.text) for part in parts_of(language)}


@pytest.mark.parametrize("value", [LARGEST + 1, -3, Money(1_000_000, "PEN")])
def test_what_is_too_large_to_say_is_on_no_list(value: Value) -> None:
    assert not set(cut("es", value)) <= set(parts_of("es"))


def test_a_case_number_is_said_digit_by_digit_with_two_rests() -> None:
    number = CaseNumber.compose("140", 427)
    heard = [piece.name for piece in cut("quz", number)]
    assert [" ".join(heard).count("rest"), len(heard)] == [2, 12]
    assert [place for place, name in enumerate(heard) if name == "rest"] == [3, 7]
    assert joined(cut("quz", number))[:4] == ["huk", "tawa", "ch'usaq", "ch'usaq"]
    assert told("quz", number).startswith("huk tawa ch'usaq, ch'usaq ch'usaq")


@given(st.text("0123456789", min_size=1, max_size=12))
def test_figures_that_are_spelled_are_said_one_by_one(figures: str) -> None:
    for language in LANGUAGES:
        said = cut(language, figures, DIGITS)
        assert joined(said) == words(told(language, figures, DIGITS))


def test_a_number_that_the_call_script_spaced_out_is_read_back_with_the_same_rests() -> None:
    number = CaseNumber.compose("140", 427)
    assert cut("es", "1 4 0, 0 0 0, 4 2 7 6") == cut("es", number)


def test_a_name_is_one_sound_and_two_names_are_two() -> None:
    place = Place("Muni Písac", "Mesa de Partes, Municipalidad de Písac")
    (said,) = cut("es", place)
    assert said == name_part(place.full)
    assert said.name.startswith("name-mesa-de-partes-municipalidad-de-pisac-")
    assert name_part("Písac").name != name_part("Pisac").name
    reason = Reason("firma", {"es": "su firma"}, {"es": "Firme."})
    assert cut("es", reason) == (name_part("su firma"),)
    assert joined(cut("es", ("DNI", "recibo", "acta"))) == words("DNI, recibo y acta")
    assert cut("es", ("DNI",)) == (name_part("DNI"),)


def test_every_line_of_every_answer_is_cut_into_the_words_that_are_written() -> None:
    entries = {e.msgid: e for e in read_language(SHIPPED / "es") if e.channel == VOICE}
    cutters = cutters_of("es")
    for answer in every_answer():
        for line in (*answer.must_tell, *answer.may_tell):
            said = passage_of(entries[line.message], cutters).pieces(line.facts)
            (written,) = shipped().compose("es", VOICE, [line]).texts
            assert joined(said) == words(written), line.message


def test_no_shipped_spanish_hangs_an_ending_on_a_fact() -> None:
    assert not [e.msgid for e in read_language(SHIPPED / "es") if is_glued(e)]


def recorded(*lacking: str) -> "Aloud":
    entries = read_language(SHIPPED / "es")
    found = aloud_of("es", entries, lambda _, name, __: "" if name in lacking else name)
    assert found is not None
    return found


def test_a_line_with_one_sound_missing_is_left_whole_to_the_machine() -> None:
    number = Line("stage.received", {"number": CaseNumber.compose("140", 427)})
    hello = Line("voice.welcome", {})
    whole, other = recorded().sounds((number, hello))
    assert whole[:2] == ("stage.received-1", "digit-1")
    assert other == ("voice.welcome",)
    assert recorded("digit-7").sounds((number, hello)) == ((), ("voice.welcome",))


def test_a_language_without_a_machine_says_all_of_an_answer_or_nothing() -> None:
    found = recorded("digit-7")
    alone = replace(found, language="quz", is_alone=True)
    with pytest.raises(NotRecorded):
        alone.sounds((Line("stage.received", {"number": CaseNumber.compose("140", 427)}),))
    assert alone.sounds((Line("voice.welcome", {}),)) == (("voice.welcome",),)


def test_where_nobody_recorded_nothing_is_cut() -> None:
    entries = read_language(SHIPPED / "es")
    assert aloud_of("es", entries, lambda *_: "") is None
