"""When a term is due, in each of its units."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.term import Term, Unit, due, unrolled
from core.refusals import CalendarMissing, CountOutOfRange
from tests.core.calendars import peru, plain

PERU = peru()
PLAIN = plain(*range(2025, 2033))


def days(count: int) -> Term:
    return Term(count, Unit.BUSINESS_DAYS, "TUPA")


def months(count: int) -> Term:
    return Term(count, Unit.MONTHS, "Ley")


def test_business_days_jump_over_weekends_and_feasts() -> None:
    assert due(days(2), date(2026, 3, 31), PERU) == date(2026, 4, 6)


def test_the_distance_is_added_to_the_term_itself() -> None:
    start = date(2026, 9, 28)
    assert due(days(15), start, PERU, 4) == due(days(19), start, PERU)


def test_a_term_of_no_days_ends_the_same_day_or_the_next_business_day() -> None:
    assert due(days(0), date(2026, 11, 20), PERU) == date(2026, 11, 20)
    assert due(days(0), date(2026, 11, 21), PERU) == date(2026, 11, 23)


def test_calendar_days_count_every_day_and_only_the_last_is_rolled() -> None:
    term = Term(10, Unit.CALENDAR_DAYS, "Ley")
    assert due(term, date(2026, 12, 15), PERU) == date(2026, 12, 28)
    assert due(term, date(2026, 11, 13), PERU) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 16)),  # the 15th is a Sunday
        (date(2026, 1, 20), 1, date(2026, 2, 20)),
        (date(2026, 11, 30), 2, date(2027, 2, 1)),  # the 30th of January is a Saturday
        (date(2026, 1, 31), 1, date(2026, 3, 2)),  # no 31st of February, the 1st is a Sunday
        (date(2026, 3, 31), 1, date(2026, 5, 4)),  # no 31st of April; the 1st is a feast
        (date(2026, 10, 31), 1, date(2026, 12, 1)),
        (date(2026, 11, 30), 3, date(2027, 3, 1)),
        (date(2027, 11, 29), 3, date(2028, 2, 29)),
        (date(2026, 12, 9), 12, date(2027, 12, 10)),  # the 9th is a feast
    ],
)
def test_months_run_date_to_date(start: date, count: int, end: date) -> None:
    assert due(months(count), start, PERU) == end


def test_years_run_date_to_date_also_from_the_29_of_february() -> None:
    one = Term(1, Unit.YEARS, "Ley")
    assert due(one, date(2026, 11, 23), PERU) == date(2027, 11, 23)
    assert due(one, date(2028, 2, 29), PLAIN) == date(2029, 3, 1)


def test_the_distance_is_counted_in_business_days_after_a_term_of_months() -> None:
    assert due(months(1), date(2026, 1, 20), PERU, 2) == date(2026, 2, 24)
    # Only the end of the whole is rolled: Sunday the 15th and one day more is Monday.
    assert due(months(1), date(2026, 1, 15), PERU, 1) == date(2026, 2, 16)


@given(
    start=st.dates(date(2025, 1, 1), date(2029, 12, 31)),
    count=st.integers(0, 24),
    unit=st.sampled_from(Unit),
)
def test_every_term_ends_on_a_business_day_not_before_its_start(
    start: date, count: int, unit: Unit
) -> None:
    term = Term(count // 12 if unit is Unit.YEARS else count, unit, "Ley")
    end = due(term, start, PLAIN)
    assert PLAIN.is_business(end)
    assert end >= start


@given(start=st.dates(date(2025, 1, 1), date(2029, 12, 31)), count=st.integers(1, 24))
def test_a_month_ends_on_the_same_day_or_on_the_first_of_the_next(start: date, count: int) -> None:
    end = unrolled(months(count), start)
    passed = (end.year - start.year) * 12 + end.month - start.month
    if end.day == start.day:
        assert passed == count
    else:
        assert (passed, end.day) == (count + 1, 1)
        assert (end - timedelta(1)).day < start.day


@pytest.mark.parametrize("count", [-1, 1001, 10**30])
def test_a_term_no_law_would_give_is_refused(count: int) -> None:
    with pytest.raises(CountOutOfRange) as refused:
        days(count)
    assert refused.value.facts == {"days": count}


def test_a_negative_distance_is_refused() -> None:
    with pytest.raises(CountOutOfRange):
        due(days(5), date(2026, 3, 2), PERU, -1)


@pytest.mark.parametrize("unit", Unit)
def test_a_term_that_leaves_the_calendar_is_refused(unit: Unit) -> None:
    with pytest.raises(CalendarMissing):
        due(Term(1000, unit, "Ley"), date(2028, 12, 1), PERU)


def test_a_term_beyond_the_last_year_of_all_is_refused() -> None:
    with pytest.raises(CalendarMissing):
        due(Term(5, Unit.YEARS, "Ley"), date(9998, 1, 1), PERU)
    with pytest.raises(CalendarMissing):
        due(Term(5, Unit.CALENDAR_DAYS, "Ley"), date.max, PERU)
