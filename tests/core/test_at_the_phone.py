"""When a person is at the phone: hours as an office writes them."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.at_the_phone import OfficeHours
from core.refusals import SettingInvalid

MINUTES = st.integers(0, 24 * 60 - 1)


@pytest.mark.parametrize(
    ("at", "is_open", "opens_later"),
    [
        (time(8, 14), False, True),
        (time(8, 15), True, True),
        (time(12, 59), True, True),
        (time(13, 0), False, True),
        (time(14, 0), True, False),
        (time(16, 29), True, False),
        (time(16, 30), False, False),
    ],
)
def test_a_stretch_begins_with_its_first_minute_and_ends_before_its_last(
    at: time, *, is_open: bool, opens_later: bool
) -> None:
    hours = OfficeHours.parse(" 08:15-13:00 ,14:00-16:30")
    assert (hours.is_open(at), hours.opens_later(at)) == (is_open, opens_later)


@pytest.mark.parametrize("text", ["", " ", ","])
def test_no_hours_are_an_office_where_nobody_is(text: str) -> None:
    assert OfficeHours.parse(text).spans == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("8-16", "not_hours"),
        ("08:15", "not_hours"),
        ("25:00-26:00", "not_hours"),
        ("08:60-09:00", "not_hours"),
        ("٠٨:١٥-١٦:٣٠", "not_hours"),
        ("08:15-16:30;", "not_hours"),
        ("16:30-08:15", "not_in_order"),
        ("08:15-08:15", "not_in_order"),
        ("14:00-16:30,08:15-13:00", "not_in_order"),
        ("08:00-13:00,12:59-16:00", "not_in_order"),
        ("08:15-16:30," * 50, "too_long"),
    ],
)
def test_hours_that_cannot_be_are_refused(text: str, problem: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        OfficeHours.parse(text)
    assert refused.value.facts == {"setting": "COUNTER_HOURS", "problem": problem}


@given(st.text(max_size=120))
def test_any_text_is_hours_or_is_refused(text: str) -> None:
    try:
        hours = OfficeHours.parse(text)
    except SettingInvalid:
        return
    assert all(span.opens < span.closes for span in hours.spans)


@given(st.lists(MINUTES, min_size=2, max_size=6, unique=True), MINUTES)
def test_every_minute_is_in_a_stretch_or_beside_all(minutes: list[int], asked: int) -> None:
    marks = sorted(minutes[: len(minutes) // 2 * 2])
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    hours = OfficeHours.parse(",".join(f"{_clock(a)}-{_clock(b)}" for a, b in pairs))
    at = time.fromisoformat(_clock(asked))
    assert hours.is_open(at) is any(a <= asked < b for a, b in pairs)
    assert hours.opens_later(at) is any(asked < a for a, _ in pairs)


def _clock(minute: int) -> str:
    return f"{str(timedelta(minutes=minute))[:-3]:0>5}"
