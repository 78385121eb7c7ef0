"""What strange, suspect or erased things come up: kept, set aside, and in nobody's way."""

from dataclasses import replace

from core.model.case_number import CaseNumber
from core.model.event import Draft
from core.model.exchange import Quarantined, VaultValue
from core.people import ContactDetails, NewPhone
from tests.core.rows import PERSONAL, projected, rows
from tests.core.stories import a_case, a_citizen, a_draft, case_of
from tests.houses import act
from tests.store.units import Hub, Units, accepted, part, untaught, waiting

NOBODYS = f"case:{CaseNumber.compose('140', 7)}"
POISON: list[tuple[Draft, str]] = [
    (a_draft(NOBODYS, "case_observed"), "illegal_move"),
    (a_draft("citizen:nobody", "phone_heard"), "citizen_unknown"),
    (a_draft(NOBODYS, "case_opened", {"number": 7}), "event_unreadable"),
    (a_draft("case:12", "case_opened"), "event_unreadable"),
    (a_draft("citizen:x", "citizen_registered", {"sealed": [1]}), "event_unreadable"),
    (a_draft("visit:v", "visit_planned", {"on": "tomorrow"}), "event_unreadable"),
    (a_draft("user:thief", "user_added", {"role": "administrator"}), "event_foreign"),
    (a_draft("document:country/PE", "document_published"), "event_foreign"),
    (a_draft("origin:hub", "origin_revoked", {"epoch": 1}), "event_foreign"),
    (a_draft(NOBODYS, "asserted", {"state": "RESUELTO"}), "event_foreign"),
    (a_draft(NOBODYS, "dispute_resolved", {"over": []}), "event_foreign"),
]


def test_what_cannot_be_read_is_kept_acknowledged_and_delays_nothing(
    hub: Hub, units: Units
) -> None:
    unit = units()
    citizen = a_citizen(hub.house, "Rosa Mamani", phone="984123456")
    unit.load(hub)
    with unit.house.shelf.ledger.writing() as work:
        untaught(work)
        for draft, _ in POISON:
            work.append(draft)
    number = a_case(unit.house, applicant=citizen)
    ack = accepted(hub, waiting(unit))

    assert ack.seq == len(POISON) + 2
    expected = [Quarantined(place + 2, code) for place, (_, code) in enumerate(POISON)]
    assert list(ack.quarantined) == expected
    assert case_of(hub.house, number).applicant == citizen
    assert rows(hub.house, "app_user") == []
    hub.verify()
    before, kept = projected(hub.house), rows(hub.house, "quarantined")
    hub.rebuild()
    assert (projected(hub.house), rows(hub.house, "quarantined")) == (before, kept)
    unit.shelf.acknowledge(ack)
    assert {row["code"] for row in rows(unit.house, "quarantined")} == {code for _, code in POISON}


ODD: list[Draft] = [
    a_draft("citizen:x", "citizen_registered", {"district": ["a"], "language": {"b": 1}}),
    a_draft("citizen:x", "phone_heard", {"field": [], "version": 1, "on": "2026-11-20"}),
    a_draft("citizen:y", "citizen_registered", {"district": "080405", "sealed": {"name": 5}}),
    a_draft("citizen:z", "citizen_registered", {"district": "080405", "person": 7, "sealed": 7}),
    a_draft(":", "noted", {"sealed": {"name": {"version": 2**70, "commitment": "x"}}}),
]


def test_odd_facts_delay_nothing_either(hub: Hub, units: Units) -> None:
    unit = units()
    unit.load(hub)
    with unit.house.shelf.ledger.writing() as work:
        untaught(work)
        for draft in ODD:
            work.append(draft)
    number = a_case(unit.house)
    parcel = waiting(unit)
    assert accepted(hub, parcel).seq == len(parcel.events)
    assert case_of(hub.house, number).number == number
    before = projected(hub.house)
    hub.rebuild()
    assert projected(hub.house) == before


def test_what_could_not_be_read_is_tried_again_when_all_is_made_anew(
    hub: Hub, units: Units
) -> None:
    unit = units()
    unit.load(hub)
    known = a_case(unit.house)
    opening = next(
        event.draft
        for _, event in unit.house.shelf.journal.events()
        if event.draft.kind == "case_opened"
    )
    number = CaseNumber.compose("150", 7)
    data = {**opening.data, "number": number.digits}
    with unit.house.shelf.ledger.writing() as work:
        untaught(work)
        work.append(replace(opening, institution="PE/nueva", subject=f"case:{number}", data=data))
    (refused,) = accepted(hub, waiting(unit)).quarantined
    assert refused.code == "institution_unknown"
    assert [row["number"] for row in rows(hub.house, "case_file")] == [known.digits]

    shipped = hub.house.shelf.documents.version("institution", "PE/muni-pisac", 1)
    assert shipped is not None
    hub.house.publishing.publish([replace(shipped, key="PE/nueva")], act())
    hub.rebuild()
    assert case_of(hub.house, number).institution == "PE/nueva"
    assert rows(hub.house, "quarantined") == []
    hub.verify()


