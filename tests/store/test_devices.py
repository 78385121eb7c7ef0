"""Units as the hub keeps them, and the last sessions of the exchange, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from config.house import House
from core.model.device import Device
from core.model.exchange_session import MOST_KEPT, ExchangeSession
from core.refusals import DeviceKnown, DeviceUnknown, SessionOld, SettingInvalid
from core.store.exchange_log import clock_is_suspect
from tests.core.rows import rows

AT = datetime(2026, 11, 20, 17, tzinfo=UTC)
BOAT = Device(
    origin="boat-1",
    public_key="ab" * 32,
    recipient="age1x",
    codes={9: "211", 7: "210"},
    buckets=frozenset({"080405", "080401"}),
    crew=frozenset({"5" * 32}),
    url="https://hub.example",
    expires_on=date(2027, 1, 19),
    enrolled_at=AT,
)
BY = "user:clerk"
HOUR = ExchangeSession(origin="boat-1", at=AT, transport="http", bytes_up=2**40)


def kinds(house: House) -> list[str]:
    return [row["kind"] for row in rows(house, "event") if row["subject"] == "origin:boat-1"]


def test_a_unit_is_read_back_as_it_was_enrolled(either_house: House) -> None:
    devices = either_house.shelf.devices
    devices.enrol(BOAT, actor=BY)
    assert devices.get("boat-1") == BOAT
    assert list(devices.get("boat-1").codes) == [9, 7]  # type: ignore[union-attr] # just enrolled
    assert devices.all() == (BOAT,)
    assert kinds(either_house) == ["unit_enrolled"]
    for again in (BOAT, replace(BOAT, origin="hub", codes={1: "230"})):
        with pytest.raises(DeviceKnown):
            devices.enrol(again, actor=BY)
    with pytest.raises(SettingInvalid):
        devices.enrol(replace(BOAT, origin="boat-2"), actor=BY)
    assert kinds(either_house) == ["unit_enrolled"]


def test_districts_change_and_a_unit_is_shut_out_once(either_house: House) -> None:
    devices = either_house.shelf.devices
    devices.enrol(BOAT, actor=BY)
    added, none = frozenset({"080101"}), frozenset[str]()
    assert devices.scope("boat-1", add=added, drop=none, actor=BY).buckets >= added
    devices.scope("boat-1", add=added, drop=none, actor=BY)
    assert devices.scope("boat-1", add=none, drop=added, actor=BY).buckets == BOAT.buckets
    assert devices.revoke("boat-1", (9,), actor=BY) == 1
    assert devices.revoke("boat-1", (9, 7), actor=BY) == 1
    assert kinds(either_house) == [
        "unit_enrolled",
        "unit_scope_changed",
        "unit_scope_changed",
        "origin_revoked",
        "unit_revoked",
        "origin_revoked",
    ]
    with pytest.raises(DeviceUnknown):
        devices.revoke("boat-9", (), actor=BY)


def test_a_session_begins_once_or_again_with_the_same_bytes(either_house: House) -> None:
    devices = either_house.shelf.devices
    devices.enrol(BOAT, actor=BY)
    assert devices.last_session("boat-1", 9) == 0
    devices.begin_session("boat-1", 9, 4, "a")
    devices.begin_session("boat-1", 9, 4, "a")
    for number, digest in ((4, "b"), (3, "a"), (1, "c")):
        with pytest.raises(SessionOld):
            devices.begin_session("boat-1", 9, number, digest)
    devices.begin_session("boat-1", 7, 1, "a")
    devices.begin_session("boat-1", 9, 5, "b")
    assert devices.last_session("boat-1", 9) == 5
    assert devices.get("boat-1").seen_at is not None  # type: ignore[union-attr] # enrolled
    assert [devices.next_number("van-1", 1) for _ in range(2)] == [1, 2]


def test_the_last_sessions_of_each_unit_are_kept(either_house: House) -> None:
    log = either_house.shelf.exchange_log
    log.note(replace(HOUR, origin="van-1"))
    for turn in range(MOST_KEPT + 5):
        log.note(replace(HOUR, events_up=turn))
    assert [one.events_up for one in log.last("boat-1")] == list(range(MOST_KEPT + 4, 4, -1))
    assert log.last("van-1") == (replace(HOUR, origin="van-1"),)


def test_the_newest_session_by_line_tells_whether_the_clock_is_a_witness(
    either_house: House,
) -> None:
    log, database = either_house.shelf.exchange_log, either_house.shelf.database

    def suspect() -> bool:
        with database.reader.connect() as connection:
            return clock_is_suspect(connection)

    assert not suspect()
    for drift, code, transport, doubts in (
        (301, "", "http", True),
        (0, "", "stick", True),
        (0, "link_down", "http", True),
        (-300, "", "http", False),
        (-301, "", "http", True),
    ):
        log.note(replace(HOUR, drift_seconds=drift, code=code, transport=transport))
        assert suspect() is doubts


def test_a_hub_has_nothing_that_waits(either_house: House) -> None:
    standing = either_house.shelf.exchange_log.standing("hub")
    assert standing.saved == standing.received == standing.applied > 0
    assert standing.is_up_to_date
    assert standing.waits_since is None


def test_what_a_hub_acknowledged_and_lost_is_not_there(either_house: House) -> None:
    log = either_house.shelf.exchange_log
    written = [event.id for _, event in either_house.shelf.journal.events()]
    standing = log.standing("hub", {written[0].epoch: 2})
    assert (standing.saved, standing.received, standing.applied) == (len(written), 2, 2)
    assert not standing.is_up_to_date
    assert standing.waits_since is not None
