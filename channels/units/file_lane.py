"""Files too large for an answer: each lies under its own hash, and is fetched or sent in pieces."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from channels.units.stick import write_whole
from core.disk_room import DiskRoom
from core.ports import Clock
from core.refusals import BundleDamaged

KEPT = timedelta(days=30)
MOST_FILE_BYTES = 256 * 2**20
_UNFINISHED, _OFFER = ".part", ".offer"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLane:
    """The files of units on one side, each unit's in a folder of its own."""

    folder: Path
    clock: Clock
    room: DiskRoom

    def keep(self, origin: str, content: bytes) -> str:
        """Keep a file and tell its name; forget those that nobody asked for in a month."""
        name = hashlib.sha256(content).hexdigest()
        folder = self._folder(origin)
        self._sweep(folder)
        write_whole(folder / name, content)
        return name

    def offer(self, origin: str, about: str, content: bytes) -> str:
        """Keep a file to be offered again to whoever asks for the same; tell its name."""
        name = self.keep(origin, content)
        write_whole(self._offer(origin, about), name.encode())
        return name

    def offered(self, origin: str, about: str) -> str:
        """Name the file that was kept for the same wish, if it is still here."""
        path = self._offer(origin, about)
        name = path.read_text() if path.is_file() else ""
        return name if self.find(origin, name) is not None else ""

    def forget(self) -> None:
        """Forget what nobody asked for or went on with in a month, of every unit."""
        for folder in self.folder.glob("*/"):
            self._sweep(folder)

    def find(self, origin: str, name: str) -> Path | None:
        """Find a file that is here to its end."""
        path = self._folder(origin) / name
        return path if _SHA256.fullmatch(name) and path.is_file() else None

    def reached(self, origin: str, name: str) -> int:
        """Tell how many bytes of a file are here."""
        whole = self.find(origin, name)
        path = whole or self._part(origin, name)
        return path.stat().st_size if path.is_file() else 0

    def unfinished(self, origin: str) -> str:
        """Name the file of which only a part is here, the newest of them."""
        parts = list(self._folder(origin).glob(f"*{_UNFINISHED}"))
        newest = max(parts, key=lambda path: path.stat().st_mtime, default=None)
        return "" if newest is None else newest.name.removesuffix(_UNFINISHED)

    def add(self, origin: str, name: str, *, offset: int, piece: bytes) -> int:
        """Add a piece where the file ends so far; tell where it ends now.

        A piece that lies elsewhere changes nothing: whoever sends asks how far the file has come.
        """
        part = self._part(origin, name)
        self.room.admit(len(piece))
        here = self.reached(origin, name)
        if self.find(origin, name) is not None or offset != here or here > MOST_FILE_BYTES:
            return here
        with part.open("ab") as file:
            file.write(piece)
        return here + len(piece)

    def finish(self, origin: str, name: str) -> Path:
        """Count a file as whole once its bytes have its name; drop it where they have not."""
        whole = self.find(origin, name)
        if whole is not None:
            return whole
        part = self._part(origin, name)
        with part.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != name:
            part.unlink()
            raise BundleDamaged(problem="file")
        return part.rename(part.with_suffix(""))

    def drop(self, origin: str, name: str) -> None:
        """Forget a file."""
        for path in (self._folder(origin) / name, self._part(origin, name)):
            path.unlink(missing_ok=True)

    def withdraw(self, origin: str) -> None:
        """Offer no file to a unit any more; what it began to fetch it may finish."""
        for path in self._folder(origin).glob(f"*{_OFFER}"):
            path.unlink()

    def clear(self, origin: str) -> None:
        """Forget every file of a unit."""
        for path in self._folder(origin).iterdir():
            path.unlink()

    def _part(self, origin: str, name: str) -> Path:
        if _SHA256.fullmatch(name) is None:
            raise BundleDamaged(problem="file")
        return self._folder(origin) / f"{name}{_UNFINISHED}"

    def _offer(self, origin: str, about: str) -> Path:
        return self._folder(origin) / f"{hashlib.sha256(about.encode()).hexdigest()}{_OFFER}"

    def _folder(self, origin: str) -> Path:
        folder = self.folder / origin
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def _sweep(self, folder: Path) -> None:
        oldest = self.clock.now() - KEPT
        for path in folder.iterdir():
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < oldest:
                path.unlink()
