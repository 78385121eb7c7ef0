"""The code on a sheet: a QR code made by one library, which scanners read with another.

QR and not DataMatrix: at 14 mm both were read from every scan of 150 dpi that a test could spoil,
a QR code in half the time, and every telephone knows it.
"""

import re
from functools import cache

from zint import Symbol, Symbology

from letters.envelope import Rectangle
from letters.page import MM_PER_PT

MIDDLE = 2  # level M of ISO/IEC 18004: 15 per cent of the code may be dirty
MOST_LETTERS = 38  # what 25 modules hold of capitals and figures; more makes them too small
STRIDE = 144  # bytes that zint keeps for a row

Matrix = tuple[str, ...]
_DARK = re.compile("1+")


def matrix(text: str) -> Matrix:
    """Write a text as rows of modules, dark ones `1` and light ones `0`, without its quiet zone."""
    if len(text) > MOST_LETTERS:
        message = f"a code of more than {MOST_LETTERS} letters is too fine to be read"
        raise ValueError(message)
    symbol = Symbol()
    symbol.symbology = Symbology.QRCODE
    symbol.option_1 = MIDDLE
    symbol.encode(text)
    size, packed = symbol.width, symbol.encoded_data.tobytes()
    rows = (packed[first : first + STRIDE] for first in range(0, size * STRIDE, STRIDE))
    return tuple(f"{int.from_bytes(row, 'little'):0{size}b}"[::-1] for row in rows)


def draw(modules: Matrix, place: Rectangle, page_height: float) -> bytes:
    """Draw a code as PDF operators that fill a square; who hears the page read passes over it.

    `place` is without the quiet zone, in millimetres from the left and top of its page.
    """
    side = place.width / MM_PER_PT / len(modules)
    left, bottom = place.left / MM_PER_PT, (page_height - place.bottom) / MM_PER_PT
    boxes = " ".join(
        [
            bars[first][end]
            for bars, row in zip(_bars(len(modules)), reversed(modules), strict=True)
            for first, end in map(re.Match.span, _DARK.finditer(row))
        ]
    )
    return (
        f"/Artifact BMC q 0 g {side:.4f} 0 0 {side:.4f} {left:.3f} {bottom:.3f} cm {boxes} f Q EMC"
    ).encode("ascii")


@cache
def _bars(size: int) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Word every bar that a code of this size can have: by its row, its begin and its end."""
    edges = range(size + 1)
    return tuple(
        tuple(tuple(f"{first} {y} {end - first} 1 re" for end in edges) for first in edges)
        for y in range(size)
    )
