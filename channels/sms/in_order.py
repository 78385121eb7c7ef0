"""Answers the texts of one phone in the order in which they were written, not of their arrival."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

# Who was cut off sends what it kept in a burst, over several connections at once.
LATE_SECONDS = 20.0
# So long a late text waits for an earlier one of the same phone that may be on its way beside it.
HOLD_SECONDS = 0.3
# If the one before it never ends, a text is answered all the same.
MOST_SECONDS = 10.0


class InOrder:
    """Lets one text of a phone in at a time; of late ones that wait together, the oldest first."""

    def __init__(self, hold: float = HOLD_SECONDS) -> None:
        self._hold = hold
        self._moved = Condition()
        self._waiting: dict[str, list[tuple[float, int]]] = {}
        self._count = 0

    @contextmanager
    def turn(self, phone: str, written_at: float, *, is_late: bool) -> Iterator[None]:
        """Wait for the turn of a text, and let the next one in afterwards."""
        with self._moved:
            self._count += 1
            mine = (written_at, self._count)
            self._waiting.setdefault(phone, []).append(mine)
            if is_late:
                self._moved.wait_for(lambda: False, self._hold)
            self._moved.wait_for(lambda: self._is_next(phone, mine), MOST_SECONDS)
            self._enter(phone, mine)
        try:
            yield
        finally:
            with self._moved:
                self._leave(phone, mine)
                self._moved.notify_all()

    def _is_next(self, phone: str, mine: tuple[float, int]) -> bool:
        return min(self._waiting[phone]) == mine

    def _enter(self, phone: str, mine: tuple[float, int]) -> None:
        # Whoever is inside comes before all others, even before an older one that comes now.
        waiting = self._waiting[phone]
        waiting[waiting.index(mine)] = (float("-inf"), mine[1])

    def _leave(self, phone: str, mine: tuple[float, int]) -> None:
        waiting = self._waiting[phone]
        waiting.remove((float("-inf"), mine[1]))
        if not waiting:
            del self._waiting[phone]
