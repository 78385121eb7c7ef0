"""Lists what is kept and that nobody folds, for people who look after it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select, tuple_

from core.model.event import EventId
from core.model.set_aside import SetAside
from core.store.database import Database
from core.store.tables import EventRow, QuarantinedRow
from core.store.upserts import table

_EVENTS, _QUARANTINED = table(EventRow), table(QuarantinedRow)
_E, _Q = _EVENTS.c, _QUARANTINED.c
_TOLD = (_Q.origin == _E.origin) & (_Q.epoch == _E.epoch) & (_Q.seq == _E.seq)


@dataclass(frozen=True, slots=True)
class StoreAsides:
    """What lies aside in one database; `institutions` names those that the house knows.

    What an unreadable event calls its institution may be none: everyone is shown that.
    """

    database: Database
    institutions: Callable[[], Collection[str]]

    def listed(self, institution: str, /, *, after: int, limit: int) -> tuple[SetAside, ...]:
        """List what concerns an institution or none that is known, the oldest first."""
        asked = (
            select(_QUARANTINED, _E.kind)
            .join(_EVENTS, _TOLD)
            .where(self._concerns(institution))
            .order_by(_Q.since, _Q.origin, _Q.epoch, _Q.seq)
            .offset(after)
            .limit(limit)
        )
        with self.database.reader.connect() as connection:
            return tuple(map(_set_aside, connection.execute(asked)))

    def count(self, institution: str, /) -> int:
        """Count it."""
        asked = select(func.count()).select_from(_QUARANTINED).join(_EVENTS, _TOLD)
        with self.database.reader.connect() as connection:
            return connection.execute(asked.where(self._concerns(institution))).scalar_one()

    def since(self, events: Collection[EventId], /) -> Mapping[EventId, datetime]:
        """Tell since when some of them lie aside."""
        asked = select(_Q.origin, _Q.epoch, _Q.seq, _Q.since).where(
            tuple_(_Q.origin, _Q.epoch, _Q.seq).in_(sorted(events))
        )
        with self.database.reader.connect() as connection:
            return {
                EventId(row.origin, row.epoch, row.seq): datetime.fromisoformat(row.since)
                for row in connection.execute(asked)
            }

    def _concerns(self, institution: str) -> ColumnElement[bool]:
        known = sorted(self.institutions())
        return or_(_E.institution == institution, _E.institution.not_in(known))


def _set_aside(row: Row[Any]) -> SetAside:
    return SetAside(
        id=EventId(row.origin, row.epoch, row.seq),
        kind=row.kind,
        subject=row.subject,
        code=row.code,
        since=datetime.fromisoformat(row.since),
        may_be_tried=not row.is_final,
    )
