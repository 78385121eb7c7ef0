"""The last sessions of the exchange, and how far what a unit wrote has come."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import ColumnElement, Connection, delete, false, func, or_, select

from core.model.event import instant
from core.model.exchange import PENDING
from core.model.exchange_session import (
    MOST_DRIFT_SECONDS,
    MOST_KEPT,
    ExchangeSession,
    UnitStanding,
)
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.database import Database
from core.store.tables import EventRow, ExchangeSessionRow, QuarantinedRow
from core.store.upserts import table

_SESSIONS, _EVENTS, _QUARANTINED = table(ExchangeSessionRow), table(EventRow), table(QuarantinedRow)
_S, _E, _A, _Q = _SESSIONS.c, _EVENTS.c, ARRIVALS.c, _QUARANTINED.c
# A stick tells the hub's clock of long ago: only a line compares two clocks.
_BY_LINE = (_S.code == "") & (_S.transport == "http")
_NOTHING: Mapping[int, int] = MappingProxyType({})
_NEWEST = select(_S.drift_seconds).where(_BY_LINE).order_by(_S.turn.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class StoreExchangeLog:
    """The sessions of one database."""

    database: Database

    def note(self, session: ExchangeSession, /) -> None:
        """Keep how a session went, and forget those long before it."""
        row = asdict(session) | {"at": instant(session.at)}
        mine = _S.origin == session.origin
        with self.database.locked() as connection:
            newest = select(func.coalesce(func.max(_S.turn), 0))
            turn = connection.execute(newest).scalar_one() + 1
            connection.execute(_SESSIONS.insert(), row | {"turn": turn})
            kept = select(_S.turn).where(mine).order_by(_S.turn.desc()).limit(MOST_KEPT)
            connection.execute(delete(_SESSIONS).where(mine, _S.turn.not_in(kept)))

    def last(self, origin: str = "", /) -> tuple[ExchangeSession, ...]:
        """Tell the last sessions, newest first: of one unit, or of all."""
        asked = select(_SESSIONS).order_by(_S.turn.desc()).limit(MOST_KEPT)
        if origin:
            asked = asked.where(_S.origin == origin)
        with self.database.reader.connect() as connection:
            rows = [dict(row) for row in connection.execute(asked).mappings()]
        return tuple(
            ExchangeSession(
                **{name: told for name, told in row.items() if name not in {"turn", "at"}},
                at=datetime.fromisoformat(row["at"]),
            )
            for row in rows
        )

    def standing(self, origin: str, /, lost: Mapping[int, int] = _NOTHING) -> UnitStanding:
        """Count what a unit wrote: all of it, what was acknowledged and what was applied.

        `lost` tells in which epochs the hub lost what it had, and after which event: so much is
        not there, whatever was acknowledged once.
        """
        mine = _E.origin == origin
        counted = select(func.count()).select_from(_EVENTS)
        is_there = (_A.hub_seq < PENDING) & ~_is_lost(lost)
        placed = counted.join(ARRIVALS, ARRIVED).where(mine, is_there)
        oldest = select(func.min(_E.recorded_at)).join(ARRIVALS, ARRIVED)
        aside = select(_QUARANTINED).where(_Q.origin == origin).order_by(_Q.epoch, _Q.seq)
        with self.database.reader.connect() as connection:
            saved = connection.execute(counted.where(mine)).scalar_one()
            received = connection.execute(placed).scalar_one()
            since = connection.execute(oldest.where(mine, ~is_there)).scalar()
            rows = connection.execute(aside).all()
            set_aside = connection.execute(
                placed.join(
                    _QUARANTINED,
                    (_Q.origin == _E.origin) & (_Q.epoch == _E.epoch) & (_Q.seq == _E.seq),
                )
            ).scalar_one()
        return UnitStanding(
            saved=saved,
            received=received,
            applied=received - set_aside,
            waits_since=None if since is None else datetime.fromisoformat(since),
            quarantined=tuple((f"{r.origin}.{r.epoch}.{r.seq}", r.code) for r in rows),
        )


def _is_lost(lost: Mapping[int, int]) -> ColumnElement[bool]:
    """Say of an event whether the hub lost it."""
    chains = ((_E.epoch == epoch) & (_E.seq > seq) for epoch, seq in lost.items())
    return or_(false(), *chains)


def clock_is_suspect(connection: Connection) -> bool:
    """Say whether the last session found the clock of this place far from the hub's."""
    drift: int | None = connection.execute(_NEWEST).scalar()
    return drift is not None and abs(drift) > MOST_DRIFT_SECONDS
