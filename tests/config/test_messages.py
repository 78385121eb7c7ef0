"""A caller's message on its way to the desk: fetched once, kept sealed, left with no carrier."""

import json
import logging
from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import responses

from channels.porch.waves import Sound, pcm_wave, read_wave
from config.house import House, build
from config.messages import recordings_folder
from config.worker import dispatch_of, schedule
from core.dispatch import MOST_ATTEMPTS
from core.model.left_message import Content, LeftMessage
from core.ports import Intent
from core.wishes import voice_message
from tests.core.rows import rows
from tests.core.stories import PISAC, a_case
from tests.houses import StoodClock, settings, shipped

ACCOUNT, RECORDING = "AC" + "0" * 32, "RE" + "5" * 32
AT = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/{RECORDING}"
SPOKEN = pcm_wave(Sound(8_000, array("h", range(8_000 * 3))))
PHONE = "+51984123456"


@pytest.fixture
def paid(house: House) -> Iterator[House]:
    """Open the house once more, with an account."""
    told = settings(house.settings.var_folder).model_copy(update={"twilio_account_sid": ACCOUNT})
    paid = build(told, clock=StoodClock(), shipped=shipped())
    dispatch_of(paid).run()
    yield paid
    paid.close()


def a_wish(house: House, recording: str = RECORDING, number: str = "") -> Intent:
    return voice_message(
        recording,
        seconds=3,
        number=number,
        caller=house.blind_phone(PHONE),
        language="quz",
        cause="voice:CA1",
        at=house.clock.now(),
    )


def perform(house: House, *intents: Intent) -> None:
    with house.shelf.ledger.writing() as work:
        for intent in intents:
            work.intend(intent)
    dispatch_of(house).run()


def the_message(house: House) -> LeftMessage:
    (message,) = house.letterbox.listed(PISAC)
    return message


def ended(house: House) -> tuple[str, str | None]:
    (row,) = [row for row in rows(house, "outbox") if row["kind"] == "voice_message"]
    return row["state"], row["code"]


def a_minute_passes(house: House, minutes: int = 60) -> None:
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(minutes=minutes)


def left_by_asterisk(house: House, name: str, content: bytes) -> Path:
    folder = recordings_folder(house.settings)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.wav"
    file.write_bytes(content)
    return file


@responses.activate
def test_what_was_said_is_fetched_sealed_and_deleted_at_the_carrier(paid: House) -> None:
    responses.get(f"{AT}.wav", body=SPOKEN)
    gone = responses.delete(f"{AT}.json", status=204)
    number = a_case(paid)
    perform(paid, a_wish(paid, number=number.digits))
    message = the_message(paid)
    assert (message.content, message.seconds, message.language) == (Content.SOUND, 3, "quz")
    assert (message.channel, message.conversation) == ("voice", "CA1")
    assert (message.number, message.institution) == (number.digits, PISAC)
    assert read_wave(paid.letterbox.content(message)).seconds == 3
    assert gone.call_count == 1
    assert ended(paid) == ("done", None)


@responses.activate
def test_a_recording_that_is_not_ready_is_waited_for_and_the_desk_knows(paid: House) -> None:
    responses.get(f"{AT}.wav", status=404)
    perform(paid, a_wish(paid))
    assert the_message(paid).content is Content.AWAITED
    assert ended(paid) == ("performing", "recording_not_ready")
    responses.replace(responses.GET, f"{AT}.wav", body=SPOKEN)
    responses.delete(f"{AT}.json", status=204)
    a_minute_passes(paid)
    dispatch_of(paid).run()
    assert the_message(paid).content is Content.SOUND
    assert ended(paid) == ("done", None)


@responses.activate
def test_a_recording_that_never_comes_leaves_the_wish_of_a_person(paid: House) -> None:
    responses.get(f"{AT}.wav", status=404)
    responses.delete(f"{AT}.json", status=404)
    perform(paid, a_wish(paid))
    for _ in range(MOST_ATTEMPTS):
        a_minute_passes(paid)
        dispatch_of(paid).run()
    message = the_message(paid)
    assert (message.content, message.caller) == (Content.NONE, paid.blind_phone(PHONE))
    assert ended(paid) == ("failed", "recording_not_ready")


@responses.activate
@pytest.mark.parametrize("content", [b"", b"ID3 an MP3", SPOKEN[:60], b"\0" * (100 * 1024 * 1024)])
def test_a_bad_sound_leaves_the_wish_of_a_person_and_nothing_with_the_carrier(
    paid: House, content: bytes
) -> None:
    responses.get(f"{AT}.wav", body=content)
    gone = responses.delete(f"{AT}.json", status=204)
    perform(paid, a_wish(paid))
    assert the_message(paid).content is Content.NONE
    assert gone.call_count == 1
    assert ended(paid)[0] == "failed"


@responses.activate
def test_a_deletion_that_fails_is_tried_again_without_fetching_again(paid: House) -> None:
    fetched = responses.get(f"{AT}.wav", body=SPOKEN)
    responses.delete(f"{AT}.json", status=500)
    perform(paid, a_wish(paid))
    assert ended(paid) == ("performing", "recording_not_deleted")
    responses.replace(responses.DELETE, f"{AT}.json", status=204)
    a_minute_passes(paid)
    dispatch_of(paid).run()
    assert ended(paid) == ("done", None)
    assert fetched.call_count == 1


@responses.activate
def test_the_same_recording_told_twice_is_one_message(paid: House) -> None:
    responses.get(f"{AT}.wav", body=SPOKEN)
    responses.delete(f"{AT}.json", status=204)
    perform(paid, a_wish(paid), a_wish(paid))
    perform(paid, replace(a_wish(paid), unique_key="told by another hand"))
    assert the_message(paid).content is Content.SOUND


@responses.activate
@pytest.mark.parametrize(
    "recording", ["https://evil.example/x.wav", "RE/../../x", "agi:../../master_key", "", "agi:"]
)
def test_what_no_carrier_of_ours_has_is_never_asked_for(paid: House, recording: str) -> None:
    perform(paid, a_wish(paid, recording))
    assert the_message(paid).content is Content.NONE
    assert ended(paid) == ("failed", "recording_unknown")
    assert len(responses.calls) == 0


def test_without_an_account_nobody_is_asked_and_the_wish_is_kept(house: House) -> None:
    dispatch_of(house).run()
    perform(house, a_wish(house))
    assert the_message(house).content is Content.NONE


def test_what_asterisk_recorded_is_taken_over_and_removed(house: House) -> None:
    file = left_by_asterisk(house, "AGI17xabt3", SPOKEN)
    dispatch_of(house).run()
    perform(house, a_wish(house, "agi:AGI17xabt3"))
    assert the_message(house).content is Content.SOUND
    assert not file.exists()


@responses.activate
def test_nothing_that_is_said_of_it_tells_phone_words_or_token(
    paid: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    responses.get(f"{AT}.wav", body=SPOKEN)
    responses.delete(f"{AT}.json", status=500)
    perform(paid, a_wish(paid))
    said = caplog.text + json.dumps([dict(row) for row in rows(paid, "outbox")], default=str)
    said += str(rows(paid, "left_message"))
    assert PHONE.lstrip("+") not in said
    assert paid.twilio_token not in said


def test_the_worker_deletes_old_messages_at_night_and_never_twice_at_once(house: House) -> None:
    (sweep,) = [job for job in schedule(house).get_jobs() if job.func == house.letterbox.sweep]
    assert str(sweep.trigger) == "cron[hour='3']"
    assert sweep.max_instances == 1
