"""What is read of the stops of units, one by one and as trips."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from core.model.event import Event
from core.model.letter import LetterState
from core.model.visit import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class TripGlance:
    """A trip in a list: its days, and how many of its stops are to come and done."""

    trip: str
    begins: date
    ends: date
    stops: int
    planned: int
    done: int


class Visits(Protocol):
    """Reads the stops that are planned."""

    def get(self, visit: str, /) -> Visit | None:
        """Read a stop."""
        ...

    def next_in(self, district: str, after: date, /) -> Visit | None:
        """Find the next stop in a district on or after a day that is still to come."""
        ...

    def cancelled_in(self, district: str, after: date, /) -> Visit | None:
        """Find the next stop in a district on or after a day that was called off."""
        ...

    def coming(self, district: str, after: date, /, *, limit: int) -> tuple[Visit, ...]:
        """List the stops in a district on or after a day that are to come, the first one first."""
        ...

    def booked(self, number: str, district: str, after: date, /) -> tuple[Visit, ...]:
        """List the coming stops in a district at which a case has an appointment."""
        ...


class Bags(Protocol):
    """Reads which letters travel with the stops of units."""

    def with_letters(self) -> tuple[Visit, ...]:
        """List the stops with letters that nobody has yet."""
        ...

    def told_of(self, letter: str, number: str, /) -> tuple[Event, ...]:
        """Read what was told of a letter: in the story of its case, or in its own."""
        ...


class Trips(Protocol):
    """Reads trips, and whom they concern."""

    def get(self, visit: str, /) -> Visit | None:
        """Read a stop."""
        ...

    def of_trip(self, trip: str, /) -> tuple[Visit, ...]:
        """List the stops of a trip in their order."""
        ...

    def trips(self, limit: int, /) -> tuple[TripGlance, ...]:
        """List trips, the one that ends last first."""
        ...

    def neighbours(self, district: str, /) -> tuple[str, ...]:
        """List who has an open case in a district and a proved phone that is theirs alone."""
        ...

    def open_cases(self, districts: frozenset[str], /) -> Mapping[str, int]:
        """Count the open cases of some districts, by institution."""
        ...

    def letters(self, visits: frozenset[str], /) -> Mapping[LetterState, int]:
        """Count the letters that travel with some stops, by how far each came."""
        ...
