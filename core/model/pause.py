"""Days on which a term stands still, and what they do to its end."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.model.calendar import Calendar
from core.model.term import Term, Unit, due, unrolled
from core.model.terms_of_law import SUSPENSION


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that the entity is not charged with: later than `since`, until `until` included."""

    since: date
    until: date | None
    basis: str


def paused_due(
    term: Term, start: date, pauses: tuple[Pause, ...], calendar: Calendar
) -> date | None:
    """Tell the last day of a term that pauses may have stopped; none while one is open."""
    if not pauses:
        return due(term, start, calendar)
    if term.unit is Unit.BUSINESS_DAYS:
        return run(term.count, start, pauses, calendar)
    return _given_back(unrolled(term, start), start, pauses, calendar)


def run(count: int, start: date, pauses: tuple[Pause, ...], calendar: Calendar) -> date | None:
    """Count business days outside the pauses; none when an open pause stops the count."""
    for since, until in _spans(pauses, calendar):
        ran = calendar.count_business(start, since)
        if ran >= count:
            break
        if until is None:
            return None
        count -= ran
        start = max(start, since, until)
    return calendar.add_business(start, count)


def _given_back(
    end: date, start: date, pauses: tuple[Pause, ...], calendar: Calendar
) -> date | None:
    """Move the end of a term in months, years or calendar days by the days paused, one for one.

    The law runs such terms date to date and is silent on pauses: a day taken is a day given back.
    """
    for since, until in _spans(pauses, calendar):
        if since >= end:
            break
        if until is None:
            return None
        end += max(until - max(since, start), timedelta())
        start = max(start, until)
    return calendar.next_business(end)


def _spans(pauses: tuple[Pause, ...], calendar: Calendar) -> list[tuple[date, date | None]]:
    """Put the pauses in order, the longest lawful suspension (art. 147.4) cut off at its end."""
    spans = []
    for pause in sorted(pauses, key=lambda pause: pause.since):
        until = pause.until
        if pause.basis == SUSPENSION.basis:
            last = due(SUSPENSION, pause.since, calendar)
            until = last if until is None else min(until, last)
        spans.append((pause.since, until))
    return spans
