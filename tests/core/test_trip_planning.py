"""The plan of a trip: what changed enters once, the rest never, and nothing of a faulty one."""

from dataclasses import replace

import pytest

from config.house import House
from core.model.asserted import RowError
from core.model.visit import Hindrance, VisitState
from core.refusals import TripUnknown
from core.trip_planning import Fate
from core.visit_notices import VISIT_CHANGED
from tests.core.rows import all_of, projected, rows
from tests.core.trips import TRIP, days, of_trip, on, planned, stop, three
from tests.houses import act


def wishes(house: House) -> int:
    return sum(row["kind"] == VISIT_CHANGED for row in rows(house, "outbox"))


def counted(house: House, *stops: object) -> dict[str, int]:
    report = planned(house, stops or None)  # type: ignore[arg-type] # rows of any kind
    assert report.faults == ()
    return {fate.value: count for fate, count in report.counts.items() if count}


def test_a_plan_becomes_the_stops_of_a_trip_in_their_order(either_house: House) -> None:
    assert counted(either_house) == {"new": 3}
    first, *_ = visits = of_trip(either_house)
    assert [visit.stop for visit in visits] == [1, 2, 3]
    assert (first.unit, first.trip, first.from_hour) == ("bote-1", TRIP, "08:00")
    assert (first.languages, first.tasks) == (("quechua",), ("entregar_cartas",))
    before = projected(either_house)
    either_house.shelf.journal.rebuild(either_house.shelf.ledger.reckon(), lambda _: None)
    assert projected(either_house) == before


def test_the_same_plan_again_writes_nothing(either_house: House) -> None:
    planned(either_house)
    before = all_of(either_house)
    assert counted(either_house) == {"unchanged": 3}
    assert all_of(either_house) == before


def test_a_dry_run_counts_and_writes_nothing(house: House) -> None:
    before = all_of(house)
    report = house.trips.planning.take_in(three(), act(), trip=TRIP, unit="b", dry_run=True)
    assert (report.counts[Fate.NEW], report.dry_run) == (3, True)
    assert all_of(house) == before


def test_another_day_in_the_plan_is_told_to_people_and_another_hour_is_not(house: House) -> None:
    planned(house)
    first, second, third = three()
    changed = (first, replace(second, from_hour="09:00"), replace(third, on=on(9)))
    assert counted(house, *changed) == {"moved": 1, "changed": 1, "unchanged": 1}
    assert days(house) == [4, 6, 9]
    assert of_trip(house)[2].was == on(8)
    assert wishes(house) == 1


def test_a_delay_outlives_the_plan_that_knew_nothing_of_it(house: House) -> None:
    planned(house)
    house.trips.moving.delay(of_trip(house)[1].id, 3, act(), reason=Hindrance.RIVER)
    assert counted(house) == {"unchanged": 3}
    first, second, third = three()
    assert counted(house, first, replace(second, services=("SIS",)), third) == {
        "changed": 1,
        "unchanged": 2,
    }
    assert days(house) == [4, 9, 11]
    assert of_trip(house)[1].day_of_plan == on(6)
    assert counted(house, first, replace(second, on=on(7)), third)["moved"] == 1
    assert days(house) == [4, 7, 11]


def test_a_row_put_in_before_leaves_the_other_stops_what_they_are(house: House) -> None:
    planned(house)
    before = {visit.short_place: visit.id for visit in of_trip(house)}
    new = stop("Sacaca", 5)
    assert counted(house, three()[0], new, *three()[1:])["new"] == 1
    after = {visit.short_place: visit.id for visit in of_trip(house)}
    assert before.items() < after.items()
    assert [visit.short_place for visit in of_trip(house)] == ["Amaru", "Sacaca", "Calca", "Lares"]


def test_what_is_no_longer_in_the_plan_is_called_off_and_may_come_back(house: House) -> None:
    planned(house)
    assert counted(house, *three()[:2]) == {"cancelled": 1, "unchanged": 2}
    assert of_trip(house)[2].state is VisitState.CANCELLED
    assert counted(house, *three()[:2]) == {"unchanged": 2}
    assert counted(house) == {"new": 1, "unchanged": 2}
    assert of_trip(house)[2].is_planned


def test_what_the_river_called_off_no_plan_brings_back_by_itself(house: House) -> None:
    planned(house)
    house.trips.moving.cancel(of_trip(house)[2].id, act(), reason=Hindrance.RIVER)
    assert counted(house) == {"unchanged": 3}
    assert of_trip(house)[2].state is VisitState.CANCELLED


def test_every_fault_is_told_by_its_row_and_nothing_is_written(house: House) -> None:
    before = all_of(house)
    unread = RowError(row=2, column="fecha", problem="not_a_date", found="mañana")
    stops = (
        unread,
        stop("Amaru", 6, row=3),
        replace(stop("Calca", 5, row=4), until_hour="07:00"),
        replace(stop("Lares", 9, row=5), short_place="x" * 25),
        stop("Ayer", -1, row=6),
    )
    report = planned(house, stops)  # type: ignore[arg-type] # rows of any kind
    assert [(fault.row, fault.problem) for fault in report.faults] == [
        (2, "not_a_date"),
        (4, "before_the_stop_above"),
        (4, "ends_before_it_begins"),
        (5, "too_long_for_a_text"),
        (6, "before_the_stop_above"),
        (6, "in_the_past"),
    ]
    assert all_of(house) == before


def test_two_stops_at_one_place_are_two(house: House) -> None:
    planned(house, (stop("Amaru", 4), stop("Amaru", 9)))
    first, second = of_trip(house)
    assert first.id != second.id
    assert days(house) == [4, 9]


def test_a_trip_has_a_name_and_at_most_two_hundred_stops(house: House) -> None:
    for name in (" ", "x" * 61):
        with pytest.raises(TripUnknown):
            house.trips.planning.take_in(three(), act(), trip=name, unit="bote")
    many = tuple(stop(f"P{at}", 4, row=at + 2) for at in range(201))
    (fault,) = planned(house, many).faults
    assert (fault.row, fault.problem) == (202, "too_many_stops")
    assert planned(house, many[:200]).counts[Fate.NEW] == 200
