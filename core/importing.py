"""Takes in what an office's own system says of its cases: what changed once, the rest never."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from core.applicants import Applicants
from core.import_tally import Fate, ImportReport, SeenRows, Tally
from core.library import Library
from core.model.asserted import AssertedRow, RowError
from core.pace import Pace
from core.ports import Citizens, Clock, Ledger, Work
from core.refusals import CellInvalid, Refusal
from core.row_taking import MOST_EVENTS_A_ROW, RowTaking, Source

__all__ = ["ImportReport", "Importing", "Source"]

# Rows are read before the lock is taken, so many at a time.
ROWS_AT_A_TIME = 250
Rows = Iterable[AssertedRow | RowError]


class _Undone(Exception):
    """Ends a transaction that was only tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importing:
    """Brings the rows of files into the journal, each as one assertion at most."""

    ledger: Ledger
    library: Library
    clock: Clock
    citizens: Citizens
    blind: Callable[[str, str], str]
    new_id: Callable[[], str]

    def run(
        self,
        rows: Rows,
        source: Source,
        *,
        dry_run: bool = False,
        pace: Pace | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> ImportReport:
        """Take in the rows of a file; once more, after a crash or not, nothing comes twice.

        A dry run does the same and undoes it. `on_progress` hears how many rows were read. A file
        that breaks off is refused, after the rows before the break went in.
        """
        run = _Run(self, source, dry_run=dry_run, pace=pace or Pace(self.clock))
        for some in _some_at_a_time(rows):
            waiting = deque(some)
            while waiting:
                run.one_transaction(waiting)
                if on_progress is not None:
                    on_progress(run.tally.read)
        return run.tally.report(dry_run=dry_run)


class _Run:
    """What one run remembers from one transaction to the next."""

    def __init__(self, house: Importing, source: Source, *, dry_run: bool, pace: Pace) -> None:
        self.tally = Tally(source.headings)
        self._house = house
        self._source = source
        self._dry_run = dry_run
        self._pace = pace
        self._seen = SeenRows()
        self._people = Applicants(citizens=house.citizens, blind=house.blind, new_id=house.new_id)

    def one_transaction(self, waiting: deque[AssertedRow | RowError]) -> None:
        """Take rows in until there are none left or the lock was held for long enough."""
        with self._writing() as work:
            self._pace.begin()
            taking = self._taking(work)
            is_open = True
            while waiting and is_open:
                is_open = self._take(waiting, taking) and not self._pace.is_spent(
                    taking.events, most_a_row=MOST_EVENTS_A_ROW
                )
        self.tally.committed(self._pace.end())

    def _take(self, waiting: deque[AssertedRow | RowError], taking: RowTaking) -> bool:
        """Take the next row; tell whether the transaction may go on."""
        row = waiting[0]
        if isinstance(row, AssertedRow) and taking.events and self._seen.knows(row):
            return False  # what was just written must be readable first
        waiting.popleft()
        if isinstance(row, RowError):
            self.tally.note(row)
            return True
        try:
            fate = self._seen.meet(row)
            if fate is None or (fate is Fate.CHANGED and not self._dry_run):
                fate = taking.take(row)
        except CellInvalid as refusal:
            self.tally.refuse(row, refusal)
            return True
        self.tally.fates[fate] += 1
        return True

    def _taking(self, work: Work) -> RowTaking:
        return RowTaking(
            work=work,
            books=self._house.library.books(),
            people=self._people,
            source=self._source,
            clock=self._house.clock,
            blind=self._house.blind,
            new_id=self._house.new_id,
        )

    @contextmanager
    def _writing(self) -> Iterator[Work]:
        with suppress(_Undone), self._house.ledger.writing() as work:
            yield work
            if self._dry_run:
                raise _Undone


def _some_at_a_time(rows: Rows) -> Iterator[list[AssertedRow | RowError]]:
    """Read some rows ahead; those before a break in the file still go in."""
    some: list[AssertedRow | RowError] = []
    try:
        for row in rows:
            some.append(row)
            if len(some) == ROWS_AT_A_TIME:
                yield some
                some = []
    except Refusal:
        yield some
        raise
    yield some
