"""A fact dropped from any message is noticed: by the doors' bytes, and by the letter's page.

Mutants are tried on typeset letters, because a print takes a hundred times longer; some go to
the press all the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from config.house import House
from core.model.answers import Answer, Line, StatusAnswer
from core.refusals import LetterIncomplete
from letters.press import Press
from tests.equality import untold, untold_by_letter
from tests.final_bytes import Doors, frame, letter, letter_html, read_html
from tests.letter_kinds import KindLetter, kind_letters, untold_by_kind
from tests.sentinels import LANGUAGES, every_answer, statuses
from tests.spoilt_catalogues import Mutant, mutants, said_again

# What no answer says: prompts of the phone, whose placeholders the call script fills in, and what
# the door for texts says of its own.
NO_ANSWER = ("voice.", "sms.")
SEED = 20_261_120


def telling(mutant: Mutant) -> list[Answer | KindLetter]:
    """List answers that say the message, one for each number of things that it may count."""
    chosen: dict[tuple[int, ...], Answer | KindLetter] = {}
    for answer in posted() if mutant.channel == "letter" else every_answer():
        for line in lines_of(answer, mutant.channel):
            if line.message == mutant.message:
                counted = tuple(fact for fact in line.facts.values() if type(fact) is int)
                chosen.setdefault(counted, answer)
    return list(chosen.values())


def posted() -> Iterator[Answer | KindLetter]:
    """Yield all that goes by letter."""
    yield from statuses()
    yield from kind_letters()


def lines_of(answer: Answer | KindLetter, channel: str) -> Iterable[Line]:
    if isinstance(answer, KindLetter):
        return answer.lines
    around = frame(answer) if isinstance(answer, StatusAnswer) and channel == "letter" else ()
    return (*answer.must_tell, *answer.may_tell, *around)


def is_noticed(house: House, mutant: Mutant, folder: Path) -> bool:
    wording = mutant.wording(folder)
    if wording is None:
        return True
    spoilt = replace(house, wording=wording)
    try:
        return any(lacks(spoilt, mutant.channel, answer) for answer in telling(mutant))
    except LetterIncomplete:  # nothing is left of the message: no hole goes on paper
        return True


def lacks(house: House, channel: str, answer: Answer | KindLetter) -> list[str]:
    if isinstance(answer, KindLetter):
        return untold_by_kind(answer, answer.read(house.wording))
    if channel == "letter":
        assert isinstance(answer, StatusAnswer)
        return untold_by_letter(answer, read_html(letter_html(house.wording, answer)))
    doors = Doors(house)
    told = doors.voice(answer) if channel == "voice" else doors.sms(answer)
    return untold(answer, told, channel)


def in_use() -> list[Mutant]:
    """List the placeholders of every message that some answer says in a channel with a door."""
    said = {
        (channel, line.message)
        for channel in ("voice", "sms", "letter")
        for answer in (posted() if channel == "letter" else every_answer())
        for line in lines_of(answer, channel)
    }
    return [mutant for mutant in mutants() if (mutant.channel, mutant.message) in said]


def test_only_what_has_no_door_yet_is_left_out() -> None:
    left_out = set(mutants()) - set(in_use())
    doors = {mutant for mutant in left_out if mutant.channel in {"voice", "sms"}}
    assert {mutant.message for mutant in doors if not mutant.message.startswith(NO_ANSWER)} == set()
    # Only a status goes by letter of all answers about a case, and to the address on file.
    unsaid = {mutant.message for mutant in left_out if mutant.channel == "letter"}
    said = {message for message in unsaid if message.startswith(("status.", "letter."))}
    # Nobody gets a poster by post: tests/test_equality_posters.py reads those.
    said = {message for message in said if not message.startswith("letter.poster.")}
    # On a letter that is printed again only: tests/config/test_letter_copies.py reads it there.
    assert said == {"letter.copy"}


def test_a_placeholder_deleted_from_any_message_fails_the_equality(
    house: House, tmp_path: Path, counts: Callable[[int, int], int]
) -> None:
    every = in_use()
    chosen = Random(SEED).sample(every, counts(24, len(every)))  # noqa: S311  # the same each time
    unnoticed = [str(mutant) for mutant in chosen if not is_noticed(house, mutant, tmp_path / "w")]
    assert unnoticed == []


@pytest.mark.parametrize("placeholder", ["{number}", "{place}", "{reason}", "{due}", "{others}"])
def test_a_placeholder_deleted_from_a_letter_is_missed_on_paper(
    house: House, tmp_path: Path, placeholder: str
) -> None:
    mutant = next(
        mutant
        for mutant in in_use()
        if (mutant.channel, mutant.message) == ("letter", "status.observed.several")
        if mutant.placeholder == placeholder and mutant.form == 1
    )
    wording = mutant.wording(tmp_path / "w")
    assert wording is not None
    (answer,) = [answer for answer in telling(mutant) if counts_many(answer)]
    assert isinstance(answer, StatusAnswer)
    press = Press()
    whole, spoilt = (letter(press, letter_html(w, answer)) for w in (house.wording, wording))
    assert untold_by_letter(answer, whole.read, pages=whole.pages) == []
    assert len(untold_by_letter(answer, spoilt.read, pages=spoilt.pages)) == 1


def counts_many(answer: Answer | KindLetter) -> bool:
    return isinstance(answer, StatusAnswer) and len(answer.missing) > 2


def test_a_second_language_that_is_offered_tells_the_same_facts(
    house: House, tmp_path: Path
) -> None:
    language = LANGUAGES[1]
    wording = said_again(tmp_path / "w", language, "Zumbido")
    for channel in ("voice", "sms", "letter"):
        assert wording.languages(channel) == LANGUAGES
    doors = Doors(replace(house, wording=wording))
    for answer in every_answer():
        for channel, door in (("voice", doors.voice), ("sms", doors.sms)):
            told = door(answer, language)
            assert "Zumbido" in told.must, answer
            assert untold(answer, told, channel, language) == [], answer
    for status in statuses():
        read = read_html(letter_html(wording, status, language))
        assert read.count("Zumbido") > 5
        assert untold_by_letter(status, read, language=language) == []
