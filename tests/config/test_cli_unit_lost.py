"""`unit lost`, `unit found`, `unit rejoin`: the drill as a person types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from config.cli import cli
from core.refusals import DeviceUnknown, HubOnly, UnitOnly
from tests.houses import MASTER_KEY, copy_of

Machine = dict[str, str]


@pytest.fixture
def office(founded_house: Path, tmp_path: Path) -> Machine:
    copy_of(founded_house, tmp_path / "hub").close()
    return {"VAR_FOLDER": str(tmp_path / "hub"), "MASTER_KEY": MASTER_KEY}


@pytest.fixture
def laptop(office: Machine, tmp_path: Path) -> Machine:
    laptop = {"VAR_FOLDER": str(tmp_path / "boat"), "MASTER_KEY": ""}
    pack = str(tmp_path / "boat.pack")
    typed(
        office, "enrol", "boat-1", "--key", line_of(laptop), "--codes", "210,211",
        "--district", "Pisac", "--url", "http://127.0.0.1:1", "--out", pack,
    )  # fmt: skip
    typed(laptop, "init", pack)
    return laptop


def typed(machine: Machine, *words: str) -> Result:
    return CliRunner(env=machine).invoke(cli, ["unit", *words])


def line_of(machine: Machine, *more: str) -> str:
    return str(json.loads(typed(machine, "keygen", *more, "--json").stdout)["line"])


def test_a_lost_laptop_is_shut_out_told_of_step_by_step_and_comes_back(
    office: Machine, laptop: Machine, tmp_path: Path
) -> None:
    told = typed(office, "lost", "boat-1", "--learned-at", "2026-11-20 09:30")
    assert told.exit_code == 0, told.exception
    assert told.stdout.startswith("1. La unidad boat-1 está dada de baja.")
    assert "hasta el 22/11/2026 a las 09:30" in told.stdout
    record = json.loads(typed(office, "lost", "boat-1", "--json").stdout)
    assert (record["codes_closed"], record["unknown_codes"]) == (0, ["210", "211"])
    pack, new = str(tmp_path / "back.pack"), line_of(laptop, "--again")
    back = ("found", "boat-1", "--key", new, "--codes", "240", "--out", pack)
    assert typed(office, *back).exit_code == 0
    assert typed(laptop, "rejoin", pack).exit_code == 0
    assert json.loads(typed(laptop, "status", "--json").stdout)["saved_here"] == 2
    assert (tmp_path / "boat" / "keys" / "unit.former.json").exists()


def test_it_is_the_office_that_loses_and_finds_and_the_laptop_that_comes_back(
    office: Machine, laptop: Machine, tmp_path: Path
) -> None:
    pack = tmp_path / "boat.pack"
    assert isinstance(typed(laptop, "lost", "boat-1").exception, HubOnly)
    assert isinstance(typed(office, "rejoin", str(pack)).exception, UnitOnly)
    assert isinstance(typed(office, "lost", "boat-9").exception, DeviceUnknown)
    assert typed(office, "lost", "boat-1", "--learned-at", "ayer").exit_code == 2
