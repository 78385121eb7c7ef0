import pytest

from config.house import House
from core.model.answers import StatusAnswer
from letters.press import Press
from tests.equality import untold_by_letter
from tests.final_bytes import COVER, letter, letter_html, read_html
from tests.forms import plain, times
from tests.sentinels import SECRET, missing, stages, statuses


def one_of_each_message() -> list[StatusAnswer]:
    """Choose what goes to the press: every message of a status, with all that can go with it."""
    richest = {status.must_tell[0].message: status for status in statuses() if status.as_of}
    return list(richest.values())


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def test_every_fact_of_every_status_is_in_the_printed_letter(house: House, press: Press) -> None:
    faults: dict[tuple[str, str], list[str]] = {}
    for language in house.wording.languages("letter"):
        for answer in one_of_each_message():
            told = letter(press, letter_html(house.wording, answer, language))
            lacks = untold_by_letter(answer, told.read, pages=told.pages, language=language)
            faults |= {(language, str(answer)): lacks} if lacks else {}
    assert not faults, faults


def test_every_fact_of_every_status_is_in_the_typeset_letter(house: House) -> None:
    faults: dict[tuple[str, str], list[str]] = {}
    for language in house.wording.languages("letter"):
        for answer in statuses():
            read = read_html(letter_html(house.wording, answer, language))
            lacks = untold_by_letter(answer, read, language=language)
            faults |= {(language, str(answer)): lacks} if lacks else {}
    assert not faults, faults


def test_a_letter_shows_all_of_its_cover(house: House, press: Press) -> None:
    answer = next(statuses())
    read = plain(letter(press, letter_html(house.wording, answer)).read)
    shown = (COVER.sender, COVER.sender_place, COVER.reference, *COVER.address)
    assert [line for line in shown if plain(line) not in read] == []


def test_a_letter_that_may_tell_the_stage_alone_tells_nothing_else(house: House) -> None:
    secret = (*SECRET, *missing(3))
    for answer in stages():
        read = read_html(letter_html(house.wording, answer))
        assert untold_by_letter(answer, read) == []
        assert [fact for fact in secret if times(fact, "letter", read)] == [], answer
