"""At a unit: what it wrote waits on top, what came below is folded again in the hub's order."""

from dataclasses import replace

import pytest

from core.model.case import Outcome
from core.model.exchange import PENDING, Acknowledged, Chain, Place
from core.model.state import State
from core.people import ContactDetails, NewPhone
from core.refusals import ChainBroken, ChainForked
from core.store.lanes import next_version
from core.wishes import recount, status_text
from tests.core.rows import add, all_of, change, drop_triggers, projected, remove, rows
from tests.core.stories import a_case, a_citizen, a_draft, append, case_of
from tests.houses import act
from tests.store.units import Hub, Unit, Units, begin_again, shared


def problem(unit: Unit) -> str:
    with pytest.raises(ChainBroken) as refused:
        unit.verify()
    return str(refused.value.facts["problem"])


def test_what_a_unit_writes_waits_above_everything_and_is_placed_once(
    pair: tuple[Hub, Unit],
) -> None:
    hub, unit = pair
    unit.load(hub)
    number = a_case(unit.house)
    waits = rows(unit.house, "arrival")
    assert {row["transport"] for row in waits} == {"pending"}
    assert [row["hub_seq"] for row in waits] == [PENDING + n for n in range(1, len(waits) + 1)]
    before = hub.house.shelf.journal.count()
    (ack,) = unit.up(hub)
    placed = rows(unit.house, "arrival")
    assert {row["transport"] for row in placed} == {"placed"}
    assert [row["hub_seq"] for row in placed] == [before + n for n in range(1, len(waits) + 1)]
    kept = all_of(unit.house)
    unit.shelf.acknowledge(ack)
    assert all_of(unit.house) == kept
    assert unit.shelf.pending(limit=10) == ()
    assert rows(unit.house, "arrival") == placed
    in_buckets = {row["hub_seq"] for row in rows(unit.house, "arrival_bucket")}
    assert in_buckets == {row["hub_seq"] for row in placed}
    assert case_of(unit.house, number) == case_of(hub.house, number)
    unit.verify()


def test_what_both_decided_is_judged_alike_wherever_it_came_first(pair: tuple[Hub, Unit]) -> None:
    hub, unit = pair
    number = a_case(hub.house)
    unit.load(hub)
    hub.house.moving.resolve(number, act(), outcome=Outcome.FAVORABLE)
    unit.house.moving.observe(number, act(), reasons=("firma-solicitud",))
    own = case_of(unit.house, number)
    unit.down(hub)
    mixed = case_of(unit.house, number)
    assert (own.state, mixed.events) == (State.OBSERVADO_MESA, 3)
    unit.up(hub)
    here, there = shared(hub, unit)
    assert here == there
    assert case_of(unit.house, number) == case_of(hub.house, number)
    assert [one.event.origin for one in case_of(hub.house, number).disputes] == ["tambo.1"]
    assert hub.told == []
    for house, again in ((hub.house, hub.rebuild), (unit.house, unit.rebuild)):
        before = projected(house)
        again()
        assert projected(house) == before


def test_two_units_and_the_hub_end_alike_whoever_comes_first(hub: Hub, units: Units) -> None:
    number = a_case(hub.house)
    first, second = units(), units("tambo.2", "160")
    for unit in (first, second):
        unit.load(hub)
    citizen = case_of(hub.house, number).applicant
    phone = hub.house.numbering.read("984555666")
    for unit, e164 in ((first, "984555666"), (second, "984777888")):
        phone = unit.house.numbering.read(e164)
        unit.house.people.correct(citizen, ContactDetails(phone=NewPhone(phone)), act())
    first.house.moving.observe(number, act(), reasons=("firma-solicitud",))
    second.house.moving.route(number, act(), station="licencias")
    for unit in (second, first, second):
        unit.exchange(hub)
    assert shared(hub, first)[0] == shared(hub, first)[1] == shared(hub, second)[1]
    assert rows(first.house, "vault") == rows(second.house, "vault")
    assert len(case_of(hub.house, number).disputes) == 1
    for place in (hub, first, second):
        place.verify()


