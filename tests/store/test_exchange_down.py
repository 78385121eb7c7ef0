"""What goes down: what a unit's districts concern, each thing once, and nothing more."""

from dataclasses import replace

from config.desk import staffing_of
from core.model.citizen import Address
from core.model.event import GENESIS
from core.model.exchange import EVERYWHERE, Parcel
from core.model.place import Ubigeo, UbigeoSystem
from core.model.user import Role
from core.people import ContactDetails, NewCitizen
from tests.core.rows import rows
from tests.core.stories import (
    PISAC,
    PISAC_DISTRICT,
    a_case,
    a_citizen,
    a_draft,
    append,
    publish_day_off,
)
from tests.houses import TODAY, act
from tests.store.units import Hub, Unit, Units, begin_again, shared

ELSEWHERE = "080401"


def lacks(hub: Hub, unit: Unit, limit: int = 5000) -> Parcel:
    parcel, _ = hub.shelf.since(unit.scope, unit.shelf.cursors(), limit=limit)
    return parcel


def someone_elsewhere(hub: Hub, name: str = "Juana Condori") -> str:
    new = NewCitizen(name=name, district=ELSEWHERE, institution=PISAC)
    return hub.house.people.register(new, act())


def kinds(parcel: Parcel) -> list[str]:
    return [event.draft.kind for event in parcel.events]


def test_only_what_concerns_its_districts_goes_down_and_each_thing_once(
    hub: Hub, units: Units
) -> None:
    unit = units()
    unit.load(hub)
    someone_elsewhere(hub)
    citizen = a_citizen(hub.house, "Rosa Mamani", phone="984123456")
    append(hub.house, a_draft(), replace(a_draft(), buckets=(PISAC_DISTRICT, EVERYWHERE)))
    parcel = lacks(hub, unit)
    assert kinds(parcel) == ["citizen_registered", "phone_added", "noted", "noted"]
    assert list(parcel.order) == sorted(set(parcel.order))
    assert {value.person for value in parcel.values} == set(parcel.secrets) == {citizen}
    assert {event.prev_hash for event in parcel.events} == {""}
    unit.down(hub)
    assert lacks(hub, unit) == Parcel()
    unit.verify()


def test_pages_come_in_the_hubs_order_and_none_is_stepped_over(hub: Hub, units: Units) -> None:
    unit = units()
    unit.load(hub)
    for _ in range(3):
        a_case(hub.house)
        append(hub.house, a_draft(), a_draft())
    whole = lacks(hub, unit)
    taken = unit.down(hub, limit=2)
    assert [event.id for parcel in taken for event in parcel.events] == [
        event.id for event in whole.events
    ]
    assert max(len(parcel.events) for parcel in taken) == 2
    here, there = shared(hub, unit)
    assert here == there


def test_values_go_down_while_they_are_current_and_never_what_only_the_hub_compares(
    hub: Hub, units: Units
) -> None:
    unit = units()
    unit.load(hub)
    citizen = a_citizen(hub.house, "Rosa Mamani", address=("Amaru",))
    moved = Address(recipient="Rosa", district=Ubigeo(UbigeoSystem.INEI, PISAC_DISTRICT))
    hub.house.people.correct(citizen, ContactDetails(address=moved), act())
    with hub.house.shelf.ledger.writing() as work:
        (told,) = work.seal(citizen, {"told:1": "{}"})
        said = {"version": told.version, "commitment": told.commitment}
        data = {"person": citizen, "sealed": {"told:1": said, "odd": 5}}
        work.append(replace(a_draft("later:1", data=data), buckets=(PISAC_DISTRICT,)))
    parcel = lacks(hub, unit)
    assert sorted((one.field, one.version) for one in parcel.values) == [
        ("address", 2),
        ("name", 1),
    ]
    first, _, last = (event.draft.data["sealed"] for event in parcel.events)
    assert (bool(first["name"]["commitment"]), first["address"]["commitment"]) == (True, "")
    assert last == {"told:1": {"version": 1, "commitment": ""}, "odd": 5}
    unit.down(hub)
    unit.verify()
    hub.verify()


def test_staff_who_do_not_travel_stay_at_the_hub(hub: Hub, units: Units) -> None:
    unit = units()
    staffing = staffing_of(hub.house)
    crew = staffing.add("Ana Ccopa", institution=PISAC, role=Role.OFFICER, act=act()).user
    unit = replace(unit, scope=replace(unit.scope, crew=frozenset({crew})))
    unit.load(hub)
    staffing.add("Beto Quispe", institution=PISAC, role=Role.AUDITOR, act=act())
    staffing.disable(crew, act())
    parcel = lacks(hub, unit)
    assert [event.draft.subject for event in parcel.events] == [f"user:{crew}"]
    unit.down(hub)
    assert rows(unit.house, "app_user") == [
        row for row in rows(hub.house, "app_user") if row["id"] == crew
    ]
    with unit.house.shelf.ledger.writing() as work:
        assert work.user("ana ccopa") == crew


