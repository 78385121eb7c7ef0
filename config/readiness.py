"""Goes through the list before a unit leaves, as the house of the moment stands."""

from collections.abc import Mapping, Sequence

from channels.desk.trip_board import TripBoard
from config.cataloguing import freshness_of
from config.house import House
from core.model.answers import Line
from core.readiness import Check, Laptop, Readiness

PAGE, LANGUAGE = "page", "es"


def checks_of(house: House, trip: str, laptop: Laptop | None = None) -> tuple[Check, ...]:
    """Check a trip; what the unit's own machine knows is left open where none is told."""
    readiness = Readiness(
        trips=house.shelf.visits,
        library=house.shelf.library,
        overdue=lambda: len(freshness_of(house).overdue()),
        clock=house.clock,
    )
    return readiness.of(trip, laptop or Laptop())


def worded(house: House, checks: Sequence[Check]) -> tuple[Mapping[str, str], ...]:
    """Say each line of the list: its light, what was found and what to do."""
    return tuple(
        {
            "light": check.light.value,
            "check": check.name,
            "found": _say(house, check.found),
            "to_do": "" if check.to_do is None else _say(house, check.to_do),
        }
        for check in checks
    )


def trip_board_of(house: House) -> TripBoard:
    """Give the desk what its rooms of trips ask."""
    return TripBoard(
        trips=house.shelf.visits,
        planning=house.trips.planning,
        moving=house.trips.moving,
        ready=lambda trip: checks_of(house, trip),
    )


def _say(house: House, line: Line) -> str:
    return house.wording.compose(LANGUAGE, PAGE, (line,)).texts[0]
