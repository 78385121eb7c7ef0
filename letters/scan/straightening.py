"""Finds out where on a scan each millimetre of a slip lies, from its codes and black squares."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from letters.envelope import Rectangle
from letters.scan.codes import CodeSeen, Points
from letters.scan.pages import Grey
from letters.slip import SlipLayout, layout_of_spot

DOTS_A_MM = 10.0
AROUND = 4.0
DRIFT = 0.08  # how far a guess may be off, for each millimetre from what is known
ONE_CODE = 4
CORNERS = 3
MOST_OFF = 1.0
SIDES_ALIKE, AREA_ALIKE, FULL = 0.25, 0.35, 0.8


@dataclass(frozen=True, slots=True)
class Straightened:
    """A scan on which places are known: `to_dots` takes millimetres of the sheet to dots.

    It is exact if three corners of the slip were seen, and one perspective explains them all.
    """

    grey: Grey
    to_dots: Points
    is_exact: bool = False

    def patch(self, place: Rectangle, dots_a_mm: float = DOTS_A_MM) -> Grey:
        """Cut an area out, straight and at one scale, whatever the scan's was."""
        wide, high = round(place.width * dots_a_mm), round(place.height * dots_a_mm)
        to_mm = np.array(
            [[1 / dots_a_mm, 0, place.left], [0, 1 / dots_a_mm, place.top], [0, 0, 1]], np.float64
        )
        drawn = cv2.warpPerspective(
            self.grey,
            self.to_dots @ to_mm,
            (wide, high),
            flags=cv2.INTER_AREA | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return np.asarray(drawn, np.uint8)


def straighten(grey: Grey, layout: SlipLayout, codes: Sequence[CodeSeen]) -> Straightened:
    """Fit the sheet to its codes, then to each black square that is found near where it must be."""
    known: list[Points] = []
    seen: list[Points] = []
    for code in codes:
        spot = layout_of_spot(code.code.spot)
        if spot is not None:
            known.append(_corners(spot[1]))
            seen.append(code.corners)
    fitted = Straightened(grey, _fit(np.vstack(known), np.vstack(seen)))
    anchors = np.vstack(known)
    for mark in sorted(layout.marks, key=lambda mark: _distance(mark, anchors)):
        middle = _find_square(fitted, mark, AROUND + DRIFT * _distance(mark, anchors))
        if middle is not None:
            known.append(np.array([_middle(mark)], np.float32))
            seen.append(middle)
            fitted = Straightened(grey, _fit(np.vstack(known), np.vstack(seen)))
    is_exact = len(known) >= CORNERS and _off(fitted, np.vstack(known), np.vstack(seen)) < MOST_OFF
    return replace(fitted, is_exact=is_exact)


def _off(fitted: Straightened, known: Points, seen: Points) -> float:
    """Tell how far a point stands from where it must, at most, in millimetres."""
    to_mm = np.linalg.inv(fitted.to_dots)
    back = cv2.perspectiveTransform(seen.reshape(1, -1, 2).astype(np.float64), to_mm)[0]
    return float(np.hypot(*(back - known).T).max())


def _fit(known: Points, seen: Points) -> Points:
    """Fit the whole perspective, or, where only one code is known, the tilt and scale alone."""
    if len(known) > ONE_CODE + 1:
        found, _ = cv2.findHomography(known, seen)
        if found is not None:
            return np.asarray(found, np.float32)
    places = np.column_stack([known, np.ones(len(known))])
    affine, *_ = np.linalg.lstsq(places, seen.astype(np.float64), rcond=None)
    return np.vstack([affine.T, [0, 0, 1]]).astype(np.float32)


def _find_square(fitted: Straightened, mark: Rectangle, reach: float) -> Points | None:
    """Find the black square nearest to where it must be; tell its middle in dots of the scan."""
    around = Rectangle(mark.left - reach, mark.top - reach, mark.right + reach, mark.bottom + reach)
    patch = fitted.patch(around)
    _, dark = cv2.threshold(patch, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    _, _, boxes, middles = cv2.connectedComponentsWithStats(np.asarray(dark, np.uint8))
    side = mark.width * DOTS_A_MM
    centre = np.array(patch.shape[::-1], np.float64) / 2
    squares = [
        middle
        for (_, _, wide, high, area), middle in zip(boxes[1:], middles[1:], strict=True)
        if _is_square(wide / side, high / side, area / side**2)
    ]
    if not squares:
        return None
    nearest = min(squares, key=lambda middle: float(np.hypot(*(middle - centre))))
    in_mm = (nearest + 0.5) / DOTS_A_MM + (around.left, around.top)
    in_dots = cv2.perspectiveTransform(in_mm.reshape(1, 1, 2), fitted.to_dots)
    return np.asarray(in_dots, np.float32).reshape(1, 2)


def _is_square(wide: float, high: float, area: float) -> bool:
    is_square = abs(wide - 1) < SIDES_ALIKE and abs(high - 1) < SIDES_ALIKE
    return is_square and abs(area - 1) < AREA_ALIKE and area > FULL * wide * high * 0.9


def _corners(place: Rectangle) -> Points:
    return np.array(
        [
            (place.left, place.top),
            (place.right, place.top),
            (place.right, place.bottom),
            (place.left, place.bottom),
        ],
        np.float32,
    )


def _middle(place: Rectangle) -> tuple[float, float]:
    return (place.left + place.right) / 2, (place.top + place.bottom) / 2


def _distance(mark: Rectangle, anchors: Points) -> float:
    return float(np.hypot(*(anchors - np.array(_middle(mark), np.float32)).T).min())
