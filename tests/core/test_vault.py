"""The vault: the journal commits to personal values, and erasing them leaves its chain whole."""

from pathlib import Path

import pytest

from config.house import House
from core.inquiry import Asker
from core.model.citizen import PhoneProof
from core.model.disclosure import Path as Way
from core.model.sealing import SECRET_BYTES, commitment
from core.ports import Contact
from core.refusals import BasisMissing, CitizenUnknown, DateOutOfOrder, Erased
from core.wishes import lost_numbers
from tests.core.rows import all_of, rows
from tests.core.stories import (
    a_case,
    a_citizen,
    a_draft,
    a_receipt,
    append,
    case_of,
    found,
)
from tests.core.verbs import REASONS
from tests.houses import SEALED_TOO, TODAY, act

PHONE, DNI = "+51984123456", "10117410"
GROUND = "pedido_del_titular"


def someone(house: House) -> str:
    return a_citizen(
        house,
        "Rosa Mamani Quispe",
        dni=DNI,
        phone="984 123 456",
        own_phone=True,
        proved=True,
        address=("Comunidad de Amaru",),
        reference="Junto a la posta",
    )


def secret_of(house: House, person: str) -> bytes:
    (row,) = [row for row in rows(house, "person_secret") if row["person"] == person]
    return bytes.fromhex(row["secret"])


def test_the_event_says_where_a_value_lies_and_what_proves_it(either_house: House) -> None:
    citizen = someone(either_house)
    registered = next(
        event
        for _, event in either_house.shelf.journal.events()
        if event.draft.kind == "citizen_registered"
    )
    secret = secret_of(either_house, citizen)
    assert len(secret) == SECRET_BYTES
    assert registered.draft.data["sealed"]["name"] == {
        "version": 1,
        "commitment": commitment(secret, "name", 1, "Rosa Mamani Quispe"),
    }
    assert set(registered.draft.data["sealed"]) == {"name", "document", "address"}


def test_the_same_name_of_two_people_is_committed_to_in_two_ways(house: House) -> None:
    a_citizen(house, "Juan Quispe")
    a_citizen(house, "Juan Quispe")
    said = [
        event.draft.data["sealed"]["name"]["commitment"]
        for _, event in house.shelf.journal.events()
        if event.draft.kind == "citizen_registered"
    ]
    assert len(set(said)) == 2


def test_a_new_value_is_a_new_version_and_the_newest_one_is_read(either_house: House) -> None:
    citizen = someone(either_house)
    with either_house.shelf.ledger.writing() as work:
        first, second = (work.seal(citizen, {"name": name})[0] for name in ("Rosa M.", "Rosa Q."))
    assert (first.version, second.version) == (2, 3)
    assert either_house.shelf.citizens.open_value(citizen, "name") == "Rosa Q."
    versions = [row["version"] for row in rows(either_house, "vault") if row["field"] == "name"]
    assert versions == [1, 2, 3]


def test_what_was_never_told_is_not_there(house: House) -> None:
    citizen = a_citizen(house)
    assert house.shelf.citizens.open_value(citizen, "address") is None
    assert house.shelf.citizens.open_value("nobody", "name") is None


def test_nothing_to_seal_is_no_fault(house: House) -> None:
    with house.shelf.ledger.writing() as work:
        assert work.seal("nobody", {}) == ()


def test_a_person_is_found_by_document_and_phone_without_either_being_readable(
    either_house: House,
) -> None:
    citizen = someone(either_house)
    number = a_case(either_house, applicant=citizen)
    keys = either_house.keys
    phone, document = keys.blind("phone", PHONE), keys.blind("document", f"dni:{DNI}")
    ((case, on_file),) = either_house.shelf.cases.of_phone(phone)
    assert case.number == number
    assert (on_file.field, on_file.proof) == ("phone:1", PhoneProof.IN_PERSON)
    assert [case.number for case in either_house.shelf.cases.of_document(document)] == [number]
    with either_house.shelf.ledger.writing() as work:
        known = work.citizen_of_document(document)
    assert known is not None
    assert known.id == citizen


def called(house: House, citizen: str) -> None:
    """Let the citizen text, be answered, and prove the clave of a case of theirs."""
    caller = house.blind_phone(PHONE)
    receipt = a_receipt(house, applicant=citizen)
    house.inquiry.status(str(receipt.number), Asker(Way.CALLER, caller, receipt.clave))
    house.shelf.contacts.keep(
        Contact(
            channel="sms",
            provider_id="SM1",
            turn=1,
            caller=caller,
            at=house.clock.now(),
            language="es",
            outcome="told",
            state="{}",
            reply="Exp: falta su firma",
            number=receipt.number.digits,
        )
    )


