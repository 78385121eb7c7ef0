"""A unit as the hub sees it now, and what of that somebody should look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.model.device import Device
from core.model.exchange_session import MOST_DRIFT_SECONDS
from core.refusals import DeviceExpired, DeviceRevoked

# A unit that was not heard for so long may be in need, or lost.
QUIET, SOON = timedelta(days=7), timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGlance:
    """One unit: when it was heard, what waits for a step that is missing, and what lies aside.

    `begun` is how many of its epochs it has written in; `drift_seconds` tells how far its clock
    went before the hub's in its last session by line, if it had one.
    """

    device: Device
    heard_at: datetime | None
    begun: int
    held: int
    held_since: datetime | None
    aside: int
    drift_seconds: int | None

    @property
    def spares(self) -> int:
        """Count the epochs that are left to it."""
        return max(0, len(self.device.codes) - max(1, self.begun))

    def signs(self, now: datetime, today: date) -> tuple[str, ...]:
        """Name what is not as it should be, the gravest first; nothing means that all is well."""
        return tuple(self._signs(now, today))

    def _signs(self, now: datetime, today: date) -> Iterator[str]:
        suspicion = self.device.suspicion(today)
        if suspicion:
            yield {DeviceRevoked.code: "revoked", DeviceExpired.code: "expired"}[suspicion]
        if self.heard_at is None:
            yield "never"
        elif now - self.heard_at >= QUIET:
            yield "quiet"
        if self.held:
            yield "gap"
        if self.aside:
            yield "aside"
        if abs(self.drift_seconds or 0) > MOST_DRIFT_SECONDS:
            yield "drift"
        if not suspicion and self.device.expires_on - today <= SOON:
            yield "expires_soon"
        if not self.spares:
            yield "no_spares"
