"""What the trip was, for a person to read: every session, and how much of everything there was."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One meeting of a boat and the hub, or a stretch of one that somebody carried."""

    day: int
    unit: str
    way: str
    bytes_up: int = 0
    bytes_down: int = 0
    events_up: int = 0
    events_down: int = 0
    ended: str = "ok"


@dataclass(slots=True)
class Logbook:
    """Notes what happens, and counts it."""

    day: int = 0
    entries: list[Entry] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def note(self, unit: str, way: str, *, ended: str = "ok", **figures: int) -> None:
        """Note a meeting of today."""
        self.entries.append(Entry(day=self.day, unit=unit, way=way, ended=ended, **figures))

    def of(self, way: str) -> list[Entry]:
        """List the meetings of one way."""
        return [one for one in self.entries if one.way == way]

    def table(self) -> str:
        """Write the trip as a table."""
        head = (
            f"{'day':>4} {'unit':<12} {'way':<14} {'up B':>8} {'down B':>8} {'up':>6} {'down':>6}"
        )
        lines = [
            f"{e.day:>4} {e.unit:<12} {e.way:<14} {e.bytes_up:>8,} {e.bytes_down:>8,}"
            f" {e.events_up:>6,} {e.events_down:>6,}  {e.ended}"
            for e in self.entries
        ]
        total = f"{sum(e.bytes_up + e.bytes_down for e in self.entries):,} bytes in all"
        counted = [f"  {name}: {count:,}" for name, count in sorted(self.counts.items())]
        return "\n".join(["", f"{head}  ended", *lines, total, *counted])
