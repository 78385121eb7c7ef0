"""`serve` opens web and worker as real processes and ends both."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
import requests

from config.cli.serve import end, free_port, start, wait_for_any
from config.settings import ROOT
from core.refusals import SettingInvalid
from tests.config.clerk import Clerk

HERE = "127.0.0.1"
PATIENCE = 60


def test_a_busy_port_gives_way_to_the_next_free_one() -> None:
    with socket.socket() as busy:
        busy.bind((HERE, 0))
        busy.listen()
        taken = busy.getsockname()[1]
        assert taken < free_port(HERE, taken) < taken + 50


def test_when_no_port_is_free_the_house_says_so() -> None:
    with pytest.raises(SettingInvalid) as refused:
        free_port("192.0.2.1", 8000)  # an address that no machine has (RFC 5737)
    assert refused.value.facts["setting"] == "PORT"


def test_a_process_that_ends_by_itself_closes_the_house_with_an_error() -> None:
    lasting = start((sys.executable, "-c", "import time; time.sleep(60)"))
    ending = start((sys.executable, "-c", "pass"))
    try:
        with pytest.raises(click.ClickException):
            wait_for_any([lasting, ending])
    finally:
        end([lasting, ending])
    assert lasting.returncode == -signal.SIGTERM


def health(port: int) -> str:
    """Ask until the door is open."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return requests.get(f"http://{HERE}:{port}/health", timeout=2).text
        except requests.ConnectionError:
            time.sleep(0.1)
    pytest.fail("the door did not open")


def told_port(house: subprocess.Popen[str]) -> int:
    """Read the address that the house says it opens."""
    assert house.stdout is not None
    line = house.stdout.readline()
    found = re.search(rf"http://{re.escape(HERE)}:(\d+)/health", line)
    assert found is not None, line
    return int(found.group(1))


def children(parent: int) -> list[int]:
    """List the processes that a process started."""
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _parent(entry) == parent
    ]


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return -1


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_web_and_worker_open_together_and_end_together(
    clerk: Clerk, tmp_path: Path, stop: signal.Signals
) -> None:
    with socket.socket() as busy:
        busy.bind((HERE, 0))
        busy.listen()
        taken = busy.getsockname()[1]
        ours = {name: value for name, value in clerk.environment.items() if value is not None}
        # A relative folder means the same to every process.
        where = {"VAR_FOLDER": "var", "PYTHONPATH": str(ROOT)}
        clean = {name: old for name, old in os.environ.items() if name not in clerk.environment}
        house = subprocess.Popen(
            [sys.executable, "-m", "config.cli", "serve", "--port", str(taken)],
            cwd=tmp_path,
            env=clean | ours | where,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            chosen = told_port(house)
            assert chosen > taken
            assert health(chosen) == "ok\n"
            both = children(house.pid)
            assert len(both) == 2
            house.send_signal(stop)
            _, err = house.communicate(timeout=PATIENCE)
        finally:
            if house.poll() is None:
                house.terminate()  # so that its children end too
                house.communicate(timeout=PATIENCE)
    assert house.returncode == 0
    assert "Traceback" not in err
    assert not any(Path(f"/proc/{child}").exists() for child in both)
