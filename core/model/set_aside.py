"""An event that is kept and that nobody folds, as people look at it."""

from dataclasses import dataclass
from datetime import datetime

from core.model.event import EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """One step beside what is read: what it tells of, why, and since when it lies here.

    `may_be_tried` is false of one that nobody is to believe, whatever this release can read.
    """

    id: EventId
    kind: str
    subject: str
    code: str
    since: datetime
    may_be_tried: bool
