"""Reads a printed letter back from its bytes, with other people's tools."""

import re
import subprocess
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from letters.envelope import Rectangle

MM_PER_PT = 25.4 / 72
PAGE_OR_WORD = re.compile(
    r"<page |"
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)


class Word(NamedTuple):
    """A word where it stands on its page, in millimetres."""

    page: int
    text: str
    place: Rectangle


def words(pdf: bytes) -> list[Word]:
    """List every word with its page and place."""
    found: list[Word] = []
    page = 0
    for match in PAGE_OR_WORD.finditer(_ask(pdf, "pdftotext", "-bbox", "{pdf}", "-")):
        if match[5] is None:
            page += 1
        else:
            edges = (float(match[side]) * MM_PER_PT for side in (1, 2, 3, 4))
            found.append(Word(page, unescape(match[5]), Rectangle(*edges)))
    return found


def text(pdf: bytes) -> str:
    """Read the letter as one line of single spaces."""
    return " ".join(_ask(pdf, "pdftotext", "-layout", "{pdf}", "-").split())


def fonts(pdf: bytes) -> set[tuple[str, str]]:
    """List the fonts by name, with whether each is embedded."""
    rows = _ask(pdf, "pdffonts", "{pdf}").splitlines()[2:]
    return {(row.split()[0].split("+")[-1].rstrip(","), row.split()[-5]) for row in rows}


def info(pdf: bytes) -> dict[str, str]:
    """Read what the file says of itself."""
    rows = _ask(pdf, "pdfinfo", "{pdf}").splitlines()
    return {name: value.strip() for name, _, value in (row.partition(":") for row in rows)}


def metadata(pdf: bytes) -> str:
    """Read what the file declares about its conformance."""
    return _ask(pdf, "pdfinfo", "-meta", "{pdf}")


class Ink:
    """The first page as it comes out of a printer, at 100 dots an inch."""

    def __init__(self, pdf: bytes) -> None:
        command = ("pdftoppm", "-r", "100", "-f", "1", "-l", "1", "-")
        drawn = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
        _, size, _, self._dots = drawn.split(b"\n", 3)
        self._wide, self._high = (int(number) for number in size.split())

    def is_grey(self) -> bool:
        """Say whether no dot has a colour."""
        return self._dots[0::3] == self._dots[1::3] == self._dots[2::3]

    def within(self, place: Rectangle) -> int:
        """Count the dark dots of an area."""
        left, right = (round(edge / 25.4 * 100) for edge in (place.left, place.right))
        top, bottom = (round(edge / 25.4 * 100) for edge in (place.top, place.bottom))
        rows = (
            self._dots[3 * (y * self._wide + left) : 3 * (y * self._wide + right) : 3]
            for y in range(top, bottom)
        )
        return sum(dot < 128 for row in rows for dot in row)


def _ask(pdf: bytes, *command: str) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "letter.pdf"
        path.write_bytes(pdf)
        words_of_command = [word.replace("{pdf}", str(path)) for word in command]
        asked = subprocess.run(words_of_command, capture_output=True, check=True, text=True)
    return asked.stdout
