"""Counts the calls of one phone: one indexed look, since every call that begins pays for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from core.model.event import instant
from core.store.database import Database
from core.store.prepared import Prepared
from core.store.tables import ContactRow
from core.store.upserts import table

_C = table(ContactRow).c
_CHANNEL, _FIRST_TURN = "voice", 0
_BEGUN = Prepared(
    select(func.count()).select_from(
        select(_C.id)
        .where(
            _C.caller == bindparam("asked_caller"),
            _C.channel == _CHANNEL,
            _C.at >= bindparam("since"),
            _C.turn == _FIRST_TURN,
            _C.provider_id != bindparam("besides"),
        )
        .limit(bindparam("most"))
        .subquery()
    )
)


@dataclass(frozen=True, slots=True)
class StoreCallsTaken:
    """The calls that came in, of one database."""

    database: Database

    def begun(self, caller: str, since: datetime, /, *, besides: str, most: int) -> int:
        """Count the calls of a blinded phone since a moment, besides one, up to so many."""
        asked = {
            "asked_caller": caller,
            "since": instant(since),
            "besides": besides,
            "most": most,
        }
        return int(_BEGUN.value(self.database.driver(), asked))
