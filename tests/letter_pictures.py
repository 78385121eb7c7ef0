"""Takes a picture of the first page of every kind of letter: `make letter-pictures`."""

import struct
import subprocess
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

from config.letter_specimens import specimens
from letters.press import Press
from tests.sources import HOUSE

FOLDER = HOUSE / "docs" / "letters"
DOTS_AN_INCH = 100
MOST_BYTES = 60_000


def take(folder: Path, kinds: Iterable[str] = ()) -> tuple[Path, ...]:
    """Write the pictures of some kinds, or of all; the same letters give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    press, letters = Press(), specimens()
    taken = []
    for kind in sorted(kinds or letters.templates):
        path = folder / f"{kind}.png"
        path.write_bytes(picture(press.print_letter(letters.letter(kind)).pdf))
        taken.append(path)
    return tuple(taken)


def picture(pdf: bytes) -> bytes:
    """Draw the first page in sixteen greys."""
    command = ("pdftoppm", "-gray", "-r", str(DOTS_AN_INCH), "-f", "1", "-l", "1", "-")
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    _, size, _, dots = drawn.split(b"\n", 3)
    wide, high = (int(number) for number in size.split())
    rows = (dots[row * wide : (row + 1) * wide] for row in range(high))
    return _png(wide, high, b"".join(b"\0" + _sixteen_greys(row) for row in rows))


def _sixteen_greys(row: bytes) -> bytes:
    """Put two dots into a byte."""
    even = row if len(row) % 2 == 0 else row + b"\xff"
    return bytes(
        (left & 0xF0) | (right >> 4) for left, right in zip(even[::2], even[1::2], strict=True)
    )


def _png(wide: int, high: int, rows: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", wide, high, 4, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
        for name, part in parts
    )


if __name__ == "__main__":
    for taken in take(FOLDER, sys.argv[1:]):
        sys.stdout.write(f"{taken.relative_to(HOUSE)} {taken.stat().st_size:,}\n")
