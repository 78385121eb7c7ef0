"""Caps, hours and tariffs: laws that hold for any numbers."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.calling import (
    Caps,
    day_of,
    first_moment_by_day,
    is_quiet,
    is_withheld,
    month_of,
    require_room,
)
from core.model.charge import Share, Spent, Tariff, reached
from core.refusals import CallsTooMany

LIMA = ZoneInfo("America/Lima")
NUMBERS = st.integers(0, 400)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def may(caps: Caps, to_this_phone: int, in_all: int) -> bool:
    try:
        require_room(caps, to_this_phone=to_this_phone, in_all=in_all)
    except CallsTooMany:
        return False
    return True


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_no_day_ever_has_more_calls_than_its_caps(a: int, b: int, one: int, all_: int) -> None:
    assert may(Caps(to_a_phone=a, in_all=b), one, all_) is (one < a and all_ < b)


@given(st.lists(st.integers(0, 9), max_size=80), st.integers(0, 5), st.integers(0, 30))
def test_however_callers_take_turns_neither_cap_is_passed(
    wishes: list[int], to_a_phone: int, in_all: int
) -> None:
    caps, made = Caps(to_a_phone=to_a_phone, in_all=in_all), list[int]()
    for caller in wishes:
        if may(caps, made.count(caller), len(made)):
            made.append(caller)
    assert len(made) <= in_all
    assert all(made.count(caller) <= to_a_phone for caller in made)
    assert made == wishes or len(made) == in_all or to_a_phone in map(made.count, wishes)


@given(MOMENTS)
def test_a_call_by_day_wakes_nobody_and_waits_no_longer_than_it_must(moment: datetime) -> None:
    first = first_moment_by_day(moment, LIMA)
    assert first >= moment
    assert not is_quiet(first, LIMA)
    assert first == moment or is_quiet(first - timedelta(seconds=1), LIMA)
    assert first - moment < timedelta(hours=10, seconds=1)


@given(MOMENTS)
def test_a_day_and_a_month_begin_where_the_country_lives(moment: datetime) -> None:
    day, month = day_of(moment, LIMA), month_of(moment, LIMA)
    assert month <= day <= moment < day + timedelta(days=1)
    assert day.astimezone(LIMA).hour == month.astimezone(LIMA).hour == 0
    assert month.astimezone(LIMA).day == 1


@pytest.mark.parametrize(
    ("local", "quiet"),
    [("06:59:59", True), ("07:00:00", False), ("20:59:59", False), ("21:00:00", True)],
)
def test_people_sleep_from_nine_to_seven(local: str, quiet: bool) -> None:  # noqa: FBT001
    moment = datetime.fromisoformat(f"2026-11-20T{local}").replace(tzinfo=LIMA)
    assert is_quiet(moment, LIMA) is quiet


@given(st.integers(0, 100_000), st.integers(0, 500))
def test_every_minute_that_is_begun_is_paid_and_no_other(seconds: int, cents: int) -> None:
    cost = Tariff({"out": cents}).cents("out", seconds)
    assert cost * 60 >= seconds * cents
    assert cost * 60 < (seconds + 60) * cents or cents == 0
    assert Tariff({"out": cents}).cents("in", seconds) == 0


@pytest.mark.parametrize("seconds", [0, -1, -10_000])
def test_a_call_that_nobody_answered_costs_nothing(seconds: int) -> None:
    assert Tariff({"out": 9}).cents("out", seconds) == 0


@pytest.mark.parametrize(
    ("cents", "ceiling", "parts"),
    [
        (0, 0, ()),
        (10_000, 0, ()),
        (799, 1000, ()),
        (800, 1000, (80,)),
        (999, 1000, (80,)),
        (1000, 1000, (80, 100)),
        (9999, 1000, (80, 100)),
    ],
)
def test_staff_are_warned_at_four_fifths_and_at_the_whole(
    cents: int, ceiling: int, parts: tuple[int, ...]
) -> None:
    assert reached(cents, ceiling) == parts
    assert Spent({"in": Share(1, 60, cents)}, ceiling).warnings == parts


@pytest.mark.parametrize("phone", ["", " ", "anonymous", "Anonymous", "+266696687", "unknown"])
def test_a_withheld_number_is_known_however_a_carrier_writes_it(phone: str) -> None:
    assert is_withheld(phone)
    assert not is_withheld("+51984123456")
