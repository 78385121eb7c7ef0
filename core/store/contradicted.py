"""Finds the cases of which two places tell differently, and the hour at which that came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, TextClause, func, select, text, tuple_

from core.model.case import Case
from core.model.event import EventId
from core.model.verdict import Verdict
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

    def waiting(
        self, institution: str, /, *, limit: int
    ) -> tuple[tuple[Case, datetime | None], ...]:
        """List the cases that wait for a person, and when the other account came; oldest first.

        What a unit was loaded with came before all that it can tell of.
        """
        asked = select(_CASES).where(*_waits(institution))
        with self.database.reader.connect() as connection:
            cases = [to_case(row) for row in connection.execute(asked).mappings()]
            came = _came(connection, [event for case in cases for event in _accounts(case)])
        dated = [(case, _since(case, came)) for case in cases]
        return tuple(sorted(dated, key=_oldest_first)[:limit])

    def since(self, case: Case, /) -> datetime | None:
        """Tell when the other account of a contradicted case came, if that is known here."""
        if not case.open_disputes:
            return None
        with self.database.reader.connect() as connection:
            return _since(case, _came(connection, _accounts(case)))

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


def _accounts(case: Case) -> list[EventId]:
    """Name what contradicts a case, and what stands while nobody may move it.

    At a unit what was written here lies longer than what the hub sent against it.
    """
    first = case.open_disputes[0]
    stands = case.heads if first.verdict is Verdict.DISPUTED else ()
    return [first.event, *stands]


def _since(case: Case, came: Mapping[EventId, datetime]) -> datetime | None:
    first, *stands = _accounts(case)
    if first not in came:
        return None
    return max(came[one] for one in (first, *stands) if one in came)


def _oldest_first(one: tuple[Case, datetime | None]) -> tuple[bool, datetime | str, str]:
    case, since = one
    return (since is not None, since or "", case.number.digits)


def _came(connection: Connection, events: list[EventId]) -> dict[EventId, datetime]:
    asked = select(_A.origin, _A.epoch, _A.seq, _A.arrived_at).where(
        tuple_(_A.origin, _A.epoch, _A.seq).in_(events)
    )
    return {
        EventId(row.origin, row.epoch, row.seq): datetime.fromisoformat(row.arrived_at)
        for row in connection.execute(asked)
    }
