"""Keeps which browsers are signed in; what is over is forgotten after a week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, delete, select, update

from core.model.event import instant
from core.model.session import IDLE, Caller, Session
from core.store.database import Database
from core.store.tables import SessionRow
from core.store.upserts import table

_SESSIONS = table(SessionRow)
_S = _SESSIONS.c
KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class StoreSessions:
    """The sessions of one database: every change is one statement, without the journal's lock."""

    database: Database

    def open(self, session: Session, /) -> None:
        """Keep a new session, and forget those that were over long ago."""
        long_ago = instant(session.opened_at - KEPT)
        with self.database.reader.connect() as connection:
            connection.execute(delete(_SESSIONS).where(_S.ends_at < long_ago))
            connection.execute(_SESSIONS.insert(), _row(session))

    def get(self, key: str, /) -> Session | None:
        """Read a session, alive or over."""
        with self.database.reader.connect() as connection:
            asked = select(_SESSIONS).where(_S.key == key)
            row = connection.execute(asked).mappings().first()
        return None if row is None else _session(row)

    def see(self, key: str, now: datetime, /) -> None:
        """Note that a session is in use."""
        self._change(update(_SESSIONS).where(_S.key == key), {"seen_at": instant(now)})

    def end(self, key: str, now: datetime, /) -> None:
        """End a session."""
        self._change(update(_SESSIONS).where(_S.key == key), {"ends_at": instant(now)})

    def end_others(self, user: str, key: str, now: datetime, /) -> None:
        """End every session of a person but one."""
        others = update(_SESSIONS).where(
            _S.member == user, _S.key != key, _S.ends_at > instant(now)
        )
        self._change(others, {"ends_at": instant(now)})

    def of_user(self, user: str, now: datetime, /) -> tuple[Session, ...]:
        """List the sessions of a person that are not over, newest first."""
        alive = (_S.ends_at > instant(now)) & (_S.seen_at > instant(now - IDLE))
        asked = select(_SESSIONS).where(_S.member == user, alive).order_by(_S.opened_at.desc())
        with self.database.reader.connect() as connection:
            rows = connection.execute(asked).mappings()
            return tuple(_session(row) for row in rows)

    def count_try(self, key: str, /) -> int:
        """Count a try at the second factor in this session; tell how many there were."""
        counted = update(_SESSIONS).where(_S.key == key).values(tries=_S.tries + 1)
        with self.database.reader.connect() as connection:
            return int(connection.execute(counted.returning(_S.tries)).scalar_one())

    def ask(self, key: str, challenge: str, until: datetime, /) -> None:
        """Keep the question that a passkey is to answer."""
        asked = {"challenge": challenge, "challenge_until": instant(until)}
        self._change(update(_SESSIONS).where(_S.key == key), asked)

    def take_question(self, key: str, now: datetime, /) -> str | None:
        """Take the question away, so that it is answered once; none if it is too old."""
        open_ = (_S.key == key) & (_S.challenge.is_not(None)) & (_S.challenge_until > instant(now))
        with self.database.reader.connect() as connection:
            asked: str | None = connection.execute(select(_S.challenge).where(open_)).scalar()
            taken = update(_SESSIONS).where(_S.key == key, _S.challenge == asked)
            was_first = connection.execute(taken.values(challenge=None)).rowcount == 1
        return asked if was_first else None

    def _change(self, statement: Any, values: Mapping[str, str]) -> None:  # noqa: ANN401 - SQL's
        with self.database.reader.connect() as connection:
            connection.execute(statement.values(**values))


def _row(session: Session) -> dict[str, Any]:
    return {
        "key": session.key,
        "member": session.user,
        "generation": session.generation,
        "is_full": session.is_full,
        "opened_at": instant(session.opened_at),
        "seen_at": instant(session.seen_at),
        "ends_at": instant(session.ends_at),
        "place": session.caller.place,
        "agent": session.caller.agent,
        "tries": 0,
    }


def _session(row: RowMapping) -> Session:
    return Session(
        key=row["key"],
        user=row["member"],
        generation=row["generation"],
        is_full=row["is_full"],
        opened_at=datetime.fromisoformat(row["opened_at"]),
        seen_at=datetime.fromisoformat(row["seen_at"]),
        ends_at=datetime.fromisoformat(row["ends_at"]),
        caller=Caller(row["place"], row["agent"]),
    )
