"""The list before a departure: each line in its light, and what to do where it is not green."""

from collections.abc import Sequence
from datetime import date

import pytest

from config.house import House
from config.readiness import checks_of, worded
from core.readiness import Check, Expiry, Laptop, Light, worst
from core.refusals import TripUnknown
from tests.core.mail import a_letter
from tests.core.stories import a_case, on_day
from tests.core.trips import TRIP, of_trip, on, planned, stop
from tests.houses import act

LASTS = Laptop(expiries=(Expiry("laptop", on(60)),), offline_days=35)


def lights(checks: Sequence[Check]) -> dict[str, str]:
    return {check.name: check.light.value for check in checks}


@pytest.fixture
def trip(house: House) -> House:
    planned(house)
    return house


def test_all_is_green_when_all_is_there_and_then_nothing_is_to_be_done(trip: House) -> None:
    a_case(trip)
    checks = checks_of(trip, TRIP, LASTS)
    assert worst(checks) is Light.GREEN, worded(trip, checks)
    assert all(check.to_do is None for check in checks)
    found = {line["check"]: line["found"] for line in worded(trip, checks)}
    assert found["stops"].startswith("3 paradas, del")
    assert found["cases"] == "1 expediente abierto en la ruta"


def test_what_the_laptop_alone_knows_is_asked_for_where_nobody_tells_it(trip: House) -> None:
    told = lights(checks_of(trip, TRIP))
    assert told["keys_unknown"] == told["link_unknown"] == Light.AMBER


@pytest.mark.parametrize(
    ("until", "light"), [(7, Light.RED), (8, Light.AMBER), (22, Light.AMBER), (23, Light.GREEN)]
)
def test_a_key_outlasts_the_trip_by_half_a_month(trip: House, until: int, light: Light) -> None:
    later = Expiry("otra", on(400))
    laptop = Laptop(expiries=(later, Expiry("laptop", on(until))), offline_days=35)
    assert lights(checks_of(trip, TRIP, laptop))["keys"] == light


@pytest.mark.parametrize(("days", "light"), [(4, Light.RED), (5, Light.GREEN)])
def test_the_days_without_a_link_cover_the_days_of_the_trip(
    trip: House, days: int, light: Light
) -> None:
    assert lights(checks_of(trip, TRIP, Laptop(offline_days=days)))["link"] == light


def test_letters_that_nobody_printed_are_told(trip: House) -> None:
    a_letter(trip, unit_visit=of_trip(trip)[0].id)
    (check,) = [one for one in checks_of(trip, TRIP, LASTS) if one.name == "letters"]
    assert check.light is Light.AMBER
    assert check.to_do is not None
    assert check.to_do.facts == {"missing": 1}


def test_the_calendar_reaches_to_the_last_day_on_which_anyone_may_appeal(house: House) -> None:
    a_case(house)
    years = house.shelf.library.books().calendar("PE/muni-pisac").years
    last = date(max(years), 12, 20)
    house.trips.planning.take_in(
        (stop("Amaru", (last - on(0)).days),), act(), trip=TRIP, unit="bote"
    )
    (check,) = [c for c in checks_of(house, TRIP, LASTS) if c.name.startswith("calendar")]
    assert (check.name, check.light) == ("calendar_missing", Light.RED)
    assert check.found.facts == {"year": str(max(years) + 1)}


def test_a_stop_whose_day_is_over_keeps_the_unit_at_home_until_it_is_told(trip: House) -> None:
    on_day(trip, on(5))
    checks = checks_of(trip, TRIP, LASTS)
    assert lights(checks)["stops"] == worst(checks) == Light.RED


def test_a_trip_without_a_stop_to_come_needs_nothing(house: House) -> None:
    with pytest.raises(TripUnknown):
        checks_of(house, TRIP)
