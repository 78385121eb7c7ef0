"""Appointments as their stop tells them: all that was made, whole hours, room for so many."""

from itertools import permutations

import pytest

from core.model.appointment import (
    BOOKING_STEPS,
    CANCELLED,
    CHANGED,
    MADE,
    MOST_AN_HOUR,
    Appointment,
    Purpose,
    crowded,
    hours_of,
    read_appointment,
)

ONE = Appointment(id="1", number="1400004276", hour="09:00", purpose=Purpose.ASK)
TWO = Appointment(id="2", number="1400004276", hour="09:00", purpose=Purpose.SIGN)


def told(*steps: tuple[str, dict[str, object]]) -> tuple[Appointment, ...]:
    booked: tuple[Appointment, ...] = ()
    for kind, facts in steps:
        booked = BOOKING_STEPS[kind](booked, facts)
    return booked


def test_what_was_made_at_two_places_is_all_kept_in_whatever_order_it_comes() -> None:
    steps = [(MADE, ONE.facts()), (MADE, TWO.facts()), (MADE, ONE.facts())]
    assert {frozenset(told(*order)) for order in permutations(steps)} == {frozenset((ONE, TWO))}


def test_what_was_called_off_stays_so_and_a_change_keeps_the_rest() -> None:
    changed = told((MADE, ONE.facts()), (CHANGED, {"appointment": "1", "hour": "10:00"}))
    assert [(one.id, one.hour, one.until) for one in changed] == [("1", "10:00", "11:00")]
    gone = told((MADE, ONE.facts()), (CANCELLED, {"appointment": "1"}))
    assert BOOKING_STEPS[CHANGED](gone, {"appointment": "1", "hour": "10:00"}) == ()


@pytest.mark.parametrize(
    "hour", ["9:00", "09:30", "24:00", "xx:00", "+9:00", "٠٩:00", "", None, "09:00 "]
)
def test_an_hour_that_is_none_is_not_taken_from_anywhere(hour: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any: it is set aside as unreadable
        read_appointment({**ONE.facts(), "hour": hour})


def test_more_than_fit_is_shown_and_not_refused() -> None:
    many = tuple(
        Appointment(id=str(n), number="1", hour="09:00", purpose=Purpose.ASK)
        for n in range(MOST_AN_HOUR + 1)
    )
    assert crowded(many) == {"09:00"}
    assert crowded(many[1:]) == frozenset()


@pytest.mark.parametrize(
    ("begins", "ends", "hours"),
    [
        ("08:30", "11:00", ("09:00", "10:00")),
        ("08:00", "09:59", ("08:00",)),
        ("", "", tuple(f"{hour:02}:00" for hour in range(8, 16))),
        ("10:00", "10:30", ()),
    ],
)
def test_a_stop_attends_in_its_whole_hours(begins: str, ends: str, hours: tuple[str, ...]) -> None:
    assert hours_of(begins, ends) == hours
