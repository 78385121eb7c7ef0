"""The days on which one entity's office works, and how terms are counted over them."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import count as count_from
from itertools import pairwise

from core.model.calendar_layer import DayOff, Layer
from core.model.event import canonical
from core.refusals import CalendarMissing, CountOutOfRange, DocumentInvalid

__all__ = ["WEEKEND", "Calendar", "DayOff", "Layer", "calendar_for"]

WEEKEND = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class Calendar:
    """What one entity's office counts with: built once by `calendar_for`, then only read.

    `hash` names the texts, so that whatever was counted with others is known to be stale.
    Every business day is kept as its ordinal, in order: a count costs one binary search.
    """

    layers: tuple[Layer, ...]
    hash: str
    weekend: frozenset[int] = field(repr=False)
    years: frozenset[int] = field(repr=False)
    business: tuple[int, ...] = field(repr=False, compare=False)

    def is_business(self, day: date) -> bool:
        """Say whether the office works on a day (TUO LPAG art. 145.1)."""
        self._require(day.year, day.year)
        ordinal = day.toordinal()
        place = bisect_left(self.business, ordinal)
        return place < len(self.business) and self.business[place] == ordinal

    def next_business(self, day: date) -> date:
        """Roll a day to the first on which the office works: itself, if it does (art. 145.2)."""
        return self._land(bisect_left(self.business, day.toordinal()), day.year)

    def add_business(self, start: date, count: int) -> date:
        """Count business days after `start`, which is never counted (art. 144.1)."""
        if count < 0:
            raise CountOutOfRange(days=count)
        if count == 0:
            return self.next_business(start)
        place = bisect_right(self.business, start.toordinal()) + count - 1
        return self._land(place, _year_after(start))

    def count_business(self, after: date, until: date) -> int:
        """Count the business days later than `after` and not later than `until`."""
        if until <= after:
            return 0
        self._require(_year_after(after), until.year)
        first = bisect_right(self.business, after.toordinal())
        return bisect_right(self.business, until.toordinal()) - first

    def weekdays_off(self, first: date, last: date) -> tuple[DayOff, ...]:
        """List the days off between two days, both included, that no weekend explains."""
        found: dict[date, DayOff] = {}
        for layer in self.layers:
            for day in layer.days:
                if first <= day.on <= last and day.on.weekday() not in self.weekend:
                    found.setdefault(day.on, day)
        return tuple(found[on] for on in sorted(found))

    def _land(self, place: int, since: int) -> date:
        if place >= len(self.business):
            raise CalendarMissing(year=next(y for y in count_from(since) if y not in self.years))
        day = date.fromordinal(self.business[place])
        self._require(since, day.year)
        return day

    def _require(self, first: int, last: int) -> None:
        for year in range(first, last + 1):
            if year not in self.years:
                raise CalendarMissing(year=year)


def calendar_for(
    layers: Iterable[Layer],
    *,
    country: str,
    department: str | None,
    institution: str | None,
    weekend: frozenset[int] = WEEKEND,
) -> Calendar:
    """Build the calendar of an entity's office from the layers that apply to it.

    An institution may be named by its document's key, country first. Building walks every day of
    every year: keep the calendar, one for each department and institution.
    """
    scopes = {f"{country}/national", f"{country}/decreed"}
    if department is not None:
        scopes.add(f"{country}/regional/{department}")
    if institution is not None:
        scopes.add(f"{country}/entity/{institution.removeprefix(country + '/')}")
    chosen = sorted((one for one in layers if one.scope in scopes), key=lambda one: one.key)
    for one, other in pairwise(chosen):
        if one.key == other.key:
            raise DocumentInvalid(document=one.key, problem="duplicate", field="version")
    years = frozenset(one.year for one in chosen if one.scope == f"{country}/national")
    return Calendar(
        layers=tuple(chosen),
        hash=_name(chosen, weekend),
        weekend=weekend,
        years=years,
        business=tuple(_business_days(chosen, years, weekend)),
    )


def _business_days(
    layers: Iterable[Layer], years: Iterable[int], weekend: frozenset[int]
) -> Iterable[int]:
    off = {day.on.toordinal() for layer in layers for day in layer.days}
    for year in sorted(years):
        for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
            if ordinal not in off and (ordinal + 6) % 7 not in weekend:
                yield ordinal


def _name(layers: Iterable[Layer], weekend: frozenset[int]) -> str:
    texts = [[one.key, one.sha256] for one in layers]
    return hashlib.sha256(canonical({"layers": texts, "weekend": sorted(weekend)})).hexdigest()


def _year_after(day: date) -> int:
    """Tell the year of the next day, which may be one that no `date` can hold."""
    return day.year + ((day.month, day.day) == (12, 31))
