"""The modem process: it takes in what arrives, ends when told to, and refuses a broken file."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.cli.serve import processes
from config.modem import modem_doors
from config.settings import ROOT
from tests.config.clerk import clerk_of
from tests.houses import copy_of, settings

PATIENCE = 40
FILE = """\
[[carrier]]
name = "modem"
kind = "modem"
folder = "{folder}"
[[route]]
prefix = "+51"
carriers = ["modem"]
"""


def process(var: Path, **more: str) -> "subprocess.Popen[str]":
    ours = clerk_of(var, **more).environment
    clean = {name: old for name, old in os.environ.items() if name not in ours}
    said = {name: value for name, value in ours.items() if value is not None}
    return subprocess.Popen(
        [sys.executable, "-m", "config.modem"],
        env=clean | said | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_text_that_lies_in_the_inbox_is_answered_into_the_outbox(
    founded_house: Path, tmp_path: Path
) -> None:
    copy_of(founded_house, tmp_path / "var").close()
    for name in ("inbox", "outbox"):
        (tmp_path / name).mkdir()
    (tmp_path / "carriers.toml").write_text(FILE.format(folder=tmp_path))
    text = tmp_path / "inbox/IN20261121_100000_00_+51984123456_00.txt"
    text.write_bytes("AYUDA".encode("utf-16"))
    started = process(tmp_path / "var", CARRIERS=str(tmp_path / "carriers.toml"))
    until = time.monotonic() + PATIENCE
    while text.exists() and time.monotonic() < until and started.poll() is None:
        time.sleep(0.1)
    started.send_signal(signal.SIGTERM)
    _, said = started.communicate(timeout=PATIENCE)
    assert started.returncode == 0, said
    assert "AYUDA" not in said
    assert "984123456" not in said
    (answer,) = (tmp_path / "outbox").iterdir()
    assert "_+51984123456_" in answer.name
    assert answer.read_bytes().decode("utf-16")


def test_a_file_that_is_wrong_keeps_the_process_from_starting(tmp_path: Path) -> None:
    (tmp_path / "carriers.toml").write_text("[[carrier]]\n")
    started = process(tmp_path / "var", CARRIERS=str(tmp_path / "carriers.toml"))
    _, said = started.communicate(timeout=PATIENCE)
    assert started.returncode == 1
    assert "setting_invalid setting=CARRIERS problem=missing: carrier.name" in said


@pytest.mark.parametrize(("carriers", "count"), [("", 2), ("/etc/carriers.toml", 3)])
def test_serve_starts_the_modem_where_carriers_are_told(
    tmp_path: Path, carriers: str, count: int
) -> None:
    told = settings(tmp_path).model_copy(update={"carriers": carriers})
    assert len(processes(told, 8000)) == count


def test_a_house_without_a_modem_has_no_door_for_one(founded_house: Path, tmp_path: Path) -> None:
    house = copy_of(founded_house, tmp_path / "var")
    assert modem_doors(house) == ()
    house.close()
