"""Goes through the list before a unit leaves, as the house of the moment stands."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from channels.desk.trip_board import TripBoard
from config.appointments import appointments_of
from config.cataloguing import freshness_of
from config.house import House
from core.model.answers import Line
from core.model.device import Device
from core.readiness import Check, Expiry, Laptop, Readiness

PAGE, LANGUAGE = "page", "es"


# What expires with a unit, as the list names it.
LAPTOP, CODE = "laptop {name}", "código {code}"


def checks_of(house: House, trip: str, laptop: Laptop | None = None) -> tuple[Check, ...]:
    """Check a trip; what is known of the unit's machine is asked where nobody tells it."""
    readiness = Readiness(
        trips=house.shelf.visits,
        library=house.shelf.library,
        overdue=lambda: len(freshness_of(house).overdue()),
        clock=house.clock,
    )
    return readiness.of(trip, laptop or laptop_of(house, trip))


def laptop_of(house: House, trip: str) -> Laptop:
    """Tell of the machine that asks or, at the hub, of those that the stops of a trip name."""
    place, today = house.place, house.clock.today()
    if place is not None:
        codes = list(place.codes.items())
        left = codes[[epoch for epoch, _ in codes].index(place.epoch) :]
        expiries = _expiries(place.origin, [code for _, code in left], place.scope.expires_on)
        return Laptop(expiries=expiries, offline_days=_days(expiries, today), is_here=True)
    stops = house.shelf.visits.of_trip(trip)
    known = (house.shelf.devices.get(name) for name in sorted({stop.unit for stop in stops}))
    expiries = [one for device in known if device is not None for one in _lent(device, today)]
    return Laptop(expiries=expiries, offline_days=_days(expiries, today)) if expiries else Laptop()


def _lent(device: Device, today: date) -> Sequence[Expiry]:
    """Tell what was lent to a unit; nothing of one that was shut out is good any more."""
    last = device.expires_on
    if device.is_revoked:
        last = min(last, today - timedelta(days=1))
    codes = [code for epoch, code in device.codes.items() if epoch not in device.shut]
    return _expiries(device.origin, codes, last)


def _expiries(name: str, codes: Sequence[str], last: date) -> Sequence[Expiry]:
    """Name all that is good until the last day that was agreed to."""
    return [
        Expiry(LAPTOP.format(name=name), last),
        *(Expiry(CODE.format(code=code), last) for code in codes),
    ]


def _days(expiries: Sequence[Expiry], today: date) -> int:
    """Count for how many days from today what is written there is believed."""
    return max(0, (min(one.on for one in expiries) - today).days + 1)


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
        appointments=appointments_of(house),
    )


def _say(house: House, line: Line) -> str:
    return house.wording.compose(LANGUAGE, PAGE, (line,)).texts[0]
