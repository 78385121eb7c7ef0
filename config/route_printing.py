"""Prints the letters of one post route into one file, from wherever an earlier try came to."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from config.route_pages import RoutePages, Stands
from config.run_book import Entry
from config.run_folder import sha256_of
from core.model.print_run import Place, RouteFile
from core.refusals import Refusal
from letters.blocks import LetterText


class Printer(Protocol):
    """A print file that is written as it grows; what it was killed over goes on."""

    @property
    def done(self) -> int:
        """Tell how many letters are safe in the file, of those that were to be printed first."""
        ...

    @property
    def sheets(self) -> int:
        """Tell on how many sheets these stand."""
        ...

    def add_all(self, texts: Iterable[LetterText], /) -> Iterator[Stands | Refusal]:
        """Print letters in order; what is refused is told in its place and is not in the file."""
        ...

    def finish(self) -> object:
        """End the file and give it its name."""
        ...

    def close(self) -> None:
        """Let go of the file and the presses; what is safe stays so."""
        ...


# What a printer keeps beside its file until it is whole, and after.
LEFT = (".part", ".safe")
PrinterAt = Callable[[Path], Printer]
Aside = Callable[[Place, str], None]
Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class RoutePrinting:
    """Prints one route; `aside` takes out of the run what cannot be printed."""

    folder: Path
    printer_at: PrinterAt
    aside: Aside

    def print(
        self, route: str, entries: Iterator[Entry], advance: Advance
    ) -> tuple[RouteFile, tuple[Place, ...]] | None:
        """Print a route, once: a file that is there was finished before."""
        file, pages = self.folder / f"{route}.pdf", RoutePages(self.folder / f"{route}.pages")
        if file.exists():
            advance(sum(1 for _ in entries))
        else:
            with closing(self._printer(file, pages)) as printer:
                self._print(printer, pages, entries, advance)
        places = pages.read()
        return (_named(file, route, places), places) if places else None

    def _printer(self, file: Path, pages: RoutePages) -> Printer:
        """Go on where the file is safe; begin anew if a power cut took what is known of it."""
        printer = self.printer_at(file)
        if pages.knows(printer.done):
            return printer
        printer.close()
        for ending in LEFT:
            file.with_name(f"{file.name}{ending}").unlink(missing_ok=True)
        return self.printer_at(file)

    def _print(
        self, printer: Printer, pages: RoutePages, entries: Iterator[Entry], advance: Advance
    ) -> None:
        done = printer.done
        pages.resume([entry.place for entry in islice(entries, done)], sheets=printer.sheets)
        advance(done)
        for entry, printed in _printed(printer, entries):
            if isinstance(printed, Refusal):
                # Kept before the next one is printed, so that no later try counts it as done.
                self.aside(entry.place, printed.code)
            else:
                pages.add(entry.place, printed)
                done += 1
            advance(1)
        if done:
            printer.finish()


def _printed(
    printer: Printer, entries: Iterator[Entry]
) -> Iterator[tuple[Entry, Stands | Refusal]]:
    """Print letters side by side, and tell of each in its order."""
    asked: deque[Entry] = deque()

    def texts() -> Iterator[LetterText]:
        for entry in entries:
            if entry.text is not None:
                asked.append(entry)
                yield entry.text

    for printed in printer.add_all(texts()):
        yield asked.popleft(), printed


def _named(file: Path, route: str, places: Sequence[Place]) -> RouteFile:
    sheets = sum(place.sheets for place in places)
    return RouteFile(
        run=places[0].run,
        route=route,
        name=file.name,
        sha256=sha256_of(file),
        pages=2 * sheets,
        sheets=sheets,
        letters=len(places),
        size=file.stat().st_size,
    )
