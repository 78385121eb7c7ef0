"""Prints a closed run: its letters worded once, one file for each route, and what proves them."""

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from config.house import House
from config.letter_copies import copied
from config.performers import WORKER
from config.route_printing import LEFT, Aside, PrinterAt, RoutePrinting
from config.run_book import Entry, RunBook
from config.run_folder import BOOK, MANIFEST, RunFolder, sha256_of
from config.run_papers import Made, RunPapers
from config.run_words import RunWords, Writer
from core.letter_hands import Hand
from core.model.letter_id import LetterId
from core.model.print_run import Place, PrintRun, RouteFile, RunState
from core.refusals import RunMoved, StorageFull

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPress:
    """Prints runs; one that was killed at any moment goes on and makes the same."""

    house: House
    writer: Writer
    printer_at: PrinterAt
    papers: RunPapers

    def print_closed(self, hand: Hand = WORKER) -> tuple[PrintRun, ...]:
        """Print every run that was closed and not made yet."""
        made = []
        for run in self.house.shelf.runs.in_state(RunState.CLOSED):
            with suppress(RunMoved):  # somebody prints it by hand at this moment
                made.append(self.print(run, hand))
        return tuple(made)

    def print(self, run: PrintRun, hand: Hand, advance: Advance = lambda _: None) -> PrintRun:
        """Word and print a run; `advance` hears of each letter twice: worded, and printed."""
        if run.state is not RunState.CLOSED:
            return run
        folder = self.folder(run)
        try:
            with folder.held():
                return self._printed(run, folder, hand, advance)
        except OSError as fault:
            if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise StorageFull from fault
            raise

    def folder(self, run: PrintRun) -> RunFolder:
        """Tell where a run lies."""
        return RunFolder.of(self.house.settings.var_folder, run, self.house.post.chest)

    def _printed(self, run: PrintRun, folder: RunFolder, hand: Hand, advance: Advance) -> PrintRun:
        book = RunBook(folder.path / BOOK, folder.chest, self.house.shelf.runs.places(run.id))
        book.write(RunWords.of(self.house, run, self.writer).worded, advance)
        made = self._made(run, tuple(self._routes(run, folder, hand, advance)))
        papers = self.papers.write(folder.path, made)
        folder.seal((*(file.name for file in made.files), *papers))
        ready = self.house.post.runs.made(
            run,
            hand,
            places=made.places,
            files=made.files,
            manifest_sha256=sha256_of(folder.path / MANIFEST),
        )
        folder.drop(BOOK, *_leavings(made))
        return ready

    def _routes(
        self, run: PrintRun, folder: RunFolder, hand: Hand, advance: Advance
    ) -> Iterator[tuple[RouteFile, tuple[Place, ...]]]:
        """Print route after route, each letter in the place that it got at the closing."""

        def aside(place: Place, problem: str) -> None:
            self.house.post.runs.set_aside(replace(place, problem=problem), hand)

        printing = RoutePrinting(folder.path, self.printer_at, aside)
        places = self.house.shelf.runs.places(run.id)
        book = RunBook(folder.path / BOOK, folder.chest, places)
        entries = _printable(book, places, aside, advance)
        for route, letters in groupby(entries, key=lambda entry: entry.place.route):
            printed = printing.print(route, letters, advance)
            if printed is not None:
                yield printed

    def _made(self, run: PrintRun, routes: Sequence[tuple[RouteFile, tuple[Place, ...]]]) -> Made:
        printed = {place.position: place for _, places in routes for place in places}
        return Made(
            run=run,
            institution=self.house.shelf.library.books().institution(run.institution).name,
            places=tuple(
                printed.get(place.position, place) for place in self.house.shelf.runs.places(run.id)
            ),
            files=tuple(file for file, _ in routes),
            copies=dict(self._copies(run)),
        )

    def _copies(self, run: PrintRun) -> Iterator[tuple[LetterId, tuple[LetterId, date]]]:
        for place in self.house.shelf.runs.places(run.id):
            letter = self.house.shelf.letters.get(place.letter)
            copy = None if letter is None else copied(self.house, letter)
            if copy is not None:
                yield place.letter, copy


def _leavings(made: Made) -> Iterator[str]:
    for file in made.files:
        yield f"{file.route}.pages"
        yield from (f"{file.name}{ending}" for ending in LEFT)


def _printable(
    book: RunBook, places: Sequence[Place], aside: Aside, advance: Advance
) -> Iterator[Entry]:
    """Leave out what has no words, and what an earlier try could not print."""
    for place, entry in zip(places, book.read(), strict=True):
        if entry.text is None:
            aside(place, entry.problem)
        if entry.text is None or place.problem:
            advance(1)
        else:
            yield entry
