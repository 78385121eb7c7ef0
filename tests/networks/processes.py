"""Programs that a test starts and ends by their id, and the patience to wait for them."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 25.0
A_MOMENT = 0.05


@contextmanager
def started(command: Sequence[str | Path], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program whose words go to a file; it is ended afterwards, whatever happened."""
    with log.open("ab") as said:
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=log.parent,
            env={"PATH": f"{os.environ['PATH']}:/usr/sbin", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program, kindly first."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()


def until(is_so: Callable[[], bool], what: str) -> None:
    """Wait until something is so, or fail the test by its name."""
    give_up = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > give_up:
            raise AssertionError(f"in vain: {what}")
        time.sleep(A_MOMENT)


def listens(port: int) -> bool:
    """Say whether somebody listens on a port."""
    with socket.socket() as caller:
        caller.settimeout(0.5)
        return caller.connect_ex(("127.0.0.1", port)) == 0
