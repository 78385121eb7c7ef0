"""A print file between two moments at which it is safe, from its first byte to its name."""

import hashlib
import os
from array import array
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from core.refusals import RunEmpty
from letters.press.codes import sheets_of
from letters.press.object_file import ObjectFile
from letters.press.print_file import PrintFile
from letters.press.run_state import Safe, load, save, settle

BLOCK = 1 << 20
ROOT = 1  # the first object of every print file


@dataclass(frozen=True, slots=True)
class RunFile:
    """A print file that is finished; `pages` are sides of paper, blank ones too."""

    sha256: str
    pages: int
    sheets: int
    letters: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Paths:
    """The file under its name, while it is written, and what is known to be safe of it."""

    whole: Path
    part: Path
    safe: Path

    @classmethod
    def of(cls, path: Path) -> Self:
        """Name the others after the whole."""
        return cls(path, path.with_name(path.name + ".part"), path.with_name(path.name + ".safe"))

    def take_name(self) -> None:
        """Give the file its name, if it has not got it."""
        if self.part.exists():
            self.part.replace(self.whole)
            settle(self.whole.parent)


@dataclass(slots=True)
class Written:
    """What was written so far; `ended` is set when the file has its name already."""

    file: PrintFile
    maker: str
    letters: int = 0
    pages: int = 0
    sheets: int = 0
    ended: RunFile | None = None

    def count(self, pages: int) -> None:
        """Count a letter that was written, and the blank back of its last sheet."""
        sheets = sheets_of(pages)
        self.letters += 1
        self.sheets += sheets
        self.pages += 2 * sheets

    def make_safe(self, paths: Paths) -> None:
        """Let everything up to here reach the disk before it is called safe."""
        self.file.close_group()
        self._flush()
        save(paths.safe, self._safe(), self.file.pdf.places)

    def finish(self, paths: Paths) -> RunFile:
        """Write the end, and give the file its name."""
        if self.ended is None:
            if not self.letters:
                raise RunEmpty
            self.file.end()
            self._flush()
            self.ended = self._ended(digest(paths.part))
            self.close()
            # What the file is goes first, so that a rename that was broken off is made up for.
            save(paths.safe, self._safe(), array("Q"))
            paths.take_name()
        return self.ended

    def close(self) -> None:
        """Let go of the file; what the disk has no room for was not safe anyway."""
        with suppress(OSError):
            self.file.pdf.file.close()

    def _flush(self) -> None:
        self.file.pdf.file.flush()
        os.fsync(self.file.pdf.file.fileno())

    def _safe(self) -> Safe:
        return Safe(
            maker=self.maker,
            letters=self.letters,
            pages=self.pages,
            sheets=self.sheets,
            length=self.file.pdf.length,
            fonts=self.file.fonts,
            nodes=tuple(self.file.nodes),
            sha256=self.ended.sha256 if self.ended else "",
        )

    def _ended(self, sha256: str) -> RunFile:
        return RunFile(sha256, self.pages, self.sheets, self.letters, self.file.pdf.length)


def begun(paths: Paths, maker: str) -> Written:
    """Begin a file with what every page of it needs, and make that safe."""
    paths.part.parent.mkdir(parents=True, exist_ok=True)
    pdf = ObjectFile(paths.part.open("wb"))
    written = Written(PrintFile.begin(pdf), maker)
    written.make_safe(paths)
    return written


def resumed(paths: Paths, maker: str) -> Written | None:
    """Open a file where it was last safe, if this maker began it."""
    found = load(paths.safe)
    if found is None or found[0].maker != maker:
        return None
    safe, places = found
    if safe.sha256:
        paths.take_name()
    path = paths.whole if safe.sha256 else paths.part
    if not path.exists() or path.stat().st_size < safe.length:
        return None
    file = path.open("rb" if safe.sha256 else "r+b")
    written = Written(
        PrintFile(ObjectFile(file, safe.length, places), ROOT, safe.fonts, list(safe.nodes)),
        maker,
        letters=safe.letters,
        pages=safe.pages,
        sheets=safe.sheets,
    )
    if safe.sha256:
        written.ended = RunFile(safe.sha256, safe.pages, safe.sheets, safe.letters, safe.length)
    else:
        file.truncate(safe.length)
        file.seek(safe.length)
    return written


def digest(path: Path) -> str:
    """Work out the SHA-256 of a file, block by block."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()