def test_who_moves_in_comes_with_all_that_was_told_before(hub: Hub, units: Units) -> None:
    unit = units()
    unit.load(hub)
    citizen = someone_elsewhere(hub)
    append(hub.house, *[a_draft()] * 4)
    with hub.house.shelf.ledger.writing() as work:
        draft = a_draft(f"citizen:{citizen}", "address_set", {"district": PISAC_DISTRICT})
        work.append(replace(draft, buckets=(ELSEWHERE, PISAC_DISTRICT)))
    hub.house.people.consent(citizen, act(), to="letters", given=True)
    unit.down(hub, limit=3)
    here, there = shared(hub, unit)
    assert here == there
    assert [row["id"] for row in here["citizens"]] == [citizen]
    assert unit.house.shelf.citizens.open_value(citizen, "name") == "Juana Condori"


def test_who_has_a_case_here_comes_along_wherever_they_live(hub: Hub, units: Units) -> None:
    unit = units()
    unit.load(hub)
    citizen = someone_elsewhere(hub)
    number = a_case(hub.house)
    with hub.house.shelf.ledger.writing() as work:
        known = work.case(number)
        assert known is not None
        opening = next(
            e for _, e in hub.house.shelf.journal.events() if e.draft.kind == "case_opened"
        ).draft
        other = work.next_number()
        data = {**opening.data, "number": other.digits, "applicant": citizen}
        work.append(replace(opening, subject=f"case:{other}", data=data))
    hub.house.people.consent(citizen, act(), to="letters", given=True)
    unit.down(hub)
    here, there = shared(hub, unit)
    assert here == there
    assert citizen in {row["id"] for row in here["citizens"]}
    later = units("tambo.2", "160")
    later.load(hub)
    here, there = shared(hub, later)
    assert here == there


def test_documents_go_down_with_the_event_that_published_them(hub: Hub, units: Units) -> None:
    unit = units()
    unit.load(hub)
    assert len(unit.house.shelf.documents.every()) == len(hub.house.shelf.documents.every())
    number = a_case(hub.house)
    unit.down(hub)
    publish_day_off(hub.house, TODAY, version=2)
    (document,) = lacks(hub, unit).documents
    assert (document.kind, document.version) == ("calendar", 2)
    unit.down(hub)
    assert unit.house.shelf.documents.every() == hub.house.shelf.documents.every()
    loaded, published = rows(unit.house, "outbox")
    assert (loaded["kind"], published["kind"]) == ("recount", "recount")
    assert f"{document.key}/2" in published["cause"]
    assert number.digits in {row["number"] for row in rows(unit.house, "deadline")}


def test_a_unit_gets_back_what_an_earlier_epoch_of_it_wrote_but_not_its_present(
    hub: Hub, units: Units
) -> None:
    unit = units()
    unit.load(hub)
    number = a_case(unit.house)
    unit.up(hub)
    assert lacks(hub, unit).events == ()
    restored = units("restored", "150")
    restored = begin_again(restored, 2, "151")
    restored = replace(restored, scope=replace(unit.scope, epoch=2))
    sent, _ = hub.shelf.since(restored.scope, {}, limit=5000)
    own = [event for event in sent.events if event.id.origin == "tambo.1"]
    assert [event.draft.subject for event in own][-1] == f"case:{number}"
    restored.load(hub)
    restored.down(hub)
    here, there = shared(hub, restored)
    assert here == there


def test_a_picture_is_of_one_district_and_of_who_is_on_file_there(hub: Hub, units: Units) -> None:
    unit = units()
    gone = a_citizen(hub.house, "Rosa Mamani", phone="984123456", dni="10117410")
    with hub.house.shelf.ledger.writing() as work:
        work.append(a_draft(f"citizen:{gone}", "phone_removed", {"field": "phone:1"}))
    left = a_citizen(hub.house, "Se Fue")
    with hub.house.shelf.ledger.writing() as work:
        moved = a_draft(f"citizen:{left}", "address_set", {"district": ELSEWHERE})
        work.append(replace(moved, buckets=(PISAC_DISTRICT, ELSEWHERE)))
    someone_elsewhere(hub)
    picture = hub.shelf.snapshot(unit.scope, unit.scope.buckets)
    assert picture.buckets == {PISAC_DISTRICT, EVERYWHERE}
    assert picture.as_of == hub.house.shelf.journal.count()
    assert [row["id"] for row in picture.citizens] == [gone]
    assert {value.field for value in picture.values} == {"name", "document"}
    assert list(picture.secrets) == [gone]
    assert hub.shelf.hash_at("hub", 0, 0) == GENESIS


def test_who_moves_away_is_still_told_of_where_their_case_lies_though_all_came_at_once(
    hub: Hub, units: Units
) -> None:
    boat, launch = units(), units("tambo.2", "160")
    for unit in (boat, launch):
        unit.load(hub)
    house = boat.house
    citizen = a_citizen(house, "Rosa Mamani", phone="984123456")
    a_case(house, applicant=citizen)
    away = Ubigeo(UbigeoSystem.INEI, ELSEWHERE)
    for line in ("Jirón 1", "Jirón 2"):
        moved = Address(recipient="Rosa Mamani", district=away, lines=(line,))
        house.people.correct(citizen, ContactDetails(address=moved), act())
    (told,) = boat.up(hub)
    assert told.seq == 6
    launch.down(hub)
    here, there = shared(hub, launch)
    assert here == there
    address = launch.house.shelf.citizens.open_value(citizen, "address")
    assert address is not None
    assert "Jirón 2" in address
