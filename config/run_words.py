"""Words the letters of a run: as of its closing, or as they were approved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from config.house import House
from config.letter_copies import marked
from config.run_book import Entry
from core.letter_addressee import check_address
from core.library import Books, read_books
from core.model.letter import Letter
from core.model.print_run import Place, PrintRun
from core.refusals import CitizenUnknown, Erased, LetterUnknown, Refusal
from letters.blocks import LetterText
from letters.written import read

Writer = Callable[[House, Letter, Mapping[str, str], Books], LetterText]


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """Tells the moment at which a run was closed, however long it takes to print."""

    at: datetime
    zone: ZoneInfo

    def now(self) -> datetime:
        """Tell that moment."""
        return self.at

    def today(self) -> date:
        """Tell its day where the country lives."""
        return self.at.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class RunWords:
    """Finds the words of each letter of one run."""

    house: House
    run: PrintRun
    books: Books
    writer: Writer

    @classmethod
    def of(cls, house: House, run: PrintRun, writer: Writer) -> "RunWords":
        """Open the documents of when the run was closed; its day is the day of every letter."""
        books = read_books(run.head, house.shelf.documents.as_of(run.head))
        clock = StoppedClock(run.closed_at, ZoneInfo(house.country.time_zone))
        return cls(replace(house, clock=clock), run, books, writer)

    def worded(self, place: Place) -> Entry:
        """Word one letter, or say why it cannot be."""
        try:
            text = self._text(place)
        except Refusal as refusal:
            return Entry(place, problem=refusal.code)
        return Entry(place, replace(text, run=self.run.id))

    def _text(self, place: Place) -> LetterText:
        letter = self.house.shelf.letters.get(place.letter)
        if letter is None:
            raise LetterUnknown
        return marked(self.house, letter, self._words(letter))

    def _words(self, letter: Letter) -> LetterText:
        if not letter.unit_visit:
            self._check_address(letter)
        words = self.house.post.words
        proof = words.proof(letter)
        if proof is not None:
            # A letter that is written again says what was approved, under its own name.
            return replace(read(proof), id=letter.id)
        return self.writer(self.house, letter, words.said(letter.id), self.books)

    def _check_address(self, letter: Letter) -> None:
        citizen = self.house.shelf.citizens.get(letter.person)
        if citizen is None:
            raise CitizenUnknown
        if citizen.erased:
            raise Erased
        check_address(citizen)
