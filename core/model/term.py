"""A term that the law gives, and the day on which it is due."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum

from core.model.calendar import Calendar
from core.refusals import CalendarMissing, CountOutOfRange

LONGEST = 1000


class Unit(StrEnum):
    """What a term is counted in; days are business days unless a law says otherwise."""

    BUSINESS_DAYS = "business_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    YEARS = "years"


class Silence(StrEnum):
    """What the law makes of an entity that does not decide in time."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NONE = "none"
    AUTOMATIC = "automatic"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Term:
    """A term that is certain, with the norm that gives it; no term is made for an unsure one."""

    count: int
    unit: Unit
    basis: str

    def __post_init__(self) -> None:
        if not 0 <= self.count <= LONGEST:
            raise CountOutOfRange(days=self.count)


def due(term: Term, start: date, calendar: Calendar, distance_days: int = 0) -> date:
    """Tell the last day of a term; `start`, the day of filing or notification, never counts.

    The distance (TUO LPAG art. 146) lengthens the term itself, so only its end is rolled.
    """
    if distance_days < 0:
        raise CountOutOfRange(days=distance_days)
    if term.unit is Unit.BUSINESS_DAYS:
        return calendar.add_business(start, term.count + distance_days)
    return calendar.add_business(unrolled(term, start), distance_days)


def unrolled(term: Term, start: date) -> date:
    """Tell where a term not in business days ends, before art. 145.2 rolls that day."""
    if start.year + term.count > MAXYEAR:
        raise CalendarMissing(year=MAXYEAR)
    if term.unit is Unit.CALENDAR_DAYS:
        return start + timedelta(days=term.count)
    return _months_later(start, term.count * (12 if term.unit is Unit.YEARS else 1))


def _months_later(start: date, months: int) -> date:
    """Go date to date; where the month lacks the day, on to the next month (art. 145.3)."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if start.day <= monthrange(year, month + 1)[1]:
        return date(year, month + 1, start.day)
    return date(year, month + 2, 1)
