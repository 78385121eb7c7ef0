"""A trip as a planner writes it: one stop a row, in the order in which the unit makes them."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.model.asserted import RowError
from core.model.place import folded
from core.model.visit import Visit

LONGEST_SHORT_PLACE = 24
# A boat that makes a hundred stops in 33 days is the longest that DOMAIN knows.
MOST_STOPS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStop:
    """One row of a plan; hours are HH:MM or nothing, tasks are codes."""

    row: int
    district: str
    place: str
    short_place: str
    on: date
    services: tuple[str, ...] = ()
    from_hour: str = ""
    until_hour: str = ""
    languages: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()


def keys_of(trip: str, stops: Sequence[PlannedStop | Visit]) -> tuple[str, ...]:
    """Name each stop by where it is, so that a row put in before it leaves its name alone."""
    seen: Counter[tuple[str, str]] = Counter()
    keys = []
    for stop in stops:
        where = (stop.district, folded(stop.short_place))
        seen[where] += 1
        named = "|".join((trip, *where, str(seen[where])))
        keys.append(hashlib.sha256(named.encode()).hexdigest()[:32])
    return tuple(keys)


def faults_of(stops: Sequence[PlannedStop]) -> Iterator[RowError]:
    """Tell what is wrong with a plan as a whole, row by row."""
    for before, stop in zip((None, *stops), stops, strict=False):
        if before is not None and stop.on < before.on:
            yield _fault(stop, "fecha", "before_the_stop_above", stop.on.isoformat())
        if len(stop.short_place) > LONGEST_SHORT_PLACE:
            yield _fault(stop, "nombre corto", "too_long_for_a_text", stop.short_place)
        if stop.from_hour and stop.until_hour and stop.until_hour <= stop.from_hour:
            yield _fault(stop, "hasta", "ends_before_it_begins", stop.until_hour)
    if len(stops) > MOST_STOPS:
        yield _fault(stops[MOST_STOPS], "fila", "too_many_stops", str(len(stops)))


def _fault(stop: PlannedStop, column: str, problem: str, found: str) -> RowError:
    return RowError(row=stop.row, column=column, problem=problem, found=found[:40])
