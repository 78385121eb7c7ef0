"""Calling people back: once, soon, within the caps, and never against their wish."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from config.house import House
from core.calling_back import CallingBack, MissedCall
from core.model.call_back import CallBackAnswer
from core.model.calling import Caps
from core.model.charge import Tariff
from core.refusals import (
    CallingOptedOut,
    CallingPaused,
    CallsTooMany,
    PhoneAbroad,
    PhoneHidden,
    Refusal,
)
from core.wishes import call_back
from tests.core.calling_stories import (
    NIGHT,
    OTHER,
    PHONE,
    at,
    calls,
    done,
    due,
    later,
    ring,
    wished,
)
from tests.core.rows import rows


def wish(house: House, cause: str, *, by_day: bool = False) -> None:
    caller, now = house.blind_caller(PHONE), house.clock.now()
    house.shelf.callers.keep(caller, PHONE)
    with house.shelf.ledger.writing() as work:
        work.intend(call_back(caller, cause=cause, at=now, by_day_from=now if by_day else None))


def capped(house: House, caps: Caps) -> CallingBack:
    return replace(house.calling_back, caps=caps)


def test_who_rings_and_hangs_up_is_called_within_a_minute_and_not_at_once(
    either_house: House,
) -> None:
    assert ring(either_house).outcome == "missed"
    later(either_house, seconds=9)
    assert wished(either_house) == []
    later(either_house, seconds=2)
    job = due(either_house)
    assert either_house.calling_back.phone_of(job) == PHONE
    assert PHONE[3:] not in str(job)


def test_a_call_that_waited_a_quarter_of_an_hour_is_not_made(either_house: House) -> None:
    ring(either_house)
    later(either_house, minutes=15, seconds=1)
    assert wished(either_house) == []
    assert calls(either_house) == ["expired"]


def test_the_same_ring_told_twice_is_called_back_once(either_house: House) -> None:
    first = ring(either_house)
    later(either_house, seconds=30)
    assert ring(either_house) == first
    assert len(calls(either_house)) == 1
    assert len(rows(either_house, "contact")) == 1


def test_rings_that_come_at_once_are_called_back_once(either_house: House) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: ring(either_house), range(8)))
    assert len(calls(either_house)) == len(rows(either_house, "contact")) == 1


def test_who_rings_three_times_in_a_row_is_called_once(either_house: House) -> None:
    for place in range(3):
        ring(either_house, f"CA{place}")
        later(either_house, seconds=5)
    assert len(calls(either_house)) == 1
    assert [row["outcome"] for row in rows(either_house, "contact")] == ["missed"] * 3


@pytest.mark.parametrize(
    ("phone", "code"),
    [
        ("anonymous", "phone_hidden"),
        ("", "phone_hidden"),
        ("+266696687", "phone_hidden"),
        ("105", "phone_hidden"),
        ("+5180012345", "phone_hidden"),
        ("not a phone", "phone_hidden"),
        ("+59171234567", "phone_abroad"),
        ("+12025550123", "phone_abroad"),
    ],
)
def test_a_phone_that_is_not_called_is_counted_under_its_reason(
    house: House, phone: str, code: str
) -> None:
    contact = house.calling_back.missed(MissedCall(id="CA1", caller=None, phone=phone))
    assert contact.outcome == code
    assert calls(house) == []
    assert rows(house, "vault") == []


def test_a_foreign_phone_is_not_called_though_we_answer_for_its_country(house: House) -> None:
    with pytest.raises(PhoneAbroad):
        house.calling_back.allowed("a blinded bolivian", "+59171234567")


def test_who_asks_on_the_line_is_told_that_it_costs_nothing(house: House) -> None:
    caller = house.blind_caller(PHONE)
    assert house.calling_back.allowed(caller, PHONE) == CallBackAnswer()
    with pytest.raises(PhoneHidden):
        house.calling_back.allowed(None, PHONE)


@pytest.mark.parametrize("channel", ["sms", "voice", "desk"])
def test_who_opted_out_over_any_channel_is_never_called(house: House, channel: str) -> None:
    caller = house.blind_caller(PHONE)
    house.shelf.opt_outs.add(caller, channel=channel, at=house.clock.now())
    assert ring(house).outcome == CallingOptedOut.code
    with pytest.raises(CallingOptedOut):
        house.calling_back.allowed(caller, PHONE)
    house.shelf.opt_outs.remove(caller)
    assert ring(house, "CA2").outcome == "missed"


def test_who_opts_out_between_the_wish_and_the_call_is_not_called(house: House) -> None:
    ring(house)
    later(house, seconds=11)
    house.shelf.opt_outs.add(house.blind_caller(PHONE), channel="sms", at=house.clock.now())
    with pytest.raises(CallingOptedOut):
        house.calling_back.phone_of(due(house))


def test_when_the_months_money_is_gone_nobody_is_called(house: House) -> None:
    spending = replace(house.spending, ceiling=100)
    calling = replace(house.calling_back, spending=spending)
    spending.charge("CA0", 61, direction="out", tariff=Tariff({"out": 50}))
    caller = house.blind_caller(PHONE)
    with pytest.raises(CallingPaused):
        calling.allowed(caller, PHONE)
    assert calling.missed(MissedCall(id="CA1", caller=caller, phone=PHONE)).outcome == (
        CallingPaused.code
    )


def test_one_phone_is_called_so_often_a_day_and_the_next_day_again(either_house: House) -> None:
    outcomes = []
    for place in range(5):
        outcomes.append(ring(either_house, f"CA{place}").outcome)
        later(either_house, minutes=5)
        for job in wished(either_house):
            either_house.calling_back.phone_of(job)
            done(either_house, job)
    assert outcomes == ["missed"] * 3 + [CallsTooMany.code] * 2
    assert ring(either_house, "CAother", OTHER).outcome == "missed"
    later(either_house, days=1)
    assert ring(either_house, "CAnext").outcome == "missed"


def test_the_house_calls_so_often_a_day_and_no_more(house: House) -> None:
    calling = capped(house, Caps(to_a_phone=9, in_all=2))
    for place, phone in enumerate(("+51984000001", "+51984000002", "+51984000003")):
        call = MissedCall(id=f"CA{place}", caller=house.blind_caller(phone), phone=phone)
        assert calling.missed(call).outcome == ("missed" if place < 2 else CallsTooMany.code)


def test_a_call_that_came_to_nothing_uses_up_no_turn(house: House) -> None:
    for place in range(5):
        assert ring(house, f"CA{place}").outcome == "missed"
        later(house, minutes=5)
        for job in wished(house):
            house.shelf.outbox.failed(job, code="carrier_400", retry_at=None)


def test_two_wishes_of_one_caller_make_the_phone_ring_once(house: House) -> None:
    wish(house, "voice:CA1")
    wish(house, "voice:CA2")
    later(house, seconds=11)
    answers = []
    for job in reversed(wished(house)):
        try:
            answers.append(house.calling_back.phone_of(job))
            done(house, job)
        except Refusal as refusal:
            house.shelf.outbox.failed(job, code=refusal.code, retry_at=None)
    assert answers == [PHONE]
    assert sorted(calls(house)) == ["done", "failed"]


def test_a_call_that_follows_a_missed_one_is_made_at_night_and_no_other(house: House) -> None:
    at(house, NIGHT)
    ring(house)
    later(house, seconds=11)
    assert house.calling_back.phone_of(due(house)) == PHONE
    later(house, minutes=20)
    wish(house, "campaign:1", by_day=True)
    later(house, seconds=11)
    with pytest.raises(CallsTooMany):
        house.calling_back.phone_of(due(house))
    later(house, hours=10)
    wish(house, "campaign:2", by_day=True)
    later(house, seconds=11)
    assert house.calling_back.phone_of(due(house)) == PHONE


def test_a_phone_that_was_forgotten_meanwhile_is_not_called(house: House) -> None:
    ring(house)
    later(house, seconds=11)
    house.shelf.callers.forget_before(house.clock.now() + timedelta(days=1))
    with pytest.raises(PhoneHidden):
        house.calling_back.phone_of(due(house))


def test_no_missed_call_tells_the_phone_outside_the_vault(either_house: House) -> None:
    ring(either_house)
    later(either_house, seconds=11)
    done(either_house, due(either_house))
    either_house.calling_back.unanswered("CAours")
    for table in ("contact", "outbox", "opt_out", "charge", "event"):
        assert PHONE[3:] not in str(rows(either_house, table)), table


def test_rings_that_wait_for_a_worker_that_stands_still_become_one_call(house: House) -> None:
    for place in range(4):
        ring(house, f"CA{place}")
        later(house, minutes=2)
    assert len(wished(house)) == 1
