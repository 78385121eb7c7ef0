"""What a bad line is like, and what it has carried."""

from dataclasses import dataclass, field
from random import Random
from threading import Lock
from typing import Literal

Way = Literal["up", "down"]
# What a frame of the line holds at most, with the heads of IP and TCP.
MOST_IN_A_PACKET = 1400


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A line as the river has it; `queue` packets wait in each direction before any is dropped."""

    bits_a_second: int = 64_000
    round_trip: float = 0.6
    loss: float = 0.02
    seed: int = 7
    queue: int = 60

    def random(self) -> Random:
        """Begin the chance by which packets are lost."""
        return Random(self.seed)  # noqa: S311 - the same losses each time

    def __str__(self) -> str:
        """Tell the figures."""
        return (
            f"{self.bits_a_second / 1000:g} kbit/s each way, {self.round_trip * 1000:g} ms,"
            f" {self.loss:.0%} loss, seed {self.seed}"
        )


@dataclass(slots=True)
class Carried:
    """How many bytes of what was said have arrived, each way, and how often it was asked."""

    up: int = 0
    down: int = 0
    requests: int = 0
    _lock: Lock = field(default_factory=Lock)

    def add(self, way: Way, size: int) -> None:
        """Count bytes."""
        with self._lock:
            if way == "up":
                self.up += size
            else:
                self.down += size

    def ask(self) -> None:
        """Count a request."""
        with self._lock:
            self.requests += 1
