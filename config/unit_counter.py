"""Tells the desk of a unit what it shows of itself."""

from collections.abc import Sequence
from datetime import date, datetime

from channels.desk.unit_counter import UnitCounter
from config.house import House
from config.papers import papers_home_of
from core.model.exchange_session import ExchangeSession
from core.model.visit import Visit


def unit_counter_of(house: House) -> UnitCounter | None:
    """Build it for a unit; the hub's desk has none."""
    place = house.place
    if place is None:
        return None
    origin, shelf = place.origin, house.shelf
    return UnitCounter(
        name=origin,
        standing=lambda: shelf.exchange_log.standing(origin, place.lost),
        acknowledged=lambda: acknowledged_at(shelf.exchange_log.last(origin)),
        stop=lambda day: stop_of(origin, shelf.visits.on_day(day)),
        papers_missing=lambda: papers_home_of(house).missing(),
    )


def acknowledged_at(sessions: Sequence[ExchangeSession]) -> datetime | None:
    """Tell when the hub last said what it has: what was only carried away is no answer."""
    answered = (one.at for one in sessions if not one.code and one.bytes_down)
    return next(answered, None)


def stop_of(origin: str, stops: Sequence[Visit]) -> str:
    """Name the stop at which a unit is: its own, or else the only one of the day."""
    own = [stop.id for stop in stops if stop.unit == origin]
    among = own or [stop.id for stop in stops]
    return among[0] if len(among) == 1 else ""


def stop_today(house: House, day: date) -> str:
    """Name the stop at which a house is on a day; the hub is at none."""
    counter = unit_counter_of(house)
    return "" if counter is None else counter.stop(day)
