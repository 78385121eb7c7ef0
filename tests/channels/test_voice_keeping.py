"""Recordings fetched from carriers: ours alone, no longer than a message, and then gone there."""

import os
from array import array
from pathlib import Path

import pytest
import requests
import responses
from hypothesis import given
from hypothesis import strategies as st

from channels.porch.waves import Sound, mulaw_wave, pcm_wave, read_wave
from channels.voice.keeping import NOT_OURS, NOT_READY, TOO_LARGE, NotHeard, Recorder
from channels.voice.keeping.asterisk import AsteriskRecordings
from channels.voice.keeping.hearing import MOST_BYTES, Heard, hear
from channels.voice.keeping.twilio import TwilioRecordings

ACCOUNT, OTHER = "AC" + "0" * 32, "AC" + "1" * 32
TOKEN = "a-token-made-for-the-test"
RECORDING = "RE" + "5" * 32
AT = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/{RECORDING}"
HILLS = array("h", (value % 4_000 for value in range(8_000 * 2)))
SPOKEN = pcm_wave(Sound(8_000, HILLS))


@pytest.fixture
def twilio() -> Recorder:
    return TwilioRecordings.open(ACCOUNT, TOKEN)


@pytest.fixture
def asterisk(tmp_path: Path) -> AsteriskRecordings:
    (tmp_path / "left").mkdir()
    return AsteriskRecordings(tmp_path / "left")


@responses.activate
def test_a_recording_is_asked_for_in_our_account_as_its_owner(twilio: Recorder) -> None:
    responses.get(f"{AT}.wav", body=SPOKEN)
    assert twilio.fetch(RECORDING) == SPOKEN
    (call,) = responses.calls
    assert str(call.request.headers["Authorization"]).startswith("Basic ")
    assert TOKEN not in str(call.request.url)


@responses.activate
@pytest.mark.parametrize(
    ("status", "missing"),
    [
        (404, NOT_READY),
        (401, NotHeard("carrier_401", retryable=True)),
        (429, NotHeard("carrier_429", retryable=True)),
        (503, NotHeard("carrier_503", retryable=True)),
        (410, NotHeard("carrier_410", retryable=False)),
    ],
)
def test_what_is_not_given_is_asked_again_where_that_can_help(
    twilio: Recorder, status: int, missing: NotHeard
) -> None:
    responses.get(f"{AT}.wav", status=status, body="no")
    assert twilio.fetch(RECORDING) == missing


@responses.activate
def test_nobody_sends_us_elsewhere(twilio: Recorder) -> None:
    responses.get(f"{AT}.wav", status=302, headers={"Location": "https://evil.example/x.wav"})
    assert twilio.fetch(RECORDING) == NotHeard("carrier_302", retryable=False)
    assert len(responses.calls) == 1


@responses.activate
@pytest.mark.parametrize(
    "fault", [requests.ReadTimeout("slow"), requests.ConnectionError("reset by peer")]
)
def test_a_silent_carrier_is_asked_again(twilio: Recorder, fault: Exception) -> None:
    responses.get(f"{AT}.wav", body=fault)
    assert twilio.fetch(RECORDING) == NotHeard("carrier_silent", retryable=True)


@responses.activate
def test_no_more_is_read_than_a_message_may_have(twilio: Recorder) -> None:
    responses.get(f"{AT}.wav", body=b"\0" * (100 * 1024 * 1024))
    assert twilio.fetch(RECORDING) == TOO_LARGE


@responses.activate
@pytest.mark.parametrize(
    "recording",
    [
        *("", "RE", "RE" + "5" * 31, "RE" + "5" * 33, "RE" + "G" * 32, "CA" + "5" * 32),
        *(
            f"../{RECORDING}",
            f"{RECORDING}/../../{OTHER}",
            f"{RECORDING}\n",
            "https://evil.example",
        ),
        f"https://api.twilio.com/2010-04-01/Accounts/{OTHER}/Recordings/{RECORDING}",
    ],
)
def test_what_is_no_id_of_a_recording_is_never_asked_for(twilio: Recorder, recording: str) -> None:
    assert twilio.fetch(recording) == NOT_OURS
    assert twilio.forget(recording)
    assert len(responses.calls) == 0


@responses.activate
@pytest.mark.parametrize(("status", "is_gone"), [(204, True), (404, True), (500, False)])
def test_what_was_fetched_is_deleted_there(twilio: Recorder, status: int, *, is_gone: bool) -> None:
    responses.delete(f"{AT}.json", status=status)
    assert twilio.forget(RECORDING) is is_gone


