"""Hands intents to workers: each to one of them at a time, and none of them twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from core.model.event import instant
from core.ports import Clock, Job
from core.store.database import Database
from core.store.outbox_rows import to_job
from core.store.tables import OutboxRow
from core.store.upserts import table

_OUTBOX = table(OutboxRow)
_C = _OUTBOX.c


@dataclass(frozen=True, slots=True)
class StoreOutbox:
    """The outbox of one database.

    `repeatable` names the kinds that may be performed again when a worker died while performing:
    a letter is printed under the same name, a text would reach the citizen twice.
    """

    database: Database
    clock: Clock
    repeatable: frozenset[str]

    def claim(self, *, limit: int, lease_seconds: int) -> tuple[Job, ...]:
        """Take what is due, first by priority; what died halfway and cannot repeat is in doubt."""
        now = self.clock.now()
        with self.database.writer.begin() as connection:
            self._settle(connection, instant(now))
            chosen = select(_C.id).where(self._is_due(instant(now)))
            chosen = chosen.order_by(_C.priority, _C.not_before, _C.id).limit(limit)
            if not self.database.is_sqlite:
                chosen = chosen.with_for_update(skip_locked=True)
            ids = list(connection.execute(chosen).scalars())
            lease = instant(now + timedelta(seconds=lease_seconds))
            taken = (
                update(_OUTBOX)
                .where(_C.id.in_(ids))
                .values(state="performing", lease_until=lease, attempts=_C.attempts + 1, code=None)
            )
            connection.execute(taken)
            rows = connection.execute(
                select(_OUTBOX).where(_C.id.in_(ids)).order_by(_C.priority, _C.not_before, _C.id)
            )
            return tuple(to_job(row) for row in rows.mappings())

    def done(self, job: Job, /, *, provider_id: str, cost_cents: int = 0) -> None:
        """Record that it was performed."""
        self._end(job, {"state": "done", "provider_id": provider_id, "cost_cents": cost_cents})

    def failed(self, job: Job, /, *, code: str, retry_at: datetime | None) -> None:
        """Record a failure: tried again at `retry_at`, or never."""
        if retry_at is None:
            self._end(job, {"state": "failed", "code": code})
        else:
            self._end(job, {"code": code, "lease_until": instant(retry_at)})

    def doubted(self, job: Job, /, *, code: str) -> None:
        """Record that nobody knows whether it was performed: it is not tried again."""
        self._end(job, {"state": "in_doubt", "code": code})

    def counts(self) -> Mapping[str, int]:
        """Count the intents in each state."""
        counted = select(_C.state, func.count()).group_by(_C.state).order_by(_C.state)
        with self.database.reader.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(counted)}

    def _settle(self, connection: Connection, now: str) -> None:
        # What waits for another try expires like what waits for its first.
        waits = or_(_C.state == "queued", and_(_C.state == "performing", _C.code.is_not(None)))
        late = and_(waits, _C.expires_at < now)
        connection.execute(update(_OUTBOX).where(late).values(state="expired"))
        dead = and_(
            _C.state == "performing",
            _C.lease_until < now,
            _C.code.is_(None),
            _C.kind.not_in(self.repeatable),
        )
        connection.execute(update(_OUTBOX).where(dead).values(state="in_doubt", code="worker_died"))

    def _is_due(self, now: str) -> ColumnElement[bool]:
        waiting = and_(_C.state == "queued", _C.not_before <= now)
        again = and_(_C.state == "performing", _C.lease_until < now)
        return or_(waiting, again)

    def _end(self, job: Job, changes: Mapping[str, Any]) -> None:
        mine = and_(_C.id == job.id, _C.state == "performing", _C.attempts == job.attempts)
        with self.database.writer.begin() as connection:
            connection.execute(update(_OUTBOX).where(mine).values(**changes))
