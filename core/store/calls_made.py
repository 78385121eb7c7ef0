"""Reads the house's own calls among the wishes of the outbox."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, and_, func, or_, select, update

from core.model.calling import (
    ANSWERED_ON_EXCHANGE,
    CALLER,
    PLACED_BY_EXCHANGE,
    caller_person,
)
from core.model.event import instant
from core.ports import CallMade
from core.store.database import Database
from core.store.tables import OutboxRow
from core.store.upserts import table
from core.wishes import AGAIN, CALL_BACK, call_key, wish_of_call

_OUTBOX = table(OutboxRow)
_C = _OUTBOX.c
# A wish that failed or came too late made no phone ring.
_CAME_TO_NOTHING = ("failed", "expired")
_MAY_RING = ("performing", "done", "in_doubt")
Made = Row[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class StoreCallsMade:
    """The calls of one database."""

    database: Database

    def count(self, since: datetime, /, *, caller: str | None, besides: str = "") -> int:
        """Count the calls since a moment, to one phone or in all, that did not come to nothing."""
        counted = select(func.count()).where(
            _C.kind == CALL_BACK,
            _C.not_before >= instant(since),
            _C.state.not_in(_CAME_TO_NOTHING),
            _C.unique_key != wish_of_call(besides),
        )
        if caller is not None:
            counted = counted.where(_C.person == caller_person(caller))
        with self.database.reader.connect() as connection:
            return int(connection.execute(counted).scalar_one())

    def waits(self, caller: str, /) -> bool:
        """Say whether a first try to this phone is still to be made."""
        asked = select(_C.id).where(
            _C.kind == CALL_BACK,
            _C.person == caller_person(caller),
            _C.state == "queued",
            _C.cause.not_like(f"{AGAIN}%"),
        )
        with self.database.reader.connect() as connection:
            return connection.execute(asked.limit(1)).first() is not None

    def has_rung(self, caller: str, since: datetime, /, *, besides: str) -> bool:
        """Say whether another call of ours may have made this phone ring since a moment.

        Of two that are placed at the same instant the earlier wish goes first.
        """
        mine = select(_C.id).where(_C.unique_key == wish_of_call(besides)).scalar_subquery()
        asked = select(_C.id).where(
            _C.kind == CALL_BACK,
            _C.person == caller_person(caller),
            _C.not_before >= instant(since),
            or_(_C.state.in_(("done", "in_doubt")), and_(_C.state == "performing", _C.id < mine)),
            _C.unique_key != wish_of_call(besides),
        )
        with self.database.reader.connect() as connection:
            return connection.execute(asked.limit(1)).first() is not None

    def answered(self, key: str, call: str, /) -> str | None:
        """Note that the call of a wish was answered; tell whom it goes to, if there is such.

        The carrier's name is noted once: who comes with the same key later is another call.
        """
        mine = and_(_C.unique_key == wish_of_call(key), _C.state.in_(_MAY_RING))
        is_free = or_(_C.provider_id.is_(None), _C.provider_id.like(f"{PLACED_BY_EXCHANGE}%"))
        with self.database.writer.begin() as connection:
            connection.execute(update(_OUTBOX).where(mine, is_free).values(provider_id=call))
            found = connection.execute(_made().where(mine, _C.provider_id == call)).first()
        return None if found is None else _call(found).caller

    def by_call(self, call: str, /) -> CallMade | None:
        """Find a call of ours by the carrier's name for it."""
        asked = _made().where(_C.provider_id == call, _C.kind == CALL_BACK)
        with self.database.reader.connect() as connection:
            found = connection.execute(asked).first()
        return None if found is None else _call(found)

    def is_answered(self, key: str, /) -> bool:
        """Say whether a call was answered on the exchange, which tells nothing else of it."""
        asked = select(_C.provider_id).where(_C.unique_key == wish_of_call(key))
        with self.database.reader.connect() as connection:
            known: str | None = connection.execute(asked).scalar()
        return known is not None and known.startswith(ANSWERED_ON_EXCHANGE)

    def unanswered(self, since: datetime, until: datetime, /) -> tuple[CallMade, ...]:
        """List the calls that the exchange placed in a stretch of time and nobody answered."""
        asked = _made().where(
            _C.kind == CALL_BACK,
            _C.not_before >= instant(since),
            _C.not_before < instant(until),
            _C.state == "done",
            _C.provider_id.like(f"{PLACED_BY_EXCHANGE}%"),
        )
        with self.database.reader.connect() as connection:
            return tuple(_call(row) for row in connection.execute(asked))


def _made() -> Select[tuple[str, str, str]]:
    return select(_C.unique_key, _C.person, _C.payload)


def _call(row: Made) -> CallMade:
    first: str = json.loads(row.payload).get("first", "")
    return CallMade(call_key(row.unique_key), row.person.removeprefix(CALLER), first)
