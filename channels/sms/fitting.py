"""Fits a text into few parts and keeps the rest for MAS, without cutting a word.

What is sent is economised here, at the very end; what waits keeps its accents.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.model.economy import economise, fewest_parts
from core.model.gsm7 import parts

MOST_PARTS = 3
_GAP = re.compile(r"\s+")
_AFTER_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Fitted:
    """What is sent now, and what waits until it is asked for."""

    text: str
    rest: str


def fit(now: str, later: str, hints: Sequence[str]) -> Fitted:
    """Send `now`, and that `later` waits by the first hint that costs no more than the last one.

    What goes beyond the parts waits too.
    """
    if not later and parts(whole := economise(now)) <= MOST_PARTS:
        return Fitted(whole, "")
    first = economise(f"{now} {hints[0]}")
    if parts(first) == 1:
        return Fitted(first, later)
    hinted = [first, *(economise(f"{now} {hint}") for hint in hints[1:])]
    fewest = parts(hinted[-1])
    if fewest > MOST_PARTS:
        return _cut(now, later, hints[-1])
    return Fitted(next(text for text in hinted if parts(text) == fewest), later)


def _cut(now: str, later: str, hint: str) -> Fitted:
    """Cut after the last sentence that fits with the hint; else after a word, or inside a giant."""
    fits = _fits_with(now, hint)
    ends = ([gap.start() for gap in gaps.finditer(now)] for gaps in (_AFTER_SENTENCE, _GAP))
    end = next(filter(None, (_last(each, fits) for each in (*ends, range(1, len(now))))))
    rest = now[end:].lstrip()
    return Fitted(economise(f"{now[:end]} {hint}"), f"{rest} {later}".rstrip())


def _fits_with(now: str, hint: str) -> Callable[[int], bool]:
    def fits(end: int) -> bool:
        return fewest_parts(f"{now[:end]} {hint}") <= MOST_PARTS

    return fits


def _last(ends: Sequence[int], fits: Callable[[int], bool]) -> int:
    """Find the last end that fits, by halving: a longer text never takes fewer parts."""
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if fits(ends[middle]):
            low = middle + 1
        else:
            high = middle
    return ends[low - 1] if low else 0
