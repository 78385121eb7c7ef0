"""What the hub knows of a laptop that is gone: what is safe, what is unknown, who is exposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# An incident with personal data is told to the authority within so long (DS 016-2024-JUS).
TOLD_WITHIN = timedelta(hours=48)


class Disk(StrEnum):
    """How the data lay on the disk of a unit, as it said itself when it began an epoch."""

    PLAIN = "plain"
    # Sealed, and whoever has the disk has the key: it protects a copied file alone.
    KEY_BESIDE = "key_beside"
    SEALED = "sealed"
    UNKNOWN = "unknown"

    @property
    def is_exposed(self) -> bool:
        """Say whether whoever has the laptop must be taken to read it."""
        return self is not Disk.SEALED


@dataclass(frozen=True, slots=True, kw_only=True)
class LostChain:
    """What came of one lent epoch: `events` are here, and nobody knows what followed the last one.

    `opened` cases bear numbers of its code; `aside` came after it was shut out.
    """

    epoch: int
    code: str
    events: int = 0
    opened: int = 0
    aside: int = 0
    last_written: datetime | None = None
    last_came: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBoard:
    """What of one district lay on the laptop, counted."""

    district: str
    cases: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the shelf knows of a laptop that is gone."""

    chains: Sequence[LostChain]
    on_board: Sequence[OnBoard]
    people: int
    with_contact: int
    claves: int
    disk: Disk
    disk_told_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A lost laptop: what was done about it, what it leaves and by when it is to be told."""

    origin: str
    learned_at: datetime
    codes_closed: int
    crew: Sequence[str]
    left: Left

    @property
    def tell_by(self) -> datetime:
        """Tell the last moment for the notice to the authority."""
        return self.learned_at + TOLD_WITHIN

    @property
    def events(self) -> int:
        """Count what the hub acknowledged."""
        return sum(chain.events for chain in self.left.chains)

    @property
    def last_written(self) -> datetime | None:
        """Tell up to which moment of the unit its work is safe."""
        told = (chain.last_written for chain in self.left.chains)
        return max((at for at in told if at is not None), default=None)

    @property
    def unknown_codes(self) -> Sequence[str]:
        """Name the codes whose numbers may have been given out to people whom nobody here knows."""
        return [chain.code for chain in self.left.chains]
