"""Reads the journal in the order in which the hub accepted it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from core.model.event import Event, EventId
from core.store import audit, rebuilding
from core.store.audit import Verified
from core.store.database import Database
from core.store.event_rows import to_event
from core.store.projections import Reckon
from core.store.rebuilding import A_PAGE, in_order
from core.store.tables import EventRow
from core.store.upserts import table

_EVENTS = table(EventRow)
_CHAIN = (_EVENTS.c.origin, _EVENTS.c.epoch)
_HEADS = select(*_CHAIN, func.max(_EVENTS.c.seq)).group_by(*_CHAIN).order_by(*_CHAIN)
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class StoreJournal:
    """The journal of one database; `at_unit`, of a unit's."""

    database: Database
    at_unit: bool = False

    def events(self, after: int = 0, /) -> Iterator[tuple[int, Event]]:
        """Yield hub_seq and event; a later reader misses nothing that commits late."""
        while True:
            with self.database.reader.connect() as connection:
                rows = connection.execute(in_order(after)).mappings()
                page = [(row["hub_seq"], to_event(row)) for row in rows]
            yield from page
            if len(page) < A_PAGE:
                return
            after = page[-1][0]

    def heads(self) -> tuple[EventId, ...]:
        """Tell the last event of every chain."""
        with self.database.reader.connect() as connection:
            return tuple(EventId(*row) for row in connection.execute(_HEADS))

    def count(self) -> int:
        """Count the events."""
        with self.database.reader.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(_EVENTS)).scalar_one())

    def verify(self, progress: Progress) -> Verified:
        """Check every chain and every sealed value as of one moment; no writer waits for it."""
        with self.database.snapshot() as connection:
            return audit.verify(connection, progress, at_unit=self.at_unit)

    def rebuild(self, reckon: Reckon, progress: Progress) -> int:
        """Make what is read anew, all of it or nothing; every writer waits until it is done."""
        with self.database.locked() as connection:
            return rebuilding.rebuild(connection, reckon, progress)
