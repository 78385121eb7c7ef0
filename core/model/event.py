"""One thing that happened, as the journal keeps it: the envelope, its bytes and its hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

GENESIS = "0" * 64
MOST_EVENTS_A_TRANSACTION = 500


class EventId(NamedTuple):
    """Who wrote the event, since which restart, and its place in that writer's chain."""

    origin: str
    epoch: int
    seq: int

    def __str__(self) -> str:
        return f"{self.origin}.{self.epoch}.{self.seq}"

    @classmethod
    def parse(cls, text: str) -> "EventId":
        """Read back what `str` wrote."""
        origin, epoch, seq = text.rsplit(".", 2)
        return cls(origin, int(epoch), int(seq))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event before the journal gives it its place: everything its author knows.

    `data` holds ids, codes, dates and commitments, never a personal value.
    """

    kind: str
    subject: str
    institution: str
    actor: str
    via: str
    happened_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    buckets: tuple[str, ...] = ("*",)
    basis: str = ""
    base: tuple[EventId, ...] = ()
    presented_on: date | None = None
    received_on: date | None = None
    effective_on: date | None = None
    clock_suspect: bool = False
    schema_v: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A draft with its place in the chain; it is never changed again."""

    id: EventId
    draft: Draft
    recorded_at: datetime
    prev_hash: str

    def body(self) -> bytes:
        """Write the bytes that the chain covers: canonical JSON of the whole envelope."""
        return canonical(
            {
                "origin": self.id.origin,
                "epoch": self.id.epoch,
                "seq": self.id.seq,
                "kind": self.draft.kind,
                "schema_v": self.draft.schema_v,
                "institution": self.draft.institution,
                "subject": self.draft.subject,
                "buckets": list(self.draft.buckets),
                "base": [str(seen) for seen in self.draft.base],
                "actor": self.draft.actor,
                "via": self.draft.via,
                "basis": self.draft.basis,
                "happened_at": instant(self.draft.happened_at),
                "recorded_at": instant(self.recorded_at),
                "presented_on": day(self.draft.presented_on),
                "received_on": day(self.draft.received_on),
                "effective_on": day(self.draft.effective_on),
                "clock_suspect": self.draft.clock_suspect,
                "data": dict(self.draft.data),
                "prev_hash": self.prev_hash,
            }
        )

    def hash(self) -> str:
        """Name these bytes, so that the next event can point at them."""
        return hashlib.sha256(self.body()).hexdigest()


def canonical(value: object) -> bytes:
    """Write JSON in the one way that both databases and every unit write it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def instant(moment: datetime) -> str:
    """Write a moment in UTC to the millisecond."""
    if moment.tzinfo is None:
        message = "a moment without a time zone means nothing in a journal"
        raise ValueError(message)
    utc = moment.astimezone(tz=UTC)
    return utc.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def day(date_: date | None) -> str | None:
    """Write a day as the law knows it: without hour or zone."""
    return None if date_ is None else date_.isoformat()
