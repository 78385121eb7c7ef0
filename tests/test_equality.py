from collections.abc import Sequence

import pytest

from config.house import House
from core.model.answers import Answer, RefusalAnswer, StatusAnswer
from core.model.disclosure import Level
from tests.equality import untold, untold_at_once
from tests.final_bytes import CLAVE, Doors, Told, sent_by_the_worker
from tests.forms import times
from tests.sentinels import (
    SECRET,
    every_answer,
    missing,
    refusals,
    stages,
    statuses,
)

CHANNELS = ("voice", "sms")


def ask(house: House, channel: str, answers: Sequence[Answer]) -> list[tuple[Answer, Told]]:
    doors = Doors(house)
    door = doors.voice if channel == "voice" else doors.sms
    return [
        (answer, door(answer, language))
        for language in house.wording.languages(channel)
        for answer in answers
    ]


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_fact_of_every_answer_is_in_what_the_door_sends(house: House, channel: str) -> None:
    told = ask(house, channel, list(every_answer()))
    faults = {str(answer): lacks for answer, t in told if (lacks := untold(answer, t, channel))}
    assert not faults, faults


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_number_alone_opens_nothing_but_the_stage(house: House, channel: str) -> None:
    secret = (*SECRET, *missing(3))
    for answer, told in ask(house, channel, list(stages())):
        assert isinstance(answer, StatusAnswer)
        assert answer.level < Level.DETAIL
        leaks = [fact for fact in secret if times(fact, channel, told.whole)]
        assert leaks == [], answer


def test_the_text_that_the_worker_sends_tells_all_that_must_be_told_and_no_secret(
    house: House,
) -> None:
    secret = (*SECRET, *missing(3))
    for language in house.wording.languages("sms"):
        for status in (*statuses(), *stages()):
            text = sent_by_the_worker(house, status, language)
            assert untold_at_once(status, text, "sms", language) == []
            leaks = [fact for fact in secret if times(fact, "sms", text)]
            assert leaks == [] or status.level >= Level.DETAIL, status


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_two_refusals_sound_alike(house: House, channel: str) -> None:
    told = ask(house, channel, [RefusalAnswer(refusal) for refusal in refusals()])
    said = [t.must for _, t in told]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_clave_that_opened_an_answer_is_in_none(house: House, channel: str) -> None:
    for answer, told in ask(house, channel, list(every_answer())):
        assert CLAVE not in told.whole, answer