@responses.activate
def test_a_deletion_that_nobody_heard_is_to_be_tried_again(twilio: Recorder) -> None:
    responses.delete(f"{AT}.json", body=requests.ReadTimeout("slow"))
    assert not twilio.forget(RECORDING)


def test_asterisks_recording_is_read_and_then_removed(asterisk: AsteriskRecordings) -> None:
    file = asterisk.folder / "AGI17xabt3.wav"
    file.write_bytes(SPOKEN)
    assert asterisk.fetch("agi:AGI17xabt3") == SPOKEN
    assert asterisk.forget("agi:AGI17xabt3")
    assert not file.exists()
    assert asterisk.forget("agi:AGI17xabt3")
    assert asterisk.fetch("agi:AGI17xabt3") == NOT_READY


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../secret",
        "/etc/passwd",
        "a/b",
        "a\\b",
        "a\0b",
        "a.wav",
        "ñ",
        "a" * 81,
        "a\n",
    ],
)
def test_no_name_leads_out_of_the_folder(asterisk: AsteriskRecordings, name: str) -> None:
    secret = asterisk.folder.parent / "secret.wav"
    secret.write_bytes(SPOKEN)
    assert asterisk.fetch(f"agi:{name}") == NOT_OURS
    assert asterisk.forget(f"agi:{name}")
    assert secret.exists()


@given(st.text(max_size=30))
def test_any_name_stays_in_the_folder(name: str) -> None:
    asterisk = AsteriskRecordings(Path("/nowhere/left"))
    assert asterisk.fetch(f"agi:{name}") in {NOT_OURS, NOT_READY}


def test_neither_a_link_nor_a_pipe_nor_a_folder_is_followed(asterisk: AsteriskRecordings) -> None:
    secret = asterisk.folder.parent / "secret.wav"
    secret.write_bytes(SPOKEN)
    (asterisk.folder / "link.wav").symlink_to(secret)
    os.mkfifo(asterisk.folder / "pipe.wav")
    (asterisk.folder / "folder.wav").mkdir()
    for name in ("link", "pipe", "folder"):
        found = asterisk.fetch(f"agi:{name}")
        assert isinstance(found, NotHeard)
        assert not found.retryable
    assert asterisk.forget("agi:link")
    assert secret.read_bytes() == SPOKEN
    assert not asterisk.forget("agi:folder")


def test_a_large_file_of_asterisk_is_not_read_to_its_end(asterisk: AsteriskRecordings) -> None:
    with (asterisk.folder / "long.wav").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert asterisk.fetch("agi:long") == TOO_LARGE


@pytest.mark.parametrize("content", [SPOKEN, mulaw_wave(Sound(8_000, HILLS))])
def test_what_was_said_becomes_what_every_browser_plays(content: bytes) -> None:
    heard = hear(content)
    assert isinstance(heard, Heard)
    assert heard.seconds == 2
    assert read_wave(heard.sound).seconds == 2


def test_nothing_but_the_sound_is_taken_over() -> None:
    note = b"LIST\x1c\0\0\0<script>alert(1)</script>abc"
    heard = hear(SPOKEN + note)
    assert isinstance(heard, Heard)
    assert b"script" not in heard.sound


@pytest.mark.parametrize(
    ("content", "missing"),
    [
        (b"", "recording_not_a_wave"),
        (b"ID3\x04 an MP3", "recording_not_a_wave"),
        (b"<html>no</html>", "recording_not_a_wave"),
        (SPOKEN[:40], "recording_empty"),
        (pcm_wave(Sound(8_000, HILLS[:3_000])), "recording_empty"),
        (SPOKEN[:20] + b"\x55\x00" + SPOKEN[22:], "recording_format_unknown"),
        (SPOKEN[:22] + b"\x02\x00" + SPOKEN[24:], "recording_not_mono"),
        (b"\0" * (MOST_BYTES + 1), "recording_too_large"),
        (pcm_wave(Sound(8_000, array("h", bytes(2 * 8_000 * 181)))), "recording_too_large"),
    ],
)
def test_what_is_no_message_is_not_heard(content: bytes, missing: str) -> None:
    assert hear(content) == NotHeard(missing, retryable=False)


@given(st.binary(max_size=200))
def test_any_bytes_are_heard_or_not_and_never_a_fault(content: bytes) -> None:
    assert isinstance(hear(SPOKEN[:44] + content), Heard | NotHeard)
    assert isinstance(hear(content), Heard | NotHeard)
