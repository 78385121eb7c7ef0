"""Tells whether a unit may leave: what it takes along, and what would fail it on the way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.library import Library
from core.model.answers import Line, Value
from core.model.letter import LetterState
from core.model.terms_of_law import APPEAL
from core.model.visit import Visit
from core.ports import Clock, Trips
from core.refusals import CalendarMissing, InstitutionUnknown, TripUnknown

# A boat comes home later than planned: so many days a key should outlast the last stop.
SPARE_DAYS = 15
Facts = Mapping[str, Value]
# Letters that can be put into the bag, and those that nobody has printed yet.
_ON_HAND = frozenset({LetterState.PRINTED, LetterState.ENVELOPED, LetterState.ON_BOARD})
_TO_COME = frozenset({LetterState.DRAFT, LetterState.QUEUED, LetterState.IN_RUN})


class Light(StrEnum):
    """How a check came out; the codes are shown in Spanish."""

    GREEN = "verde"
    AMBER = "ambar"
    RED = "rojo"


@dataclass(frozen=True, slots=True)
class Expiry:
    """Something that stops working after a day: a device's key, a certificate, a lent code."""

    name: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Laptop:
    """What the unit's own machine tells of itself; without it nobody knows.

    `offline_days` is how long it may work without a link; `is_here`, that it is the one that asks,
    so that the cases are those that it has.
    """

    expiries: Sequence[Expiry] = ()
    offline_days: int | None = None
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list: its light, what was found, and what is to be done, if anything."""

    light: Light
    name: str
    found: Line
    to_do: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Goes through the list before a departure; it stops nobody, and hides nothing."""

    trips: Trips
    library: Library
    overdue: Callable[[], int]
    clock: Clock

    def of(self, trip: str, laptop: Laptop) -> tuple[Check, ...]:
        """Check a trip, every line of the list each time."""
        stops = tuple(stop for stop in self.trips.of_trip(trip) if stop.is_planned)
        if not stops:
            raise TripUnknown
        ends = max(stop.on for stop in stops)
        cases = self.trips.open_cases(frozenset(stop.district for stop in stops))
        return (
            self._stops(stops),
            _cases(cases, is_here=laptop.is_here),
            self._letters(stops),
            _keys(laptop.expiries, ends, self.clock.today()),
            self._documents(),
            self._calendar(cases, ends),
            _link(laptop.offline_days, stops),
        )

    def _stops(self, stops: Sequence[Visit]) -> Check:
        late = sum(stop.is_late(self.clock.today()) for stop in stops)
        first, last = min(stop.on for stop in stops), max(stop.on for stop in stops)
        found: Facts = {"count": len(stops), "begins": first, "ends": last}
        if late:
            return _check(Light.RED, "stops", found, {"late": late})
        return _check(Light.GREEN, "stops", found)

    def _letters(self, stops: Sequence[Visit]) -> Check:
        counts = self.trips.letters(frozenset(stop.id for stop in stops))
        ready = sum(counts.get(state, 0) for state in _ON_HAND)
        missing = sum(counts.get(state, 0) for state in _TO_COME)
        if missing:
            return _check(Light.AMBER, "letters", {"count": ready}, {"missing": missing})
        return _check(Light.GREEN, "letters", {"count": ready})

    def _documents(self) -> Check:
        old = self.overdue()
        if old:
            return _check(Light.AMBER, "documents", {"count": old}, {})
        return _check(Light.GREEN, "documents_fresh", {})

    def _calendar(self, cases: Mapping[str, int], ends: date) -> Check:
        """Count the days to appeal from the last day, for whoever is notified then."""
        books, until = self.library.books(), ends
        for institution in cases:
            try:
                calendar = books.calendar(institution)
                until = max(until, calendar.add_business(ends, APPEAL.count))
            except CalendarMissing as refusal:
                year = refusal.facts["year"]
                return _check(Light.RED, "calendar_missing", {"year": str(year)}, {})
            except InstitutionUnknown:
                return _check(Light.RED, "institution_missing", {"name": institution}, {})
        return _check(Light.GREEN, "calendar", {"until": until})


def worst(checks: Sequence[Check]) -> Light:
    """Tell the light of a whole list."""
    lights = {check.light for check in checks}
    return next((light for light in (Light.RED, Light.AMBER) if light in lights), Light.GREEN)


def _cases(cases: Mapping[str, int], *, is_here: bool) -> Check:
    count = sum(cases.values())
    if not count:
        return _check(Light.AMBER, "cases_none", {}, {})
    return _check(Light.GREEN, "cases_here" if is_here else "cases", {"count": count})


def _keys(expiries: Sequence[Expiry], ends: date, today: date) -> Check:
    """Tell when the first of them end, and how many end on that day."""
    if not expiries:
        return _check(Light.AMBER, "keys_unknown", {}, {})
    first = min(expiries, key=lambda one: one.on)
    count = sum(one.on == first.on for one in expiries)
    found: Facts = {"count": count, "name": first.name, "on": first.on}
    if first.on < today:
        return _check(Light.RED, "keys_over", found, {})
    found = {**found, "days": str((first.on - today).days)}
    if first.on < ends:
        return _check(Light.RED, "keys", found, {})
    if first.on < ends + timedelta(days=SPARE_DAYS):
        return _check(Light.AMBER, "keys", found, {})
    return _check(Light.GREEN, "keys", found)


def _link(offline_days: int | None, stops: Sequence[Visit]) -> Check:
    length = (max(s.on for s in stops) - min(s.on for s in stops)).days + 1
    if offline_days is None:
        return _check(Light.AMBER, "link_unknown", {"length": str(length)}, {})
    found = {"days": str(offline_days), "length": str(length)}
    if offline_days < length:
        return _check(Light.RED, "link", found, {})
    return _check(Light.GREEN, "link", found)


def _check(
    light: Light,
    name: str,
    found: Facts,
    to_do: Facts | None = None,
) -> Check:
    lines = Line(f"page.ready.{name}", found)
    return Check(
        light, name, lines, None if to_do is None else Line(f"page.ready.do.{name}", to_do)
    )
