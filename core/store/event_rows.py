"""Between an event and its row: the same facts, column by column."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping

from core.model.event import Draft, Event, EventId, canonical, day, instant


def to_row(event: Event) -> dict[str, Any]:
    """Write an event as the columns of its row, with the hash of what the chain covers."""
    draft = event.draft
    return {
        "origin": event.id.origin,
        "epoch": event.id.epoch,
        "seq": event.id.seq,
        "kind": draft.kind,
        "schema_v": draft.schema_v,
        "institution": draft.institution,
        "subject": draft.subject,
        "buckets": as_json(list(draft.buckets)),
        "base": as_json([str(seen) for seen in draft.base]),
        "actor": draft.actor,
        "via": draft.via,
        "basis": draft.basis,
        "happened_at": instant(draft.happened_at),
        "recorded_at": instant(event.recorded_at),
        "presented_on": day(draft.presented_on),
        "received_on": day(draft.received_on),
        "effective_on": day(draft.effective_on),
        "clock_suspect": draft.clock_suspect,
        "data": as_json(dict(draft.data)),
        "prev_hash": event.prev_hash,
        "hash": event.hash(),
    }


def to_event(row: RowMapping | Mapping[str, Any]) -> Event:
    """Read an event back; its hash is worked out again by whoever wants to know it."""
    draft = Draft(
        kind=row["kind"],
        subject=row["subject"],
        institution=row["institution"],
        actor=row["actor"],
        via=row["via"],
        happened_at=datetime.fromisoformat(row["happened_at"]),
        data=json.loads(row["data"]),
        buckets=tuple(json.loads(row["buckets"])),
        basis=row["basis"],
        base=tuple(EventId.parse(seen) for seen in json.loads(row["base"])),
        presented_on=as_day(row["presented_on"]),
        received_on=as_day(row["received_on"]),
        effective_on=as_day(row["effective_on"]),
        clock_suspect=bool(row["clock_suspect"]),
        schema_v=row["schema_v"],
    )
    return Event(
        id=EventId(row["origin"], row["epoch"], row["seq"]),
        draft=draft,
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        prev_hash=row["prev_hash"],
    )


def as_json(value: object) -> str:
    """Write JSON in the house's one way."""
    return canonical(value).decode()


def as_day(text: str | None) -> date | None:
    """Read a day."""
    return None if text is None else date.fromisoformat(text)
