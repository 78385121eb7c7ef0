"""A unit forgets what its route left behind: whole, only what the hub has, and nothing besides."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from core.model.case_number import CaseNumber
from core.model.exchange import EVERYWHERE, Chain
from core.model.purge import Purge
from core.notes import note_field
from core.people import ContactDetails, NewPhone
from core.refusals import ChainBroken
from core.store.purging import StorePurge
from core.visit_events import NewVisit
from tests.core.rows import add, all_of, projected, rows, spoil
from tests.core.stories import PISAC_DISTRICT, a_case, a_draft, append, case_of
from tests.houses import TODAY, act
from tests.store.purges import (
    CALCA,
    a_case_in,
    check,
    everything,
    met,
    moves_to,
    on_both,
    on_one,
    purge_of,
    purged,
    someone_in,
)
from tests.store.units import Hub, Unit, Units, begin_again, shared

REASONS = ("firma-solicitud",)


def a_loaded(hub: Hub, unit: Unit) -> tuple[Unit, CaseNumber, CaseNumber]:
    """Load a unit with a case in each district, and let it work on both until all is known."""
    here, there = a_case_in(hub, PISAC_DISTRICT), a_case_in(hub, CALCA)
    unit = on_both(unit)
    unit.load(hub)
    for number in (here, there):
        unit.house.moving.route(number, act(), station="licencias")
        unit.house.moving.observe(number, act(), reasons=REASONS, note=f"Falta en {number}")
    unit.exchange(hub)
    hub.house.moving.cure(there, act())
    unit.exchange(hub)
    return unit, here, there


def test_what_lies_off_the_route_goes_whole_and_what_lies_on_it_stays(
    pair: tuple[Hub, Unit],
) -> None:
    hub, unit = pair
    unit, here, there = a_loaded(hub, unit)
    citizen = case_of(unit.house, there).applicant
    before = case_of(unit.house, here)
    told = purged(unit)
    # Two moves of its own and one of the hub's; the name, the note and nothing else.
    assert told == Purge(districts=(CALCA,), cases=1, people=1, events=3, values=2)
    left = everything(unit)
    for trace in (there.digits, citizen, f"Juana de {CALCA}"):
        assert trace not in left
    assert case_of(unit.house, here) == before
    assert set(unit.shelf.cursors()) == {PISAC_DISTRICT, EVERYWHERE}
    assert purged(unit) == Purge()


def test_its_chain_goes_on_from_what_it_forgot(quick_hub: Hub, units: Units) -> None:
    hub, unit = quick_hub, units()
    unit, here, there = a_loaded(hub, unit)
    unit.house.moving.route(case_of(unit.house, there).number, act(), station="registro-civil")
    unit.exchange(hub)
    before = unit.house.shelf.journal.verify(lambda _: None).heads
    purged(on_one(unit))
    assert unit.house.shelf.journal.verify(lambda _: None).heads == before
    unit = on_one(unit)
    # The hub tells again how far the chain had come there, and it is believed.
    unit.shelf.acknowledge(hub.shelf.placed("tambo.1", 1, Chain(acked=0)))
    unit.house.moving.cure(here, act())
    unit.exchange(hub)
    hub.verify()
    check(unit)
    at_hub, at_unit = shared(hub, unit)
    assert at_hub == at_unit
    assert case_of(hub.house, here) == case_of(unit.house, here)


def test_a_district_that_comes_back_is_loaded_as_if_it_were_new(
    quick_hub: Hub, units: Units
) -> None:
    hub, unit = quick_hub, units()
    unit, _, there = a_loaded(hub, unit)
    purged(unit)
    unit = on_one(unit)
    hub.house.moving.route(there, act(), station="registro-civil")
    unit.exchange(hub)
    assert there.digits not in everything(unit)
    unit = on_both(unit)
    unit.shelf.load(hub.shelf.snapshot(unit.scope, frozenset({CALCA})))
    unit.exchange(hub)
    at_hub, at_unit = shared(hub, unit)
    assert at_hub == at_unit
    name = unit.house.shelf.citizens.open_value(case_of(unit.house, there).applicant, "name")
    assert name == f"Juana de {CALCA}"
    check(unit)
    unit.house.moving.observe(there, act(), reasons=REASONS)
    unit.exchange(hub)
    assert case_of(unit.house, there) == case_of(hub.house, there)


def test_what_the_hub_has_not_acknowledged_stays_with_all_that_it_is_about(
    quick_hub: Hub, units: Units
) -> None:
    unit, _, there = a_loaded(quick_hub, units())
    other = a_case_in(unit, CALCA)
    unit.house.moving.route(there, act(), station="registro-civil")
    told = purged(unit)
    assert (told.cases, told.kept_cases, told.kept_people) == (0, 2, 2)
    # A registration, an opening, and the move.
    assert told.waiting == 3
    assert case_of(unit.house, other).district == CALCA
    assert unit.house.shelf.citizens.open_value(case_of(unit.house, there).applicant, "name")
    unit = on_one(unit)
    unit.exchange(quick_hub)
    assert case_of(quick_hub.house, other).district == CALCA
    told = purged(unit)
    assert (told.cases, told.people, told.kept_cases, told.waiting) == (2, 2, 0, 0)
    assert CALCA not in str([rows(unit.house, name) for name in ("event", "arrival_bucket")])


def test_who_has_a_case_on_the_route_stays_without_what_was_noted_off_it(
    quick_hub: Hub, units: Units
) -> None:
    citizen = someone_in(quick_hub, CALCA)
    there = a_case(quick_hub.house, applicant=citizen)
    quick_hub.house.moving.observe(there, act(), reasons=REASONS, note="Falta la hoja 2")
    moves_to(quick_hub, citizen, PISAC_DISTRICT)
    here = a_case(quick_hub.house, applicant=citizen)
    unit = on_both(units())
    unit.load(quick_hub)
    open_value = unit.house.shelf.citizens.open_value
    assert open_value(citizen, note_field(there)) == "Falta la hoja 2"
    told = purged(unit)
    assert (told.cases, told.people, told.values) == (1, 0, 1)
    assert open_value(citizen, note_field(there)) is None
    assert open_value(citizen, "address") is not None
    assert case_of(unit.house, here).applicant == citizen
    # In the vault of the hub nothing was forgotten.
    assert quick_hub.house.shelf.citizens.open_value(citizen, note_field(there))


def test_who_was_told_of_on_the_route_stays_though_they_left(quick_hub: Hub, units: Units) -> None:
    unit = on_both(units())
    unit.load(quick_hub)
    citizen = someone_in(quick_hub, PISAC_DISTRICT)
    moves_to(quick_hub, citizen, CALCA)
    unit.exchange(quick_hub)
    assert purged(unit).people == 0
    unit = on_one(unit)
    moves_to(quick_hub, citizen, PISAC_DISTRICT)
    unit.exchange(quick_hub)
    at_hub, at_unit = shared(quick_hub, unit)
    assert at_hub == at_unit


def test_stops_and_whatever_else_lies_there_go_too(quick_hub: Hub, units: Units) -> None:
    unit = on_both(units())
    unit.load(quick_hub)
    stop = NewVisit(id="1", district=CALCA, on=TODAY, place="Plaza", short_place="Plaza")
    quick_hub.house.visiting.plan(stop, act())
    append(quick_hub.house, replace(a_draft("letter:1"), buckets=(CALCA,)))
    append(quick_hub.house, replace(a_draft("letter:2"), buckets=(CALCA, PISAC_DISTRICT)))
    unit.exchange(quick_hub)
    told = purged(unit)
    assert (told.visits, told.events) == (1, 2)
    assert rows(unit.house, "visit") == []
    assert {row["subject"] for row in rows(unit.house, "event")} == {"origin:tambo.1", "letter:2"}


def test_a_person_whose_values_an_event_of_the_route_sealed_stays(
    quick_hub: Hub, units: Units
) -> None:
    unit = on_both(units())
    unit.load(quick_hub)
    citizen = someone_in(quick_hub, CALCA)
    with quick_hub.house.shelf.ledger.writing() as work:
        (told,) = work.seal(citizen, {"sign:1": "su firma"})
        said = {"version": told.version, "commitment": told.commitment}
        data = {"person": citizen, "sealed": {"sign:1": said}}
        work.append(replace(a_draft("letter:1", data=data), buckets=(PISAC_DISTRICT,)))
    unit.exchange(quick_hub)
    assert purged(unit).people == 0


def test_an_office_number_that_nobody_bears_any_more_goes_to_who_waited_for_it(
    quick_hub: Hub, units: Units
) -> None:
    unit = on_both(units())
    first = a_case_in(quick_hub, CALCA, alias="2026-17")
    second = a_case_in(quick_hub, PISAC_DISTRICT, alias="2026-18")
    (opening,) = quick_hub.house.shelf.case_log.events(second)
    with quick_hub.house.shelf.ledger.writing() as work:
        number = work.next_number()
        said = {**opening.draft.data, "number": number.digits, "alias": "2026-17"}
        work.append(replace(opening.draft, subject=f"case:{number}", data=said))
    unit.load(quick_hub)
    add(unit.house, "case_lock", {"number": first.digits, "wrong": 1, "closed": False})
    purged(unit)
    bearers = {row["alias"]: row["number"] for row in rows(unit.house, "case_alias")}
    assert bearers == {"2026-17": number.digits, "2026-18": second.digits}
    assert rows(unit.house, "case_lock") == []


def test_who_comes_back_to_the_route_by_an_event_is_loaded_anew(
    quick_hub: Hub, units: Units
) -> None:
    """The hub sends what happened since, but never again what the unit itself wrote before."""
    unit = on_both(units())
    unit.load(quick_hub)
    citizen = someone_in(unit, CALCA)
    unit.exchange(quick_hub)
    purged(unit)
    unit = on_one(unit)
    moves_to(quick_hub, citizen, PISAC_DISTRICT)
    met(unit, quick_hub)
    assert set(unit.shelf.cursors()) == {EVERYWHERE}
    met(unit, quick_hub)
    at_hub, at_unit = shared(quick_hub, unit)
    assert at_hub == at_unit
    assert citizen in {row["id"] for row in at_unit["citizens"]}
    assert rows(unit.house, "quarantined") == []
    check(unit)


def test_papers_on_their_way_hold_back_the_case_that_they_are_of(
    quick_hub: Hub, units: Units
) -> None:
    unit, _, there = a_loaded(quick_hub, units())
    told = purge_of(unit).purge({PISAC_DISTRICT}, {f"case:{there}": 2})
    assert (told.cases, told.kept_cases, told.kept_people, told.waiting) == (0, 1, 1, 2)


def test_earlier_epochs_are_forgotten_as_the_present_one(quick_hub: Hub, units: Units) -> None:
    unit, _, there = a_loaded(quick_hub, units())
    unit = begin_again(unit, 2, "151")
    unit.house.moving.observe(there, act(), reasons=REASONS)
    unit.exchange(quick_hub)
    purged(unit)
    assert {row["epoch"] for row in rows(unit.house, "purged_event")} == {1, 2}
    met(on_one(unit), quick_hub)
    quick_hub.verify()


def test_the_hub_forgets_nothing_and_says_so_before_a_row_is_gone(hub: Hub) -> None:
    a_case_in(hub, CALCA)
    before = all_of(hub.house)
    with pytest.raises(DBAPIError, match="insert_only"):
        StorePurge(hub.house.shelf.ledger).purge({PISAC_DISTRICT}, {})
    assert all_of(hub.house) == before


def test_a_purge_that_fails_halfway_forgets_nothing(quick_hub: Hub, units: Units) -> None:
    unit, _, _ = a_loaded(quick_hub, units())
    refuse = "BEGIN SELECT RAISE(ABORT, 'the power failed'); END"
    spoil(unit.house, f"CREATE TRIGGER fail BEFORE DELETE ON down_cursor {refuse}")
    before = all_of(unit.house), projected(unit.house)
    with pytest.raises(DBAPIError, match="the power failed"):
        purge_of(unit).purge({PISAC_DISTRICT}, {})
    assert (all_of(unit.house), projected(unit.house)) == before
    unit.verify()


def test_the_audit_finds_what_is_missing_beside_what_was_purged(
    quick_hub: Hub, units: Units
) -> None:
    unit, _, _ = a_loaded(quick_hub, units())
    purged(unit)
    spoil(unit.house, "DROP TRIGGER purged_event_no_delete")
    spoil(unit.house, "DELETE FROM purged_event WHERE seq = (SELECT min(seq) FROM purged_event)")
    with pytest.raises(ChainBroken) as refused:
        unit.verify()
    assert refused.value.facts["problem"] == "gap"


def test_the_phone_of_who_went_finds_nobody(quick_hub: Hub, units: Units) -> None:
    unit, _, there = a_loaded(quick_hub, units())
    citizen = case_of(unit.house, there).applicant
    phone = NewPhone(unit.house.numbering.read("984555666"))
    unit.house.people.correct(citizen, ContactDetails(phone=phone), act())
    unit.exchange(quick_hub)
    blinded = unit.house.blind_phone(phone.phone.e164)
    assert len(unit.house.shelf.cases.of_phone(blinded)) == 1
    purged(unit)
    assert unit.house.shelf.cases.of_phone(blinded) == ()
    assert all(row["person"] != citizen for row in rows(unit.house, "person_key"))
    assert set(unit.shelf.cursors()) == {PISAC_DISTRICT, EVERYWHERE}
