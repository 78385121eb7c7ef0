"""Answers the plainest question of the legal clock: the day so many business days after another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.model.calendar import WEEKEND, DayOff, Layer, calendar_for
from core.model.term import LONGEST
from core.refusals import CountOutOfRange

BASIS = "TUO LPAG arts. 144.1 y 145"


@dataclass(frozen=True, slots=True)
class DeadlineAnswer:
    """The last day, the first that counted, and the days off on weekdays that were jumped over."""

    due: date
    counted_from: date
    skipped: tuple[DayOff, ...]
    calendar_hash: str
    basis: str = BASIS


def answer_deadline(
    layers: Iterable[Layer],
    *,
    country: str,
    department: str | None,
    start: date,
    days: int,
    weekend: frozenset[int] = WEEKEND,
) -> DeadlineAnswer:
    """Count business days from a day that does not count itself, or refuse an absurd count."""
    if not 0 <= days <= LONGEST:
        raise CountOutOfRange(days=days)
    calendar = calendar_for(
        layers, country=country, department=department, institution=None, weekend=weekend
    )
    due = calendar.add_business(start, days)
    # With no days to count, the day asked about may itself be one that is jumped over.
    first = start if days == 0 else start + timedelta(days=1)
    return DeadlineAnswer(
        due=due,
        counted_from=calendar.next_business(first),
        skipped=calendar.weekdays_off(first, due),
        calendar_hash=calendar.hash,
    )
