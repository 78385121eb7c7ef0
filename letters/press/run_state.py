"""How far a print file is safe on the disk: kept beside it, whole or not at all."""

import json
import os
from array import array
from dataclasses import asdict, dataclass
from pathlib import Path

LINE_END = b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Safe:
    """What was written and will not be written again; `maker` tells who could go on with it."""

    maker: str
    letters: int
    pages: int
    sheets: int
    length: int
    fonts: tuple[int, ...]
    nodes: tuple[tuple[int, int], ...]
    sha256: str = ""


def save(path: Path, safe: Safe, places: "array[int]") -> None:
    """Write both in one go, and only then forget what was there."""
    unfinished = path.with_suffix(path.suffix + ".new")
    with unfinished.open("wb") as file:
        file.write(json.dumps(asdict(safe)).encode("ascii") + LINE_END + places.tobytes())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    settle(path.parent)


def load(path: Path) -> tuple[Safe, "array[int]"] | None:
    """Read it back, if there is any."""
    try:
        head, _, rest = path.read_bytes().partition(LINE_END)
    except FileNotFoundError:
        return None
    told = json.loads(head)
    nodes = tuple((number, count) for number, count in told["nodes"])
    return Safe(**told | {"fonts": tuple(told["fonts"]), "nodes": nodes}), array("Q", rest)


def settle(folder: Path) -> None:
    """Let the names of a folder reach the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
