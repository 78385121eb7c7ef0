"""The cache of deadlines: found stale by the hash of its calendar, and counted again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select

from core.model.case import Case
from core.model.event import MOST_EVENTS_A_TRANSACTION
from core.store import case_rows
from core.store.database import Database
from core.store.projections import Reckon, deadline_row
from core.store.tables import CaseRow, DeadlineRow
from core.store.upserts import table, upsert

_CASES, _DEADLINES = table(CaseRow), table(DeadlineRow)
_D = _DEADLINES.c


@dataclass(frozen=True, slots=True)
class StoreDeadlines:
    """The cached deadlines of one database."""

    database: Database

    def calendar_keys(self) -> tuple[str, ...]:
        """List the calendars that cached deadlines were counted with."""
        with self.database.reader.connect() as connection:
            keys = connection.execute(select(_D.calendar_key).distinct().order_by(_D.calendar_key))
            return tuple(keys.scalars())

    def recount(self, hashes: Mapping[str, str], reckon: Callable[[], Reckon]) -> Iterator[int]:
        """Count again what was counted with an older calendar; yield how many cases were.

        Each page is a transaction of its own, so that writers wait for a few cases at most and a
        recount that was stopped goes on where it was. No case is counted twice, so that it ends
        even if a newer calendar is published meanwhile: that one queues a recount of its own.
        """
        stale = [
            and_(_D.calendar_key == key, _D.calendar_hash != digest)
            for key, digest in hashes.items()
        ]
        if not stale:
            return
        pages = (
            select(_CASES)
            .join(_DEADLINES, _D.number == _CASES.c.number)
            .where(or_(*stale), _D.number > bindparam("after"))
            .order_by(_D.number)
            .limit(MOST_EVENTS_A_TRANSACTION)
        )
        after = ""
        while counted := self._recount_page(pages, after, reckon()):
            yield len(counted)
            after = counted[-1].number.digits

    def _recount_page(self, pages: Select[Any], after: str, reckon: Reckon) -> list[Case]:
        with self.database.locked() as connection:
            found = connection.execute(pages, {"after": after}).mappings()
            cases = [case_rows.to_case(row) for row in found]
            upsert(connection, _DEADLINES, [deadline_row(case, reckon(case)) for case in cases])
        return cases
