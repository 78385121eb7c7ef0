"""The month's money: what is charged, when staff are told, and what stops when it is gone."""

from dataclasses import replace

import pytest

from config.house import House
from config.worker import dispatch_of
from core.model.charge import Tariff
from core.refusals import PersonUnavailable
from core.spending import Spending
from tests.core.calling_stories import later
from tests.core.rows import rows

TARIFF = Tariff({"in": 2, "out": 10})


def spending(house: House, ceiling: int) -> Spending:
    return replace(house.spending, ceiling=ceiling)


def spend(money: Spending, call: str, minutes: int) -> None:
    money.charge(call, minutes * 60, direction="out", tariff=TARIFF)


def alarms(house: House) -> list[str]:
    return [str(row["cause"]) for row in rows(house, "outbox") if row["kind"] == "alarm"]


def test_without_a_ceiling_nothing_is_stopped_and_nobody_is_warned(house: House) -> None:
    money = spending(house, 0)
    spend(money, "CA1", 100_000)
    assert money.may_spend()
    assert alarms(house) == []
    assert money.month().cents == 1_000_000


def test_staff_are_told_at_four_fifths_and_at_the_whole_once_a_month_each(
    either_house: House,
) -> None:
    money = spending(either_house, 100)
    told = []
    for place, minutes in enumerate((7, 1, 1, 1, 5)):
        spend(money, f"CA{place}", minutes)
        told.append((len(alarms(either_house)), money.may_spend()))
    assert told == [(0, True), (1, True), (1, True), (2, False), (2, False)]
    later(either_house, days=11)
    assert money.may_spend()
    spend(money, "CAdecember", 12)
    assert len(alarms(either_house)) == 4


def test_an_alarm_about_money_reaches_the_file_of_alarms(house: House) -> None:
    spend(spending(house, 100), "CA1", 20)
    dispatch_of(house).run()
    text = (house.settings.var_folder / "alarms.log").read_text(encoding="utf-8")
    assert "calls_cost_80_per_cent 2026-11" in text
    assert "calls_cost_100_per_cent 2026-11" in text


def test_a_call_that_is_reported_twice_is_charged_once(house: House) -> None:
    money = spending(house, 100)
    for minutes in (5, 5, 9):
        spend(money, "CA1", minutes)
    assert money.month().cents == 50
    assert money.month().shares["out"].calls == 1


def test_a_call_that_nobody_answered_costs_nothing(house: House) -> None:
    money = spending(house, 100)
    money.charge("CA1", -3, direction="in", tariff=TARIFF)
    assert money.month().cents == 0


def test_where_the_money_is_gone_nobody_is_passed_on_to_a_person(house: House) -> None:
    money = spending(house, 10)
    line = replace(house.person_line, phone="+5184000111", may_spend=money.may_spend)
    spend(money, "CA1", 1)
    with pytest.raises(PersonUnavailable):
        line.open()
