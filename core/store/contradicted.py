"""Finds the cases of which two places tell differently, and the hour at which that came."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, TextClause, func, select, text, tuple_

from core.model.case import Case
from core.model.event import EventId
from core.store.arrivals import ARRIVALS
from core.store.case_rows import to_case
from core.store.database import Database
from core.store.tables import CaseRow
from core.store.tables.read import CONTRADICTED
from core.store.upserts import table

_CASES = table(CaseRow)
_A = ARRIVALS.c
# Rows are written in one way alone, so that a word finds what is still open among what is settled.
_OPEN = '"open":true'


@dataclass(frozen=True, slots=True)
class StoreContradicted:
    """What is contradicted in one database."""

    database: Database

    def waiting(self, institution: str, /, *, limit: int) -> tuple[tuple[Case, datetime], ...]:
        """List the cases that wait for a person, and when the other account came; oldest first."""
        asked = select(_CASES).where(*_waits(institution))
        with self.database.reader.connect() as connection:
            cases = [to_case(row) for row in connection.execute(asked).mappings()]
            first = {case.number: case.open_disputes[0].event for case in cases}
            came = _came(connection, list(first.values()))
        dated = [(case, came[first[case.number]]) for case in cases]
        return tuple(sorted(dated, key=lambda one: (one[1], one[0].number.digits))[:limit])

    def count(self, institution: str, /) -> int:
        """Count the cases that wait for a person."""
        asked = select(func.count()).select_from(_CASES).where(*_waits(institution))
        with self.database.reader.connect() as connection:
            return connection.execute(asked).scalar_one()


def _waits(institution: str) -> tuple[ColumnElement[bool] | TextClause, ...]:
    return (
        text(CONTRADICTED),
        _CASES.c.institution == institution,
        _CASES.c.disputes.contains(_OPEN, autoescape=True),
    )


def _came(connection: Connection, events: list[EventId]) -> dict[EventId, datetime]:
    asked = select(_A.origin, _A.epoch, _A.seq, _A.arrived_at).where(
        tuple_(_A.origin, _A.epoch, _A.seq).in_(events)
    )
    return {
        EventId(row.origin, row.epoch, row.seq): datetime.fromisoformat(row.arrived_at)
        for row in connection.execute(asked)
    }
