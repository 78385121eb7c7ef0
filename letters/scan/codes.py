"""Finds the codes on a page, in any direction, and tells ours from those of others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from core.model.letter_id import SheetCode
from core.refusals import LetterCodeForeign, LetterCodeInvalid
from letters.scan.pages import Grey
from letters.scan.seen import Why

Points = NDArray[np.float32]

OUR_START = "CV1/"
ENLARGED = 2.0
MOST_DOTS_ENLARGED = 12_000_000


@dataclass(frozen=True, slots=True)
class CodeSeen:
    """One of our codes and its corners on the page: top left, then with the clock."""

    code: SheetCode
    corners: Points


@dataclass(frozen=True, slots=True)
class CodesSeen:
    """All of our codes on a page; without any, why the page has none."""

    ours: tuple[CodeSeen, ...]
    why: Why | None = None


def find_codes(grey: Grey) -> CodesSeen:
    """Read every code of a page; a page that shows none is looked at once more, enlarged."""
    found = _sorted(_read(grey))
    if found.why is Why.NO_CODE and grey.size * ENLARGED**2 <= MOST_DOTS_ENLARGED:
        larger = cv2.resize(grey, None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_CUBIC)
        found = _sorted(_read(np.asarray(larger, np.uint8), ENLARGED))
    return found


def _read(grey: Grey, enlarged: float = 1.0) -> Iterator[tuple[str, Points]]:
    for seen in zxingcpp.read_barcodes(grey):
        spot = seen.position
        corners = (spot.top_left, spot.top_right, spot.bottom_right, spot.bottom_left)
        places = np.array([(corner.x, corner.y) for corner in corners], np.float32)
        yield seen.text, (places + 0.5) / np.float32(enlarged)


def _sorted(seen: Iterator[tuple[str, Points]]) -> CodesSeen:
    ours: list[CodeSeen] = []
    wrong: list[Why] = []
    for text, corners in seen:
        try:
            ours.append(CodeSeen(_code(text), corners))
        except LetterCodeInvalid:
            wrong.append(Why.MISREAD)
        except LetterCodeForeign:
            wrong.append(Why.FOREIGN)
    return CodesSeen(tuple(ours), None if ours else _why(wrong))


def _code(text: str) -> SheetCode:
    """Read a sheet's code; a text without our start could pass for a letter's name by chance."""
    if not text.startswith(OUR_START):
        raise LetterCodeForeign
    return SheetCode.parse(text)


def _why(wrong: Sequence[Why]) -> Why:
    if Why.MISREAD in wrong:
        return Why.MISREAD
    return Why.FOREIGN if wrong else Why.NO_CODE
