"""Cuts a line again and again, and watches whether anything goes on in between."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Thread

from bench.links.bad_line import BadLine

LOOK_SECONDS, LOOKS_A_COUNT = 0.1, 5


@dataclass(slots=True)
class Cutting:
    """How often a line was cut, and how far the work was at which second.

    It is cut every so many seconds, or whenever so many bytes have arrived since the last cut;
    no more than `most` times.
    """

    line: BadLine
    reached: Callable[[], int]
    seconds: float = 0.0
    size: int = 0
    most: int = 1000
    cuts: int = 0
    seen: list[tuple[float, int]] = field(default_factory=list)
    _over: Event = field(default_factory=Event)

    @contextmanager
    def going_on(self) -> Iterator["Cutting"]:
        """Cut and watch until the caller is done."""
        watching = Thread(target=self._run, daemon=True)
        watching.start()
        try:
            yield self
        finally:
            self._over.set()
            watching.join()

    def longest_standstill(self) -> float:
        """Tell the longest time in which nothing went on."""
        longest, since, held = 0.0, 0.0, 0
        for at, reached in self.seen:
            if reached != held:
                since, held = at, reached
            longest = max(longest, at - since)
        return longest

    def _run(self) -> None:
        began = last = time.monotonic()
        carried = self.line.figures().total
        for look in count():
            if self._over.wait(LOOK_SECONDS):
                return
            now, here = time.monotonic(), self.line.figures().total
            if look % LOOKS_A_COUNT == 0:
                self.seen.append((now - began, self.reached()))
            is_late = self.seconds and now - last >= self.seconds
            is_much = self.size and here - carried >= self.size
            if (is_late or is_much) and self.cuts < self.most and self.line.is_busy:
                self.line.cut()
                self.cuts, last, carried = self.cuts + 1, now, here
