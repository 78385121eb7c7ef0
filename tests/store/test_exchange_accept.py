"""What comes up is kept once and whole: gaps wait, forks are refused, nothing delays the next."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.model.event import Draft, Event
from core.model.exchange import Chain, Parcel, Place
from core.refusals import ChainBroken, ChainForked, TooManyEvents
from core.store.exchange import held
from tests.core.rows import all_of, projected, rows
from tests.core.stories import (
    PISAC_DISTRICT,
    a_case,
    a_draft,
    append,
)
from tests.store.units import Hub, Unit, Units, accepted, begin_again, part, waiting


def told(unit: Unit, *drafts: Draft) -> tuple[Event, ...]:
    local = (replace(draft, buckets=(PISAC_DISTRICT,)) for draft in drafts)
    return append(unit.house, *local)


def test_a_run_is_kept_byte_by_byte_and_acknowledged_with_its_places(
    hub: Hub, units: Units
) -> None:
    unit = units()
    told(unit, a_draft("later:1", "of_tomorrow", {"ñ": [1, None, 2.5], "z": {"": "\u0000"}}))
    before = hub.house.shelf.journal.count()
    ack = accepted(hub, waiting(unit))
    assert (ack.origin, ack.epoch, ack.seq) == ("tambo.1", 1, 2)
    assert ack.placed == (Place(1, before + 1, 2),)
    assert ack.quarantined == ()
    sent = [row for row in rows(hub.house, "event") if row["origin"] == "tambo.1"]
    assert sent == [row for row in rows(unit.house, "event") if row["origin"] == "tambo.1"]
    assert hub.shelf.marks("tambo.1") == {("tambo.1", 1): 2}
    assert hub.shelf.hash_at("tambo.1", 1, 2) == sent[-1]["hash"]
    assert (hub.shelf.hash_at("tambo.1", 1, 3), hub.shelf.hash_at("x", 1, 0)) == (None, "0" * 64)
    assert {row["transport"] for row in rows(hub.house, "arrival")} == {"local", "http"}
    hub.verify()


def test_what_comes_twice_or_overlaps_counts_once(hub: Hub, units: Units) -> None:
    unit = units()
    unit.load(hub)
    a_case(unit.house)
    parcel = waiting(unit)
    first = accepted(hub, part(parcel, 1, 2))
    before = all_of(hub.house)
    assert accepted(hub, part(parcel, 1, 2)) == first
    assert all_of(hub.house) == before
    whole = accepted(hub, parcel)
    assert whole.seq == len(parcel.events)
    assert accepted(hub, parcel) == whole == hub.shelf.placed("tambo.1", 1, Chain(acked=0))
    assert hub.told.count((rows(hub.house, "case_file")[0]["number"], "case_opened")) == 1


def test_a_run_after_a_gap_waits_and_counts_when_the_gap_fills(hub: Hub, units: Units) -> None:
    unit = units()
    unit.load(hub)
    a_case(unit.house)
    told(unit, a_draft(), a_draft())
    parcel = waiting(unit)
    before = projected(hub.house)
    for first, last in ((5, 5), (4, 5), (3, 3)):
        assert accepted(hub, part(parcel, first, last)).seq == 0
    assert projected(hub.house) == before
    assert hub.house.shelf.journal.count() == len(rows(hub.house, "arrival"))
    assert accepted(hub, part(parcel, 1, 2)).seq == 5
    assert rows(hub.house, "held_run") == []
    assert len(rows(hub.house, "case_file")) == 1
    assert len(rows(hub.house, "vault")) == 1
    hub.verify()


def test_many_runs_that_waited_count_some_hundred_at_a_time(quick_hub: Hub, units: Units) -> None:
    unit, hub = units(), quick_hub
    for _ in range(3):
        told(unit, *[a_draft()] * 400)
    events = unit.shelf.pending(limit=2000)[0].events
    parcels = [Parcel(events=events[at : at + 200]) for at in range(0, len(events), 200)]
    for parcel in reversed(parcels[1:]):
        accepted(hub, parcel)
    assert accepted(hub, parcels[0]).seq == len(events) == 1201
    assert rows(hub.house, "held_run") == []


def test_too_many_runs_that_wait_are_dropped_from_the_far_end(
    quick_hub: Hub, units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "MOST_RUNS", 2)
    unit, hub = units(), quick_hub
    told(unit, *[a_draft()] * 5)
    parcel = waiting(unit)
    for place in (6, 3, 5, 4):
        accepted(hub, part(parcel, place, place))
    assert [row["seq"] for row in rows(hub.house, "held_run")] == [3, 4]
    assert accepted(hub, part(parcel, 1, 2)).seq == 4
    assert accepted(hub, part(parcel, 5, 6)).seq == 6


def test_two_pasts_of_one_chain_are_refused_and_change_nothing(hub: Hub, units: Units) -> None:
    unit = units()
    told(unit, a_draft(), a_draft())
    parcel = waiting(unit)
    accepted(hub, part(parcel, 1, 2))
    before = all_of(hub.house)
    other = replace(parcel.events[1], draft=a_draft(data={"other": "disk"}))
    after = replace(parcel.events[2], prev_hash=other.hash())
    for run in ((other,), (other, after), (after,)):
        with pytest.raises(ChainForked):
            accepted(hub, Parcel(events=run))
    assert all_of(hub.house) == before


def test_a_fork_that_waited_is_dropped_and_what_fills_the_gap_counts(
    hub: Hub, units: Units
) -> None:
    unit = units()
    told(unit, a_draft(), a_draft())
    parcel = waiting(unit)
    accepted(hub, Parcel(events=(replace(parcel.events[2], prev_hash="f" * 64),)))
    assert accepted(hub, part(parcel, 1, 2)).seq == 2
    assert rows(hub.house, "held_run") == []


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda _: (), "empty"),
        (lambda e: (replace(e[0], draft=replace(e[0].draft, basis=[1])),), "unstorable"),
        (lambda e: (replace(e[0], draft=replace(e[0].draft, buckets=("a", 5))),), "unstorable"),
        (lambda e: (replace(e[0], draft=replace(e[0].draft, buckets=("a\0",))),), "unstorable"),
        (lambda e: (e[0], e[2]), "gap"),
        (lambda e: (e[0], replace(e[1], prev_hash="0" * 64)), "prev_hash"),
        (lambda e: (replace(e[0], draft=replace(e[0].draft, kind="a\0b")),), "unstorable"),
        (lambda e: (replace(e[0], draft=replace(e[0].draft, actor="\ud800")),), "unstorable"),
        (lambda e: (replace(e[0], draft=replace(e[0].draft, schema_v=2**31)),), "unstorable"),
        (lambda e: (replace(e[0], id=e[0].id._replace(epoch=2**63)),), "unstorable"),
        (lambda e: (replace(e[0], id=e[0].id._replace(origin="hub")),), "origin"),
    ],
)
def test_what_is_no_run_of_a_unit_is_refused(
    quick_hub: Hub,
    units: Units,
    spoil: Callable[[tuple[Event, ...]], tuple[Event, ...]],
    problem: str,
) -> None:
    unit = units()
    told(unit, a_draft(), a_draft())
    before = all_of(quick_hub.house)
    with pytest.raises(ChainBroken) as refused:
        accepted(quick_hub, Parcel(events=spoil(waiting(unit).events)))
    assert refused.value.facts["problem"] == problem
    assert all_of(quick_hub.house) == before


def test_a_run_longer_than_a_transaction_is_refused(quick_hub: Hub, units: Units) -> None:
    unit = units()
    told(unit, *[a_draft()] * 500)
    with pytest.raises(TooManyEvents):
        accepted(quick_hub, unit.shelf.pending(limit=600)[0])


def test_each_epoch_of_a_unit_is_a_chain_of_its_own(quick_hub: Hub, units: Units) -> None:
    unit, hub = units(), quick_hub
    told(unit, a_draft())
    unit.up(hub)
    again = begin_again(unit, 2, "151")
    told(again, a_draft())
    assert [ack.epoch for ack in again.up(hub)] == [2]
    assert hub.shelf.marks("tambo.1") == {("tambo.1", 1): 2, ("tambo.1", 2): 2}
