"""Tells what a phone was told before: one statement, since every text pays for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from core.model.event import instant
from core.ports import Contact
from core.ports.texting import Earlier
from core.store.database import Database
from core.store.prepared import ONE, Prepared, Row
from core.store.tables import ContactRow
from core.store.upserts import table

_CONTACTS = table(ContactRow)
_COLUMNS = [column for column in _CONTACTS.c if column.name != "id"]
_CHANNEL, _ONLY_TURN = "sms", 0
_SAME, _LAST, _ANY = (_CONTACTS.alias(name) for name in ("same", "last", "any_of_theirs"))
_CALLER = bindparam("asked_caller", type_=_CONTACTS.c.caller.type)
_THIS = select(_SAME.c.id).where(
    _SAME.c.provider_id == bindparam("source"), _SAME.c.turn == _ONLY_TURN
)
_LATEST = (
    select(_LAST.c.id)
    .where(_LAST.c.caller == _CALLER, _LAST.c.channel == _CHANNEL, _LAST.c.at >= bindparam("since"))
    .order_by(_LAST.c.at.desc(), _LAST.c.id.desc())
    .limit(ONE)
)
_TODAY = (
    select(_ANY.c.at)
    .where(
        _ANY.c.caller == _CALLER,
        _ANY.c.channel == _CHANNEL,
        _ANY.c.at >= bindparam("day"),
        _ANY.c.reply != "",
    )
    .order_by(_ANY.c.at.desc())
    .limit(bindparam("most"))
    .subquery()
)
_COUNTED = select(
    func.count().label("today"),
    func.count().filter(_TODAY.c.at >= bindparam("hour")).label("in_this_hour"),
).subquery()
_TOLD = func.coalesce(_THIS.scalar_subquery(), _LATEST.scalar_subquery())
_EARLIER = Prepared(
    select(_COUNTED.c.today, _COUNTED.c.in_this_hour, *_COLUMNS).select_from(
        _COUNTED.outerjoin(_CONTACTS, _CONTACTS.c.id == _TOLD)
    )
)


@dataclass(frozen=True, slots=True)
class StoreTextsAnswered:
    """The answered texts of one database."""

    database: Database

    def earlier(
        self,
        source: str,
        caller: str,
        /,
        *,
        since: datetime,
        day: datetime,
        hour: datetime,
        most: int,
    ) -> Earlier:
        """Read what a text was told already, or else the last one of its blinded phone.

        The last one not before `since`; answers are counted since two moments, up to so many.
        """
        asked = {"source": source, "asked_caller": caller, "most": most}
        moments = {"since": instant(since), "day": instant(day), "hour": instant(hour)}
        (row,) = _EARLIER.all(self.database.driver(), asked | moments)
        today, in_this_hour, told = row.pop("today"), row.pop("in_this_hour"), _contact(row)
        is_this = told is not None and told.provider_id == source
        return Earlier(
            this=told if is_this else None,
            latest=None if is_this else told,
            in_this_hour=in_this_hour,
            today=today,
        )


def _contact(row: Row) -> Contact | None:
    if row["at"] is None:
        return None
    return Contact(**{**row, "at": datetime.fromisoformat(row["at"])})
