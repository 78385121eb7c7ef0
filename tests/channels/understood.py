"""The committed texts, and when a reading of one is right: see texts/README.md."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from channels.sms.understanding.read import Before, Read
from channels.sms.understanding.reader import Reader
from config.by_text import reader_of
from tests.core.both_catalogues import finder

TEXTS = Path(__file__).parent / "texts" / "understood.tsv"
# The readings whose argument is told to nobody else or acted on: it must be the very same.
EXACT = frozenset({"status", "letter", "clave", "lost_number", "choice"})
AT_MOST_THREE_MORE = frozenset({"procedure", "cost", "term", "office", "visit"})
IN_ORDER = frozenset({"wish", "complaint", "delay"}) | AT_MOST_THREE_MORE
_MOST_MORE = 3
_ESCAPED = {"t": "\t", "n": "\n", "\\": "\\"}


@dataclass(frozen=True)
class Row:
    """One text, what is meant by it, and what went before."""

    text: str
    reading: str
    argument: str
    language: str
    after: str

    @property
    def before(self) -> Before:
        """Tell what the conversation left open."""
        kind, _, told = self.after.partition(":")
        return Before(
            offered=int(told) if kind == "offered" else 0,
            asks_clave=kind == "asked_clave",
            asks_yes=kind == "asked_yes",
            told=kind == "told",
        )

    def is_read_by(self, read: Read) -> bool:
        """Say whether a reading is right."""
        return read.name == self.reading and self._is_about(read)

    def _is_about(self, read: Read) -> bool:
        given = read.argument
        if self.reading == "language":
            return (
                given in (self.argument, "quz", "quy", "")
                if "|" in self.argument
                else given == self.argument
            )
        if self.reading == "ambiguous":
            return sorted(given.split()) == sorted(self.argument.split())
        if self.argument.startswith("alias:"):
            return _own_number(given) == _own_number(self.argument)
        if self.reading in EXACT:
            return given == self.argument
        return self.reading not in IN_ORDER or self._holds(_words(given))

    def _holds(self, words: Sequence[str]) -> bool:
        wanted, rest = _words(self.argument), iter(words)
        is_there = all(any(word == other for other in rest) for word in wanted)
        has_room = self.reading not in AT_MOST_THREE_MORE or len(words) - len(wanted) <= _MOST_MORE
        return is_there and has_room


def rows() -> Iterator[Row]:
    """Read the committed file."""
    lines = TEXTS.read_text(encoding="utf-8").split("\n")[1:]
    for line in filter(None, lines):
        text, reading, argument, language, after, _ = line.split("\t")
        written = re.sub(r"\\([tn\\])", lambda mark: _ESCAPED[mark[1]], text)
        yield Row(written, reading, argument, language, after)


@cache
def reader() -> Reader:
    """Build the reader that asks the shipped catalogue whether words name a procedure."""
    return reader_of(lambda text: bool(finder().by_words(text, "PE")))


def _words(text: str) -> list[str]:
    marked = unicodedata.normalize("NFKD", text.upper())
    bare = "".join(letter for letter in marked if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", bare)


def _own_number(text: str) -> str:
    figures = "".join(_words(text.partition(":")[2]))
    return re.sub("^EXP(EDIENTE)?", "", figures)
