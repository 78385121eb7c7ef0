"""A real hub under granian on loopback, and a line to it that a test cuts at any byte."""

import os
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread

import requests

from tests.houses import MASTER_KEY, TWILIO_TOKEN
from tests.postgres import free_port
from tests.sources import HOUSE

PATIENCE = 60
# Closes a connection as a mast that is gone does: nothing more arrives, not even an end.
_RESET = struct.pack("ii", 1, 0)


@contextmanager
def hub_at(var: Path) -> Iterator[int]:
    """Open the web process of a hub as it runs in the office, and tell its port."""
    port = free_port()
    web = ("-m", "granian", "--interface", "wsgi", "--factory", "--workers", "1")
    where = ("--host", "127.0.0.1", "--port", str(port), "--log-level", "error")
    told = {
        "PATH": os.environ["PATH"],
        "VAR_FOLDER": str(var),
        "MASTER_KEY": MASTER_KEY,
        "TWILIO_AUTH_TOKEN": TWILIO_TOKEN,
        "PYTHONPATH": str(HOUSE),
    }
    command = [sys.executable, *web, "--blocking-threads", "4", *where, "config.web:serve"]
    process = subprocess.Popen(command, cwd=HOUSE, env=told, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(requests.ConnectionError):
            if requests.get(f"http://127.0.0.1:{port}/health", timeout=5).ok:
                return
        time.sleep(0.1)
    raise AssertionError("the hub does not open")


@dataclass
class Wire:
    """Carries bytes between a unit and a hub, counts them, and breaks where it is told."""

    hub: int
    port: int = 0
    carried: dict[str, int] = field(default_factory=lambda: {"up": 0, "down": 0})
    cut: dict[str, int] = field(default_factory=dict)
    each: dict[str, int] = field(default_factory=dict)
    cuts: int = 0
    _lock: Lock = field(default_factory=Lock)
    _over: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def total(self) -> int:
        return sum(self.carried.values())

    def begin(self, **cut: int) -> None:
        """Count from nothing, and break once after so many bytes up or down."""
        with self._lock:
            self.carried, self.cut, self.cuts = {"up": 0, "down": 0}, cut, 0
            self.each = {}

    def break_each(self, **cut: int) -> None:
        """Count from nothing, and break again and again after so many bytes up or down."""
        self.begin(**cut)
        self.each = dict(cut)

    @contextmanager
    def opened(self) -> Iterator["Wire"]:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            listener.settimeout(0.1)
            self.port = listener.getsockname()[1]
            thread = Thread(target=self._accept, args=(listener,))
            thread.start()
            try:
                yield self
            finally:
                self._over.set()
                thread.join()

    def _accept(self, listener: socket.socket) -> None:
        pairs: list[tuple[socket.socket, socket.socket]] = []
        threads: list[Thread] = []
        while not self._over.is_set():
            try:
                unit, _ = listener.accept()
            except TimeoutError:
                continue
            hub = socket.create_connection(("127.0.0.1", self.hub))
            pairs.append((unit, hub))
            for way, ends in (("up", (unit, hub)), ("down", (hub, unit))):
                threads.append(Thread(target=self._relay, args=(way, *ends)))
                threads[-1].start()
        for pair in pairs:
            _close(*pair)
        for thread in threads:
            thread.join()

    def _relay(self, way: str, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(256):
                passed, is_cut = self._passed(way, piece)
                target.sendall(passed)
                if is_cut:
                    # What was sent must be there before the reset overtakes it.
                    time.sleep(0.02)
                    _close(source, target)
                    return
            target.shutdown(socket.SHUT_WR)

    def _passed(self, way: str, piece: bytes) -> tuple[bytes, bool]:
        with self._lock:
            left = self.cut.get(way)
            if left is not None and self.carried[way] + len(piece) >= left:
                piece = piece[: left - self.carried[way]]
                del self.cut[way]
                self.cuts += 1
                self.carried[way] += len(piece)
                if way in self.each:
                    self.cut[way] = self.carried[way] + self.each[way]
                return piece, True
            self.carried[way] += len(piece)
            return piece, False


def _close(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            end.shutdown(socket.SHUT_RDWR)
        end.close()
