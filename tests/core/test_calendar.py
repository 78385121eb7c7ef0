"""Which days count, over whose layers, and what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.calendar import Calendar, Layer, calendar_for
from core.refusals import CalendarMissing, CountOutOfRange, DocumentInvalid
from tests.core.calendars import frozen_layers, layer, peru, plain

TWO_YEARS = plain(2026, 2027, off=[date(2026, 1, 1), date(2026, 5, 1), date(2027, 1, 1)])
in_two_years = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(day=in_two_years)
def test_a_business_day_is_a_weekday_that_no_layer_takes_off(day: date) -> None:
    assert TWO_YEARS.is_business(day) == _is_business(TWO_YEARS, day)


@given(start=st.dates(date(2026, 1, 1), date(2027, 6, 30)), count=st.integers(0, 90))
def test_counting_agrees_with_walking_the_days_one_by_one(start: date, count: int) -> None:
    assert TWO_YEARS.add_business(start, count) == _walk(TWO_YEARS, start, count)


@given(after=in_two_years, until=in_two_years)
def test_the_days_between_are_those_that_walking_would_meet(after: date, until: date) -> None:
    met = [
        day
        for n in range(1, (until - after).days + 1)
        if _is_business(TWO_YEARS, day := after + timedelta(n))
    ]
    assert TWO_YEARS.count_business(after, until) == len(met)


@given(start=in_two_years, first=st.integers(1, 60), second=st.integers(1, 60))
def test_counting_in_two_steps_is_counting_once(start: date, first: int, second: int) -> None:
    calendar = plain(2026, 2027, 2028)
    middle = calendar.add_business(start, first)
    assert calendar.add_business(middle, second) == calendar.add_business(start, first + second)
    assert calendar.count_business(start, middle) == first


def test_a_day_that_is_business_rolls_to_itself_and_another_to_the_next() -> None:
    assert TWO_YEARS.next_business(date(2026, 4, 30)) == date(2026, 4, 30)
    assert TWO_YEARS.next_business(date(2026, 5, 1)) == date(2026, 5, 4)


def test_the_last_weekend_of_the_calendar_is_known_not_to_be_business() -> None:
    calendar = plain(2028)
    assert not calendar.is_business(date(2028, 12, 31))
    with pytest.raises(CalendarMissing) as refused:
        calendar.next_business(date(2028, 12, 31))
    assert refused.value.facts == {"year": 2029}


def test_a_count_that_leaves_the_calendar_is_refused_with_the_year_it_would_enter() -> None:
    for start, count, year in [
        (date(2027, 12, 1), 60, 2028),
        (date(2027, 12, 31), 1, 2028),
        (date(2025, 12, 30), 1, 2025),
        (date(2020, 6, 1), 1, 2020),
        (date(2030, 6, 1), 1, 2030),
        (date.max, 1, 10000),
        (date.min, 0, 1),
        (date(2026, 1, 5), 10**9, 2028),
    ]:
        with pytest.raises(CalendarMissing) as refused:
            TWO_YEARS.add_business(start, count)
        assert refused.value.facts == {"year": year}


def test_the_day_before_the_calendar_begins_may_start_a_count_because_it_is_not_counted() -> None:
    assert TWO_YEARS.add_business(date(2025, 12, 31), 1) == date(2026, 1, 2)


def test_a_missing_year_in_the_middle_is_never_stepped_over() -> None:
    calendar = plain(2026, 2028)
    with pytest.raises(CalendarMissing) as refused:
        calendar.add_business(date(2026, 12, 30), 5)
    assert refused.value.facts == {"year": 2027}
    with pytest.raises(CalendarMissing):
        calendar.count_business(date(2026, 12, 30), date(2028, 1, 5))
    with pytest.raises(CalendarMissing):
        calendar.is_business(date(2027, 3, 1))


def test_an_empty_calendar_covers_nothing() -> None:
    calendar = calendar_for([], country="PE", department=None, institution=None)
    with pytest.raises(CalendarMissing):
        calendar.add_business(date(2026, 1, 5), 1)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(CountOutOfRange) as refused:
        TWO_YEARS.add_business(date(2026, 1, 5), -1)
    assert refused.value.facts == {"days": -1}


MONDAY = date(2026, 3, 2)
NATIONAL = layer("PE/national/2026")


@pytest.mark.parametrize(
    ("key", "department", "institution", "applies"),
    [
        ("PE/decreed/2026", None, None, True),
        ("PE/regional/08/2026", "08", None, True),
        ("PE/regional/08/2026", "07", None, False),
        ("PE/regional/08/2026", None, None, False),
        ("PE/regional/None/2026", None, None, False),
        ("PE/entity/muni-pisac/2026", None, "muni-pisac", True),
        ("PE/entity/muni-pisac/2026", "08", "PE/muni-pisac", True),
        ("PE/entity/muni-pisac/2026", "08", "reniec", False),
        ("PE/entity/08/2026", "08", None, False),
        ("BO/national/2026", None, None, False),
        ("BO/decreed/2026", None, None, False),
    ],
)
def test_an_office_counts_with_the_layers_that_are_its_own(
    key: str, department: str | None, institution: str | None, *, applies: bool
) -> None:
    without, calendar = (
        calendar_for(layers, country="PE", department=department, institution=institution)
        for layers in ([NATIONAL], [NATIONAL, layer(key, MONDAY)])
    )
    assert calendar.is_business(MONDAY) != applies
    assert (calendar.hash != without.hash) == applies


def test_a_regional_layer_alone_covers_no_year() -> None:
    layers = [layer("PE/regional/08/2029", date(2029, 6, 24)), *frozen_layers()]
    calendar = calendar_for(layers, country="PE", department="08", institution=None)
    with pytest.raises(CalendarMissing):
        calendar.is_business(date(2029, 6, 25))


def test_the_hash_names_the_texts_and_not_their_order() -> None:
    layers = list(frozen_layers())
    forth, back = (
        calendar_for(some, country="PE", department=None, institution=None)
        for some in (layers, reversed(layers))
    )
    assert forth.hash == back.hash
    assert forth == back


def test_the_hash_changes_with_a_text_and_with_the_weekend() -> None:
    national = layer("PE/national/2026")
    changed = Layer(national.key, 2026, (), "another hash")
    friday = frozenset({4, 5})
    hashes = {
        calendar_for([national], country="PE", department=None, institution=None).hash,
        calendar_for([changed], country="PE", department=None, institution=None).hash,
        calendar_for(
            [national], country="PE", department=None, institution=None, weekend=friday
        ).hash,
    }
    assert len(hashes) == 3


def test_another_weekend_makes_sunday_a_business_day() -> None:
    calendar = calendar_for(
        [layer("AE/national/2026")],
        country="AE",
        department=None,
        institution=None,
        weekend=frozenset({4, 5}),
    )
    assert calendar.is_business(date(2026, 3, 1))
    assert not calendar.is_business(date(2026, 3, 6))


def test_two_versions_of_one_layer_are_refused() -> None:
    twice = [layer("PE/national/2026"), layer("PE/national/2026", MONDAY)]
    with pytest.raises(DocumentInvalid):
        calendar_for(twice, country="PE", department=None, institution=None)


def test_days_off_are_listed_once_in_order_and_without_weekends() -> None:
    calendar = peru(
        layer("PE/regional/08/2026", date(2026, 6, 24), date(2026, 7, 28)), department="08"
    )
    found = calendar.weekdays_off(date(2026, 6, 23), date(2026, 7, 29))
    assert [day.on.isoformat() for day in found] == [
        "2026-06-24",
        "2026-06-29",
        "2026-07-23",
        "2026-07-28",
        "2026-07-29",
    ]
    assert found[3].name == "Día de la Independencia"


def _is_business(calendar: Calendar, day: date) -> bool:
    off = {one.on for layer_ in calendar.layers for one in layer_.days}
    return day.weekday() < 5 and day not in off


def _walk(calendar: Calendar, start: date, count: int) -> date:
    day = start
    while count > 0:
        day += timedelta(1)
        count -= _is_business(calendar, day)
    while not _is_business(calendar, day):
        day += timedelta(1)
    return day
