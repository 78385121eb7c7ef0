"""Guessing at claves: slowed, stopped and seen, and never a way to shut the owner out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from config.house import House
from core.inquiry import Asker
from core.model.answers import StatusAnswer
from core.model.disclosure import Level
from core.model.disclosure import Path as Way
from core.model.locks import HIDDEN
from core.opening import Receipt
from core.refusals import ClaveClosed, ClaveMalformed, ClaveWait, ClaveWrong, Refusal
from tests.core.rows import rows
from tests.core.stories import a_citizen, a_receipt, found
from tests.houses import StoodClock

PHONE = "+51984123456"
WRONG = "000000"


@pytest.fixture
def receipt(either_house: House) -> Receipt:
    citizen = a_citizen(either_house, phone=PHONE, own_phone=True, proved=True)
    receipt = a_receipt(either_house, applicant=citizen)
    assert receipt.clave != WRONG
    return receipt


def ask(
    house: House, receipt: Receipt, clave: str | None = None, *, caller: str | None = "stranger"
) -> StatusAnswer:
    return house.inquiry.status(str(receipt.number), Asker(Way.CALLER, caller, clave))


def outcome(house: House, receipt: Receipt, clave: str, *, caller: str | None) -> str:
    try:
        ask(house, receipt, clave, caller=caller)
    except Refusal as refusal:
        return refusal.code
    return "told"


def pass_seconds(house: House, seconds: float) -> None:
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(seconds=seconds)


def close_to_strangers(house: House, receipt: Receipt) -> None:
    for place in range(10):
        assert outcome(house, receipt, WRONG, caller=f"stranger {place}") == "clave_wrong"


def test_the_right_clave_tells_the_detail(either_house: House, receipt: Receipt) -> None:
    assert ask(either_house, receipt, receipt.clave).level is Level.DETAIL
    assert [row["caller"] for row in rows(either_house, "caller_right")] == ["stranger"]
    assert rows(either_house, "caller_lock") == rows(either_house, "wrong_clave") == []


def test_what_is_not_six_figures_is_no_guess(either_house: House, receipt: Receipt) -> None:
    with pytest.raises(ClaveMalformed):
        ask(either_house, receipt, "12345")
    assert rows(either_house, "case_lock") == rows(either_house, "wrong_clave") == []


def test_after_three_wrong_ones_a_caller_waits_longer_each_time(
    either_house: House, receipt: Receipt
) -> None:
    for _ in range(3):
        with pytest.raises(ClaveWrong):
            ask(either_house, receipt, WRONG)
    for wait in (30, 60, 120):
        with pytest.raises(ClaveWait) as refused:
            ask(either_house, receipt, receipt.clave)
        assert refused.value.facts == {"seconds": wait}
        pass_seconds(either_house, wait - 1)
        assert outcome(either_house, receipt, receipt.clave, caller="stranger") == "clave_wait"
        pass_seconds(either_house, 1)
        assert outcome(either_house, receipt, WRONG, caller="stranger") == "clave_wrong"


def test_one_caller_waits_for_every_case_and_no_other_caller_does(
    either_house: House, receipt: Receipt
) -> None:
    for _ in range(3):
        outcome(either_house, receipt, WRONG, caller="stranger")
    other = a_receipt(either_house)
    assert outcome(either_house, other, other.clave, caller="stranger") == "clave_wait"
    assert outcome(either_house, other, other.clave, caller="someone else") == "told"


def test_ten_wrong_ones_close_a_case_to_strangers_whoever_made_them(
    either_house: House, receipt: Receipt
) -> None:
    close_to_strangers(either_house, receipt)
    with pytest.raises(ClaveClosed):
        ask(either_house, receipt, receipt.clave, caller="a newcomer")
    with pytest.raises(ClaveClosed):
        ask(either_house, receipt, receipt.clave, caller=None)
    (lock,) = rows(either_house, "case_lock")
    assert (lock["wrong"], bool(lock["closed"])) == (10, True)


def test_a_lock_never_shuts_the_owner_out(either_house: House, receipt: Receipt) -> None:
    ask(either_house, receipt, receipt.clave, caller="the owner's neighbour")
    close_to_strangers(either_house, receipt)

    assert ask(either_house, receipt).level is Level.STAGE
    assert ask(either_house, receipt, receipt.clave, caller="the owner's neighbour").level == 2
    own = Asker(Way.REPLY_TO_NUMBER, either_house.blind_phone(PHONE))
    assert either_house.inquiry.status(str(receipt.number), own).level is Level.DETAIL
    assert either_house.correspondence.status_text(receipt.number).answer.level is Level.DETAIL


def test_a_visit_opens_the_clave_again(either_house: House, receipt: Receipt) -> None:
    close_to_strangers(either_house, receipt)
    either_house.shelf.guesses.reopen(receipt.number)
    assert ask(either_house, receipt, receipt.clave, caller="a newcomer").level is Level.DETAIL


def test_a_right_clave_ends_the_wait_but_gives_strangers_no_new_tries(
    either_house: House, receipt: Receipt
) -> None:
    for _ in range(3):
        outcome(either_house, receipt, WRONG, caller="stranger")
    pass_seconds(either_house, 30)
    assert outcome(either_house, receipt, receipt.clave, caller="stranger") == "told"
    kept = found(either_house, receipt.number, "stranger")
    assert (kept.caller_lock.wrong, kept.case_lock.wrong) == (2, 3)
    assert kept.was_right_before
    assert outcome(either_house, receipt, WRONG, caller="stranger") == "clave_wrong"
    assert outcome(either_house, receipt, WRONG, caller="stranger") == "clave_wait"


def test_who_hides_the_number_shares_one_purse_and_is_never_known(
    either_house: House, receipt: Receipt
) -> None:
    assert outcome(either_house, receipt, receipt.clave, caller=None) == "told"
    assert not found(either_house, receipt.number, HIDDEN).was_right_before
    for _ in range(3):
        assert outcome(either_house, receipt, WRONG, caller=None) == "clave_wrong"
    assert outcome(either_house, receipt, receipt.clave, caller=None) == "clave_wait"


@pytest.mark.parametrize("caller", ["stranger", None])
def test_many_guesses_at_once_get_no_more_tries_than_one_after_the_other(
    either_house: House, receipt: Receipt, caller: str | None
) -> None:
    def guess(_place: int) -> str:
        return outcome(either_house, receipt, WRONG, caller=caller)

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(guess, range(24)))
    assert codes.count("clave_wrong") == 3
    assert codes.count("clave_wait") == 21
    assert len(rows(either_house, "wrong_clave")) == 3


def test_a_case_closes_after_ten_though_many_strangers_guess_at_once(
    either_house: House, receipt: Receipt
) -> None:
    def guess(place: int) -> str:
        return outcome(either_house, receipt, WRONG, caller=f"stranger {place}")

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(guess, range(30)))
    assert codes.count("clave_wrong") == 10
    assert codes.count("clave_closed") == 20


def test_a_right_guess_that_was_read_before_the_lock_closed_comes_too_late(
    either_house: House, receipt: Receipt
) -> None:
    close_to_strangers(either_house, receipt)
    with pytest.raises(ClaveClosed):
        either_house.shelf.guesses.count_right(receipt.number, "a newcomer")
    assert rows(either_house, "caller_right") == []


def test_spraying_over_the_installation_raises_one_alarm_an_hour(either_house: House) -> None:
    receipts = [a_receipt(either_house) for _ in range(6)]
    for place in range(52):
        outcome(either_house, receipts[place % 6], WRONG, caller=f"stranger {place}")
        assert len(alarms(either_house)) == (1 if place >= 50 else 0)
    pass_seconds(either_house, 3601)
    outcome(either_house, a_receipt(either_house), WRONG, caller="late")
    assert len(alarms(either_house)) == 1


def alarms(house: House) -> list[str]:
    wished = rows(house, "outbox")
    return [row["unique_key"] for row in wished if row["kind"] == "alarm"]
