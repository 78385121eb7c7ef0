"""A unit begins once, knows a copy of itself, and has no key that was not lent to it."""

from dataclasses import replace
from pathlib import Path

import pytest

from channels.units.age_identity import identity_of
from channels.units.enrolment import DeviceLine
from channels.units.wire.envelope import close_envelope, open_envelope, recipient_of
from config.cli.unit_laptop import _said
from config.enrolling import NewUnit, begin, enrol, renew
from config.founding import found
from config.house import House
from config.unit_keys import hub_pair, made_pair
from config.unit_place import place_of
from core.model.exchange_session import MOST_DRIFT_SECONDS, ExchangeSession, UnitStanding
from core.refusals import (
    DeviceKeyWrong,
    DeviceKnown,
    EnvelopeForeign,
    HubOnly,
    KeyNotLent,
    PackOther,
    SettingInvalid,
    SparesSpent,
    UnitCopied,
    UserUnknown,
)
from tests.channels.units.exchanges import (
    BOAT,
    CODES,
    Between,
    a_new_unit,
    a_pack,
    a_unit,
    copied,
    opened_again,
    unit_settings,
)
from tests.core.rows import rows
from tests.core.stories import a_case
from tests.fakes import NOON_IN_LIMA
from tests.houses import StoodClock, copy_of, shipped


def begun(var: Path, pack: bytes) -> House:
    return begin(unit_settings(var), pack, clock=StoodClock(), shipped=shipped())


def test_a_unit_begins_with_what_stands_in_its_districts(house: House, tmp_path: Path) -> None:
    number = a_case(house)
    unit = a_unit(house, tmp_path / "boat")
    found_here = unit.shelf.cases.find(number, None)
    assert found_here is not None
    assert unit.settings.origin == BOAT
    assert unit.keys.master != house.keys.master
    assert unit.keys.permutation("210") == house.keys.permutation("210")
    assert found(unit) == 0
    unit.close()


def test_the_keys_of_the_hub_are_not_a_units_to_ask(house: House, tmp_path: Path) -> None:
    unit = a_unit(house, tmp_path / "boat")
    with pytest.raises(KeyNotLent):
        unit.keys.clave("hub", 1)
    with pytest.raises(KeyNotLent):
        unit.keys.clave(BOAT, 1)
    with pytest.raises(KeyNotLent):
        unit.keys.permutation("140")
    with pytest.raises(KeyNotLent):
        unit.keys.second_factor("user:somebody", 1)
    unit.close()


def test_keys_of_a_unit_are_readable_for_their_owner_alone(house: House, tmp_path: Path) -> None:
    unit = a_unit(house, tmp_path / "boat")
    files = list((tmp_path / "boat" / "keys").iterdir())
    assert {path.name for path in files} >= {"unit.json", "lent.json", "master_key"}
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    unit.close()


def test_a_second_beginning_goes_on_with_the_same_pack_and_refuses_another(
    house: House, tmp_path: Path
) -> None:
    var = tmp_path / "boat"
    pack, other = a_pack(house, var), a_pack(house, var, "boat-2", ("220",))
    unit = begun(var, pack)
    number = a_case(unit)
    unit.close()
    again = begun(var, pack)
    assert again.shelf.cases.find(number, None) is not None
    assert len([row for row in rows(again, "event") if row["kind"] == "epoch_begun"]) == 1
    again.close()
    with pytest.raises(PackOther):
        begun(var, other)


def test_a_beginning_that_was_cut_goes_on(house: House, tmp_path: Path) -> None:
    a_case(house)
    var = tmp_path / "boat"
    pack = a_pack(house, var)
    begun(var, pack).close()
    place = place_of(unit_settings(var))
    assert place is not None
    said = place.path.read_text()
    place.path.write_text(said.replace(place.fingerprint(), ""))
    (var / "convergencia.sqlite").unlink()
    unit = begun(var, pack)
    assert len(rows(unit, "case_file")) == 1
    unit.close()


def test_a_pack_for_another_laptop_cannot_be_opened(house: House, tmp_path: Path) -> None:
    made_pair(tmp_path / "other")
    with pytest.raises(EnvelopeForeign):
        begun(tmp_path / "other", a_pack(house, tmp_path / "boat"))


