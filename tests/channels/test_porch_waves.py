"""Sound files: what is written reads back, and nobody's file is more than refused."""

import io
import struct
import wave
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.porch.narrowing import narrowed
from channels.porch.waves import (
    MOST_BYTES,
    Sound,
    mulaw_wave,
    pcm_wave,
    read_wave,
    seconds_of,
)
from core.refusals import FileUnreadable

SAMPLES = st.lists(st.integers(-32_768, 32_767), max_size=200)


def riff(
    kind: int, content: bytes, *, rate: int = 8000, channels: int = 1, bits: int = 16
) -> bytes:
    width = bits // 8 * channels
    form = struct.pack("<HHIIHH", kind, channels, rate, rate * width % 2**32, width, bits)
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form
    body += b"LIST\x03\0\0\0abc\0data" + struct.pack("<I", len(content)) + content
    return b"RIFF" + struct.pack("<I", len(body)) + body


def problem(content: bytes) -> object:
    with pytest.raises(FileUnreadable) as refused:
        read_wave(content)
    return refused.value.facts["problem"]


@given(SAMPLES)
def test_pcm_reads_back_the_same(samples: list[int]) -> None:
    sound = Sound(8000, array("h", samples))
    assert read_wave(pcm_wave(sound)) == sound


@given(SAMPLES)
def test_mulaw_reads_back_as_near_as_a_telephone_comes(samples: list[int]) -> None:
    heard = read_wave(mulaw_wave(Sound(8000, array("h", samples)))).samples
    assert len(heard) == len(samples)
    for sent, came in zip(samples, heard, strict=True):
        # G.711: sixteen steps an octave, and 32,635 is the loudest.
        assert abs(min(max(sent, -32_635), 32_635) - came) <= max(8, abs(sent) // 16)


def test_mulaw_has_the_codes_of_the_standard() -> None:
    written = mulaw_wave(Sound(8000, array("h", [0, 32_767, -32_768, 1000, -1000])))
    assert list(written[-6:-1]) == [0xFF, 0x80, 0x00, 0xCE, 0x4E]
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", written, 20)
    assert (kind, channels, rate, bits) == (7, 1, 8000, 8)


def test_what_is_written_is_read_by_others() -> None:
    with wave.open(io.BytesIO(pcm_wave(Sound(8000, array("h", [1, -2, 3]))))) as read:
        assert (read.getnchannels(), read.getsampwidth(), read.getframerate()) == (1, 2, 8000)
        assert array("h", read.readframes(9)) == array("h", [1, -2, 3])


def test_the_length_is_told_without_reading_the_samples() -> None:
    sound = Sound(8000, array("h", [0] * 12_000))
    assert sound.seconds == seconds_of(pcm_wave(sound)) == seconds_of(mulaw_wave(sound)) == 1.5


def test_a_studio_with_24_bits_or_a_longer_name_for_its_kind_is_understood() -> None:
    three = (1000).to_bytes(3, "little", signed=True) + (-256).to_bytes(3, "little", signed=True)
    assert list(read_wave(riff(1, three, bits=24)).samples) == [3, -1]
    named = struct.pack("<HHIIHHHHIH14s", 0xFFFE, 1, 8000, 16_000, 2, 16, 22, 16, 4, 1, b"")
    body = b"WAVEfmt " + struct.pack("<I", len(named)) + named + b"data\x02\0\0\0\x07\0"
    assert list(read_wave(b"RIFF\0\0\0\0" + body).samples) == [7]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_wave"),
        (b"ID3 a song", "not_a_wave"),
        (b"RIFF\0\0\0\0WAVE", "not_a_wave"),
        (riff(1, b"\0\0")[:30], "not_a_wave"),
        (riff(1, b"\0" * 8, channels=2), "not_mono"),
        (riff(1, b"\0" * 8, channels=0), "not_mono"),
        (riff(1, b"\0" * 8, rate=7999), "rate_too_low"),
        (riff(1, b"\0" * 8, rate=0), "rate_too_low"),
        (riff(3, b"\0" * 8, bits=32), "format_unknown"),
        (riff(1, b"\0" * 8, bits=8), "format_unknown"),
        (b"RIFF" + b"\0" * MOST_BYTES, "too_large"),
    ],
)
def test_a_file_that_is_no_sound_for_us_is_refused_with_its_reason(
    content: bytes, code: str
) -> None:
    assert problem(content) == code


def test_a_file_that_was_cut_off_keeps_what_arrived() -> None:
    whole = pcm_wave(Sound(8000, array("h", [1, 2, 3, 4])))
    assert list(read_wave(whole[:-3]).samples) == [1, 2]


@pytest.mark.parametrize("rate", [8000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
def test_a_wider_sound_is_brought_to_8000_and_lasts_as_long(rate: int) -> None:
    sound = narrowed(Sound(rate, array("h", [500] * rate)))
    assert sound.rate == 8000
    assert sound.seconds == pytest.approx(1, abs=0.001)
    assert set(sound.samples) == {500}


@given(st.binary(max_size=80), st.integers(0, 2**32 - 1), st.integers(0, 2**16 - 1))
def test_no_bytes_are_more_than_refused(junk: bytes, rate: int, kind: int) -> None:
    for content in (junk, b"RIFF\0\0\0\0WAVE" + junk, riff(kind, junk, rate=rate)):
        try:
            narrowed(read_wave(content))
            seconds_of(content)
        except FileUnreadable as refused:
            assert refused.facts["problem"]  # noqa: PT017 - either way is right, a fault is not
