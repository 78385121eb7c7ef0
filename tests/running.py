"""`make run` itself, until a test has seen enough of it."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import requests

from tests.sources import HOUSE

OPEN = re.compile(r"Abierto en (http://[^/]+)/")
PATIENCE = 240
# What the tests were asked with (`make test ARGS=...`) is not meant for the house.
OF_MAKE = {"ARGS", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}


@contextmanager
def running(environment: Mapping[str, str]) -> Iterator[str]:
    """Run the house as the README says and tell its address; it is ended afterwards."""
    process = subprocess.Popen(
        ["make", "run"],
        cwd=HOUSE,
        env={name: value for name, value in environment.items() if name not in OF_MAKE},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        yield _answering(_address(process))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        found = OPEN.search(line)
        if found is not None:
            return found[1]
    raise AssertionError("the house ended before its doors were open")


def _answering(address: str) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            assert requests.get(f"{address}/health", timeout=5).text == "ok\n"
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return address
    raise AssertionError("nobody answers")
