"""The print file of one route: letters in, pages out, safe at any moment and the same every time.

A file that was broken off goes on where it was last safe; fed with the same letters from there, it
ends in the same bytes as one that was never broken off.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from weasyprint import VERSION

from core.model.letter_id import LetterId
from core.refusals import Refusal, StorageFull
from letters.blocks import LetterText
from letters.envelope import C5, DL, Envelope
from letters.page import Page
from letters.press.both import BothPresses, Made
from letters.press.codes import codes_on_front, sheets_of
from letters.press.omr import Marks
from letters.press.sheet_style import stylesheet
from letters.press.typeset_press import Printed
from letters.press.written import Paths, RunFile, begun, resumed

EVERY = 250
FORM = 2  # raised whenever the same letters would give other bytes
STAMPED, TYPESET = "stamped", "typeset"


class Placed(NamedTuple):
    """Where a letter is in its print file, counting from page 1, and which press made it."""

    letter: LetterId
    first_page: int
    pages: int
    sheets: int
    how: str


class RunPrinter:
    """Prints letters into a file that gets its name when it is whole.

    Beside `route.pdf` stand `route.pdf.part` and `route.pdf.safe`; the latter stays, so that
    finishing twice tells the same.
    """

    def __init__(
        self, path: Path, presses: BothPresses, *, marks: Marks | None, every: int
    ) -> None:
        self._paths = Paths.of(path)
        self._presses = presses
        self._marks = marks
        self._every = every
        maker = maker_of(presses.press.page, marks)
        with room():
            self._written = resumed(self._paths, maker) or begun(self._paths, maker)

    @classmethod
    def begin_or_resume(
        cls,
        path: Path,
        *,
        envelopes: Sequence[Envelope] = (DL, C5),
        marks: Marks | None = None,
        every: int = EVERY,
    ) -> Self:
        """Open the file of a run, where it was last safe if it was begun before."""
        return cls(path, BothPresses.of(envelopes), marks=marks, every=every)

    @property
    def done(self) -> int:
        """Tell how many letters are in the file; once it was opened again, how many were safe."""
        return self._written.letters

    def add(self, text: LetterText) -> Placed:
        """Print one letter after the last one."""
        return self._placed(text, self._presses.make(text))

    def add_all(self, texts: Iterable[LetterText]) -> Iterator[Placed | Refusal]:
        """Print letters in order, on every core; what is refused is told in its place."""
        for text, made in self._presses.make_all(texts):
            yield made if isinstance(made, Refusal) else self._placed(text, made)

    def finish(self) -> RunFile:
        """Give the file its name; asked again, tell the same of it."""
        with room():
            return self._written.finish(self._paths)

    def close(self) -> None:
        """Leave the file as it is; what was added since it was last safe is added again later."""
        self._presses.close()
        self._written.close()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Close, whatever happened."""
        self.close()

    def _placed(self, text: LetterText, made: Made) -> Placed:
        first_page = self._written.pages + 1
        with room():
            pages = self._write(text, made)
            self._written.count(pages)
            if self._written.letters % self._every == 0:
                self._written.make_safe(self._paths)
        how = TYPESET if isinstance(made, Printed) else STAMPED
        return Placed(text.id, first_page, pages, sheets_of(pages), how)

    def _write(self, text: LetterText, made: Made) -> int:
        pages = made.pages if isinstance(made, Printed) else len(made)
        sheets = sheets_of(pages)
        overlays = [b""] * pages
        for sheet in range(1, sheets + 1):
            parts = []
            if not isinstance(made, Printed):
                parts.append(codes_on_front(text, sheet, sheets, self._presses.press.page.code))
            if self._marks is not None:
                parts.append(self._marks.on(sheet, sheets, number=self._written.letters))
            overlays[2 * sheet - 2] = b"\n".join(parts)
        if isinstance(made, Printed):
            self._written.file.add_typeset(made.pdf, overlays)
        else:
            self._written.file.add_stamped(made, overlays)
        return pages


def maker_of(page: Page, marks: Marks | None) -> str:
    """Name whatever decides the bytes of a file, so that nobody else goes on with it."""
    told = f"{FORM} {VERSION} {marks} {stylesheet(page)}"
    return hashlib.sha256(told.encode()).hexdigest()


@contextmanager
def room() -> Iterator[None]:
    """Refuse when the disk is full; the file can go on once there is room."""
    try:
        yield
    except OSError as error:
        if error.errno in {ENOSPC, EDQUOT}:
            raise StorageFull from error
        raise
