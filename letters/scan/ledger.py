"""Remembers which scanned pages were read and filed, so that a folder can be scanned again."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from letters.scan.seen import PageLeft, Seen, SheetSeen


@dataclass(frozen=True, slots=True)
class Ledger:
    """Lines of a file, one for each page and letter; a line that power cut off counts for nothing.

    It holds names of files, hashes and names of letters: nothing that anybody wrote.
    """

    path: Path
    known: set[str] = field(default_factory=set)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read what earlier scans noted."""
        return cls(path, set(_pages(path)))

    def has(self, sha256: str) -> bool:
        """Say whether all letters of a page were filed."""
        return sha256 in self.known

    def note(self, page: tuple[Seen, ...]) -> None:
        """Note that all that lay on one page is filed; on the disk before it returns."""
        seen = page[0]
        letters = [one.code.letter.code for one in page if isinstance(one, SheetSeen)]
        why = [one.why.value for one in page if isinstance(one, PageLeft)]
        line = {"sha256": seen.sha256, "file": seen.file, "page": seen.page}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(line | {'letters': letters, 'left': why})}\n")
            file.flush()
            os.fsync(file.fileno())
        self.known.add(seen.sha256)


def _pages(path: Path) -> Iterator[str]:
    if not path.exists():
        return
    for line in path.read_text("utf-8").splitlines():
        try:
            told = json.loads(line)
        except json.JSONDecodeError:  # the last line, if power failed while it was written
            continue
        if isinstance(told, dict) and isinstance(told.get("sha256"), str):
            yield told["sha256"]
