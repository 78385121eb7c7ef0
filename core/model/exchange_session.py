"""One session of the exchange as it went: for whoever wants to know what a line has carried."""

from dataclasses import dataclass
from datetime import datetime

MOST_KEPT = 50
# Beyond it a clock is no witness: what is written under it says so.
MOST_DRIFT_SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeSession:
    """Figures of a session; `code` is a refusal's, or nothing if all went well."""

    origin: str
    at: datetime
    transport: str
    bytes_up: int = 0
    bytes_down: int = 0
    events_up: int = 0
    events_down: int = 0
    milliseconds: int = 0
    drift_seconds: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStanding:
    """How far what a unit wrote has come: saved here, received by the hub, applied there."""

    saved: int
    received: int
    applied: int
    waits_since: datetime | None
    quarantined: tuple[tuple[str, str], ...] = ()

    @property
    def is_up_to_date(self) -> bool:
        """Say whether the hub has acknowledged everything."""
        return self.received == self.saved