def test_a_run_under_a_suspect_key_is_kept_folded_by_nobody_and_not_sent_on(
    hub: Hub, units: Units
) -> None:
    lost, other = units(), units("tambo.2", "160")
    lost.load(hub)
    before, vault = projected(hub.house), {name: rows(hub.house, name) for name in PERSONAL}
    a_case(lost.house)
    parcel = waiting(lost)
    ack = accepted(hub, parcel, suspect="key_revoked")
    assert ack.seq == len(parcel.events)
    assert [one.code for one in ack.quarantined] == ["key_revoked"] * ack.seq
    assert projected(hub.house) == before
    assert {name: rows(hub.house, name) for name in PERSONAL} == vault
    assert "Rosa Mamani Quispe" in rows(hub.house, "quarantined")[0]["aside"]
    sent, _ = hub.shelf.since(other.scope, {}, limit=5000)
    assert not any(event.id.origin == "tambo.1" for event in sent.events)
    hub.verify()
    hub.rebuild()
    assert projected(hub.house) == before
    assert hub.told == []


def test_values_come_with_their_events_and_people_are_found_again(hub: Hub, units: Units) -> None:
    unit = units()
    citizen = a_citizen(unit.house, "Rosa Mamani", dni="10117410", phone="984123456")
    accepted(hub, waiting(unit))
    keys = hub.house.keys
    for name in ("vault", "person_secret"):
        assert rows(hub.house, name) == rows(unit.house, name)
    found = {(row["kind"], row["field"]) for row in rows(hub.house, "person_key")}
    assert found == {("document", "document"), ("phone", "phone:1"), ("name", "name")}
    with hub.house.shelf.ledger.writing() as work:
        document = hub.house.shelf.citizens.open_value(citizen, "document")
        assert document is not None
        known = work.citizen_of_document(keys.blind("document", document))
    assert known is not None
    assert known.id == citizen
    assert hub.shelf.value(citizen, "name", 1024 + 150) == "Rosa Mamani"
    assert hub.shelf.secret(citizen) is not None
    assert hub.shelf.secret("nobody") is None
    hub.verify()


def test_a_value_that_nothing_seals_or_proves_is_not_kept(quick_hub: Hub, units: Units) -> None:
    unit, hub = units(), quick_hub
    citizen = a_citizen(hub.house, "Rosa Mamani")
    someone = a_citizen(unit.house, "Juana Condori")
    parcel = waiting(unit)
    (own,) = parcel.values
    forged = (
        replace(own, value="Otra"),
        replace(own, version=own.version + 1),
        VaultValue(citizen, "name", 9000, "Otra"),
    )
    secrets = dict(parcel.secrets) | {citizen: "00" * 16}
    accepted(hub, replace(parcel, values=forged, secrets=secrets))
    assert not any(row["value"] == "Otra" for row in rows(hub.house, "vault"))
    assert hub.shelf.secret(citizen) != bytes(16)
    assert hub.shelf.secret(someone) == bytes.fromhex(parcel.secrets[someone])


def test_what_comes_of_who_was_erased_is_not_kept_and_an_erasure_comes_up(
    hub: Hub, units: Units
) -> None:
    unit = units()
    citizen = a_citizen(hub.house, "Rosa Mamani", phone="984123456")
    other = a_citizen(hub.house, "Juana Condori", phone="984555666")
    unit.load(hub)
    hub.house.people.erase(citizen, act(), ground="pedido_del_titular")
    a_case(unit.house, applicant=citizen)
    unit.house.people.erase(other, act(), ground="pedido_del_titular")
    unit.exchange(hub)
    for house in (hub.house, unit.house):
        assert [rows(house, name) for name in sorted(PERSONAL)] == [[], [], []]
    hub.verify()
    unit.verify()


def test_what_lies_aside_of_who_was_erased_is_emptied(quick_hub: Hub, units: Units) -> None:
    lost, hub = units(), quick_hub
    citizen = a_citizen(hub.house)
    lost.load(hub)
    a_case(lost.house, applicant=citizen)
    phone = ContactDetails(phone=NewPhone(lost.house.numbering.read("984123456")))
    lost.house.people.correct(citizen, phone, act())
    accepted(hub, waiting(lost), suspect="key_revoked")
    assert citizen in rows(hub.house, "quarantined")[0]["aside"]
    hub.house.people.erase(citizen, act(), ground="pedido_del_titular")
    assert {row["aside"] for row in rows(hub.house, "quarantined")} == {""}


def test_what_waited_of_who_was_erased_is_dropped(quick_hub: Hub, units: Units) -> None:
    unit, hub = units(), quick_hub
    citizen = a_citizen(hub.house)
    unit.load(hub)
    a_case(unit.house, applicant=citizen)
    parcel = waiting(unit)
    accepted(hub, part(parcel, 2, len(parcel.events)))
    assert len(rows(hub.house, "held_run")) == 1
    hub.house.people.erase(citizen, act(), ground="pedido_del_titular")
    assert rows(hub.house, "held_run") == []
