"""Keeps who wants no call or text that the house begins: one row a phone, over all channels."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from core.model.event import instant
from core.store.database import Database
from core.store.tables import OptOutRow
from core.store.upserts import insert_new, table

_OPT_OUTS = table(OptOutRow)


@dataclass(frozen=True, slots=True)
class StoreOptOuts:
    """The opt-outs of one database."""

    database: Database

    def has(self, caller: str, /) -> bool:
        """Say whether a blinded phone opted out, over whichever channel."""
        asked = select(_OPT_OUTS.c.caller).where(_OPT_OUTS.c.caller == caller)
        with self.database.reader.connect() as connection:
            return connection.execute(asked).scalar() is not None

    def add(self, caller: str, /, *, channel: str, at: datetime) -> bool:
        """Note that a phone opted out; tell whether that is new: the first time is what counts."""
        row = {"caller": caller, "channel": channel, "at": instant(at)}
        with self.database.writer.begin() as connection:
            return insert_new(connection, _OPT_OUTS, row)

    def remove(self, caller: str, /) -> bool:
        """Note that a phone wants to be called again; tell whether it had opted out."""
        gone = delete(_OPT_OUTS).where(_OPT_OUTS.c.caller == caller)
        with self.database.writer.begin() as connection:
            return connection.execute(gone).rowcount == 1

    def count(self) -> int:
        """Count the phones that opted out."""
        with self.database.reader.connect() as connection:
            counted = connection.execute(select(func.count()).select_from(_OPT_OUTS))
            return int(counted.scalar_one())
