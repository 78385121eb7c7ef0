"""Letters come back for a reason or are handed over on paper; both are filed and none guessed."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from config.house import House
from core.letter_returns import BY_CALL, BY_STAFF, BY_TEXT, BY_VISIT
from core.model.cargo import Cargo
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.citizen import Address
from core.model.letter import ADDRESS_FAULTS, Letter, LetterKind, LetterState, ReturnReason
from core.model.place import Ubigeo, UbigeoSystem
from core.people import ContactDetails
from core.refusals import (
    AddressReturned,
    DateOutOfOrder,
    IdentityInvalid,
    LetterIncomplete,
    LetterMoved,
    LetterNeedsApproval,
)
from core.store.rebuilding import rebuild
from core.visiting import NewVisit
from tests.core.mail import (
    CARGO,
    CLERK,
    PROOF,
    a_letter,
    a_supervisor,
    an_addressee,
    approval,
    events_of,
    stands,
)
from tests.core.rows import rows
from tests.core.stories import PISAC, a_case
from tests.houses import TODAY, act


def posted(house: House, **more: object) -> Letter:
    """Bring a letter as far as paper."""
    letter = a_letter(house, **more)  # type: ignore[arg-type] # the fields of Meant
    if letter.kind.is_legal:
        house.post.mailing.approve(letter.id.code, approval(), a_supervisor(house))
    run = house.post.runs.close(PISAC, CLERK)
    house.post.runs.made(run, CLERK, places=(), files=(), manifest_sha256="f" * 64)
    house.post.runs.printed(run.id, CLERK)
    return stands(house, letter)


@pytest.mark.parametrize("reason", ReturnReason)
def test_an_address_at_fault_is_written_to_no_more_until_it_is_corrected(
    house: House, reason: ReturnReason
) -> None:
    rosa = an_addressee(house)
    number = a_case(house, applicant=rosa).digits
    letter = posted(house, number=number)
    house.post.returns.take_back(letter.id.code, reason, CLERK)
    citizen = house.shelf.citizens.get(rosa)
    assert citizen is not None
    if reason not in ADDRESS_FAULTS:
        assert citizen.address_fault == ""
        assert a_letter(house, number=number, wish="again").state is LetterState.QUEUED
        return
    assert citizen.address_fault == reason.value
    with pytest.raises(AddressReturned):
        a_letter(house, number=number, wish="again")
    with pytest.raises(AddressReturned):
        house.post.reprinting.reprint(letter.id.code, "se perdió", CLERK)
    correct(house, rosa)
    assert a_letter(house, number=number, wish="again").state is LetterState.QUEUED


def correct(house: House, person: str) -> None:
    home = Ubigeo(UbigeoSystem.INEI, "080405")
    address = Address(recipient="Rosa Mamani Quispe", district=home, lines=("Amaru s/n",))
    house.people.correct(person, ContactDetails(address=address), act())


def test_what_an_old_address_sent_back_says_nothing_of_the_new_one(house: House) -> None:
    rosa = an_addressee(house)
    letter = posted(house, number=a_case(house, applicant=rosa).digits)
    correct(house, rosa)
    house.post.returns.take_back(letter.id.code, ReturnReason.MOVED, CLERK)
    citizen = house.shelf.citizens.get(rosa)
    assert citizen is not None
    assert citizen.address_fault == ""


def test_a_return_twice_is_one_return_and_says_so(either_house: House) -> None:
    house = either_house
    letter = posted(house)
    first = house.post.returns.take_back(letter.id.code, ReturnReason.ABSENT, CLERK)
    again = house.post.returns.take_back(letter.id.code, ReturnReason.MOVED, CLERK)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.letter.reason is ReturnReason.ABSENT
    assert stands(house, letter) == first.letter
    assert len(events_of(house, "letter_returned")) == 1
    (*_, step) = house.shelf.letters.steps(letter.id)
    assert (step.reason, step.then) == ("ausente", BY_STAFF)


@pytest.mark.parametrize(
    ("phone", "sms", "visited", "then"),
    [
        ("984650777", True, True, BY_TEXT),
        ("984650777", False, True, BY_CALL),
        ("", False, True, BY_VISIT),
        ("", False, False, BY_STAFF),
    ],
)
def test_who_cannot_be_written_to_is_reached_another_way(
    house: House, phone: str, *, sms: bool, visited: bool, then: str
) -> None:
    said = {"phone": phone} if phone else {}
    rosa = an_addressee(house, **said, **({"sms": True} if sms else {}))  # type: ignore[arg-type]
    if visited:
        stop = NewVisit(
            id="a" * 32, district="080405", on=TODAY, place="Amaru", short_place="Amaru"
        )
        house.visiting.plan(stop, act())
    letter = posted(house, number=a_case(house, applicant=rosa).digits)
    before = len(texts(house))
    done = house.post.returns.take_back(letter.id.code, ReturnReason.UNREACHED, CLERK)
    assert done.then == then
    assert len(texts(house)) - before == (then == BY_TEXT)


def texts(house: House) -> list[object]:
    return [row for row in rows(house, "outbox") if row["kind"] == "status_text"]


def test_the_dead_are_left_to_a_person(house: House) -> None:
    rosa = an_addressee(house, phone="984650777", sms=True)  # type: ignore[arg-type] # as Said
    letter = posted(house, number=a_case(house, applicant=rosa).digits)
    done = house.post.returns.take_back(letter.id.code, ReturnReason.DIED, CLERK)
    assert done.then == BY_STAFF


def resolved(house: House) -> CaseNumber:
    number = a_case(house, applicant=an_addressee(house))
    house.moving.resolve(number, act(), outcome=Outcome.FAVORABLE)
    return number


def test_an_acknowledgement_is_filed_and_offers_the_move_without_making_it(
    either_house: House,
) -> None:
    house = either_house
    number = resolved(house)
    letter = posted(house, number=number.digits, kind=LetterKind.NOTIFICATION)
    done = house.post.returns.deliver(letter.id.code, CARGO, CLERK)
    again = house.post.returns.deliver(letter.id.code, replace(CARGO, at=time(11)), CLERK)
    assert (done.is_new, done.offers, again.is_new) == (True, "case_notified", False)
    assert done.letter.state is LetterState.DELIVERED
    found = house.shelf.cases.find(number, None)
    assert found is not None
    assert found.case.state.value == "RESUELTO"
    (told,) = events_of(house, "letter_delivered")
    assert (told["on"], told["at"], told["by_another"]) == ("2026-11-20", "10:30", False)
    assert "Mamani" not in str(told)
    kept = house.shelf.citizens.open_value(letter.person, f"cargo:{letter.id.code}")
    assert kept is not None
    assert "Rosa Mamani Quispe" in kept
    house.shelf.journal.verify(lambda _: None)


def test_an_informative_letter_that_was_delivered_offers_no_move(house: House) -> None:
    letter = posted(house, number=resolved(house).digits)
    assert house.post.returns.deliver(letter.id.code, CARGO, CLERK).offers == ""


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"received_by": " "}, "received_by"),
        ({"received_by": "Ana", "relation": "hija"}, "document"),
        ({"received_by": "Ana", "relation": " ", "document": "45123456"}, "relation"),
        ({"is_refused": True}, "features"),
        ({"received_by": "A" * 201}, "received_by"),
    ],
)
def test_an_acknowledgement_with_a_hole_is_refused(told: dict[str, str], field: str) -> None:
    with pytest.raises(LetterIncomplete) as refused:
        Cargo(on=TODAY, at=time(10), **told)  # type: ignore[arg-type] # fields of it
    assert refused.value.facts == {"field": field}


def test_a_dni_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(IdentityInvalid):
        Cargo(on=TODAY, at=time(10), received_by="Ana", relation="hija", document="123")


def test_who_refuses_to_sign_is_noted_with_the_place(house: House) -> None:
    letter = posted(house)
    cargo = Cargo(on=TODAY, at=time(10), is_refused=True, features="puerta azul, dos pisos")
    house.post.returns.deliver(letter.id.code, cargo, CLERK)
    (told,) = events_of(house, "letter_delivered")
    assert (told["refused"], told["by_another"]) == (True, False)


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), date(2020, 1, 1)])
def test_a_letter_is_delivered_neither_tomorrow_nor_before_it_was_there(
    house: House, on: date
) -> None:
    letter = posted(house)
    with pytest.raises(DateOutOfOrder):
        house.post.returns.deliver(letter.id.code, replace(CARGO, on=on), CLERK)
    assert stands(house, letter) == letter


def test_what_was_never_printed_comes_not_back(house: House) -> None:
    letter = a_letter(house)
    with pytest.raises(LetterMoved):
        house.post.returns.take_back(letter.id.code, ReturnReason.ABSENT, CLERK)
    with pytest.raises(LetterMoved):
        house.post.returns.deliver(letter.id.code, CARGO, CLERK)


def test_a_letter_is_written_again_on_purpose_once_and_says_for_which(either_house: House) -> None:
    house = either_house
    letter = posted(house, kind=LetterKind.ORAL_ANSWER, said={"answer": "Venga el lunes."})
    with pytest.raises(LetterMoved):
        house.post.reprinting.reprint(a_letter(house).id.code, "perdida", CLERK)
    again = house.post.reprinting.reprint(letter.id.code, " perdida ", CLERK)
    assert house.post.reprinting.reprint(letter.id.code, "otra vez", CLERK) == again
    assert (again.state, again.reprint_of) == (LetterState.QUEUED, letter.id.code)
    assert again.id != letter.id
    assert house.post.words.said(again.id) == {"answer": "Venga el lunes."}
    assert house.post.words.why(again.id) == "perdida"
    assert [told["first"] for told in events_of(house, "letter_reprinted")] == [letter.id.code]
    house.post.mailing.cancel(again.id.code, CLERK)
    third = house.post.reprinting.reprint(letter.id.code, "perdida", CLERK)
    assert third.id not in {letter.id, again.id}


def test_an_approved_letter_written_again_says_what_was_approved(house: House) -> None:
    letter = posted(house, kind=LetterKind.OBSERVATION)
    again = house.post.reprinting.reprint(letter.id.code, "perdida", CLERK)
    assert again.state is LetterState.QUEUED
    assert (again.approved_by, again.basis) == (letter.approved_by, letter.basis)
    assert house.post.words.proof(stands(house, again)) == PROOF


def test_a_rebuild_knows_again_which_addresses_are_at_fault(house: House) -> None:
    rosa = an_addressee(house)
    letter = posted(house, number=a_case(house, applicant=rosa).digits)
    house.post.returns.take_back(letter.id.code, ReturnReason.MOVED, CLERK)
    before = rows(house, "citizen")
    with house.shelf.database.locked() as connection:
        rebuild(connection, house.shelf.ledger.reckon(), lambda _: None)
    assert rows(house, "citizen") == before


def test_an_approval_that_lost_its_text_stops_a_reprint(house: House) -> None:
    letter = posted(house, kind=LetterKind.OBSERVATION)
    for piece in (house.settings.var_folder / "sealed_letters").iterdir():
        piece.unlink()
    with pytest.raises(LetterNeedsApproval):
        house.post.reprinting.reprint(letter.id.code, "perdida", CLERK)
