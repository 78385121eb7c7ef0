"""Ends a transaction before it has held the lock for longer than others should wait."""

from core.model.event import MOST_EVENTS_A_TRANSACTION
from core.ports import Clock

# Aims below the limit, since one transaction is not another; rows always get some of the time.
_AIM, _LEAST, _AT_FIRST = 0.7, 0.1, 0.1
# How much the newest transaction changes what is expected of the next.
_WEIGHT = 0.2


class Pace:
    """Says when a transaction is spent, and learns from each one how long its end takes.

    Folding and committing come after the last row, so only a part of the time is for rows.
    """

    def __init__(
        self, clock: Clock, *, events: int = MOST_EVENTS_A_TRANSACTION, seconds: float = 0.05
    ) -> None:
        self._clock = clock
        self._events = events
        self._seconds = seconds
        self._ending = seconds * (_AIM - _AT_FIRST)
        self._began = clock.now()
        self._rows = 0.0

    def begin(self) -> None:
        """Start counting: the lock is held from now on."""
        self._began = self._clock.now()

    def is_spent(self, events: int, *, most_a_row: int) -> bool:
        """Say whether another row could make too many events or hold the lock for too long."""
        self._rows = self._elapsed()
        for_rows = max(self._seconds * _AIM - self._ending, self._seconds * _LEAST)
        return events + most_a_row > self._events or self._rows >= for_rows

    def end(self) -> float:
        """Tell how long the lock was held, and learn how long its end took."""
        held = self._elapsed()
        self._ending += _WEIGHT * (held - self._rows - self._ending)
        return held

    def _elapsed(self) -> float:
        return (self._clock.now() - self._began).total_seconds()
