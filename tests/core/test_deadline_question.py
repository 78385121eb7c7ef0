"""The plain question of how long a number of business days lasts."""

from datetime import date

import pytest

from core.deadline_question import DeadlineAnswer, answer_deadline
from core.refusals import CalendarMissing, CountOutOfRange
from tests.core.calendars import frozen_layers, layer, peru

LAYERS = (*frozen_layers(), layer("PE/regional/08/2026", date(2026, 6, 24)))


def ask(start: date, days: int, department: str | None = None) -> DeadlineAnswer:
    return answer_deadline(LAYERS, country="PE", department=department, start=start, days=days)


def test_the_answer_says_from_when_it_counted_and_what_it_jumped_over() -> None:
    answer = ask(date(2025, 12, 31), 3)
    assert answer.due == date(2026, 1, 7)
    assert answer.counted_from == date(2026, 1, 5)
    assert [(day.on, day.basis) for day in answer.skipped] == [
        (date(2026, 1, 1), "D.Leg. 713, art. 6"),
        (date(2026, 1, 2), "DS 042-2025-PCM"),
    ]
    assert answer.calendar_hash == peru().hash
    assert "TUO LPAG" in answer.basis


def test_the_day_asked_from_is_not_among_those_jumped_over() -> None:
    answer = ask(date(2026, 5, 1), 1)
    assert (answer.due, answer.skipped) == (date(2026, 5, 4), ())


def test_no_days_from_a_feast_is_the_next_business_day() -> None:
    answer = ask(date(2026, 5, 1), 0)
    assert (answer.due, answer.counted_from) == (date(2026, 5, 4), date(2026, 5, 4))
    assert [day.on for day in answer.skipped] == [date(2026, 5, 1)]


def test_a_regional_day_is_jumped_over_where_it_is_kept() -> None:
    here, elsewhere = ask(date(2026, 6, 23), 1, "08"), ask(date(2026, 6, 23), 1, "21")
    assert (here.due, elsewhere.due) == (date(2026, 6, 25), date(2026, 6, 24))
    assert here.calendar_hash != elsewhere.calendar_hash


def test_another_country_s_weekend_is_honoured() -> None:
    answer = answer_deadline(
        [layer("AE/national/2026")],
        country="AE",
        department=None,
        start=date(2026, 3, 5),
        days=1,
        weekend=frozenset({4, 5}),
    )
    assert answer.due == date(2026, 3, 8)


@pytest.mark.parametrize("days", [-1, 1001, 10**40])
def test_an_absurd_count_is_refused(days: int) -> None:
    with pytest.raises(CountOutOfRange) as refused:
        ask(date(2026, 3, 2), days)
    assert refused.value.facts == {"days": days}


@pytest.mark.parametrize("start", [date.min, date.max, date(2028, 12, 31)])
@pytest.mark.parametrize("days", [0, 1, 1000])
def test_a_day_outside_every_calendar_is_refused(start: date, days: int) -> None:
    with pytest.raises(CalendarMissing):
        ask(start, days)
