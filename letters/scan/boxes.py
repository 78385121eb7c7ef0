"""Reads a box to tick: empty, ticked, crossed or filled; and struck out, which a person reads."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.model.slip import Mark, Said
from letters.envelope import Rectangle
from letters.scan.pages import Grey
from letters.scan.straightening import DOTS_A_MM, Straightened
from letters.slip import Area

Dark = NDArray[np.float32]

BESIDE, ABOVE = 6.4, 3.0  # millimetres of blank paper that are looked at around a box
FRAME_LINE = 0.35
FRAME_INSET = 0.9  # of the inside, this much belongs to the frame and its shadow
FRAME_SEEN = 0.35  # how alike the printed frame must be, of 1
INK = 0.3  # of the darkness between paper and print
EMPTY, TICKED, OVER = 0.015, 0.06, 0.03  # shares of the inside that is ink
SCRIBBLED = 3  # sides on which ink runs over
REACH = 2.0  # millimetres
FARTHER = 0.05  # what a frame must be more alike for each millimetre that it stands off
STRIP = (1.3, 4.7)  # millimetres beside a box where a line that goes on is seen
GOES_ON = 0.6  # share of that way
BLACK_SHARE = 99.0
FITTINGS, NEAR_PAPER, THINNED = 3, 0.06, 3
_EXPECTED = round(BESIDE * DOTS_A_MM), round(ABOVE * DOTS_A_MM)


@dataclass(frozen=True, slots=True)
class _Looked:
    """The inside of a box as shares of ink, and how far ink goes on to either side of it."""

    inside: float
    left: float
    right: float
    over: float


def read_box(sheet: Straightened, place: Rectangle, black: float) -> Mark:
    """Read one box; `black` is how dark print is on this scan, from 0 to 1.

    Where it is not sure which box lies where, a person reads them all.
    """
    if not sheet.is_exact:
        return Mark(Said.UNSURE, 0.0)
    around = Rectangle(
        place.left - BESIDE, place.top - ABOVE, place.right + BESIDE, place.bottom + ABOVE
    )
    dark = darkness(sheet.patch(around)) / max(black, 0.2)
    ink = dark > INK
    side = round(place.width * DOTS_A_MM)
    return _judged(_look(ink, *(_find_frame(dark, side) or _EXPECTED), side))


def ink_in_frame(sheet: Straightened, area: Area, black: float) -> float:
    """Tell how many square millimetres of ink are in a frame, beside its own lines."""
    place = area.place
    ink = darkness(sheet.patch(place)) / max(black, 0.2) > INK
    edge = round(FRAME_INSET * DOTS_A_MM)
    for rule in area.rules:
        left, right = (round((x - place.left) * DOTS_A_MM) for x in (rule.left, rule.right))
        top, bottom = (round((y - place.top) * DOTS_A_MM) for y in (rule.top, rule.bottom))
        ink[max(top - edge, 0) : bottom + edge, max(left - edge, 0) : right + edge] = False
    return float(ink[edge:-edge, edge:-edge].sum()) / DOTS_A_MM**2


def darkness(patch: Grey) -> Dark:
    """Tell how dark each dot is beside the paper around it, though light falls unevenly."""
    grey = patch.astype(np.float32)
    y, x = (axis.astype(np.float32) for axis in np.ogrid[: grey.shape[0], : grey.shape[1]])
    some = grey[::THINNED, ::THINNED].reshape(-1)
    plane = np.stack(
        [
            edge[::THINNED, ::THINNED].reshape(-1)
            for edge in np.broadcast_arrays(grey * 0 + 1, x, y)
        ],
        axis=-1,
    )
    is_paper, paper = some >= np.median(some), grey
    for _ in range(FITTINGS):
        (level, across, down), *_ = np.linalg.lstsq(plane[is_paper], some[is_paper], rcond=None)
        paper = level + across * x + down * y
        near = paper[::THINNED, ::THINNED].reshape(-1)
        is_paper = np.abs(some - near) < NEAR_PAPER * near
        if is_paper.sum() < len(some) / 10:
            break
    return np.asarray(np.clip(1 - grey / np.maximum(paper, 1), 0, 1), np.float32)


def blackness(sheet: Straightened, code: Rectangle) -> float:
    """Tell how dark print is on a scan, from a code on it."""
    around = Rectangle(code.left - 2, code.top - 2, code.right + 2, code.bottom + 2)
    grey = sheet.patch(around)
    return float(1 - np.percentile(grey, 100 - BLACK_SHARE) / max(np.percentile(grey, 95), 1))


def _find_frame(dark: Dark, side: int) -> tuple[int, int] | None:
    """Find the printed frame near where it must be; tell its left and top in the patch.

    One that is filled hides its frame: it stands where the codes say.
    """
    line = max(2, round(FRAME_LINE * DOTS_A_MM))
    frame = np.zeros((side, side), np.float32)
    cv2.rectangle(frame, (0, 0), (side - 1, side - 1), 1.0, line)
    blurred = cv2.GaussianBlur(dark, (0, 0), 1.5)
    likeness = np.asarray(cv2.matchTemplate(blurred, frame, cv2.TM_CCORR_NORMED))
    reach = round(REACH * DOTS_A_MM)
    left, top = _EXPECTED
    near = likeness[top - reach : top + reach + 1, left - reach : left + reach + 1]
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    best = int((near - FARTHER * np.hypot(x, y) / DOTS_A_MM).argmax())
    if near.flat[best] < FRAME_SEEN:
        return None
    return left + int(x.flat[best]), top + int(y.flat[best])


def _look(ink: NDArray[np.bool_], left: int, top: int, side: int) -> _Looked:
    inset = round(FRAME_INSET * DOTS_A_MM)
    inside = ink[top + inset : top + side - inset, left + inset : left + side - inset]
    near, far = (round(edge * DOTS_A_MM) for edge in STRIP)
    level = slice(max(top - near, 0), top + side + near)
    before = ink[level, max(left - far, 0) : left - near]
    behind = ink[level, left + side + near : left + side + far]
    above = ink[: max(top - near, 0), left : left + side]
    below = ink[top + side + near :, left : left + side]
    sides = (before, behind, above, below)
    over = sum(float(part.mean()) > OVER for part in sides if part.size)
    return _Looked(float(inside.mean()), _way(before), _way(behind), over)


def _way(strip: NDArray[np.bool_]) -> float:
    """Tell on what share of the way beside a box there is ink."""
    return float(strip.any(axis=0).mean()) if strip.size else 0.0


def _judged(seen: _Looked) -> Mark:
    goes_on = min(seen.left, seen.right)
    if goes_on >= GOES_ON or seen.over >= SCRIBBLED:
        return Mark(Said.UNSURE, round(min(goes_on, 1.0), 2))
    if seen.inside <= EMPTY:
        return Mark(Said.NO, round(1 - seen.inside / EMPTY / 2, 2))
    if seen.inside >= TICKED:
        return Mark(Said.YES, round(min(1.0, seen.inside / TICKED / 2), 2))
    return Mark(Said.UNSURE, 0.5)
