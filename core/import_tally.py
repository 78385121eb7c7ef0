"""Counts what became of the rows of a file, and remembers which it has met."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.model.asserted import AssertedRow, RowError, fingerprint, personal
from core.model.event import canonical
from core.refusals import CellInvalid

MOST_ERRORS_TOLD = 1000


class Fate(StrEnum):
    """What became of a row that could be read."""

    OPENED = "opened"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"  # the file says the same twice
    OUTDATED = "outdated"  # the case knows of a later day
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, or would do; `errors` are the first of `error_count`.

    Every row that was read was opened, changed, unchanged, duplicate, outdated or refused; an
    error that is `kept` is of a cell whose row went in without it.
    """

    read: int
    opened: int
    changed: int
    unchanged: int
    duplicates: int
    outdated: int
    refused: int
    errors: tuple[RowError, ...]
    error_count: int
    transactions: int
    longest_seconds: float
    dry_run: bool


@dataclass(slots=True)
class Tally:
    """The counts of a run; `headings` name the columns as the file does."""

    headings: Mapping[str, str]
    fates: Counter[Fate] = field(default_factory=Counter)
    errors: list[RowError] = field(default_factory=list)
    error_count: int = 0
    transactions: int = 0
    longest_seconds: float = 0
    _refused: int = 0

    @property
    def read(self) -> int:
        """Tell how many rows were read so far."""
        return self.fates.total()

    def note(self, error: RowError) -> None:
        """Note what could not be read; the errors of one row come one after the other."""
        self.error_count += 1
        if len(self.errors) < MOST_ERRORS_TOLD:
            self.errors.append(error)
        if not error.kept and error.row != self._refused:
            self._refused = error.row
            self.fates[Fate.REFUSED] += 1

    def refuse(self, row: AssertedRow, refusal: CellInvalid) -> None:
        """Note why a row that could be read does not go in."""
        column, problem = str(refusal.facts["column"]), str(refusal.facts["problem"])
        found = str(refusal.facts.get("found", ""))
        heading = self.headings.get(column, column)
        self.note(RowError(row=row.row, column=heading, problem=problem, found=found))

    def committed(self, seconds: float) -> None:
        """Note a transaction and how long it held the lock."""
        self.transactions += 1
        self.longest_seconds = max(self.longest_seconds, seconds)

    def report(self, *, dry_run: bool) -> ImportReport:
        """Tell everything."""
        return ImportReport(
            read=self.read,
            opened=self.fates[Fate.OPENED],
            changed=self.fates[Fate.CHANGED],
            unchanged=self.fates[Fate.UNCHANGED],
            duplicates=self.fates[Fate.DUPLICATE],
            outdated=self.fates[Fate.OUTDATED],
            refused=self.fates[Fate.REFUSED],
            errors=tuple(self.errors),
            error_count=self.error_count,
            transactions=self.transactions,
            longest_seconds=self.longest_seconds,
            dry_run=dry_run,
        )


class SeenRows:
    """Remembers the file numbers of a run in a few bytes each, never what the rows say."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[int, int]] = {}

    def knows(self, row: AssertedRow) -> bool:
        """Say whether the run has met the row's file number."""
        return _short(row.institution, row.alias) in self._seen

    def meet(self, row: AssertedRow) -> Fate | None:
        """Tell what becomes of a row met before: none if it is the first of its number.

        A later row of the same number counts if it speaks of a later day; two that speak of the
        same day and differ contradict each other, and the first stands.
        """
        key = _short(row.institution, row.alias)
        says = _short(fingerprint(row), personal(row)), row.as_of.toordinal()
        before = self._seen.setdefault(key, says)
        if before is says:
            return None
        if before[0] == says[0]:
            return Fate.DUPLICATE
        if before[1] == says[1]:
            raise CellInvalid(column="alias", problem="contradicts_earlier_row", found=row.alias)
        if before[1] > says[1]:
            return Fate.OUTDATED
        self._seen[key] = says
        return Fate.CHANGED


def _short(*said: object) -> int:
    return int.from_bytes(hashlib.blake2b(canonical(said), digest_size=8).digest())
