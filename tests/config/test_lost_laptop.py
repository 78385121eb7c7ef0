"""A laptop is lost: what the office is told, and whom it believes from then on."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config.enrolling import begin
from config.founding import SYSTEM
from config.house import House
from config.loss_words import LossWords
from config.lost_laptops import lost_laptop_of
from config.settings import Settings
from core.model.loss import Disk
from core.model.state import State
from core.refusals import DateOutOfOrder, DeviceUnknown, HubOnly
from tests.channels.units.crews import SAILOR, a_manned_unit
from tests.channels.units.exchanges import BOAT, Between, a_pack, unit_settings
from tests.config.lost_boat import aside, lost, opened_line, sent_out
from tests.core.rows import rows
from tests.core.stories import PISAC_DISTRICT, a_case, case_of
from tests.houses import DATABASE_KEY, StoodClock, shipped

LIMA = ZoneInfo("America/Lima")


@pytest.fixture(scope="module")
def template(founded_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sent_out(founded_house, tmp_path_factory.mktemp("afloat"))


@pytest.fixture
def line(template: Path, tmp_path: Path) -> Iterator[Between]:
    with opened_line(template, tmp_path) as line:
        yield line


def test_the_drill_tells_what_is_safe_what_is_not_known_and_what_lies_on_the_disk(
    line: Between,
) -> None:
    kept = a_case(line.unit)
    line.all()
    a_case(line.unit)
    loss = lost(line)
    used, spare = loss.left.chains
    assert (loss.codes_closed, loss.unknown_codes) == (2, ["210", "211"])
    assert (used.opened, spare.opened, spare.last_written) == (1, 0, None)
    assert loss.events == used.events == line.unit.shelf.exchange_log.standing(BOAT).received
    assert loss.last_written == line.unit.clock.now()
    (pisac,) = loss.left.on_board
    assert (pisac.district, pisac.cases, pisac.people) == (PISAC_DISTRICT, 3, 3)
    assert (loss.left.people, loss.left.with_contact, loss.left.claves) == (3, 1, 1)
    assert loss.tell_by - line.hub.clock.now() == timedelta(hours=48)
    assert case_of(line.hub, kept).state is State.EN_RUTA


def test_the_drill_is_told_again_without_being_done_again(line: Between) -> None:
    line.all()
    first, again = lost(line), lost(line)
    assert (first.codes_closed, again.codes_closed) == (2, 0)
    assert replace(again, codes_closed=2) == first
    kinds = [row["kind"] for row in rows(line.hub, "event") if row["subject"] == f"origin:{BOAT}"]
    assert kinds.count("unit_revoked") == 1


def test_a_unit_that_never_spoke_left_nothing_and_nobody_knows_its_disk(line: Between) -> None:
    loss = lost(line)
    assert (loss.events, loss.last_written, loss.left.disk) == (0, None, Disk.UNKNOWN)
    said = " ".join(_words(line).lines(loss))
    assert "no llegó nada a la sede" in said
    assert "cuéntelo como abierto" in said


def _words(line: Between, *crew: str) -> LossWords:
    return LossWords(line.hub.gazetteer, LIMA, crew)


def test_the_office_reads_it_step_by_step_with_the_last_hour_for_the_authority(
    line: Between,
) -> None:
    a_case(line.unit)
    line.all()
    said = list(_words(line, "Ana").lines(lost(line)))
    text = "\n".join(said)
    assert "hasta el 22/11/2026 a las 12:00 (48 horas, DS 016-2024-JUS)" in text
    assert "empiezan con 210 o 211" in text
    assert "Písac: 3 expedientes de 3 personas" in text or "Pisac: 3" in text
    assert "Dé códigos nuevos a quienes viajaban: Ana." in text
    assert all(len(one.split()) <= 40 for one in said)
    record = json.loads(json.dumps(_words(line).record(lost(line)), default=str))
    assert record["disk"] == "plain"
    assert record["unknown_codes"] == ["210", "211"]


def test_the_hour_in_which_it_was_learned_begins_the_48_and_has_come(line: Between) -> None:
    now, drill = line.hub.clock.now(), lost_laptop_of(line.hub)
    with pytest.raises(DateOutOfOrder):
        drill.lose(BOAT, actor=SYSTEM, learned_at=now + timedelta(minutes=1))
    assert line.hub.shelf.devices.get(BOAT).is_revoked is False  # type: ignore[union-attr] # it is enrolled
    loss = drill.lose(BOAT, actor=SYSTEM, learned_at=now - timedelta(hours=5))
    assert loss.tell_by == now + timedelta(hours=43)


def test_only_the_office_loses_a_unit_and_only_one_that_it_knows(line: Between) -> None:
    with pytest.raises(HubOnly):
        lost_laptop_of(line.unit)
    with pytest.raises(DeviceUnknown):
        lost_laptop_of(line.hub).lose("boat-9", actor=SYSTEM)


@pytest.mark.parametrize("is_apart", [True, False])
def test_a_unit_says_itself_whether_its_disk_is_sealed(
    house: House, tmp_path: Path, *, is_apart: bool
) -> None:
    var = tmp_path / "boat"
    pack = a_pack(house, var)
    said = unit_settings(var)
    if is_apart:
        said = Settings(
            var_folder=var, twilio_auth_token="a token made for tests", database_key=DATABASE_KEY
        )
    else:
        (var / "keys" / "database_key").write_text(DATABASE_KEY)
    unit = begin(said, pack, clock=StoodClock(), shipped=shipped())
    line = Between(house, unit)
    line.all()
    assert lost(line).left.disk is (Disk.SEALED if is_apart else Disk.KEY_BESIDE)
    assert lost(line).left.disk.is_exposed is not is_apart
    unit.close()


def test_whoever_travelled_is_named_for_new_codes(house: House, tmp_path: Path) -> None:
    line = a_manned_unit(house, tmp_path / "boat")
    loss = lost(line)
    assert [line.hub.shelf.devices.get(BOAT).crew] == [frozenset(loss.crew)]  # type: ignore[union-attr] # it is enrolled
    assert len(loss.crew) == 1
    assert SAILOR not in str(loss)
    line.unit.close()


def test_what_comes_after_the_loss_is_kept_and_believed_by_nobody(line: Between) -> None:
    late = a_case(line.unit)
    lost(line)
    line.once()
    assert line.hub.shelf.cases.find(late, None) is None
    assert aside(line) == {"device_revoked"}
    assert lost(line).left.chains[0].aside > 0
