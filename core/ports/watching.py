"""What is read of how far records have come, of what lies aside, and of units."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from core.model.case import Case
from core.model.event import EventId
from core.model.set_aside import SetAside
from core.model.ticks import Ticks
from core.model.unit_glance import UnitGlance


class RecordTicks(Protocol):
    """Knows what of a record is not all the way yet."""

    def of(self, subjects: Collection[str], /) -> Mapping[str, Ticks]:
        """Tell it of each of some subjects, in one reading; one that is all the way is left out."""
        ...

    def waiting(self, institution: str, /, *, limit: int) -> tuple[Case, ...]:
        """List the cases of which the hub has not acknowledged something, the newest first."""
        ...


class Asides(Protocol):
    """Reads what is kept and that nobody folds."""

    def listed(self, institution: str, /, *, after: int, limit: int) -> tuple[SetAside, ...]:
        """List what concerns an institution or none that is known, the oldest first."""
        ...

    def count(self, institution: str, /) -> int:
        """Count it."""
        ...

    def since(self, events: Collection[EventId], /) -> Mapping[EventId, datetime]:
        """Tell since when some of them lie aside."""
        ...


class Retrying(Protocol):
    """Tries again to fold what lies aside."""

    def retry(self) -> int:
        """Fold what can be folded now, and tell how many steps; the others keep their place."""
        ...


class UnitGlances(Protocol):
    """Reads how units stand, at the hub."""

    def all(self) -> tuple[UnitGlance, ...]:
        """List them by name."""
        ...
