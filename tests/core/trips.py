"""A trip of three stops, for the tests of what becomes of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from config.house import House
from core.model.trip_plan import PlannedStop
from core.model.visit import Visit
from core.trip_planning import PlanReport
from tests.houses import TODAY, act

TRIP = "Alto Madre, noviembre"
PISAC, CALCA, LARES = "080405", "080401", "080404"


def stop(place: str, days: int, district: str = PISAC, *, row: int = 2) -> PlannedStop:
    """Plan a stop so many days from the day of the tests."""
    return PlannedStop(
        row=row,
        district=district,
        place=f"Local comunal de {place}",
        short_place=place,
        on=TODAY + timedelta(days=days),
        services=("DNI",),
        from_hour="08:00",
        until_hour="16:00",
        languages=("quechua",),
        tasks=("entregar_cartas",),
    )


def three() -> tuple[PlannedStop, ...]:
    """Plan Amaru, Calca and Lares, two days apart."""
    return (
        stop("Amaru", 4, row=2),
        stop("Calca", 6, CALCA, row=3),
        stop("Lares", 8, LARES, row=4),
    )


def planned(house: House, stops: Sequence[PlannedStop] | None = None) -> PlanReport:
    """Take a plan in."""
    rows = three() if stops is None else stops
    return house.trips.planning.take_in(rows, act(), trip=TRIP, unit="bote-1")


def of_trip(house: House) -> tuple[Visit, ...]:
    """Read the trip."""
    return house.shelf.visits.of_trip(TRIP)


def days(house: House) -> list[int]:
    """Tell how many days from the day of the tests each stop is."""
    return [(visit.on - TODAY).days for visit in of_trip(house)]


def on(days_: int) -> date:
    """Tell the day that lies so many days from that of the tests."""
    return TODAY + timedelta(days=days_)
