"""Counts the answers to one phone: one indexed look, since every text pays for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from core.model.event import instant
from core.store.database import Database
from core.store.prepared import Prepared
from core.store.tables import ContactRow
from core.store.upserts import table

_C = table(ContactRow).c
_CHANNEL = "sms"
_ANSWERED = Prepared(
    select(_C.at)
    .where(
        _C.caller == bindparam("asked_caller"),
        _C.channel == _CHANNEL,
        _C.at >= bindparam("since"),
        _C.reply != "",
    )
    .order_by(_C.at.desc())
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class StoreTextsAnswered:
    """The answered texts of one database."""

    database: Database

    def count(self, caller: str, /, *, hour: datetime, day: datetime, most: int) -> tuple[int, int]:
        """Count the answers to a blinded phone since two moments, up to so many."""
        asked = {"asked_caller": caller, "since": instant(min(hour, day)), "most": most}
        moments = [row["at"] for row in _ANSWERED.all(self.database.driver(), asked)]
        since_hour, since_day = instant(hour), instant(day)
        return (
            sum(moment >= since_hour for moment in moments),
            sum(moment >= since_day for moment in moments),
        )
