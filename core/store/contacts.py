"""Keeps the turns of conversations: one row each, no chain, no lock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from core.model.event import instant
from core.ports import Contact, Intent
from core.store.database import Database
from core.store.outbox_rows import to_row as intent_row
from core.store.prepared import ONE, Prepared, Row, new_row
from core.store.tables import ContactRow, OutboxRow
from core.store.upserts import insert_new, table

_CONTACTS, _OUTBOX = table(ContactRow), table(OutboxRow)
_C = _CONTACTS.c
_COLUMNS = [column for column in _C if column.name != "id"]
_TURNS = Prepared(
    select(*_COLUMNS).where(
        _C.provider_id == bindparam("provider_id"),
        _C.turn.in_([bindparam("before"), bindparam("this")]),
    )
)
_LATEST = Prepared(
    select(*_COLUMNS)
    .where(
        _C.caller == bindparam("asked_caller"),
        _C.channel == bindparam("asked_channel"),
        _C.at >= bindparam("since"),
    )
    .order_by(_C.at.desc(), _C.id.desc())
    .limit(ONE)
)
_KEEP = new_row(_CONTACTS)


@dataclass(frozen=True, slots=True)
class StoreContacts:
    """The conversations of one database."""

    database: Database

    def turns(self, provider_id: str, turn: int, /) -> tuple[Contact | None, Contact | None]:
        """Read the turn before and the turn itself, if it was already answered."""
        asked = {"provider_id": provider_id, "before": turn - 1, "this": turn}
        rows = {row["turn"]: row for row in _TURNS.all(self.database.driver(), asked)}
        return _contact(rows.get(turn - 1)), _contact(rows.get(turn))

    def latest(self, caller: str, channel: str, since: datetime, /) -> Contact | None:
        """Read the caller's last turn on a channel, so that MAS knows what is meant."""
        asked = {"asked_caller": caller, "asked_channel": channel, "since": instant(since)}
        return _contact(_LATEST.first(self.database.driver(), asked))

    def between(self, channel: str, since: datetime, until: datetime, /) -> Iterator[Contact]:
        """Yield the turns of a channel in a stretch of time, ordered by conversation and turn."""
        asked = (
            select(*_COLUMNS)
            .where(_C.channel == channel, _C.at >= instant(since), _C.at < instant(until))
            .order_by(_C.provider_id, _C.turn)
        )
        with self.database.snapshot() as connection:
            for row in connection.execution_options(yield_per=1000).execute(asked).mappings():
                yield Contact(**{**row, "at": datetime.fromisoformat(row["at"])})

    def keep(self, contact: Contact, /, *, intents: Sequence[Intent] = ()) -> Contact:
        """Keep a turn with what it caused; a repeat changes nothing and gets the first one back."""
        if intents:
            is_new = self._keep_with(contact, intents)
        else:
            is_new = _KEEP.changed(self.database.driver(), _row(contact))
        if is_new:
            return contact
        return self.turns(contact.provider_id, contact.turn)[1] or contact

    def _keep_with(self, contact: Contact, intents: Sequence[Intent]) -> bool:
        with self.database.writer.begin() as connection:
            is_new = insert_new(connection, _CONTACTS, _row(contact))
            for intent in intents if is_new else ():
                insert_new(connection, _OUTBOX, intent_row(intent, contact.at))
        return is_new


def _row(contact: Contact) -> dict[str, Any]:
    return {
        "channel": contact.channel,
        "provider_id": contact.provider_id,
        "turn": contact.turn,
        "caller": contact.caller,
        "at": instant(contact.at),
        "language": contact.language,
        "outcome": contact.outcome,
        "state": contact.state,
        "reply": contact.reply,
        "number": contact.number,
    }


def _contact(row: Row | None) -> Contact | None:
    if row is None:
        return None
    return Contact(**{**row, "at": datetime.fromisoformat(row["at"])})
