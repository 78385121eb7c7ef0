"""Reads the stops of units that have letters in their bags, and what was told of each letter."""

from dataclasses import dataclass

from sqlalchemy import select

from core.model.event import Event
from core.model.visit import Visit
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.database import Database
from core.store.event_rows import to_event
from core.store.tables import EventRow, VisitRow
from core.store.upserts import table
from core.store.visit_rows import to_visit

_VISITS, _EVENTS = table(VisitRow), table(EventRow)


@dataclass(frozen=True, slots=True)
class StoreBags:
    """The bags of one database."""

    database: Database

    def with_letters(self) -> tuple[Visit, ...]:
        """List the stops with letters that nobody has yet."""
        asked = select(_VISITS).where(_VISITS.c.facts.contains('"bag":[{'))
        with self.database.reader.connect() as connection:
            rows = connection.execute(asked.order_by(_VISITS.c.id)).mappings()
            return tuple(to_visit(dict(row)) for row in rows)

    def told_of(self, letter: str, number: str, /) -> tuple[Event, ...]:
        """Read what was told of a letter: in the story of its case, or in its own."""
        subject = f"case:{number}" if number else f"letter:{letter}"
        asked = select(_EVENTS).join(ARRIVALS, ARRIVED).where(_EVENTS.c.subject == subject)
        with self.database.reader.connect() as connection:
            rows = connection.execute(asked.order_by(ARRIVALS.c.hub_seq)).mappings()
            events = tuple(map(to_event, rows))
        return tuple(event for event in events if event.draft.data.get("letter") == letter)
