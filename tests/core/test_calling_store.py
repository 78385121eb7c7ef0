"""The caller book, the opt-outs and the charges, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from config.house import House
from core.model.charge import Charge, Share
from core.people import FIRST_PHONE
from tests.core.calling_stories import OTHER, PHONE, at, later
from tests.core.rows import add, rows
from tests.core.stories import a_citizen
from tests.houses import act

DAY = timedelta(days=1)


def charge(house: House, call: str, cents: int, seconds: int = 61) -> Charge:
    return Charge(call=call, at=house.clock.now(), seconds=seconds, cents=cents, direction="out")


def test_a_phone_is_kept_for_who_asked_and_lies_in_the_vault_alone(either_house: House) -> None:
    book, caller = either_house.shelf.callers, either_house.blind_caller(PHONE)
    assert book.phone(caller) is None
    book.keep(caller, PHONE)
    book.keep(caller, PHONE)
    assert book.phone(caller) == PHONE
    assert book.phone(either_house.blind_caller(OTHER)) is None
    kept = [row for row in rows(either_house, "vault") if row["value"] == PHONE]
    assert [row["person"] for row in kept] == [f"caller:{caller}"]


def test_a_phone_is_forgotten_thirty_days_after_it_was_last_kept(either_house: House) -> None:
    book = either_house.shelf.callers
    first, second = (either_house.blind_caller(phone) for phone in (PHONE, OTHER))
    book.keep(first, PHONE)
    book.keep(second, OTHER)
    later(either_house, days=29)
    book.keep(second, OTHER)
    later(either_house, days=2)
    assert either_house.calling_back.forget_callers() == 1
    assert (book.phone(first), book.phone(second)) == (None, OTHER)
    assert either_house.calling_back.forget_callers() == 0


def test_forgetting_callers_leaves_the_values_of_citizens(either_house: House) -> None:
    citizen = a_citizen(either_house, phone=PHONE)
    later(either_house, days=400)
    assert either_house.calling_back.forget_callers() == 0
    assert either_house.shelf.citizens.open_value(citizen, FIRST_PHONE) == PHONE


def test_who_is_erased_is_not_called_and_their_wish_not_to_be_called_stands(
    either_house: House,
) -> None:
    shelf, caller = either_house.shelf, either_house.blind_caller(PHONE)
    citizen = a_citizen(either_house, phone=PHONE)
    shelf.callers.keep(caller, PHONE)
    shelf.opt_outs.add(caller, channel="sms", at=either_house.clock.now())
    either_house.people.erase(citizen, act(), ground="pedido_del_titular")
    assert shelf.callers.phone(caller) is None
    assert PHONE not in str(rows(either_house, "vault"))
    assert shelf.opt_outs.has(caller)


def test_opting_out_and_in_again_may_be_said_twice(either_house: House) -> None:
    outs, now = either_house.shelf.opt_outs, either_house.clock.now()
    assert not outs.has("a")
    assert outs.add("a", channel="sms", at=now)
    assert not outs.add("a", channel="voice", at=now + DAY)
    assert outs.has("a")
    assert [row["channel"] for row in rows(either_house, "opt_out")] == ["sms"]
    assert outs.count() == 1
    assert outs.remove("a")
    assert not outs.remove("a")
    assert (outs.has("a"), outs.count()) == (False, 0)


def test_a_call_is_charged_once_and_summed_by_direction(either_house: House) -> None:
    charges, now = either_house.shelf.charges, either_house.clock.now()
    assert charges.add(charge(either_house, "CA1", 20))
    assert not charges.add(charge(either_house, "CA1", 9999))
    assert charges.add(charge(either_house, "CA2", 22))
    assert charges.cents_since(now) == 42
    assert charges.cents_since(now + DAY) == 0
    assert charges.shares_since(now) == {"out": Share(2, 122, 42)}
    assert charges.shares_since(now + DAY) == {}


def test_a_month_is_over_at_midnight_where_the_country_lives(either_house: House) -> None:
    spending = either_house.spending
    at(either_house, either_house.clock.now().replace(month=12, day=1, hour=4, minute=59))
    either_house.shelf.charges.add(charge(either_house, "CA1", 20))
    assert spending.month().cents == 20  # still November in Lima
    later(either_house, minutes=1)
    assert spending.month().cents == 0


@pytest.mark.parametrize("field", ["seconds", "cents"])
def test_no_charge_is_less_than_nothing(either_house: House, field: str) -> None:
    less = {"call": "CA1", "at": "x", "seconds": 0, "cents": 0, "direction": "in", field: -1}
    with pytest.raises(DBAPIError, match="charge_counts"):
        add(either_house, "charge", less)


def test_callers_phones_in_the_vault_break_no_chain_and_survive_a_rebuild(
    either_house: House,
) -> None:
    book, caller = either_house.shelf.callers, either_house.blind_caller(PHONE)
    book.keep(caller, PHONE)
    journal = either_house.shelf.journal
    journal.verify(lambda _: None)
    journal.rebuild(either_house.shelf.ledger.reckon(), lambda _: None)
    assert book.phone(caller) == PHONE
