"""A press and a writer in a few lines, for the tests of what a run does around them."""

import errno
import os
import signal
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from config.house import House
from config.letter_press import LetterPress
from config.run_papers import RunPapers
from core.library import Books
from core.model.letter import Letter
from core.model.letter_id import LetterId
from core.refusals import LetterUnprintable, Refusal
from letters.blocks import Block, LetterText, Run, Section, Style
from letters.written import write

EVERY = 3


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a pretended letter stands: each on one sheet."""

    letter: LetterId
    first_page: int
    pages: int = 1
    sheets: int = 1
    how: str = "pretended"


@dataclass
class PretendPrinter:
    """A print file of one line a letter, which is safe every third letter."""

    path: Path
    kills: list[int] = field(default_factory=list)
    full_after: int = -1
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.part = self.path.with_name(f"{self.path.name}.part")
        self.safe = self.path.with_name(f"{self.path.name}.safe")
        count = int(self.safe.read_text()) if self.safe.exists() else 0
        self.lines = self.part.read_text().splitlines()[:count] if count else []
        self.part.write_text("".join(f"{line}\n" for line in self.lines))

    @property
    def done(self) -> int:
        return len(self.lines)

    @property
    def sheets(self) -> int:
        return len(self.lines)

    def add_all(self, texts: Iterable[LetterText], /) -> Iterator[Stood | Refusal]:
        for text in texts:
            if "unprintable" in text.title:
                yield LetterUnprintable(problem="too_many_pages")
            else:
                yield self.add(text)

    def add(self, text: LetterText) -> Stood:
        if len(self.lines) == self.full_after:
            raise OSError(errno.ENOSPC, "no room")
        self.lines.append(f"{text.id.code} {text.run} {text.title}")
        with self.part.open("a") as part:
            part.write(f"{self.lines[-1]}\n")
        if len(self.lines) % EVERY == 0:
            self.safe.write_text(str(len(self.lines)))
        self._may_be_killed()
        return Stood(text.id, 2 * len(self.lines) - 1)

    def _may_be_killed(self) -> None:
        if self.kills and len(self.lines) == self.kills[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    def close(self) -> None:
        """Hold nothing open."""

    def finish(self) -> None:
        self.part.replace(self.path)


def pretended(_house: House, letter: Letter, said: Mapping[str, str], books: Books) -> LetterText:
    """Word a letter in one line, with the head of the books that it was worded by."""
    words = said.get("answer", f"{letter.number} {books.head}")
    return LetterText(
        id=letter.id,
        kind=letter.kind.value,
        language="es-PE",
        sender="",
        sender_place="",
        address=("Rosa Mamani Quispe",),
        facts=(),
        title=words,
        sections=(Section((Block(Style.TEXT, (Run(words),)),)),),
    )


def press_of(house: House, *, kills: int = 0, full_after: int = -1) -> LetterPress:
    """Build a press for a house; it may be killed at a letter, or find the disk full there."""

    def printer_at(path: Path) -> PretendPrinter:
        return PretendPrinter(path, kills=[kills] if kills else [], full_after=full_after)

    return LetterPress(
        house=house,
        writer=pretended,
        printer_at=printer_at,
        papers=RunPapers(house.gazetteer, write),
    )
