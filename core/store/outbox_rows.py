"""Between an intent and its row in the outbox."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from core.model.event import instant
from core.ports import Intent, Job
from core.store.event_rows import as_json


def to_row(intent: Intent, now: datetime) -> dict[str, Any]:
    """Write an intent as the columns of its row, waiting."""
    return {
        "kind": intent.kind,
        "cause": intent.cause,
        "unique_key": intent.unique_key,
        "person": intent.person,
        "payload": as_json(dict(intent.payload)),
        "priority": intent.priority,
        "not_before": instant(intent.not_before or now),
        "expires_at": None if intent.expires_at is None else instant(intent.expires_at),
        "lease_until": None,
        "attempts": 0,
        "state": "queued",
        "provider_id": None,
        "cost_cents": 0,
        "code": None,
        "number": intent.payload.get("number"),
    }


def to_job(row: RowMapping) -> Job:
    """Read a claimed row as the job that a worker performs."""
    intent = Intent(
        kind=row["kind"],
        cause=row["cause"],
        unique_key=row["unique_key"],
        person=row["person"],
        payload=json.loads(row["payload"]),
        priority=row["priority"],
        not_before=datetime.fromisoformat(row["not_before"]),
        expires_at=None if row["expires_at"] is None else datetime.fromisoformat(row["expires_at"]),
    )
    return Job(id=row["id"], intent=intent, attempts=row["attempts"])
