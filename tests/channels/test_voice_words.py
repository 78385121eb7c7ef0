"""The shipped script against the house's real words and the door's real questions."""

from importlib.resources import files

import pytest

from channels.voice.finding import FINDING
from channels.voice.questions import QUESTIONS, refusal_codes
from channels.voice.reaching import REACHING
from channels.voice.telling import CHANNEL, NO_MORE
from core.wording.catalogue import Catalogues, load
from ivr_flows.checks import check
from ivr_flows.script import shipped
from tests.channels.callers import CLAVE, NUMBER, Caller, House
from tests.ivr_flows import rehearsal

# About 145 Spanish words a minute are followed by an old person on a bad line.
WORDS_IN_20_SECONDS, WORDS_IN_8_SECONDS = 48, 19


@pytest.fixture(scope="module")
def spanish() -> Catalogues:
    return load(files("core.wording"), production=True)


def prompts(spanish: Catalogues) -> dict[str, str]:
    messages = spanish.messages["es", CHANNEL]
    said = sorted(shipped("status").messages() | {NO_MORE})
    facts: dict[str, str | int] = {"key": 1, "number": "1 4 0, 0 0 0, 4 2 7 6"}
    return {message: messages[message].say(facts) for message in said}


def test_every_word_of_the_script_is_in_the_catalogue_and_every_refusal_leads_on(
    spanish: Catalogues,
) -> None:
    known = spanish.messages["es", CHANNEL].keys()
    assert check(shipped("status"), known, refusal_codes()) == ()


def test_the_transcripts_are_played_with_the_refusals_of_the_door() -> None:
    assert rehearsal.REFUSALS.items() <= refusal_codes().items()


def test_every_question_says_how_it_may_be_refused() -> None:
    assert refusal_codes().keys() == {*QUESTIONS, *FINDING, *REACHING}


def test_no_prompt_is_longer_than_an_ear_can_follow(spanish: Catalogues) -> None:
    too_long = {
        message: len(words.split())
        for message, words in prompts(spanish).items()
        if len(words.split()) > WORDS_IN_20_SECONDS
    }
    assert too_long == {}


def test_the_greeting_is_short(spanish: Catalogues) -> None:
    assert len(prompts(spanish)["voice.welcome"].split()) <= WORDS_IN_8_SECONDS


@pytest.mark.parametrize("message", ["voice.menu", "voice.after", "voice.after_procedure"])
def test_the_choice_is_said_first_and_the_key_last(spanish: Catalogues, message: str) -> None:
    for sentence in prompts(spanish)[message].split(". "):
        assert "marque" not in sentence or sentence.rstrip(".")[-1].isdigit()


@pytest.mark.parametrize("message", ["voice.goodbye", "voice.lost"])
def test_every_goodbye_leaves_a_way_back(spanish: Catalogues, message: str) -> None:
    assert "llamar otra vez" in prompts(spanish)[message]


def test_a_whole_call_is_spoken_in_real_words(spanish: Catalogues) -> None:
    caller = Caller(House(wording=spanish))
    heard = [caller.dial(), caller.press("1"), caller.press(NUMBER), caller.press(CLAVE)]
    words = " ".join(word for each in heard for word in each.words)
    assert "expediente" in words
    assert "viernes" in words
    assert "{" not in words
