"""`unit`: from the keys of a laptop to an exchange, as a person types it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from config.cli import cli
from config.cli.frame import told
from config.unit_lock import alone
from core.refusals import DeviceUnknown, ExchangeBusy, HubOnly, Refusal, UnitOnly
from tests.channels.units.lines import hub_at
from tests.houses import MASTER_KEY, copy_of

Machine = dict[str, str]


def typed(machine: Machine, *words: str) -> Result:
    return CliRunner(env=machine).invoke(cli, ["unit", *words])


def said(machine: Machine, *words: str) -> dict[str, object]:
    result = typed(machine, *words, "--json")
    assert result.exit_code == 0, (words, result.output, result.exception)
    answer: dict[str, object] = json.loads(result.stdout)
    return answer


@pytest.fixture
def office(founded_house: Path, tmp_path: Path) -> Machine:
    copy_of(founded_house, tmp_path / "hub").close()
    return {"VAR_FOLDER": str(tmp_path / "hub"), "MASTER_KEY": MASTER_KEY}


@pytest.fixture
def laptop(tmp_path: Path) -> Machine:
    return {"VAR_FOLDER": str(tmp_path / "boat"), "MASTER_KEY": ""}


def enrolled(
    office: Machine, laptop: Machine, folder: Path, *more: str, begun: str = "--json"
) -> dict[str, object]:
    line = str(said(laptop, "keygen")["line"])
    pack = str(folder / "boat.pack")
    told_back = said(
        office, "enrol", "boat-1", "--key", line, "--codes", "210,211", "--district", "Pisac",
        "--url", "http://127.0.0.1:1", "--out", pack, *more,
    )  # fmt: skip
    said(laptop, "init", pack, begun)
    return told_back


def test_a_unit_is_enrolled_begun_and_exchanges_by_network_and_stick(
    office: Machine, laptop: Machine, tmp_path: Path
) -> None:
    enrolled(office, laptop, tmp_path)
    assert said(laptop, "status")["saved_here"] == 1
    assert said(laptop, "sync", "--dry-run")["events_up"] == 1
    with hub_at(Path(office["VAR_FOLDER"])) as port:
        tally = said(laptop, "sync", "--url", f"http://127.0.0.1:{port}")
    assert (tally["events_up"], tally["missing"]) == (1, 0)
    standing = said(laptop, "status", "--sessions")
    assert (standing["received"], standing["copied"]) == (1, False)
    assert re.fullmatch(r"\['.*, línea: subió .* Terminó bien\.'\]", str(standing["sessions"]))
    assert said(office, "list")["signs"] == []
    stick = tmp_path / "stick"
    stick.mkdir()
    assert said(laptop, "renew-epoch")["spares_left"] == 0
    assert said(laptop, "export", str(stick))["events"] == 1
    assert said(office, "import", str(stick))["events"] == 1
    said(laptop, "import", str(stick))
    assert said(laptop, "status")["applied"] == 2
    assert "Todo llegó" in typed(laptop, "status").output


def test_a_unit_may_lie_encrypted_on_its_disk_from_the_first_byte(
    office: Machine, laptop: Machine, tmp_path: Path
) -> None:
    enrolled(office, laptop, tmp_path, begun="--encrypted")
    var = Path(laptop["VAR_FOLDER"])
    (file,) = var.glob("*.sqlite")
    assert b"SQLite format 3" not in file.read_bytes()
    assert said(laptop, "status")["saved_here"] == 1
    (var / "keys" / "database_key").unlink()
    assert typed(laptop, "status").exit_code != 0


def test_the_hub_lists_its_units_changes_their_districts_and_shuts_one_out(
    office: Machine, laptop: Machine, tmp_path: Path
) -> None:
    enrolled(office, laptop, tmp_path, "--days", "30")
    listed = said(office, "list")
    assert (listed["unit"], listed["state"], listed["days_since_exchange"]) == (
        "boat-1",
        "active",
        None,
    )
    assert said(office, "scope", "boat-1", "--add", "Calca")["districts"] == ["080401", "080405"]
    assert said(office, "scope", "boat-1", "--drop", "Calca")["districts"] == ["080405"]
    assert said(office, "revoke", "boat-1")["codes_closed"] == 2
    assert said(office, "revoke", "boat-1")["codes_closed"] == 0
    assert said(office, "list")["state"] == "device_revoked"


def test_what_a_hub_is_asked_a_unit_declines_and_the_other_way_round(
    office: Machine, laptop: Machine, tmp_path: Path
) -> None:
    enrolled(office, laptop, tmp_path)
    for words in (("list",), ("revoke", "boat-1"), ("scope", "boat-1")):
        assert isinstance(typed(laptop, *words).exception, HubOnly)
    for words in (("status",), ("sync",), ("renew-epoch",), ("export", str(tmp_path))):
        assert isinstance(typed(office, *words).exception, UnitOnly)
    assert isinstance(typed(office, "revoke", "boat-9").exception, DeviceUnknown)


def test_one_exchange_goes_on_at_a_time(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(ExchangeBusy), alone(tmp_path):
        raise AssertionError
    with alone(tmp_path):
        pass


def test_every_refusal_of_the_exchange_is_told_in_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    refusal: Refusal = DeviceUnknown(unit="boat-9")
    with pytest.raises(SystemExit), told():
        raise refusal
    assert "boat-9" in capsys.readouterr().err
