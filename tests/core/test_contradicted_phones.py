"""Two phones told in two places: both stay, and nothing personal goes to either until proved."""

from collections.abc import Iterable

import pytest

from config.house import House
from core.inquiry import Asker
from core.model.case_number import CaseNumber
from core.model.citizen import CitizenPhone, PhoneProof
from core.model.disclosure import Level, Path
from core.model.event import Event, EventId
from core.people import ContactDetails, NewPhone, sealed_data
from core.store.rebuilding import rebuild
from tests.core.foreign import a_foreign_event, arrives
from tests.core.rows import projected, rows
from tests.core.stories import a_case, a_citizen
from tests.houses import TODAY, act

FIRST, SECOND, THIRD = "984123456", "984654321", "951222333"


@pytest.fixture
def citizen(house: House) -> str:
    """Register someone with a case and a phone of their own."""
    citizen = a_citizen(house, phone=FIRST, own_phone=True, proved=True, sms=True)
    a_case(house, applicant=citizen)
    return citizen


def told_at_the_unit(
    house: House, citizen: str, base: Iterable[EventId] = (), *, seq: int = 1, phone: str = SECOND
) -> Event:
    """Let a unit have taken down another phone, with what travels beside it."""
    field = f"phone:unit{seq}"
    number = house.numbering.read(phone).e164
    with house.shelf.ledger.writing() as work:
        sealed = sealed_data(work.seal(citizen, {field: number}))
        work.blind(citizen, "phone", house.blind_phone(number), field=field)
    data = {"field": field, "shared": False, "sealed": sealed}
    event = a_foreign_event(
        house, f"citizen:{citizen}", "phone_added", (*base,), data=data, seq=seq
    )
    arrives(house, event)
    return event


def proved_at_the_unit(
    house: House, citizen: str, added: Event, base: Iterable[EventId] = (), *, seq: int = 2
) -> None:
    field = added.draft.data["field"]
    version = added.draft.data["sealed"][field]["version"]
    on = TODAY.isoformat()
    data = {"field": field, "version": version, "proof": "in_person", "on": on, "shared": False}
    subject = f"citizen:{citizen}"
    arrives(house, a_foreign_event(house, subject, "phone_proved", (*base,), data=data, seq=seq))


def phones(house: House, citizen: str) -> tuple[CitizenPhone, ...]:
    known = house.shelf.citizens.get(citizen)
    assert known is not None
    return known.phones


def heads(house: House, citizen: str) -> tuple[EventId, ...]:
    known = house.shelf.citizens.get(citizen)
    assert known is not None
    return known.heads


def cases_told_to(house: House, phone: str) -> int:
    """Count the cases that the house tells to a phone, as its door for texts asks it."""
    caller = house.blind_phone(house.numbering.read(phone).e164)
    return len(house.inquiry.my_cases(Asker(Path.REPLY_TO_NUMBER, caller)).cases)


def test_a_phone_told_here_and_one_told_there_both_lose_what_was_proved(
    house: House, citizen: str
) -> None:
    assert cases_told_to(house, FIRST) == 1
    event = told_at_the_unit(house, citizen)
    assert [phone.proof for phone in phones(house, citizen)] == [PhoneProof.NONE] * 2
    assert all(phone.shared for phone in phones(house, citizen))
    assert (cases_told_to(house, FIRST), cases_told_to(house, SECOND)) == (0, 0)
    assert event.id in heads(house, citizen)


def test_what_a_unit_proved_without_knowing_of_the_other_phone_does_not_count(
    house: House, citizen: str
) -> None:
    added = told_at_the_unit(house, citizen)
    proved_at_the_unit(house, citizen, added)
    assert cases_told_to(house, SECOND) == 0
    # Now it knows of both: the person stood there again.
    proved_at_the_unit(house, citizen, added, heads(house, citizen), seq=3)
    assert (cases_told_to(house, FIRST), cases_told_to(house, SECOND)) == (0, 1)


def test_a_phone_told_by_who_knew_of_the_one_before_leaves_that_as_it_was(
    house: House, citizen: str
) -> None:
    added = told_at_the_unit(house, citizen, heads(house, citizen))
    assert [phone.is_own(TODAY) for phone in phones(house, citizen)] == [True, False]
    proved_at_the_unit(house, citizen, added)
    assert (cases_told_to(house, FIRST), cases_told_to(house, SECOND)) == (1, 1)
    assert heads(house, citizen) == (added.id,)


def test_the_office_proves_one_again_and_the_other_stays_shared(house: House, citizen: str) -> None:
    told_at_the_unit(house, citizen)
    house.people.prove_phone(citizen, act(), in_person=True, shared=False)
    assert [phone.is_own(TODAY) for phone in phones(house, citizen)] == [False, True]
    (event,) = [row for row in rows(house, "event") if row["kind"] == "phone_proved"][1:]
    assert event["base"] == '["tambo.3.3.1"]'


def test_a_new_phone_at_the_office_ends_the_contradiction(house: House, citizen: str) -> None:
    told_at_the_unit(house, citizen)
    third = NewPhone(house.numbering.read(THIRD), shared=False, proved=True)
    house.people.correct(citizen, ContactDetails(phone=third), act())
    assert (cases_told_to(house, THIRD), cases_told_to(house, FIRST)) == (1, 0)
    assert len(heads(house, citizen)) == 1


def test_a_phone_removed_there_and_one_told_here_contradict_too(house: House, citizen: str) -> None:
    second = NewPhone(house.numbering.read(SECOND), shared=False, proved=True)
    house.people.correct(citizen, ContactDetails(phone=second), act())
    assert cases_told_to(house, SECOND) == 1
    subject, data = f"citizen:{citizen}", {"field": "phone:1"}
    arrives(house, a_foreign_event(house, subject, "phone_removed", data=data))
    (left,) = phones(house, citizen)
    assert not left.is_own(TODAY)


def test_a_text_to_the_contradicted_phone_says_no_more_than_the_stage(
    house: House, citizen: str
) -> None:
    (row,) = rows(house, "case_file")
    number = CaseNumber(row["number"])
    house.moving.observe(number, act(), reasons=("firma-solicitud",))
    assert house.correspondence.status_text(number).answer.level is Level.DETAIL
    told_at_the_unit(house, citizen)
    assert house.correspondence.status_text(number).answer.level < Level.DETAIL


def test_what_is_written_in_one_place_alone_names_no_base_and_contradicts_nothing(
    house: House, citizen: str
) -> None:
    second = NewPhone(house.numbering.read(SECOND), shared=False, proved=True)
    house.people.correct(citizen, ContactDetails(phone=second), act())
    told = [row for row in rows(house, "event") if row["subject"].startswith("citizen:")]
    assert {row["base"] for row in told} == {"[]"}
    assert [phone.is_own(TODAY) for phone in phones(house, citizen)] == [True, True]


def test_a_rebuild_comes_to_the_same_phones(house: House, citizen: str) -> None:
    added = told_at_the_unit(house, citizen)
    proved_at_the_unit(house, citizen, added)
    told_at_the_unit(house, citizen, heads(house, citizen), seq=3, phone=THIRD)
    before = projected(house)
    with house.shelf.database.locked() as connection:
        rebuild(connection, house.shelf.ledger.reckon(), lambda _: None)
    assert projected(house) == before
