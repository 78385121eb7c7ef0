"""The code on a sheet: a QR code made by one library, which scanners read with another.

QR and not DataMatrix: at 14 mm both were read from every scan of 150 dpi that a test could spoil,
a QR code in half the time, and every telephone knows it.
"""

import re
from functools import cache
from operator import getitem
from typing import NamedTuple

from zint import Symbol, Symbology

from letters.envelope import Rectangle
from letters.page import MM_PER_PT

MIDDLE = 2  # level M of ISO/IEC 18004: 15 per cent of the code may be dirty
MOST_LETTERS = 38  # what 25 modules hold of capitals and figures; more makes them too small
STRIDE = 144  # bytes that zint keeps for a row
OCTET = 8

Matrix = tuple[str, ...]
_DARK = re.compile("1+")


class Code(NamedTuple):
    """A code without its quiet zone: each row in whole bytes, the lowest bit leftmost, 1 dark."""

    size: int
    octets: bytes


def code_of(text: str) -> Code:
    """Write a text as a code."""
    if len(text) > MOST_LETTERS:
        message = f"a code of more than {MOST_LETTERS} letters is too fine to be read"
        raise ValueError(message)
    symbol = Symbol()
    symbol.symbology = Symbology.QRCODE
    symbol.option_1 = MIDDLE
    symbol.encode(text)
    size, packed = symbol.width, symbol.encoded_data.tobytes()
    wide = -(-size // OCTET)
    rows = [packed[first : first + wide] for first in range(0, size * STRIDE, STRIDE)]
    return Code(size, b"".join(rows))


def matrix(text: str) -> Matrix:
    """Write a text as rows of modules, dark ones `1` and light ones `0`, without its quiet zone."""
    size, octets = code_of(text)
    wide = len(octets) // size
    rows = (octets[first : first + wide] for first in range(0, len(octets), wide))
    return tuple(f"{int.from_bytes(row, 'little'):0{size}b}"[::-1] for row in rows)


def draw(code: Code, place: Rectangle, page_height: float) -> bytes:
    """Draw a code as PDF operators that fill a square; who hears the page read passes over it.

    `place` is without the quiet zone, in millimetres from the left and top of its page.
    """
    side = place.width / MM_PER_PT / code.size
    left, bottom = place.left / MM_PER_PT, (page_height - place.bottom) / MM_PER_PT
    boxes = "".join(map(getitem, _bars(code.size), code.octets))
    return (
        f"/Artifact BMC q 0 g {side:.4f} 0 0 {side:.4f} {left:.3f} {bottom:.3f} cm {boxes}f Q EMC"
    ).encode("ascii")


class _Bars(dict[int, str]):
    """The bars of eight modules beside each other, worded when a code first has them.

    One that goes on in the next eight is filled with it in one go, and shows no seam.
    """

    def __init__(self, left: int, row: int) -> None:
        super().__init__()
        self._left = left
        self._row = row

    def __missing__(self, octet: int) -> str:
        modules = f"{octet:08b}"[::-1]
        spans = (found.span() for found in _DARK.finditer(modules))
        bars = (f"{self._left + first} {self._row} {end - first} 1 re " for first, end in spans)
        self[octet] = worded = "".join(bars)
        return worded


@cache
def _bars(size: int) -> tuple[_Bars, ...]:
    """List the bars for every byte of a code of this size, from the top left."""
    return tuple(
        _Bars(left, row) for row in reversed(range(size)) for left in range(0, size, OCTET)
    )
