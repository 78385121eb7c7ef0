"""What the drill of a lost laptop asks of the shelf."""

from collections.abc import Iterable
from typing import Protocol

from core.model.device import Device
from core.model.loss import Left


class ShutOut(Protocol):
    """The units that the hub knows, as whoever shuts one out needs them."""

    def get(self, origin: str, /) -> Device | None:
        """Read a unit."""
        ...

    def revoke(self, origin: str, epochs: Iterable[int], /, *, actor: str) -> int:
        """Shut a unit out and close the claves of its epochs; tell how many codes that closes."""
        ...


class Losses(Protocol):
    """What a unit leaves at the hub."""

    def left_by(self, device: Device, /) -> Left:
        """Read what is safe of a unit, and what lay on its disk."""
        ...
