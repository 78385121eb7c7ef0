from dataclasses import replace
from pathlib import Path

import pytest

from channels.voice.line import Line
from channels.voice.wire import Wire
from core.inquiry import Asker
from core.model.disclosure import Path as Way
from ivr_flows.effects import Collect, Input, Keys, Silence
from tests.channels.agi_peer import HANGS_UP, SILENCE
from tests.channels.callers import CLAVE, NUMBER, FakeInquiry
from tests.channels.exchange import Exchange, ended, listening, messages
from tests.loops import awaited

TO_THE_ANSWER = ("1", NUMBER, CLAVE)
WITHOUT_END = Collect(None, finish_on="*", between_seconds=3)


@pytest.fixture
def exchange(tmp_path: Path) -> Exchange:
    return Exchange(tmp_path)


def test_a_caller_hears_the_stage_of_the_case(exchange: Exchange) -> None:
    heard = exchange.hears(exchange.caller(*TO_THE_ANSWER, HANGS_UP))
    assert "status.in_process" in messages(heard)
    assert heard.hung_up_by == "caller"
    assert ended(exchange) == ["ended.completed"]
    assert isinstance(exchange.inquiry, FakeInquiry)
    assert exchange.inquiry.asked[-1] == (NUMBER, Asker(Way.CALLER, "blind:3456", CLAVE))


def test_a_house_that_hangs_up_says_goodbye_first(exchange: Exchange) -> None:
    heard = exchange.hears(exchange.caller(*[SILENCE] * 12))
    assert messages(heard)[-1] == "voice.lost"
    assert heard.hung_up_by == "house"
    assert ended(exchange) == ["ended.completed"]


def test_the_call_is_answered_before_a_word_is_said(exchange: Exchange) -> None:
    heard = exchange.hears(exchange.caller(HANGS_UP))
    assert heard.commands[0] == "ANSWER"


def test_silence_is_told_from_the_finishing_key_alone(exchange: Exchange) -> None:
    silent = exchange.hears(exchange.caller("1", SILENCE))
    assert messages(silent)[-1] == "voice.number.again"
    # Only a question to which `#` alone is an answer is told of it: as on the other carrier.
    finishing = exchange.hears(exchange.caller("1", "#"))
    assert messages(finishing)[-1] == "voice.number.again"
    without_clave = exchange.hears(exchange.caller("1", NUMBER, "#"))
    assert "stage.in_progress" in messages(without_clave)


def test_keys_that_the_time_cuts_short_are_keys(exchange: Exchange) -> None:
    heard = exchange.hears(exchange.caller("1", "14"))
    assert "refusal.number_incomplete" in messages(heard)


def test_the_question_tells_asterisk_how_many_keys_and_how_long(exchange: Exchange) -> None:
    heard = exchange.hears(exchange.caller("1", HANGS_UP))
    asked = [command.split()[-2:] for command in heard.commands if command.startswith("GET DATA")]
    assert [int(most) for _, most in asked] == [1, 10]
    assert all(int(wait) >= 3000 for wait, _ in asked)


@pytest.mark.parametrize("key", ["1", "2"])
def test_a_key_during_the_words_counts_and_cuts_them_short(exchange: Exchange, key: str) -> None:
    impatient = replace(exchange.caller(HANGS_UP), interrupts={"voice.welcome": key})
    heard = exchange.hears(impatient)
    wanted = {"1": "voice.number", "2": "voice.shortcut"}[key]
    assert messages(heard) == ["voice.welcome", wanted]


def test_keys_that_begin_during_the_words_are_gathered_to_the_end(exchange: Exchange) -> None:
    first = "refusal.number_incomplete"
    rest = NUMBER[1:]
    caller = replace(exchange.caller("1", "14", rest), interrupts={first: NUMBER[0]})
    heard = exchange.hears(caller)
    assert messages(heard)[-1] == "voice.clave"
    (gathered,) = (asked for asked in heard.commands if asked.startswith('GET DATA ""'))
    assert gathered.endswith(" 9")


def test_the_finishing_key_during_the_words_is_no_digit(exchange: Exchange) -> None:
    caller = replace(exchange.caller("1", "14"), interrupts={"refusal.number_incomplete": "#"})
    heard = exchange.hears(caller)
    assert messages(heard)[-1] == "voice.number.again"


@pytest.mark.parametrize("words", ["voice.welcome", "refusal.number_incomplete"])
def test_who_hangs_up_during_the_words_ends_the_call_once(exchange: Exchange, words: str) -> None:
    caller = replace(exchange.caller("1", "14"), interrupts={words: HANGS_UP})
    heard = exchange.hears(caller)
    assert heard.hung_up_by == "caller"
    assert messages(heard)[-1] == words
    assert ended(exchange) == ["ended.completed"]


@pytest.mark.parametrize("turns", range(4))
def test_who_hangs_up_at_any_question_ends_the_call_once(exchange: Exchange, turns: int) -> None:
    exchange.hears(exchange.caller(*TO_THE_ANSWER[:turns], HANGS_UP))
    assert ended(exchange) == ["ended.completed"]
    assert len(exchange.contacts.kept) == turns + 2


def test_keys_of_any_number_are_waited_for_as_long_as_each_needs(exchange: Exchange) -> None:
    heard = exchange.hears(exchange.caller("2", "#", "364"))
    asked = [command.split()[2:] for command in heard.commands if command.startswith("GET DATA")]
    first, rest = asked[2:4]
    assert first[1:] == ["7000", "1"]
    assert rest == ['""', "3000", "98"]
    assert exchange.finding.asked == [("364", "")]


def test_who_asks_for_slow_speech_is_played_other_sounds(exchange: Exchange) -> None:
    heard = exchange.hears(exchange.caller("3", "1"))
    sounds = [command.split()[2] for command in heard.commands if "/" in command]
    paces = ["slow" in sound.rpartition("/")[2] for sound in sounds]
    assert paces == sorted(paces)
    assert paces[0] is False
    assert paces[-1] is True


@pytest.mark.parametrize(
    ("collect", "keys", "heard"),
    [
        (WITHOUT_END, "12*", Keys("12")),
        (WITHOUT_END, "12", Keys("12")),
        (WITHOUT_END, "*", Silence()),
        (replace(WITHOUT_END, empty_counts=True), "*", Keys("")),
        (WITHOUT_END, "", Silence()),
        (Collect(2, finish_on=""), "12#", Keys("12")),
        (Collect(2, finish_on=""), "#", Keys("#")),
    ],
)
@pytest.mark.parametrize("early", [False, True])
def test_another_finishing_key_than_asterisks_own_is_heeded(
    exchange: Exchange, collect: Collect, keys: str, heard: Input, *, early: bool
) -> None:
    async def hear(wire: Wire) -> None:
        await wire.facts()
        told.append(await Line(wire).hear(("first", "last"), collect))

    async def call() -> None:
        async with listening(hear, 1) as port:
            await caller.call(port)

    told: list[Input] = []
    rest = keys[1:] if early else keys
    caller = replace(exchange.caller(rest), interrupts={"first": keys[:1]} if early else {})
    awaited(call())
    assert told == [heard]
