"""Reads the stops of units that are planned."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from core.ports import Visit
from core.store.database import Database
from core.store.tables import VisitRow
from core.store.upserts import table

_VISITS = table(VisitRow)


@dataclass(frozen=True, slots=True)
class StoreVisits:
    """The planned visits of one database."""

    database: Database

    def get(self, visit: str, /) -> Visit | None:
        """Read a stop."""
        return self._first(select(_VISITS).where(_VISITS.c.id == visit))

    def next_in(self, district: str, after: date, /) -> Visit | None:
        """Find the next stop in a district on or after a day."""
        asked = (_VISITS.c.district == district) & (_VISITS.c.on_day >= after.isoformat())
        statement = select(_VISITS).where(asked).order_by(_VISITS.c.on_day, _VISITS.c.id).limit(1)
        return self._first(statement)

    def _first(self, statement: Select[Any]) -> Visit | None:
        with self.database.reader.connect() as connection:
            row = connection.execute(statement).mappings().first()
        if row is None:
            return None
        return Visit(
            id=row["id"],
            district=row["district"],
            place=row["place"],
            short_place=row["short_place"],
            on=date.fromisoformat(row["on_day"]),
            services=tuple(json.loads(row["services"])),
        )
