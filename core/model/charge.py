"""What calls cost: a tariff for each way, and what of the month's money is gone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

Direction = Literal["in", "out", "transfer"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
# Of the month's money: staff are told once at each.
WARNINGS = (80, 100)
_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What one call cost, by the carrier's name for it; nothing tells who called."""

    call: str
    at: datetime
    seconds: int
    cents: int
    direction: Direction


@dataclass(frozen=True, slots=True)
class Tariff:
    """Cents of each minute that is begun, as carriers count; what is not named costs nothing."""

    cents_a_minute: Mapping[Direction, int] = field(default_factory=dict)

    def cents(self, direction: Direction, seconds: int) -> int:
        """Tell what a call of so many seconds costs: one that nobody answered costs nothing."""
        minutes = -(-max(0, seconds) // _MINUTE)
        return minutes * self.cents_a_minute.get(direction, 0)


@dataclass(frozen=True, slots=True)
class Share:
    """What the calls of one direction came to."""

    calls: int
    seconds: int
    cents: int


@dataclass(frozen=True, slots=True)
class Spent:
    """What a month's calls came to; a ceiling of 0 is none."""

    shares: Mapping[Direction, Share]
    ceiling: int

    @property
    def cents(self) -> int:
        """Tell all that is spent."""
        return sum(share.cents for share in self.shares.values())

    @property
    def warnings(self) -> tuple[int, ...]:
        """Tell which parts of the ceiling, in per cent, are reached."""
        return reached(self.cents, self.ceiling)


def reached(cents: int, ceiling: int) -> tuple[int, ...]:
    """Tell which parts of a ceiling, in per cent, are reached; of none, none is."""
    if ceiling <= 0:
        return ()
    return tuple(part for part in WARNINGS if cents * 100 >= ceiling * part)
