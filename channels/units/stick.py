"""Writes files on a stick so that one pulled out too early leaves nothing that looks whole."""

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from channels.units.wire.envelope import MOST_ENVELOPE_BYTES
from core.refusals import BundleDamaged, EnvelopeTooLarge, FileUnreadable, StorageFull

# What a unit carries to the hub, and what the hub gives back.
UP, DOWN = ".cvu", ".cva"
_UNFINISHED = ".part"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is on the stick, read back and compared."""

    path: Path
    sha256: str
    size: int


def file_name(origin: str, on: date, session: int, *, count: int, suffix: str) -> str:
    """Tell unit, date, session and count of events in the name of a file."""
    return f"{origin}_{on.isoformat()}_{session:06d}_{count}{suffix}"


def write_whole(path: Path, content: bytes) -> Written:
    """Write a file so that it is there whole or not at all, and read it back from the stick."""
    unfinished = path.with_name(path.name + _UNFINISHED)
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _settle(path.parent)
    except OSError as fault:
        unfinished.unlink(missing_ok=True)
        raise StorageFull from fault
    digest = hashlib.sha256(content).hexdigest()
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise BundleDamaged(problem="stick")
    return Written(path, digest, len(content))


def files_on(folder: Path, suffix: str) -> list[Path]:
    """List the files of one sort in a folder, by name; what was never finished is passed over."""
    return sorted(path for path in folder.iterdir() if path.suffix == suffix and path.is_file())


def read_whole(path: Path) -> bytes:
    """Read a file, unless it is larger than any of ours, or its stick is gone."""
    try:
        if path.stat().st_size > MOST_ENVELOPE_BYTES:
            raise EnvelopeTooLarge(limit=MOST_ENVELOPE_BYTES)
        return path.read_bytes()
    except OSError as fault:
        raise FileUnreadable(problem="stick") from fault


def is_name(text: str) -> bool:
    """Say whether a unit may be called so: it stands in names of files and in subjects."""
    return _NAME.fullmatch(text) is not None


def _settle(folder: Path) -> None:
    """Have the folder itself written, or the name could be lost with the power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
