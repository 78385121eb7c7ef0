"""Starts PouchDB at both ends, tells each what to do, and ends it by its own id."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from config.settings import ROOT

PINNED = ROOT / "bench/pouchdb"
INSTALLED = ROOT / "var/bench/pouchdb"
LOCKS = ("package.json", "package-lock.json")


class PeerFault(Exception):
    """Stands for what PouchDB said that it could not do."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One end of PouchDB: a process that answers each order with a line."""

    process: subprocess.Popen[str]

    def tell(self, *order: object) -> dict[str, int]:
        """Give an order and wait until it is done."""
        if self.process.stdin is None:
            raise PeerFault("no way to speak")
        self.process.stdin.write(" ".join(map(str, order)) + "\n")
        self.process.stdin.flush()
        return self.hear()

    def hear(self) -> dict[str, int]:
        """Read what it answers."""
        line = self.process.stdout.readline() if self.process.stdout else ""
        said = json.loads(line) if line else {"fault": "it ended"}
        if "fault" in said:
            raise PeerFault(said["fault"])
        return {str(name): int(figure) for name, figure in said.items()}

    def kill(self) -> None:
        """End it in the middle of what it does."""
        self.process.kill()
        self.process.wait()


def install() -> Path | None:
    """Install the pinned packages once; without npm tell it in plain words."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        click.echo("  PouchDB is not measured: npm or node is missing")
        return None
    pinned = b"".join((PINNED / name).read_bytes() for name in LOCKS)
    digest, stamp = hashlib.sha256(pinned).hexdigest(), INSTALLED / "installed"
    if stamp.exists() and stamp.read_text() == digest:
        return INSTALLED
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in LOCKS:
        shutil.copy(PINNED / name, INSTALLED / name)
    # The packages bring what they need built: none of their scripts has to run.
    plainly = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    done = subprocess.run((npm, "ci", *plainly), cwd=INSTALLED, check=False)  # noqa: S603 - ours
    if done.returncode:
        click.echo("  PouchDB is not measured: npm could not install it")
        return None
    stamp.write_text(digest)
    return INSTALLED


@contextmanager
def peer(modules: Path, role: str, folder: Path, url: str = "") -> Iterator[Peer]:
    """Start one end, and end it when the measurement is done."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ("node", str(PINNED / "peer.js"), role, str(folder), url)
    process = subprocess.Popen(  # noqa: S603 - our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PATH": os.environ["PATH"], "PEER_MODULES": str(modules)},
    )
    try:
        yield Peer(process)
    finally:
        process.kill()
        process.communicate()
