"""Reads from the journal which papers were taken in, and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from core.model.event import Event
from core.model.paper import PAPER_TAKEN
from core.store.database import Database
from core.store.event_rows import to_event
from core.store.tables import EventRow
from core.store.upserts import table

_EVENTS = table(EventRow)
_TOLD = select(_EVENTS).where(_EVENTS.c.kind == PAPER_TAKEN)
_IN_ORDER = (_EVENTS.c.origin, _EVENTS.c.epoch, _EVENTS.c.seq)


@dataclass(frozen=True, slots=True)
class StorePaperEvents:
    """The papers that one database knows of."""

    database: Database

    def of_origin(self, origin: str, /) -> tuple[Event, ...]:
        """Read the events by which one origin took papers in."""
        return self._read(_TOLD.where(_EVENTS.c.origin == origin))

    def naming(self, origin: str, paper: str, /) -> tuple[Event, ...]:
        """Read those of one origin that tell of one paper."""
        names_it = _EVENTS.c.data.contains(paper, autoescape=True)
        return self._read(_TOLD.where(_EVENTS.c.origin == origin, names_it))

    def all(self) -> Iterator[Event]:
        """Read those of every origin."""
        with self.database.reader.connect() as connection:
            yield from map(to_event, connection.execute(_TOLD.order_by(*_IN_ORDER)).mappings())

    def _read(self, asked: Select[Any]) -> tuple[Event, ...]:
        with self.database.reader.connect() as connection:
            return tuple(map(to_event, connection.execute(asked.order_by(*_IN_ORDER)).mappings()))
