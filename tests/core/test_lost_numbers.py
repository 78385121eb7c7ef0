"""A lost number goes to the phone on file of whoever has the DNI, and to nobody who keys it."""

from datetime import date, timedelta

import pytest

from config.house import House
from core.correspondence import MOST_NUMBERS
from core.model.topics import Stage
from core.refusals import Erased, PhoneMissing
from core.wishes import TEXT_LASTS, lost_numbers
from tests.core.rows import add, remove, rows
from tests.core.stories import MONDAY, Said, a_case, a_citizen, case_of
from tests.houses import TODAY, act

DNI, PHONE = "10117410", "+51984123456"
KNOWN: Said = {"dni": DNI, "phone": PHONE, "language": "quz"}


def blinded(house: House) -> str:
    document = house.inquiry.lost_number(DNI).document
    assert document
    return document


def test_the_numbers_go_to_the_phone_on_file_with_nothing_but_their_stage(
    either_house: House,
) -> None:
    citizen = a_citizen(either_house, **KNOWN)
    numbers = [a_case(either_house, on, applicant=citizen) for on in (date(2026, 11, 9), TODAY)]
    text = either_house.correspondence.numbers_text(blinded(either_house))
    assert text is not None
    assert (text.to, text.language) == (PHONE, "quz")
    old, new = numbers
    assert text.answer.cases == ((new, Stage.RECEIVED), (old, Stage.FINISHED))
    assert PHONE not in repr(text)


def test_no_text_carries_more_numbers_than_fit(house: House) -> None:
    citizen = a_citizen(house, **KNOWN)
    for _ in range(MOST_NUMBERS + 1):
        a_case(house, applicant=citizen)
    text = house.correspondence.numbers_text(blinded(house))
    assert text is not None
    assert len(text.answer.cases) == MOST_NUMBERS


def test_a_dni_that_nobody_has_or_without_a_case_sends_nothing(house: House) -> None:
    assert house.correspondence.numbers_text(blinded(house)) is None
    a_citizen(house, **KNOWN)
    assert house.correspondence.numbers_text(blinded(house)) is None


def test_who_has_no_phone_on_file_is_sent_nothing(house: House) -> None:
    a_case(house, applicant=a_citizen(house, dni=DNI))
    with pytest.raises(PhoneMissing):
        house.correspondence.numbers_text(blinded(house))


def test_who_was_erased_is_found_by_no_dni(house: House) -> None:
    number = a_case(house, MONDAY, applicant=a_citizen(house, **KNOWN))
    kept = rows(house, "person_key")
    house.people.erase(case_of(house, number).applicant, act(), ground="pedido_del_titular")
    assert house.correspondence.numbers_text(blinded(house)) is None
    add(house, "person_key", *kept)
    with pytest.raises(Erased):
        house.correspondence.numbers_text(blinded(house))


def test_whoever_keys_it_again_and_again_sends_one_text_a_day(house: House) -> None:
    remove(house, "outbox")
    now = house.clock.now()
    with house.shelf.ledger.writing() as work:
        for cause, at in (("sms:1", now), ("sms:2", now), ("sms:3", now + timedelta(days=1))):
            work.intend(lost_numbers(blinded(house), cause=cause, at=at))
    kept = rows(house, "outbox")
    assert [row["cause"] for row in kept] == ["sms:1", "sms:3"]
    assert DNI not in str(kept)
    assert lost_numbers("x", cause="sms:1", at=now).expires_at == now + TEXT_LASTS