def test_a_folder_in_which_the_hub_writes_becomes_no_unit(
    house: House, founded_house: Path, tmp_path: Path
) -> None:
    copy_of(founded_house, tmp_path / "boat").close()
    with pytest.raises(HubOnly):
        begun(tmp_path / "boat", a_pack(house, tmp_path / "boat"))


def test_names_and_codes_are_given_once(house: House, tmp_path: Path) -> None:
    var = tmp_path / "boat"
    a_pack(house, var)
    with pytest.raises(DeviceKnown):
        a_pack(house, var, BOAT, ("230",))
    with pytest.raises(DeviceKnown):
        a_pack(house, var, "hub", ("230",))
    with pytest.raises(SettingInvalid):
        a_pack(house, var, "boat-2", CODES)
    with pytest.raises(UserUnknown):
        enrol(house, a_unit_with_a_crew(var))
    assert [row["origin"] for row in rows(house, "device")] == [BOAT]
    told = [row for row in rows(house, "event") if row["kind"] == "unit_enrolled"]
    assert [row["subject"] for row in told] == [f"origin:{BOAT}"]


def a_unit_with_a_crew(var: Path) -> NewUnit:
    return replace(a_new_unit(made_pair(var).line, "boat-3", ("240",)), crew=("nobody",))


def test_a_copy_may_not_write_until_it_has_an_epoch_of_its_own(
    house: House, tmp_path: Path
) -> None:
    unit = a_unit(house, tmp_path / "boat")
    first = a_case(unit)
    copy = copied(unit, tmp_path / "copy")
    with pytest.raises(UnitCopied):
        a_case(copy)
    renew(copy)
    copy.close()
    copy = opened_again(copy)
    second = a_case(copy)
    assert (first.digits[:3], second.digits[:3]) == CODES
    third = a_case(unit)
    for place in (unit, copy):
        Between(house, place).all()
    for number in (first, second, third):
        assert house.shelf.cases.find(number, None) is not None
    assert rows(house, "quarantined") == []
    with pytest.raises(SparesSpent):
        renew(copy)
    for place in (unit, copy):
        place.close()


@pytest.mark.parametrize(
    "text", ["", "CVU1", "CVU1::", "CVU2:{}", "CVU1:AAAA:age1xyz", "CVU1:" + "A" * 43 + ":age1"]
)
def test_a_line_that_is_not_whole_is_refused(text: str) -> None:
    with pytest.raises(DeviceKeyWrong):
        DeviceLine.parse(text)


def test_a_line_is_read_back(tmp_path: Path) -> None:
    pair = made_pair(tmp_path)
    assert DeviceLine.parse(f" {pair.line}\n") == pair.line
    assert made_pair(tmp_path) == pair


def test_the_pair_of_the_hub_is_the_same_after_every_start(house: House) -> None:
    first, again = hub_pair(house.keys), hub_pair(house.keys)
    assert first == again
    assert open_envelope(close_envelope(b"x", first.recipient), again.identity) == b"x"


def test_an_identity_is_written_as_age_writes_it() -> None:
    # The public half of 32 zero bytes; X25519 clamps them, so that there is one.
    assert identity_of(bytes(32)).startswith("AGE-SECRET-KEY-1QQQQ")
    assert recipient_of(identity_of(bytes(range(32)))).startswith("age1")


def test_nothing_is_said_to_have_arrived_while_something_waits() -> None:
    waits = UnitStanding(saved=3, received=2, applied=2, waits_since=NOON_IN_LIMA)
    assert "Faltan 1" in _said(waits, None)
    aside = (("boat-1.1.2", "illegal_move"),)
    odd = UnitStanding(saved=3, received=3, applied=2, waits_since=None, quarantined=aside)
    assert "1 pasos no se pudieron aplicar" in _said(odd, None)
    done = UnitStanding(saved=3, received=3, applied=3, waits_since=None)
    late = ExchangeSession(
        origin=BOAT, at=NOON_IN_LIMA, transport="http", drift_seconds=MOST_DRIFT_SECONDS + 61
    )
    assert _said(done, None) == "Todo llegó y está aplicado."
    assert "6 minutos" in _said(done, late)
