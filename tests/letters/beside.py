"""Holds a stamped letter beside the same letter as WeasyPrint sets it, word by word."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from letters.blocks import LetterText
from letters.press import Press
from letters.press.run_file import STAMPED, RunPrinter
from tests.letters.paper import MM_PER_PT, Word, words

CLOSE = MM_PER_PT  # one point


class Compared(NamedTuple):
    """How two prints of one letter differ: the words, and the farthest that any is moved (mm)."""

    is_same_text: bool
    farthest: float


def printed_in_run(path: Path, letters: Sequence[LetterText]) -> tuple[list[list[Word]], int]:
    """Print letters into a file; read the words of each again, and count the stamped ones."""
    with RunPrinter.begin_or_resume(path) as printer:
        placed = [printer.add(letter) for letter in letters]
        printer.finish()
    by_page = {page: list(each) for page, each in groupby(words(path.read_bytes()), _page)}
    read = [
        [
            word._replace(page=word.page - place.first_page + 1)
            for page in range(place.first_page, place.first_page + place.pages)
            for word in by_page[page]
        ]
        for place in placed
    ]
    return read, sum(place.how == STAMPED for place in placed)


def compared(press: Press, letter: LetterText, stamped: Sequence[Word]) -> Compared:
    """Let the press set the letter, and measure how far each word stands from where it did."""
    typeset = sorted(words(press.print_letter(letter).pdf), key=_order)
    ours = sorted(stamped, key=_order)
    is_same = [word.text for word in typeset] == [word.text for word in ours]
    if not is_same or [word.page for word in typeset] != [word.page for word in ours]:
        return Compared(is_same_text=is_same, farthest=float("inf"))
    return Compared(
        is_same_text=True,
        farthest=max(_moved(*pair) for pair in zip(typeset, ours, strict=True)),
    )


def _page(word: Word) -> int:
    return word.page


def _order(word: Word) -> tuple[int, int, float]:
    return word.page, round(word.place.bottom), word.place.left


def _moved(one: Word, other: Word) -> float:
    return max(
        abs(one.place.left - other.place.left),
        abs(one.place.right - other.place.right),
        abs(one.place.top - other.place.top),
        abs(one.place.bottom - other.place.bottom),
    )
