"""The dates that a person worked out by hand must come out of the frozen documents, to the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadline_question import answer_deadline
from core.model.calendar import Calendar, calendar_for
from core.model.legal_clock import ClockFacts, Deadlines, Pause, deadlines
from core.model.state import ClockEffect
from core.model.term import Silence, Term, Unit
from tests.core.calendars import frozen_layers, layer, peru

GOLDEN = [
    ("2025-12-30", 5, "2026-01-08"),
    ("2026-03-31", 2, "2026-04-06"),
    ("2026-06-22", 30, "2026-08-10"),
    ("2026-07-20", 30, "2026-09-04"),
    ("2026-07-20", 35, "2026-09-11"),
    ("2026-09-28", 15, "2026-10-20"),
    ("2026-11-23", 30, "2027-01-08"),
    ("2026-12-04", 30, "2027-01-21"),
]
LAYERS = frozen_layers()
PERU = peru()
CUSCO_DAY = layer("PE/regional/08/2026", date(2026, 6, 24))
days = st.dates(date(2025, 1, 1), date(2027, 6, 30))


@pytest.mark.parametrize(("start", "count", "due"), GOLDEN)
def test_a_golden_date_comes_out_exactly(start: str, count: int, due: str) -> None:
    answer = answer_deadline(
        LAYERS, country="PE", department=None, start=date.fromisoformat(start), days=count
    )
    assert answer.due == date.fromisoformat(due)


def test_a_regional_day_moves_the_date_in_its_department_alone() -> None:
    start = date(2026, 6, 22)
    here = peru(CUSCO_DAY, department="08").add_business(start, 30)
    elsewhere = peru(CUSCO_DAY, department="21").add_business(start, 30)
    assert (here, elsewhere) == (date(2026, 8, 11), date(2026, 8, 10))


def test_positive_silence_operates_five_business_days_after_the_term() -> None:
    facts = ClockFacts(
        effect=ClockEffect.RUNS,
        term=Term(30, Unit.BUSINESS_DAYS, "TUPA"),
        silence=Silence.POSITIVE,
        started_on=date(2026, 7, 20),
    )
    found = deadlines(facts, PERU)
    assert found.decide_by is not None
    assert (found.decide_by.on, found.silence_on) == (date(2026, 9, 4), date(2026, 9, 11))


@given(start=days, count=st.integers(1, 120), off=st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_a_decreed_day_moves_exactly_the_dates_whose_count_crosses_it(
    start: date, count: int, off: date
) -> None:
    before = PERU.add_business(start, count)
    after = _with_decree(off).add_business(start, count)
    crosses = start < off <= before and PERU.is_business(off)
    assert after == (PERU.add_business(start, count + 1) if crosses else before)


@given(
    start=days,
    count=st.integers(1, 60),
    unit=st.sampled_from([Unit.CALENDAR_DAYS, Unit.MONTHS]),
    off=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
)
def test_a_decreed_day_moves_a_term_of_months_only_when_it_is_its_last_day(
    start: date, count: int, unit: Unit, off: date
) -> None:
    term = Term(min(count, 6) if unit is Unit.MONTHS else count, unit, "Ley")
    before = _decide_by(start, term, PERU)
    after = _decide_by(start, term, _with_decree(off))
    assert after == (PERU.add_business(before, 1) if off == before else before)


@given(
    start=days,
    lag=st.integers(0, 40),
    length=st.integers(0, 40),
    off=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
)
def test_a_decreed_day_inside_a_pause_moves_nothing(
    start: date, lag: int, length: int, off: date
) -> None:
    since = start + timedelta(lag)
    pause = Pause(since, since + timedelta(length), "TUO LPAG art. 136.5")
    term = Term(30, Unit.BUSINESS_DAYS, "TUPA")
    before = _decide_by(start, term, PERU, pause)
    after = _decide_by(start, term, _with_decree(off), pause)
    counts = (
        start < off <= before
        and PERU.is_business(off)
        and not pause.since < off <= since + timedelta(length)
    )
    assert (after > before) == counts


def test_every_open_deadline_that_a_decree_touches_moves_and_no_other() -> None:
    starts = [date(2026, 1, 5) + timedelta(n) for n in range(300)]
    off = date(2026, 7, 27)
    term = Term(30, Unit.BUSINESS_DAYS, "TUPA")
    decreed = _with_decree(off)
    moved = {s for s in starts if _decide_by(s, term, decreed) != _decide_by(s, term, PERU)}
    touched = {s for s in starts if s < off <= _decide_by(s, term, PERU)}
    assert moved == touched
    assert 0 < len(moved) < len(starts)
    assert decreed.hash != PERU.hash


def _with_decree(off: date) -> Calendar:
    others = [one for one in LAYERS if one.key != f"PE/decreed/{off.year}"]
    known = [day.on for one in LAYERS if one not in others for day in one.days]
    decree = layer(f"PE/decreed/{off.year}", *{off, *known})
    return calendar_for((*others, decree), country="PE", department=None, institution=None)


def _decide_by(start: date, term: Term, calendar: Calendar, *pauses: Pause) -> date:
    found: Deadlines = deadlines(
        ClockFacts(
            effect=ClockEffect.RUNS,
            term=term,
            silence=Silence.NONE,
            started_on=start,
            pauses=pauses,
        ),
        calendar,
    )
    assert found.decide_by is not None
    return found.decide_by.on
