"""A unit as the hub knows it: its keys, what it may have, and until when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.model.exchange import Scope
from core.refusals import DeviceExpired, DeviceRevoked


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """What was agreed with a unit when it was enrolled.

    `codes` has a number code for each epoch that was lent to it, in the order of their use; `shut`
    are those in which it was lost, once it was let back in under others.
    """

    origin: str
    public_key: str
    recipient: str
    codes: Mapping[int, str]
    buckets: frozenset[str]
    crew: frozenset[str]
    url: str
    expires_on: date
    enrolled_at: datetime
    is_revoked: bool = False
    seen_at: datetime | None = None
    shut: frozenset[int] = frozenset()

    def scope(self, epoch: int) -> Scope:
        """Tell what the unit may have in one of its epochs."""
        return Scope(origin=self.origin, epoch=epoch, buckets=self.buckets, crew=self.crew)

    def disbelief(self, epochs: Iterable[int]) -> str:
        """Tell why what was written in such an epoch is kept but not believed, or nothing."""
        return DeviceRevoked.code if self.shut & frozenset(epochs) else ""

    def suspicion(self, today: date) -> str:
        """Tell why what it sends is kept but not believed: a refusal's code, or nothing."""
        if self.is_revoked:
            return DeviceRevoked.code
        return DeviceExpired.code if today > self.expires_on else ""