def test_what_the_hub_sends_twice_or_again_counts_once(pair: tuple[Hub, Unit]) -> None:
    hub, unit = pair
    unit.load(hub)
    a_case(hub.house)
    parcel, cursors = hub.shelf.since(unit.scope, unit.shelf.cursors(), limit=100)
    unit.shelf.take(parcel, cursors)
    before = all_of(unit.house), projected(unit.house)
    unit.shelf.take(parcel, cursors)
    unit.shelf.take(parcel, dict.fromkeys(cursors, 1))
    unit.load(hub)
    assert (all_of(unit.house)["event"], projected(unit.house)) == (before[0]["event"], before[1])
    assert unit.shelf.cursors() == cursors


def test_an_acknowledgement_that_was_lost_can_be_asked_for_again(hub: Hub, units: Units) -> None:
    unit = units()
    unit.load(hub)
    number = a_case(unit.house)
    (parcel,) = unit.shelf.pending(limit=100)
    hub.shelf.accept(parcel, transport="http")
    hub.house.moving.route(number, act(), station="licencias")
    unit.load(hub)
    unit.down(hub)
    unit.shelf.acknowledge(hub.shelf.placed("tambo.1", 1, Chain(acked=0)))
    here, there = shared(hub, unit)
    assert here == there
    assert case_of(unit.house, number).disputes == ()
    unit.verify()


def test_a_picture_in_slices_moves_the_cursors_with_its_last_one(hub: Hub, units: Units) -> None:
    unit = units()
    for _ in range(3):
        a_case(hub.house)
    whole = hub.shelf.snapshot(unit.scope, unit.scope.buckets)
    first = replace(whole, buckets=frozenset(), cases=whole.cases[:1])
    unit.shelf.load(first)
    assert (unit.shelf.cursors(), len(rows(unit.house, "case_file"))) == ({}, 1)
    unit.shelf.load(whole)
    here, there = shared(hub, unit)
    assert here == there
    assert set(unit.shelf.cursors().values()) == {whole.as_of}
    unit.shelf.load(replace(whole, as_of=1, cases=({**whole.cases[0], "state": "FIRME"},)))
    assert shared(hub, unit)[1] == here


def test_a_picture_tells_who_was_erased_meanwhile(hub: Hub, units: Units) -> None:
    unit = units()
    citizen = a_citizen(hub.house, "Rosa Mamani", phone="984123456")
    stale = hub.shelf.snapshot(unit.scope, unit.scope.buckets)
    unit.shelf.load(stale)
    hub.house.people.erase(citizen, act(), ground="pedido_del_titular")
    unit.load(hub)
    unit.shelf.load(stale)
    assert [rows(unit.house, name) for name in ("vault", "person_key", "person_secret")] == [
        [],
        [],
        [],
    ]
    unit.verify()


def test_an_earlier_epoch_that_was_never_acknowledged_is_placed_when_the_hub_sends_it(
    hub: Hub, units: Units
) -> None:
    unit = units()
    unit.load(hub)
    number = a_case(unit.house)
    (parcel,) = unit.shelf.pending(limit=100)
    hub.shelf.accept(parcel, transport="usb")
    again = begin_again(unit, 2, "151")
    again.exchange(hub)
    assert again.shelf.pending(limit=10) == ()
    assert case_of(again.house, number) == case_of(hub.house, number)
    again.verify()
    hub.verify()


def test_versions_are_drawn_in_lanes_that_never_meet() -> None:
    drawn = {
        lane: [next_version(newest, lane) for newest in range(5000)] for lane in (None, 0, 150, 999)
    }
    assert all(new > newest for lane in drawn.values() for newest, new in enumerate(lane))
    assert drawn[None][:1023] == list(range(1, 1024))
    assert (drawn[150][0], drawn[150][1174], drawn[None][1174]) == (1174, 2198, 2024)
    for lane, versions in drawn.items():
        others = (set(more) for other, more in drawn.items() if other != lane)
        assert not any(set(versions) & more for more in others)


