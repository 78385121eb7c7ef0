"""Brings a wide sound down to what a telephone line carries."""

from array import array
from collections.abc import Iterator
from itertools import accumulate
from math import ceil

from channels.porch.waves import RATE, Sound

# Above this much of the new distance between samples, what the line would not carry is averaged.
_BLUR = 1.45


def narrowed(sound: Sound) -> Sound:
    """Bring a sound down to the rate of a telephone."""
    if sound.rate == RATE:
        return sound
    return Sound(RATE, array("h", _thinned(sound)))


def _thinned(sound: Sound) -> Iterator[int]:
    samples, rate = sound.samples, sound.rate
    width = ceil(_BLUR * rate / RATE)
    sums = list(accumulate(samples, initial=0))
    for place in range(len(samples) * RATE // rate):
        start = place * rate // RATE
        end = min(start + width, len(samples))
        yield (sums[end] - sums[start]) // (end - start)
