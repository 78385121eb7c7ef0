"""Files that a unit keeps beside its database, readable for their owner alone."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_LENT = "lent.json"
Labels = tuple[str, ...]


def keep_lent(var: Path, lent: Mapping[Labels, bytes]) -> None:
    """Keep the keys that the hub lent."""
    said = [[list(labels), key.hex()] for labels, key in sorted(lent.items())]
    write_owned(var / "keys" / _LENT, json.dumps(said), again=True)


def kept_lent(var: Path) -> Mapping[Labels, bytes]:
    """Read the keys that the hub lent."""
    said = json.loads((var / "keys" / _LENT).read_text())
    return {tuple(labels): bytes.fromhex(key) for labels, key in said}


def write_owned(path: Path, text: str, *, again: bool = False) -> None:
    """Write a file whole, for its owner alone; of two processes at once, one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if again:
        unfinished.replace(path)
        return
    with suppress(FileExistsError):
        os.link(unfinished, path)
    unfinished.unlink()
