"""What the client does where the hub declines, is not itself, or is asked by two at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import responses

from channels.units.client import Limits, UnitClient
from config.exchanging import unit_client_of
from config.house import House
from core.refusals import (
    BundleCut,
    DeviceRevoked,
    EpochTaken,
    ExchangeRefused,
    HubBehind,
    LinkDown,
    Refusal,
    SessionOld,
    UnitCopied,
)
from tests.browsers import Served
from tests.channels.units.exchanges import BOAT, Between, a_unit, copied
from tests.core.stories import a_case

QUICK = Limits(tries=3)
HUB = "http://hub.example"
ADDRESS = f"{HUB}/unidades/v1/intercambio"


@pytest.fixture
def unit(open_house: Served, tmp_path: Path) -> Iterator[House]:
    unit = a_unit(open_house.house, tmp_path / "boat")
    yield unit
    unit.close()


def client_of(unit: House, url: str, waits: list[float] | None = None) -> UnitClient:
    slept: list[float] = [] if waits is None else waits
    return replace(unit_client_of(unit, url), sleep=slept.append)


def refused(unit: House, url: str) -> object:
    with pytest.raises(ExchangeRefused) as told:
        client_of(unit, url).sync(QUICK, lambda _: None)
    return told.value.facts["answer"]


def test_a_unit_that_was_shut_out_is_told_so(open_house: Served, unit: House) -> None:
    open_house.house.shelf.devices.revoke(BOAT, (), actor="system:test")
    assert refused(unit, open_house.address) == DeviceRevoked.code


def test_a_unit_that_came_back_from_a_backup_is_told_that_its_session_is_old(
    open_house: Served, unit: House
) -> None:
    for _ in range(2):
        client_of(unit, open_house.address).sync(QUICK, lambda _: None)
    with unit.shelf.database.writer.begin() as connection:
        connection.exec_driver_sql("DELETE FROM session_mark")
    assert refused(unit, open_house.address) == SessionOld.code


def test_a_copy_of_a_unit_exchanges_nothing(
    open_house: Served, unit: House, tmp_path: Path
) -> None:
    copy = copied(unit, tmp_path / "copy")
    a_case(unit)
    with pytest.raises(UnitCopied):
        client_of(copy, open_house.address).sync(QUICK, lambda _: None)
    client_of(unit, open_house.address).sync(QUICK, lambda _: None)
    assert unit.shelf.exchange_log.standing(BOAT).is_up_to_date
    copy.close()


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, "<html>Inicie sesión en esta red</html>", "foreign_page"),
        (302, "", "302"),
        (403, "device_unknown\n", "device_unknown"),
        (407, "<html>", "407"),
    ],
)
def test_what_is_no_answer_of_the_hub_is_told_at_once(
    unit: House, status: int, body: str, said: str
) -> None:
    with responses.RequestsMock() as line:
        line.post(ADDRESS, body=body, status=status)
        assert refused(unit, HUB) == said
    assert unit.shelf.exchange_log.last()[0].code == ExchangeRefused.code
    assert not unit.shelf.exchange_log.standing(BOAT).is_up_to_date


@pytest.mark.parametrize("refusal", [EpochTaken, HubBehind])
def test_what_somebody_must_do_first_is_told_by_its_own_name(
    unit: House, refusal: type[Refusal]
) -> None:
    with responses.RequestsMock() as line:
        line.post(ADDRESS, body=refusal.code, status=400)
        with pytest.raises(refusal):
            client_of(unit, HUB).sync(QUICK, lambda _: None)
    assert unit.shelf.exchange_log.last()[0].code == refusal.code


def test_a_hub_that_stumbles_is_tried_again_after_a_wait_by_chance(unit: House) -> None:
    waits: list[float] = []
    with responses.RequestsMock() as line:
        line.post(ADDRESS, status=502)
        line.post(ADDRESS, status=503)
        line.post(ADDRESS, body=b"CVGP")
        with pytest.raises(LinkDown) as told:
            client_of(unit, HUB, waits).sync(QUICK, lambda _: None)
    assert told.value.facts["problem"] == BundleCut.__name__
    assert len(waits) == 2
    assert 0 <= waits[0] <= 2
    assert 0 <= waits[1] <= 4


def test_no_second_is_spent_beyond_the_limit(unit: House) -> None:
    limits = Limits(most_seconds=0)
    tally = client_of(unit, HUB).sync(limits, lambda _: None)
    assert tally.requests == 0


def test_a_sitting_is_told_as_it_goes(open_house: Served, unit: House) -> None:
    number, seen = a_case(unit), list[int]()
    tally = client_of(unit, open_house.address).sync(QUICK, lambda told: seen.append(told.bytes))
    assert seen == [tally.bytes]
    assert open_house.house.shelf.cases.find(number, None) is not None
    assert Between(open_house.house, unit).unit_side.waits() is False
