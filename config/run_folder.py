"""Where a run lies open while it is printed, and sealed afterwards for its years."""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.model.print_run import PrintRun
from core.ports import Chest
from core.refusals import RunForgotten, RunMoved

BOOK = "cartas.selladas"
MANIFEST, TABLE, COVER, SUMS = "manifiesto.csv", "manifiesto.xlsx", "caratula.pdf", "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The files of one run: open for whoever prints, and sealed one by one."""

    path: Path
    run: str
    chest: Chest

    @classmethod
    def of(cls, var: Path, run: PrintRun, chest: Chest) -> "RunFolder":
        """Name the folder of a run."""
        return cls(var / "print" / run.id, run.id, chest)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let one process at a time print the run; another is refused, and need not wait."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.path / ".held").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as held:
                raise RunMoved(state="CERRADO") from held
            yield

    def seal(self, names: tuple[str, ...]) -> None:
        """Keep every file sealed under the name of its run; again changes nothing."""
        for name in names:
            self.chest.put(self._piece(name), (self.path / name).read_bytes())

    def open(self, name: str) -> bytes:
        """Read a file, from the sealed ones: they are what is kept."""
        found = self.chest.open(self._piece(name))
        if found is None:
            raise RunForgotten
        return found

    def clear(self) -> None:
        """Delete what lies open."""
        shutil.rmtree(self.path, ignore_errors=True)

    def forget(self, names: tuple[str, ...]) -> None:
        """Delete what was sealed."""
        for name in names:
            self.chest.remove(self._piece(name))

    def drop(self, *names: str) -> None:
        """Delete what only served to print."""
        for name in names:
            (self.path / name).unlink(missing_ok=True)

    def _piece(self, name: str) -> str:
        return hashlib.sha256(f"{self.run}/{name}".encode()).hexdigest()[:32]


def sha256_of(path: Path) -> str:
    """Name a file by its bytes, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
