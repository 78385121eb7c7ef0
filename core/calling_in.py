"""Bounds how often one phone is attended in a day: each call is paid for."""

from dataclasses import dataclass
from datetime import tzinfo

from core.model.calling import Caps, day_of
from core.ports import CallsTaken, Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class CallingIn:
    """Counts the calls of one phone; callers who hide theirs are not counted."""

    taken: CallsTaken
    clock: Clock
    zone: tzinfo
    caps: Caps

    def is_too_often(self, caller: str | None, call: str) -> bool:
        """Say whether a blinded phone called often enough today, besides this call."""
        most = self.caps.from_a_phone
        if caller is None or not most:
            return False
        today = day_of(self.clock.now(), self.zone)
        return self.taken.begun(caller, today, besides=call, most=most) >= most
