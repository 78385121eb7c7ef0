"""What speakers bring: each fault by its code, and a clear voice passes."""

from array import array
from math import pi, sin

import pytest

from channels.porch.takes import judge
from channels.porch.waves import Sound, mulaw_wave, pcm_wave

TEXT = "Kay willakuyqa willanallapaqmi."  # 27 letters: between 1.1 and 8.3 seconds


def tone(seconds: float, size: float = 12_000, rate: int = 8000) -> list[int]:
    """Hum as loud as is asked."""
    return [round(size * sin(2 * pi * 220 * n / rate)) for n in range(round(seconds * rate))]


def hush(seconds: float, rate: int = 8000) -> list[int]:
    return [0] * round(seconds * rate)


def take(*pieces: list[int], rate: int = 8000) -> bytes:
    return pcm_wave(Sound(rate, array("h", [sample for piece in pieces for sample in piece])))


@pytest.mark.parametrize("rate", [8000, 16_000, 44_100, 48_000])
def test_a_clear_voice_passes_at_any_rate_and_comes_out_for_the_telephone(rate: int) -> None:
    verdict = judge(take(hush(0.2, rate), tone(2, rate=rate), hush(0.3, rate), rate=rate), TEXT)
    assert verdict.faults == ()
    assert verdict.sound is not None
    assert verdict.sound.rate == 8000
    assert verdict.seconds == pytest.approx(2.5, abs=0.01)
    assert -10 < verdict.peak_db < -7


def test_what_already_is_mulaw_is_heard_too() -> None:
    assert judge(mulaw_wave(Sound(8000, array("h", tone(2)))), TEXT).faults == ()


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (b"RIFF", ("not_a_wave",)),
        (take(), ("empty",)),
        (take(hush(2)), ("silent",)),
        (take(tone(2, 20)), ("silent",)),
        (take(tone(2, 1000)), ("too_quiet",)),
        (take(tone(1), [32_767] * 8, tone(1)), ("clipped",)),
        (take(tone(1), [-32_768] * 4, tone(1)), ("clipped",)),
        (take(hush(0.6), tone(2)), ("silence_before",)),
        (take(tone(2), hush(1)), ("silence_after",)),
        (take(hush(0.6), tone(2), hush(1)), ("silence_before", "silence_after")),
        (take(tone(0.9)), ("too_short",)),
        (take(tone(9)), ("too_long",)),
    ],
)
def test_each_fault_has_its_code(content: bytes, faults: tuple[str, ...]) -> None:
    assert judge(content, TEXT).faults == faults


def test_a_single_sample_at_the_edge_is_not_clipping() -> None:
    assert judge(take(tone(1), [32_767] * 3, tone(1)), TEXT).faults == ()


def test_a_pause_in_the_middle_is_speech() -> None:
    assert judge(take(tone(1), hush(1.2), tone(1)), TEXT).faults == ()


def test_one_short_word_may_be_said_slowly() -> None:
    assert judge(take(tone(0.4)), "huk").faults == ()
