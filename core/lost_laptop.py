"""Leads through the loss of a laptop: shuts it out, and tells what is safe and who must hear."""

from dataclasses import dataclass
from datetime import datetime

from core.model.loss import Loss
from core.ports import Clock
from core.ports.losses import Losses, ShutOut
from core.refusals import DateOutOfOrder, DeviceUnknown


@dataclass(frozen=True, slots=True, kw_only=True)
class LostLaptop:
    """The drill: said once or again, it tells the same and does nothing twice."""

    devices: ShutOut
    losses: Losses
    clock: Clock

    def lose(self, origin: str, *, actor: str, learned_at: datetime | None = None) -> Loss:
        """Shut a unit out at once, all its epochs with it; `learned_at` begins the 48 hours."""
        now = self.clock.now()
        if learned_at is not None and learned_at > now:
            raise DateOutOfOrder(field="learned_at")
        device = self.devices.get(origin)
        if device is None:
            raise DeviceUnknown(unit=origin)
        # Spares too: their keys lie on the same disk.
        closed = self.devices.revoke(origin, tuple(device.codes), actor=actor)
        return Loss(
            origin=origin,
            learned_at=learned_at or now,
            codes_closed=closed,
            crew=sorted(device.crew),
            left=self.losses.left_by(device),
        )
