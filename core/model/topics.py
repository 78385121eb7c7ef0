"""What there is to say about a case: to anyone with its number, and to whoever may know."""

from enum import StrEnum


class Stage(StrEnum):
    """All that a case number alone may tell."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    FINISHED = "finished"


class Topic(StrEnum):
    """What there is to say about a case to whoever may know."""

    ON_THE_WAY = "on_the_way"
    RECEIVED = "received"
    OBSERVED = "observed"
    OBSERVED_PAST = "observed_past"
    IN_PROCESS = "in_process"
    LATE = "late"
    SUSPENDED = "suspended"
    RESOLVED = "resolved"
    APPROVED_BY_SILENCE = "approved_by_silence"
    NOTIFYING = "notifying"
    NOTIFIED = "notified"
    READY = "ready"
    DELIVERED = "delivered"
    APPEALED = "appealed"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"
    NOT_PRESENTED = "not_presented"
    JOINED = "joined"
    FIRM = "firm"
    ARCHIVED = "archived"


# Topics in which a day matters: when it is not known, the `.unconfirmed` message says so.
DATED = frozenset(
    {
        Topic.RECEIVED,
        Topic.OBSERVED,
        Topic.OBSERVED_PAST,
        Topic.IN_PROCESS,
        Topic.LATE,
        Topic.RESOLVED,
        Topic.APPROVED_BY_SILENCE,
        Topic.NOTIFIED,
        Topic.APPEALED,
    }
)
# Topics in which the citizen has something to bring.
WAITING = frozenset({Topic.OBSERVED, Topic.OBSERVED_PAST})