@SEALED_TOO
def test_erasure_takes_values_secret_look_ups_and_traces_and_the_chain_stays_whole(
    either_house: House,
) -> None:
    citizen = someone(either_house)
    number = a_case(either_house, applicant=citizen)
    either_house.moving.observe(number, act(), reasons=REASONS, note="una nota")
    called(either_house, citizen)
    caller = either_house.blind_phone(PHONE)
    document = either_house.keys.blind("document", f"dni:{DNI}")
    with either_house.shelf.ledger.writing() as work:
        work.intend(lost_numbers(document, cause="sms:SM1", at=either_house.clock.now()))
    assert found(either_house, number, caller).caller_phone is not None

    event = either_house.people.erase(citizen, act(), ground=GROUND)

    for table in ("vault", "person_secret", "person_key"):
        assert citizen not in str(rows(either_house, table))
    kept = "".join(str(rows(either_house, name)) for name in all_of(either_house))
    assert caller not in kept
    assert document not in kept
    (contact,) = rows(either_house, "contact")
    assert (contact["caller"], contact["reply"]) == (None, "")
    assert either_house.shelf.citizens.open_value(citizen, "name") is None
    assert either_house.shelf.cases.of_phone(caller) == ()
    known = either_house.shelf.citizens.get(citizen)
    assert known is not None
    assert (known.erased, known.phones, known.values, known.consents) == (True, (), {}, {})
    assert (event.draft.kind, event.draft.data) == ("erased", {"ground": GROUND})
    assert case_of(either_house, number).applicant == citizen
    assert either_house.shelf.journal.verify(lambda _: None).heads[0][0] == event.id


def test_one_persons_erasure_leaves_the_others_of_the_same_phone_findable(
    either_house: House,
) -> None:
    mother, daughter = someone(either_house), a_citizen(either_house, phone=PHONE)
    number = a_case(either_house, applicant=daughter)
    either_house.people.erase(mother, act(), ground=GROUND)
    caller = either_house.blind_phone(PHONE)
    assert [case.number for case, _ in either_house.shelf.cases.of_phone(caller)] == [number]


def test_the_file_itself_forgets_what_was_erased(house: House, tmp_path: Path) -> None:
    file = tmp_path / "var" / "convergencia.sqlite"
    citizen = a_citizen(house, "Nombre Que Nadie Olvida")
    house.close()
    assert b"Nombre Que Nadie Olvida" in file.read_bytes()

    house.people.erase(citizen, act(), ground=GROUND)
    house.close()

    assert not file.with_name(file.name + "-wal").exists()
    assert b"Nombre Que Nadie Olvida" not in file.read_bytes()


def test_after_an_erasure_nothing_can_be_told_of_the_person_or_changed(
    either_house: House,
) -> None:
    citizen = someone(either_house)
    people = either_house.people
    people.erase(citizen, act(), ground=GROUND)
    before = all_of(either_house)
    with pytest.raises(Erased):
        people.erase(citizen, act(), ground=GROUND)
    with pytest.raises(Erased):
        people.prove_phone(citizen, act(), in_person=True, shared=False)
    with pytest.raises(Erased):
        people.consent(citizen, act(), to="sms_notices", given=True)
    with pytest.raises(Erased), either_house.shelf.ledger.writing() as work:
        work.seal(citizen, {"name": "Rosa Mamani Quispe"})
    assert all_of(either_house) == before


def test_even_within_the_transaction_of_its_erasure_nothing_is_sealed_again(house: House) -> None:
    citizen = someone(house)
    with pytest.raises(Erased):
        erase_and_seal(house, citizen)
    assert house.shelf.citizens.open_value(citizen, "name") == "Rosa Mamani Quispe"


def erase_and_seal(house: House, citizen: str) -> None:
    with house.shelf.ledger.writing() as work:
        work.erase(citizen)
        work.append(a_draft(f"citizen:{citizen}", "erased"))
        work.seal(citizen, {"name": "Rosa Mamani Quispe"})


def test_an_event_that_comes_after_the_erasure_brings_nothing_back(house: House) -> None:
    citizen = someone(house)
    house.people.erase(citizen, act(), ground=GROUND)
    late = {"field": "phone:1", "sealed": {"phone:1": {"version": 2, "commitment": "x"}}}
    append(house, a_draft(f"citizen:{citizen}", "phone_added", late))
    kept = house.shelf.citizens.get(citizen)
    assert kept is not None
    assert kept.phones == ()


def test_who_comes_back_after_an_erasure_is_someone_new(either_house: House) -> None:
    first = someone(either_house)
    assert someone(either_house) == first
    either_house.people.erase(first, act(), ground=GROUND)
    second = someone(either_house)
    assert second != first
    assert either_house.shelf.citizens.open_value(second, "name") == "Rosa Mamani Quispe"
    assert either_house.shelf.citizens.open_value(first, "name") is None
    either_house.shelf.journal.verify(lambda _: None)


def test_an_erasure_needs_a_person_a_lawful_ground_and_a_day_that_has_come(house: House) -> None:
    citizen = someone(house)
    before = all_of(house)
    with pytest.raises(CitizenUnknown):
        house.people.erase("nobody", act(), ground=GROUND)
    with pytest.raises(BasisMissing):
        house.people.erase(citizen, act(), ground="lo pidió Rosa Mamani")
    with pytest.raises(DateOutOfOrder):
        house.people.erase(citizen, act(TODAY.replace(day=21)), ground=GROUND)
    assert all_of(house) == before
