"""Puts an envelope on a stick so that it is wholly there or not at all, and finds it again.

Written beside, flushed, renamed, the folder flushed, then read back: a stick that was pulled out
too early, or that lies, is noticed while there is still someone to tell.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from channels.units.wire.envelope import MOST_ENVELOPE_BYTES
from core.refusals import BundleDamaged, EnvelopeTooLarge

_NAME = re.compile(
    r"(?P<place>[a-z0-9][a-z0-9-]{0,39})_(?P<on>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"_(?P<count>[0-9]{1,7})_(?P<sign>[0-9a-f]{8})\.age"
)
_SIGN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An envelope as its file name tells it: whose, of which day, with how many steps.

    `sign` is the beginning of its hash, which a paper receipt repeats.
    """

    place: str
    on: date
    count: int
    sign: str

    @property
    def name(self) -> str:
        """Write the name of the file."""
        return f"{self.place}_{self.on.isoformat()}_{self.count}_{self.sign}.age"


def put(folder: Path, envelope: bytes, *, place: str, on: date, count: int) -> Path:
    """Write an envelope to a stick; an `OSError` of the stick is the caller's to tell."""
    sign = hashlib.sha256(envelope).hexdigest()[:_SIGN]
    carried = Carried(place=place, on=on, count=count, sign=sign)
    if _NAME.fullmatch(carried.name) is None:
        raise ValueError(f"no name for a file: {carried.name}")
    file = folder / carried.name
    beside = file.with_suffix(".part")
    with beside.open("wb") as written:
        written.write(envelope)
        written.flush()
        os.fsync(written.fileno())
    beside.replace(file)
    _flush(folder)
    if file.read_bytes() != envelope:
        raise BundleDamaged(problem="stick")
    return file


def find(folder: Path) -> tuple[tuple[Carried, Path], ...]:
    """List the envelopes on a stick, the oldest first; whatever else lies there is left alone."""
    found = ((carried_by(file.name), file) for file in folder.iterdir() if file.is_file())
    known = [(carried, file) for carried, file in found if carried is not None]
    return tuple(sorted(known, key=lambda pair: (pair[0].on, pair[0].name)))


def take(file: Path) -> bytes:
    """Read an envelope from a stick, no more than may be opened, and compare it with its name."""
    with file.open("rb") as opened:
        envelope = opened.read(MOST_ENVELOPE_BYTES + 1)
    if len(envelope) > MOST_ENVELOPE_BYTES:
        raise EnvelopeTooLarge(limit=MOST_ENVELOPE_BYTES)
    carried = carried_by(file.name)
    if carried is None or hashlib.sha256(envelope).hexdigest()[:_SIGN] != carried.sign:
        raise BundleDamaged(problem="stick")
    return envelope


def carried_by(name: str) -> Carried | None:
    """Read the name of a file; none if it is no name of ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        on = date.fromisoformat(found["on"])
    except ValueError:
        return None
    return Carried(place=found["place"], on=on, count=int(found["count"]), sign=found["sign"])


def _flush(folder: Path) -> None:
    """Make the renaming itself last."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
