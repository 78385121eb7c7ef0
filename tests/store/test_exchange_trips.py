"""A trip is planned here, and moved and reported out there: both sides read the same stops."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from config.exchanging import hub_shelf_of
from core.model.visit import Attended, Hindrance, Visit, VisitState
from core.visit_events import NewReport
from core.visit_notices import VISIT_CHANGED
from core.visiting import NewVisit
from tests.core.rows import rows
from tests.houses import TODAY, act
from tests.store.units import Hub, Unit, shared

STOP = NewVisit(
    id="v1",
    district="080405",
    on=TODAY,
    place="Plaza de Amaru",
    short_place="Amaru",
    services=("DNI",),
    unit="bote-1",
    trip="Alto Madre",
    stop=1,
    from_hour="08:00",
    languages=("quechua",),
    tasks=("charla",),
)
REPORT = NewReport(on=TODAY, arrived="09:10", left="15:30", attended={Attended.INTAKE: 12})


def stops(side: Hub | Unit) -> tuple[Visit, ...]:
    return side.house.shelf.visits.of_trip("Alto Madre")


def same(hub: Hub, unit: Unit) -> Sequence[object]:
    here, there = shared(hub, unit)
    assert here == there
    visits: Sequence[object] = here["visits"]
    return visits


def test_a_trip_and_what_became_of_it_is_the_same_on_both_sides(pair: tuple[Hub, Unit]) -> None:
    hub, unit = pair
    hub.house.visiting.plan(STOP, act())
    unit.load(hub)
    hub.house.visiting.plan(replace(STOP, id="v2", stop=2, short_place="Sacaca"), act())
    unit.exchange(hub)
    assert len(same(hub, unit)) == 2
    unit.house.trips.moving.delay("v1", 2, act(), reason=Hindrance.RIVER)
    unit.exchange(hub)
    assert len(same(hub, unit)) == 2
    assert [stop.reason for stop in stops(hub)] == ["rio", "rio"]
    assert stops(hub) == stops(unit)


def test_a_report_from_the_river_holds_over_a_move_of_the_office(pair: tuple[Hub, Unit]) -> None:
    hub, unit = pair
    hub.house.visiting.plan(STOP, act())
    unit.load(hub)
    hub.house.trips.moving.delay("v1", 3, act(), reason=Hindrance.WEATHER)
    unit.house.trips.moving.report("v1", REPORT, act())
    unit.exchange(hub)
    unit.exchange(hub)
    (stop,) = stops(hub)
    assert (stop.state, stop.report) == (VisitState.DONE, stops(unit)[0].report)
    assert len(same(hub, unit)) == 1
    hub.rebuild()
    assert stops(hub) == (stop,)


def test_people_hear_from_the_hub_what_a_unit_decided(pair: tuple[Hub, Unit]) -> None:
    hub, unit = pair
    hub.house.visiting.plan(STOP, act())
    unit.load(hub)
    unit.house.trips.moving.delay("v1", 2, act(), reason=Hindrance.RIVER)
    assert wished(unit) == []
    shelf = hub_shelf_of(hub.house)
    for parcel in unit.shelf.pending(limit=200):
        for _ in ("first", "again"):
            shelf.accept(parcel, transport="http")
    assert wished(hub) == [{"mark": f"PLANEADA:1:{TODAY + timedelta(days=2)}", "visit": "v1"}]


def wished(side: Hub | Unit) -> list[object]:
    outbox = rows(side.house, "outbox")
    return [json.loads(row["payload"]) for row in outbox if row["kind"] == VISIT_CHANGED]
