"""What is to be done in the world, and who does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """Something to do in the world, recorded with the event that causes it.

    `unique_key` makes a second wish for the same thing the same wish; `payload` holds ids only.
    """

    kind: str
    cause: str
    unique_key: str
    person: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    priority: int = 5
    not_before: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An intent that a worker has claimed."""

    id: int
    intent: Intent
    attempts: int


class Outbox(Protocol):
    """Hands intents to workers, each to one of them at a time; states only go forward."""

    def claim(self, *, limit: int, lease_seconds: int) -> tuple[Job, ...]:
        """Take what is due, first by priority."""
        ...

    def done(self, job: Job, /, *, provider_id: str, cost_cents: int = 0) -> None:
        """Record that it was performed."""
        ...

    def failed(self, job: Job, /, *, code: str, retry_at: datetime | None) -> None:
        """Record a failure: tried again at `retry_at`, or never."""
        ...

    def doubted(self, job: Job, /, *, code: str) -> None:
        """Record that nobody knows whether it was performed: it is not tried again."""
        ...
