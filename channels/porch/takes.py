"""Judges what a speaker recorded, before a caller hears it: level, silence, clipping and length."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log10, sqrt

from channels.porch.narrowing import narrowed
from channels.porch.waves import Sound, read_wave
from core.refusals import FileUnreadable

FULL = 32_768
FRAME = 160  # 20 ms at 8,000 samples a second
CLIPPED, CLIPPED_ROW = 32_700, 4
# A telephone hides what is 45 dB under full scale; speech stands well above it.
QUIET_DB, SPEECH_DB, PEAK_DB = -45.0, -30.0, -14.0
SILENCE_BEFORE, SILENCE_AFTER = 0.5, 0.8
# Slow and clear is welcome: from 25 letters a second, which nobody follows, to 4, and a breath.
FASTEST, SLOWEST, BREATH = 25.0, 4.0, 1.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in one file: it may be kept when no fault was."""

    seconds: float
    peak_db: float
    speech_db: float
    faults: tuple[str, ...]
    sound: Sound | None = None


def judge(content: bytes, text: str) -> Verdict:
    """Judge one file against the words that were to be read."""
    try:
        recorded = read_wave(content)
    except FileUnreadable as refused:
        return Verdict(0.0, decibels(0), decibels(0), (str(refused.facts["problem"]),))
    if not recorded.samples:
        return Verdict(0.0, decibels(0), decibels(0), ("empty",))
    sound = narrowed(recorded)
    levels = [decibels(_loudness(sound, start)) for start in range(0, len(sound.samples), FRAME)]
    heard = [place for place, level in enumerate(levels) if level > QUIET_DB]
    if not heard:
        return Verdict(sound.seconds, decibels(0), decibels(0), ("silent",))
    # Averaging on the way to 8,000 would hide what was cut off, so peaks are those recorded.
    peak = decibels(max(map(abs, recorded.samples)))
    speech = _mean_db([levels[place] for place in heard])
    before, after = heard[0], len(levels) - 1 - heard[-1]
    faults = (
        *_of_level(recorded, peak, speech),
        *_of_silence(before * FRAME / sound.rate, after * FRAME / sound.rate),
        *_of_length((heard[-1] + 1 - heard[0]) * FRAME / sound.rate, text),
    )
    return Verdict(sound.seconds, peak, speech, faults, sound)


def decibels(size: float) -> float:
    """Tell a size under full scale; nothing at all counts as 100 dB under."""
    return max(-100.0, 20 * log10(size / FULL)) if size > 0 else -100.0


def _of_level(recorded: Sound, peak: float, speech: float) -> Iterator[str]:
    if _is_clipped(recorded):
        yield "clipped"
    if peak < PEAK_DB or speech < SPEECH_DB:
        yield "too_quiet"


def _of_silence(before: float, after: float) -> Iterator[str]:
    if before > SILENCE_BEFORE:
        yield "silence_before"
    if after > SILENCE_AFTER:
        yield "silence_after"


def _of_length(seconds: float, text: str) -> Iterator[str]:
    letters = sum(letter.isalnum() for letter in text)
    if seconds < letters / FASTEST:
        yield "too_short"
    if seconds > letters / SLOWEST + BREATH:
        yield "too_long"


def _is_clipped(sound: Sound) -> bool:
    """Find a flat top: a single sample may touch the edge, a row of them was cut off."""
    row = 0
    for sample in sound.samples:
        row = row + 1 if abs(sample) >= CLIPPED else 0
        if row >= CLIPPED_ROW:
            return True
    return False


def _loudness(sound: Sound, start: int) -> float:
    frame = sound.samples[start : start + FRAME]
    return sqrt(sum(sample * sample for sample in frame) / len(frame))


def _mean_db(levels: list[float]) -> float:
    return 10 * log10(sum(10 ** (level / 10) for level in levels) / len(levels))
