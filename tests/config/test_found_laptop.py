"""A lost laptop is found: it comes back as somebody else, and only its new work is believed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from config.coming_back import Found, let_in, rejoin
from config.enrolling import begin
from config.exchanging import unit_side_of
from config.founding import SYSTEM
from config.lost_laptops import lost_laptop_of
from config.unit_keys import kept_pair, made_pair
from core.refusals import (
    DeviceActive,
    DeviceKeyOld,
    DeviceUnknown,
    EnvelopeForeign,
    HubOnly,
    PackOther,
    Refusal,
    SettingInvalid,
)
from tests.channels.units.exchanges import BOAT, Between, a_pack, unit_settings
from tests.config.lost_boat import aside, found, lost, opened_line, renewed, sent_out
from tests.core.rows import rows
from tests.core.stories import a_case, case_of
from tests.houses import StoodClock, shipped


@pytest.fixture(scope="module")
def template(founded_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sent_out(founded_house, tmp_path_factory.mktemp("afloat"))


@pytest.fixture
def line(template: Path, tmp_path: Path) -> Iterator[Between]:
    with opened_line(template, tmp_path) as line:
        yield line


def test_a_laptop_that_is_found_goes_on_in_another_epoch_and_its_late_work_stays_aside(
    line: Between,
) -> None:
    line.all()
    late = a_case(line.unit)
    lost(line)
    back = found(line)
    new = a_case(back.unit)
    assert new.digits.startswith("240")
    back.all()
    assert line.hub.shelf.cases.find(late, None) is None
    assert aside(line) == {"device_revoked"}
    assert case_of(line.hub, new) == case_of(back.unit, new)
    # The unit was told, and shows no case that the office does not believe in.
    assert back.unit.shelf.cases.find(late, None) is None
    assert back.unit.shelf.exchange_log.standing(BOAT).is_up_to_date
    for house in (line.hub, back.unit):
        house.shelf.journal.verify(lambda _: None)
    back.unit.close()


def test_its_late_work_counts_where_the_office_says_so_but_its_claves_stay_closed(
    line: Between,
) -> None:
    line.all()
    late = a_case(line.unit)
    lost(line)
    back = found(line, believes=True)
    back.all()
    kept = line.hub.shelf.cases.find(late, None)
    assert kept is not None
    assert (kept.case, kept.clave_is_revoked) == (case_of(back.unit, late), True)
    assert aside(line) == set()
    back.unit.close()


def test_what_is_signed_with_the_keys_that_were_lost_is_refused_for_ever(line: Between) -> None:
    line.all()
    a_case(line.unit)
    thief = unit_side_of(line.unit)
    lost(line)
    back = found(line)
    before = len(rows(line.hub, "event"))
    request = thief.request(room=2**20, most_bytes=2**20)
    with pytest.raises(Refusal):
        line.answered(request.bundle)
    assert len(rows(line.hub, "event")) == before
    back.unit.close()


def test_its_old_spares_are_gone_and_new_ones_may_be_lent(line: Between) -> None:
    lost(line)
    back = found(line, codes=("240", "241"))
    place = back.unit.place
    assert place is not None
    assert list(place.codes.values()) == ["210", "240", "241"]
    assert place.next_epoch()[1] == "241"
    assert place.lane == 210
    back.unit.close()


def test_coming_back_twice_is_coming_back_once(line: Between) -> None:
    lost(line)
    asked = Found(name=BOAT, line=renewed(line), codes=("240",), days=30)
    pack = let_in(line.hub, asked)
    assert rejoin(line.unit, pack) == rejoin(line.unit, pack)
    begun = [row for row in rows(line.unit, "event") if row["kind"] == "epoch_begun"]
    assert len(begun) == 2


def test_nobody_is_let_in_who_was_not_lost_brings_old_keys_or_takes_used_codes(
    line: Between,
) -> None:
    var = line.unit.settings.var_folder
    old = made_pair(var).line
    asked = Found(name=BOAT, line=old, codes=("240",), days=30)
    with pytest.raises(DeviceActive):
        let_in(line.hub, asked)
    lost(line)
    with pytest.raises(DeviceKeyOld):
        let_in(line.hub, asked)
    new = replace(asked, line=renewed(line))
    with pytest.raises(SettingInvalid):
        let_in(line.hub, replace(new, codes=("211",)))
    with pytest.raises(DeviceUnknown):
        let_in(line.hub, replace(new, name="boat-9"))
    with pytest.raises(HubOnly):
        let_in(line.unit, new)
    device = line.hub.shelf.devices.get(BOAT)
    assert device is not None
    assert device.is_revoked
    assert device.public_key == old.public_key.hex()


def test_a_pack_of_another_unit_or_for_other_keys_is_refused(line: Between, tmp_path: Path) -> None:
    lost(line)
    other = a_pack(line.hub, tmp_path / "other", "boat-2", ("250",))
    with pytest.raises(EnvelopeForeign):
        rejoin(line.unit, other)
    mine = kept_pair(line.unit.settings.var_folder).line
    stranger = Between(
        line.hub,
        begin(unit_settings(tmp_path / "other"), other, clock=StoodClock(), shipped=shipped()),
    )
    lost_laptop_of(line.hub).lose("boat-2", actor=SYSTEM)
    # A pack for another name, closed for this very laptop.
    pack = let_in(line.hub, Found(name="boat-2", line=mine, codes=("251",), days=30))
    with pytest.raises(PackOther):
        rejoin(line.unit, pack)
    assert len(rows(line.unit, "event")) == 1
    stranger.unit.close()
