"""Gives the print runs their writer and their presses: only worker and command line open it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from config.house import House
from config.letter_press import LetterPress
from config.letter_writing import write_letter
from config.route_pages import Stands
from config.run_papers import RunPapers
from core.library import Books
from core.model.letter import Letter
from core.refusals import Refusal
from letters.blocks import LetterText
from letters.press.extracting import Cut, extract
from letters.press.poster_press import PosterPress
from letters.press.run_file import RunPrinter
from letters.press.run_state import load
from letters.press.typeset_press import Press, Printed
from letters.typeset import html_of

__all__ = [
    "Cut",
    "FilePrinter",
    "extract",
    "letter_press_of",
    "print_poster",
    "print_proof",
    "print_sheet",
]


def letter_press_of(house: House) -> LetterPress:
    """Build what prints runs."""
    return LetterPress(
        house=house,
        writer=_write,
        printer_at=FilePrinter.at,
        papers=RunPapers(house.gazetteer, lambda text: print_sheet(text).pdf),
    )


def _write(house: House, letter: Letter, said: Mapping[str, str], books: Books) -> LetterText:
    return write_letter(house, letter, said, books=books)


@dataclass(frozen=True, slots=True)
class FilePrinter:
    """The print file of a route, with what is safe of it."""

    printer: RunPrinter
    sheets: int

    @classmethod
    def at(cls, path: Path) -> "FilePrinter":
        """Open it where it was last safe."""
        safe = load(path.with_name(f"{path.name}.safe"))
        return cls(RunPrinter.begin_or_resume(path), 0 if safe is None else safe[0].sheets)

    @property
    def done(self) -> int:
        """Tell how many letters are in the file."""
        return self.printer.done

    def add_all(self, texts: Iterable[LetterText], /) -> Iterator[Stands | Refusal]:
        """Print letters in order."""
        return self.printer.add_all(texts)

    def finish(self) -> object:
        """End the file."""
        return self.printer.finish()

    def close(self) -> None:
        """Let go of the presses."""
        self.printer.close()


def print_sheet(text: LetterText) -> Printed:
    """Print a sheet that is no letter and bears no code: a cover, the list of a bag."""
    return Press().print(html_of(text))


def print_poster(html: str) -> Printed:
    """Print a poster, on the paper that its page names."""
    return PosterPress().print(html)


def print_proof(text: LetterText, *, guides: bool) -> Printed:
    """Print one letter as the oracle sets it, to be read before it goes into a run."""
    return Press().print_letter(text, guides=guides)
