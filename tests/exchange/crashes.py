"""Kills a player, or fails it a call to the system, at any point; strace does it."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from tests.exchange.crash_places import PROMISED, READY
from tests.exchange.nodes import FILE

WRITING = ("pwrite64", "fdatasync", "ftruncate", "unlink")
KILL, NO_SPACE, NO_DISK = "signal=KILL", "error=ENOSPC", "error=EIO"
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\(")


class Point(NamedTuple):
    """Where something happens to a player, and what."""

    call: str
    when: int
    what: str

    @property
    def injected(self) -> str:
        """Write it as strace reads it."""
        return f"inject={self.call}:{self.what}:when={self.when}"


@dataclass(frozen=True)
class Crashed:
    """What is left of a player: its folder, how it ended, and which steps it promised."""

    folder: Path
    code: int
    promised: tuple[int, ...]


class Players:
    """A warm process that forks players, so that a point costs no start of Python."""

    def __enter__(self) -> Self:
        here = Path(__file__).parents[2]
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.exchange.crash_places"],
            cwd=here,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._told() == READY
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait(timeout=60)
        self._server.stdout.close()

    def play(self, side: str, folder: Path, *more: str) -> Crashed:
        """Let a player run under strace to its end, or to the point that `more` tells."""
        assert self._server.stdin is not None
        print(side, folder, file=self._server.stdin, flush=True)
        player = int(self._told())
        watch = [
            "strace", "-f", "-qq", "-e", f"trace={','.join(WRITING)}",
            *(word for one in more for word in ("-e", one)),
            "-o", str(folder / "calls"), "-p", str(player),
        ]  # fmt: skip
        with subprocess.Popen(watch, stderr=subprocess.PIPE, text=True) as strace:
            _attached(player)
            subprocess.run(["kill", "-CONT", str(player)], check=True)
            code = int(self._told())
            strace.wait(timeout=60)
        promised = folder / PROMISED
        lines = promised.read_text().split() if promised.exists() else []
        return Crashed(folder, code, tuple(map(int, lines)))

    def _told(self) -> str:
        assert self._server.stdout is not None
        return self._server.stdout.readline().strip()


def _attached(player: int) -> None:
    """Wait until somebody traces a process."""
    status = Path(f"/proc/{player}/status")
    while "\nTracerPid:\t0\n" in status.read_text():
        pass


def calls(folder: Path) -> Counter[str]:
    """Count the calls that strace saw."""
    lines = (folder / "calls").read_text().splitlines()
    return Counter(found[1] for found in map(_CALL.match, lines) if found)


def points(counted: Counter[str]) -> list[Point]:
    """List every point: a kill at each call, no space or no disk wherever it may be missing."""
    kills = [Point(call, at, KILL) for call in WRITING for at in range(1, counted[call] + 1)]
    full = [
        Point(call, at, NO_SPACE)
        for call in ("pwrite64", "ftruncate")
        for at in range(1, counted[call] + 1)
    ]
    broken = [
        Point(call, at, NO_DISK)
        for call in ("pwrite64", "fdatasync")
        for at in range(1, counted[call] + 1)
    ]
    return kills + full + broken


def spread(every: list[Point], most: int) -> list[Point]:
    """Choose so many of them: of each sort some, evenly, whatever else there is more of."""
    if most >= len(every):
        return every
    sorts = [[one for one in every if (one.call, one.what) == sort] for sort in _sorts(every)]
    each, more = divmod(most, len(sorts))
    chosen: list[Point] = []
    for at, some in enumerate(sorts):
        wanted = min(each + (at < more), len(some))
        chosen += [some[(2 * step + 1) * len(some) // (2 * wanted)] for step in range(wanted)]
    return chosen


def _sorts(every: list[Point]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((one.call, one.what) for one in every))


def is_sound(folder: Path) -> bool:
    """Let SQLite check a database that nobody closed."""
    with sqlite3.connect(folder / FILE) as connection:
        (said,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    return bool(said == "ok")


def fresh(template: Path, folder: Path) -> Path:
    """Copy what a player begins with."""
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(template, folder)
    return folder
