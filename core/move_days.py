"""Checks the days of a move: the order of things, and rights that have not run out yet."""

from datetime import date
from typing import Any

from core.library import Books
from core.model.case import Case
from core.model.lapse import LAST_DAY
from core.model.term import due
from core.model.terms_of_law import ABANDONMENT
from core.refusals import DateOutOfOrder

LAPSE, ABANDON, FIRM = "case_lapsed", "case_abandoned", "case_firm"


def check_order(case: Case, kind: str, on: date) -> None:
    """Refuse a move that would have taken effect before another one did."""
    clock = case.clock
    pauses = (day for pause in clock.pauses for day in (pause.since, pause.until))
    known = [case.received_on, clock.started_on, clock.citizen_since, clock.issued_on, *pauses]
    if kind == "case_routed":
        known.append(case.station_since)
    if any(day is not None and on < day for day in known):
        raise DateOutOfOrder(field="on")


def check_time_is_over(case: Case, kind: str, on: date, books: Books) -> dict[str, Any]:
    """Refuse to take a right from the citizen before its last day has ended; tell that day."""
    last = _last_day(case, kind, books)
    if last is None:
        return {}
    if on <= last:
        raise DateOutOfOrder(field="on")
    return {LAST_DAY: last.isoformat()} if kind != FIRM else {}


def _last_day(case: Case, kind: str, books: Books) -> date | None:
    if kind in (LAPSE, FIRM):
        current = books.deadlines(case).current
        return None if current is None else current.on
    if kind == ABANDON and case.clock.citizen_since is not None:
        return due(ABANDONMENT, case.clock.citizen_since, books.calendar(case.institution))
    return None
