"""What the rooms about the exchange ask: how far records have come, sessions, units."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.ports.units import SessionLog
from core.ports.watching import Asides, RecordTicks, Retrying, UnitGlances


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeBoard:
    """The exchange as a desk shows it; `here` is the unit whose desk it is, none at the hub.

    `acknowledged` tells when the hub last said to this unit what it has.
    """

    here: str
    ticks: RecordTicks
    sessions: SessionLog
    asides: Asides
    retrying: Retrying
    units: UnitGlances
    acknowledged: Callable[[], datetime | None]

    @property
    def is_unit(self) -> bool:
        """Say whether this is the desk of a unit."""
        return bool(self.here)
