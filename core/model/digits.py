"""Reads figures out of what people write: other scripts, look-alike letters, any separators."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_FIGURES_AND_LOOKALIKES = frozenset("0123456789oOlI")
_LOOKALIKES = str.maketrans("oOlI", "0011")
_GROUP = re.compile(r"[0-9]+")
# Spaces (also hard, thin and invisible ones), dots, slashes and every dash that a phone writes.
_GAP = r"[ \t\u00a0\u2000-\u200d\u202f\u2060\u3000\ufeff./\u00b7\u00ad\u2010-\u2015\u2212\uff0d-]"
_RUN = re.compile(rf"[0-9]+(?:{_GAP}{{1,3}}[0-9]+)*")


class Group(NamedTuple):
    """Figures that stand together, and where they stand in the text."""

    figures: str
    start: int
    end: int


def fold_figures(text: str) -> str:
    """Write every figure as 0-9, and o, O, l, I in words that are otherwise figures.

    The text keeps its length, so that a place in the one is the same place in the other.
    """
    plain = text if text.isascii() else "".join(map(_fold_letter, text))
    return _WORD.sub(lambda word: _fold_word(word[0]), plain)


def runs(text: str) -> Iterator[tuple[Group, ...]]:
    """Yield the groups of figures that only separators part: `140-000-4276` is one run."""
    folded = fold_figures(text)
    for run in _RUN.finditer(folded):
        found = _GROUP.finditer(folded, run.start(), run.end())
        yield tuple(Group(group[0], group.start(), group.end()) for group in found)


def _fold_letter(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter


def _fold_word(word: str) -> str:
    is_number = _FIGURES_AND_LOOKALIKES.issuperset(word) and _GROUP.search(word) is not None
    return word.translate(_LOOKALIKES) if is_number else word