def test_a_unit_keeps_only_the_wishes_that_it_performs(quick_hub: Hub, units: Units) -> None:
    unit, at = units(), quick_hub.house.clock.now()
    number = a_case(quick_hub.house)
    with unit.house.shelf.ledger.writing() as work:
        work.intend(status_text(number, cause="event:1", at=at))
        work.intend(recount("event:2", at=at))
    assert [row["kind"] for row in rows(unit.house, "outbox")] == ["recount"]


def a_working_unit(hub: Hub, units: Units) -> Unit:
    unit = units()
    a_case(hub.house)
    unit.load(hub)
    a_citizen(hub.house, "Rosa Mamani")
    append(unit.house, a_draft(), a_draft())
    unit.exchange(hub)
    append(unit.house, a_draft(), a_draft())
    unit.verify()
    for name in ("event", "arrival"):
        drop_triggers(unit.house, name)
    return unit


def test_the_audit_of_a_unit_finds_what_was_changed_behind_its_back(
    quick_hub: Hub, units: Units
) -> None:
    unit = a_working_unit(quick_hub, units)
    citizen = next(r["subject"] for r in rows(unit.house, "event") if r["origin"] == "hub")
    assert change(unit.house, "event", {"actor": "thief"}, subject=citizen)
    assert problem(unit) == "hash"


@pytest.mark.parametrize(
    ("changes", "where", "found"),
    [
        ({"actor": "thief"}, {"origin": "tambo.1", "seq": 2}, "hash"),
        ({"prev_hash": ""}, {"origin": "tambo.1", "seq": 5}, "prev_hash"),
    ],
)
def test_the_audit_of_a_unit_walks_its_own_chain(
    quick_hub: Hub, units: Units, changes: dict[str, str], where: dict[str, object], found: str
) -> None:
    unit = a_working_unit(quick_hub, units)
    assert change(unit.house, "event", changes, **where)
    assert problem(unit) == found


def test_the_audit_of_a_unit_finds_what_is_missing_from_its_order(
    quick_hub: Hub, units: Units
) -> None:
    unit = a_working_unit(quick_hub, units)
    last = rows(unit.house, "arrival")[-1]
    remove(unit.house, "arrival", hub_seq=last["hub_seq"])
    assert problem(unit) == "arrivals"
    add(unit.house, "arrival", {**last, "transport": "placed"})
    assert problem(unit) == "arrivals"
    change(unit.house, "arrival", {"transport": "pending", "hub_seq": 1}, seq=last["seq"])
    assert problem(unit) == "arrivals"


def test_the_audit_of_a_unit_finds_a_value_that_is_not_what_was_sealed(
    quick_hub: Hub, units: Units
) -> None:
    unit = a_working_unit(quick_hub, units)
    newest = rows(unit.house, "event")[0]
    person = newest["subject"].partition(":")[2]
    assert change(unit.house, "vault", {"value": "Otra"}, person=person)
    assert problem(unit) == "vault"
    remove(unit.house, "vault", person=person)
    assert problem(unit) == "missing_without_erasure"


def test_an_acknowledgement_of_another_chain_changes_nothing(units: Units) -> None:
    unit = units()
    before = rows(unit.house, "arrival")
    foreign = Acknowledged(origin="other", epoch=1, seq=9, placed=(Place(1, 5, 9),))
    unit.shelf.acknowledge(foreign)
    assert rows(unit.house, "arrival") == before


def test_a_hub_that_gives_a_place_to_something_else_is_refused(hub: Hub, units: Units) -> None:
    unit = units()
    unit.load(hub)
    a_case(hub.house)
    append(unit.house, a_draft())
    parcel, cursors = hub.shelf.since(unit.scope, unit.shelf.cursors(), limit=100)
    unit.shelf.take(parcel, cursors)
    taken = parcel.order[0]
    before = all_of(unit.house), projected(unit.house)
    twice = Acknowledged(origin="tambo.1", epoch=1, seq=1, placed=(Place(1, taken, 1),))
    with pytest.raises(ChainForked):
        unit.shelf.acknowledge(twice)
    with pytest.raises(ChainForked):
        unit.shelf.take(replace(parcel, order=parcel.order[::-1]), cursors)
    assert (all_of(unit.house), projected(unit.house)) == before
