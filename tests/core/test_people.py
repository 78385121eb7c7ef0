"""Citizens and staff: found again by keyed look-ups, known to the journal by ids alone."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from config.house import House
from core.model.citizen import PhoneProof
from core.model.identity import IdentityDocument
from core.people import NewCitizen
from core.refusals import (
    CitizenUnknown,
    DateOutOfOrder,
    Erased,
    PhoneMissing,
)
from tests.core.rows import all_of, rows
from tests.core.stories import PISAC, a_case, a_citizen, a_draft, append
from tests.houses import TODAY, act

DNI, PHONE = "10117410", "+51984123456"
TOMORROW = date(2026, 11, 21)


def everything(house: House) -> str:
    return str([event.body() for _, event in house.shelf.journal.events()])


def test_who_gives_a_name_alone_is_registered(either_house: House) -> None:
    citizen = a_citizen(either_house, "Rosa Mamani")
    known = either_house.shelf.citizens.get(citizen)
    assert known is not None
    assert (known.institution, known.district) == (PISAC, "080405")
    assert (known.phones, known.values, known.consents) == ((), {"name": 1}, {})
    assert either_house.shelf.citizens.open_value(citizen, "name") == "Rosa Mamani"
    assert either_house.shelf.citizens.get("nobody") is None


def test_who_gives_everything_is_known_without_any_of_it_in_the_journal(
    either_house: House,
) -> None:
    citizen = a_citizen(
        either_house,
        "Rosa Mamani",
        dni=DNI,
        phone=PHONE,
        own_phone=True,
        proved=True,
        address=("Amaru",),
        language="quz",
        sms=True,
    )
    known = either_house.shelf.citizens.get(citizen)
    assert known is not None
    assert known.values == {"name": 1, "document": 1, "address": 1}
    assert (known.language, known.consents) == ("quz", {"sms_notices": TODAY})
    (phone,) = known.phones
    assert (phone.proof, phone.proved_on, phone.shared) == (PhoneProof.IN_PERSON, TODAY, False)
    assert phone.is_own(TODAY)
    assert either_house.shelf.citizens.open_value(citizen, "phone:1") == PHONE
    assert either_house.shelf.citizens.open_value(citizen, "document") == f"dni:{DNI}"


def test_no_hash_of_a_dni_or_a_phone_is_in_the_journal(house: House) -> None:
    a_citizen(house, dni=DNI, phone=PHONE)
    journal = everything(house)
    keys = house.keys
    for kind, value in (("document", f"dni:{DNI}"), ("phone", PHONE)):
        assert keys.blind(kind, value) in str(rows(house, "person_key"))
        assert keys.blind(kind, value) not in journal
    for plain in (DNI, f"dni:{DNI}", PHONE, PHONE[3:]):
        assert hashlib.sha256(plain.encode()).hexdigest() not in journal
        assert hashlib.md5(plain.encode(), usedforsecurity=False).hexdigest() not in journal


def test_the_same_document_is_the_same_person_however_it_is_written(either_house: House) -> None:
    first = a_citizen(either_house, "Rosa Mamani", dni="10117410-2")
    before = all_of(either_house)
    assert a_citizen(either_house, "Rosa Mamani Q.", dni="10 117 410", phone=PHONE) == first
    assert all_of(either_house) == before
    assert a_citizen(either_house, "Rosa Mamani") != first


def test_the_same_figures_of_another_kind_are_another_person(house: House) -> None:
    first = a_citizen(house, dni=DNI)
    card = IdentityDocument.parse("ce", "010117410")
    new = NewCitizen(name="Rosa", district="080405", institution=PISAC, document=card)
    assert house.people.register(new, act()) != first


def test_a_phone_is_shared_and_unproved_unless_said_otherwise(house: House) -> None:
    known = house.shelf.citizens.get(a_citizen(house, phone=PHONE))
    assert known is not None
    (phone,) = known.phones
    assert (phone.shared, phone.proof) == (True, PhoneProof.NONE)


def test_a_phone_is_proved_by_our_code_or_in_person_and_said_to_be_ones_own(
    either_house: House,
) -> None:
    citizen = a_citizen(either_house, phone=PHONE)
    people = either_house.people
    for in_person, proof in ((False, PhoneProof.CODE), (True, PhoneProof.IN_PERSON)):
        people.prove_phone(citizen, act(), in_person=in_person, shared=not in_person)
        known = either_house.shelf.citizens.get(citizen)
        assert known is not None
        assert (known.phones[0].proof, known.phones[0].shared) == (proof, not in_person)
        row = rows(either_house, "citizen_phone")[0]
        assert (row["proof"], bool(row["shared"])) == (proof.value, not in_person)


def test_a_phone_that_is_removed_is_no_longer_found(either_house: House) -> None:
    citizen = a_citizen(either_house, phone=PHONE, own_phone=True, proved=True)
    number = a_case(either_house, applicant=citizen)
    caller = either_house.blind_phone(PHONE)
    append(either_house, a_draft(f"citizen:{citizen}", "phone_removed", {"field": "phone:1"}))
    assert either_house.shelf.cases.of_phone(caller) == ()
    kept = either_house.shelf.cases.find(number, caller)
    assert kept is not None
    assert kept.caller_phone is None


def test_a_number_on_file_twice_is_shared_if_either_entry_says_so(either_house: House) -> None:
    citizen = a_citizen(either_house, phone=PHONE, own_phone=True, proved=True)
    number, caller = a_case(either_house, applicant=citizen), either_house.blind_phone(PHONE)
    add_phone(either_house, citizen, "phone:2", shared=True)
    kept = either_house.shelf.cases.find(number, caller)
    assert kept is not None
    assert kept.caller_phone is not None
    assert kept.caller_phone.shared
    append(either_house, a_draft(f"citizen:{citizen}", "phone_removed", {"field": "phone:2"}))
    kept = either_house.shelf.cases.find(number, caller)
    assert kept is not None
    assert kept.caller_phone is not None
    assert not kept.caller_phone.shared


def add_phone(house: House, citizen: str, field: str, *, shared: bool) -> None:
    with house.shelf.ledger.writing() as work:
        (sealed,) = work.seal(citizen, {field: PHONE})
        said = {field: {"version": sealed.version, "commitment": sealed.commitment}}
        data = {"field": field, "shared": shared, "sealed": said}
        work.append(a_draft(f"citizen:{citizen}", "phone_added", data))
        work.blind(citizen, "phone", house.blind_phone(PHONE), field=field)


def test_who_has_no_phone_has_none_to_prove(house: House) -> None:
    with pytest.raises(PhoneMissing):
        house.people.prove_phone(a_citizen(house), act(), in_person=True, shared=False)


def test_a_consent_is_a_record_with_its_day_and_can_be_withdrawn(either_house: House) -> None:
    citizen = a_citizen(either_house)
    people = either_house.people
    yesterday = act(date(2026, 11, 19))
    given = people.consent(citizen, yesterday, to="sms_notices", given=True)
    assert given.draft.data == {"consent": "sms_notices", "on": "2026-11-19"}
    known = either_house.shelf.citizens.get(citizen)
    assert known is not None
    assert known.consents == {"sms_notices": date(2026, 11, 19)}
    people.consent(citizen, act(), to="sms_notices", given=False)
    known = either_house.shelf.citizens.get(citizen)
    assert known is not None
    assert known.consents == {}


def test_what_is_said_of_nobody_is_refused(house: House) -> None:
    before = all_of(house)
    with pytest.raises(CitizenUnknown):
        house.people.prove_phone("nobody", act(), in_person=True, shared=False)
    with pytest.raises(CitizenUnknown):
        house.people.consent("nobody", act(), to="sms_notices", given=True)
    assert all_of(house) == before


def test_nothing_is_said_or_proved_on_a_day_that_has_not_come(house: House) -> None:
    citizen = a_citizen(house, phone=PHONE)
    before = all_of(house)
    new = NewCitizen(name="Ana", district="080405", institution=PISAC)
    with pytest.raises(DateOutOfOrder):
        house.people.register(new, act(TOMORROW))
    with pytest.raises(DateOutOfOrder):
        house.people.prove_phone(citizen, act(TOMORROW), in_person=True, shared=False)
    with pytest.raises(DateOutOfOrder):
        house.people.consent(citizen, act(TOMORROW), to="sms_notices", given=True)
    assert all_of(house) == before


def test_every_event_of_a_person_says_who_did_it_and_whom_it_concerns(house: House) -> None:
    said = replace(act(actor="user:7f", via="desk"), on=TODAY)
    citizen = a_citizen(house, phone=PHONE)
    house.people.prove_phone(citizen, said, in_person=True, shared=False)
    draft = list(house.shelf.journal.events())[-1][1].draft
    assert (draft.subject, draft.kind) == (f"citizen:{citizen}", "phone_proved")
    assert (draft.actor, draft.via, draft.buckets) == ("user:7f", "desk", ("080405",))


def test_who_was_erased_is_not_found_by_the_document_any_more(house: House) -> None:
    citizen = a_citizen(house, dni=DNI)
    house.people.erase(citizen, act(), ground="fin_del_plazo")
    with pytest.raises(Erased):
        house.people.prove_phone(citizen, act(), in_person=True, shared=False)
    assert a_citizen(house, dni=DNI) != citizen
