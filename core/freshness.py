"""Watches that what the catalogue states was read not too long ago."""

from collections import Counter
from dataclasses import dataclass

from core.library import Library
from core.model.procedure import Procedure
from core.ports import Clock, Ledger
from core.wishes import stale_alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """Knows which entries someone must read again, in every country of the house."""

    ledger: Ledger
    library: Library
    clock: Clock

    def overdue(self) -> tuple[Procedure, ...]:
        """List the entries that are stale or were promised only until a day that is over."""
        today = self.clock.today()
        procedures = self.library.books().procedures.values()
        found = (one for one in procedures if one.is_stale(today) or one.has_lapsed(today))
        return tuple(sorted(found, key=lambda one: one.key))

    def watch(self) -> int:
        """Raise one alarm a day while entries are overdue; tell how many are."""
        counts = Counter(procedure.country for procedure in self.overdue())
        if counts:
            with self.ledger.writing() as work:
                work.intend(stale_alarm(counts, on=self.clock.today(), at=self.clock.now()))
        return counts.total()
