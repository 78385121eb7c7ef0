"""The book of a run: every letter as it was worded, sealed line by line, before any is printed.

So a run that is killed goes on with the same words, whatever was changed meanwhile.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.model.print_run import Place
from core.ports import Chest
from letters.blocks import LetterText
from letters.written import read, write

# A power cut costs so many letters' words, which are then found anew.
A_SYNC = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One letter of the book: its words, or why it has none."""

    place: Place
    text: LetterText | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RunBook:
    """One file; each line opens as the line of its run and position only."""

    path: Path
    chest: Chest
    places: tuple[Place, ...]

    def write(self, worded: Callable[[Place], Entry], advance: Callable[[int], None]) -> None:
        """Word every letter that is not in the book yet, in the order of the run."""
        done = self._whole_lines()
        advance(done)
        with self.path.open("ab") as book:
            for count, place in enumerate(self.places[done:], 1):
                book.write(self._sealed(worded(place)))
                if count % A_SYNC == 0:
                    _sync(book.fileno(), book.flush)
                advance(1)
            _sync(book.fileno(), book.flush)

    def read(self) -> Iterator[Entry]:
        """Read the letters in the order of the run, one at a time."""
        with self.path.open("rb") as book:
            for place, line in zip(self.places, book, strict=True):
                yield self._opened(place, line)

    def _whole_lines(self) -> int:
        """Count the lines that were written whole; what the power cut off is cut off here too."""
        if not self.path.exists():
            return 0
        whole, count = 0, 0
        with self.path.open("rb+") as book:
            for line in book:
                if not line.endswith(b"\n") or not self._opens(count, line):
                    break
                whole, count = whole + len(line), count + 1
            book.truncate(whole)
        return count

    def _opens(self, count: int, line: bytes) -> bool:
        return (
            count < len(self.places)
            and self._text(self.places[count], line.rstrip(b"\n")) is not None
        )

    def _sealed(self, entry: Entry) -> bytes:
        told = {
            "problem": entry.problem,
            "text": None if entry.text is None else write(entry.text).decode(),
        }
        sealed = self.chest.seal_text(_name(entry.place), json.dumps(told, ensure_ascii=False))
        return sealed.encode("ascii") + b"\n"

    def _opened(self, place: Place, line: bytes) -> Entry:
        text = self._text(place, line.rstrip(b"\n"))
        if text is None:
            message = f"the book of run {place.run} was changed behind our back"
            raise ValueError(message)
        told = json.loads(text)
        words = None if told["text"] is None else read(told["text"].encode())
        return Entry(place, words, told["problem"])

    def _text(self, place: Place, line: bytes) -> str | None:
        return self.chest.open_text(_name(place), line.decode("ascii", "replace"))


def _name(place: Place) -> str:
    return f"{place.run}/{place.position}/{place.letter.code}"


def _sync(descriptor: int, flush: Callable[[], None]) -> None:
    flush()
    os.fsync(descriptor)
