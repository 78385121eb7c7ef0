"""Stops that are moved along, called off and reported."""

from dataclasses import replace
from datetime import timedelta

import pytest

from config.house import House
from core.model.visit import Attended, Hindrance, Note, VisitState
from core.refusals import DateOutOfOrder, VisitChanged, VisitUnknown
from core.visit_events import NewReport
from core.visit_notices import VISIT_CHANGED
from tests.core.rows import all_of, rows
from tests.core.stories import on_day
from tests.core.trips import TRIP, days, of_trip, on, planned
from tests.houses import TODAY, act

REPORT = NewReport(
    on=TODAY,
    arrived="09:10",
    left="15:30",
    attended={Attended.INTAKE: 12, Attended.OTHER: 0},
    notes=(Note.COME_BACK,),
)


@pytest.fixture
def trip(either_house: House) -> House:
    planned(either_house)
    return either_house


def visit(house: House, place: int) -> str:
    return of_trip(house)[place].id


def announced(house: House) -> list[str]:
    return [row["unique_key"] for row in rows(house, "outbox") if row["kind"] == VISIT_CHANGED]


def test_a_delay_moves_all_later_stops_by_the_same_days_and_tells_each_once(trip: House) -> None:
    events = trip.trips.moving.delay(visit(trip, 1), 2, act(), reason=Hindrance.RIVER)
    assert days(trip) == [4, 8, 10]
    assert [event.draft.kind for event in events] == ["visit_moved", "visit_moved"]
    assert events[0].draft.data == {
        "on": on(8).isoformat(),
        "reason": "rio",
    }
    assert [moved.was for moved in of_trip(trip)] == [None, on(6), on(8)]
    assert len(announced(trip)) == len(set(announced(trip))) == 2


def test_a_stop_that_was_called_off_or_is_done_is_passed_over(trip: House) -> None:
    moving = trip.trips.moving
    moving.report(visit(trip, 0), REPORT, act())
    moving.cancel(visit(trip, 1), act(), reason=Hindrance.SAFETY)
    moving.delay(visit(trip, 2), 5, act())
    assert days(trip) == [4, 6, 13]
    states = [VisitState.DONE, VisitState.CANCELLED, VisitState.PLANNED]
    assert [one.state for one in of_trip(trip)] == states


def test_one_stop_alone_moves_no_further_than_its_neighbours(trip: House) -> None:
    moving, second = trip.trips.moving, visit(trip, 1)
    moving.delay(second, 2, act(), along=False)
    assert days(trip) == [4, 8, 8]
    moving.delay(second, -4, act(), along=False)
    assert days(trip) == [4, 4, 8]
    before = all_of(trip)
    for count in (-1, 5, 0, 91):
        with pytest.raises(DateOutOfOrder):
            moving.delay(second, count, act(), along=False)
    assert all_of(trip) == before


def test_nothing_moves_into_the_past(trip: House) -> None:
    with pytest.raises(DateOutOfOrder):
        trip.trips.moving.delay(visit(trip, 0), -5, act())
    trip.trips.moving.delay(visit(trip, 0), -4, act())
    assert days(trip) == [0, 2, 4]


def test_a_page_that_is_no_longer_true_moves_nothing_and_a_form_acts_once(trip: House) -> None:
    moving, first = trip.trips.moving, visit(trip, 0)
    form = replace(act(), key="a form")
    assert len(moving.delay(first, 1, form, seen=on(4))) == 3
    assert moving.delay(first, 1, form, seen=on(4)) == ()
    with pytest.raises(VisitChanged):
        moving.delay(first, 1, act(), seen=on(4))
    assert days(trip) == [5, 7, 9]
    moving.cancel(first, act(), reason=Hindrance.FUEL, seen=on(5))
    with pytest.raises(VisitChanged):
        moving.cancel(first, act(), reason=Hindrance.FUEL)


def test_a_report_tells_hours_counts_and_codes_and_the_later_one_holds(trip: House) -> None:
    moving, first = trip.trips.moving, visit(trip, 0)
    (event,) = moving.report(first, REPORT, act())
    assert event.draft.data["attended"] == {"ingresos": 12}
    moving.report(first, replace(REPORT, attended={Attended.INTAKE: 14}), act())
    report = of_trip(trip)[0].report
    assert report is not None
    assert (report.total, report.notes) == (14, ("piden_volver",))
    for wrong in (replace(REPORT, on=TODAY + timedelta(days=1)), replace(REPORT, left="08:00")):
        with pytest.raises(DateOutOfOrder):
            moving.report(first, wrong, act())
    form = replace(act(), key="a report")
    assert moving.report(first, REPORT, form)
    assert moving.report(first, REPORT, form) == ()


def test_a_stop_that_nobody_planned_is_unknown(trip: House) -> None:
    moving = trip.trips.moving
    with pytest.raises(VisitUnknown):
        moving.delay("none", 1, act())
    with pytest.raises(VisitUnknown):
        moving.report("none", REPORT, act())


def test_trips_are_listed_with_what_is_done_of_them(trip: House) -> None:
    trip.trips.moving.report(visit(trip, 0), REPORT, act())
    (glance,) = trip.shelf.visits.trips(10)
    assert (glance.trip, glance.begins, glance.ends) == (TRIP, on(4), on(8))
    assert (glance.stops, glance.planned, glance.done) == (3, 2, 1)
    assert not of_trip(trip)[0].is_late(on(30))
    assert of_trip(trip)[1].is_late(on(7))


def test_what_is_told_of_a_district_is_the_day_of_now_or_that_nobody_comes(trip: House) -> None:
    moving, inquiry = trip.trips.moving, trip.inquiry
    moving.delay(visit(trip, 0), 2, act())
    answer = inquiry.next_visit("080405")
    assert (answer.on, answer.was, answer.is_cancelled) == (on(6), on(4), False)
    moving.cancel(visit(trip, 0), act(), reason=Hindrance.ENGINE)
    assert inquiry.next_visit("080405").is_cancelled
    assert inquiry.next_visit("080405").may_tell == ()
    on_day(trip, on(7))
    with pytest.raises(VisitUnknown):
        inquiry.next_visit("080405")
