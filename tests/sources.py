"""The files of the house as its own rules read them."""

import ast
import functools
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self

HOUSE = Path(__file__).parents[1]
FLOORS = ("channels", "config", "core", "ivr_flows", "letters")
MADE_HERE = re.compile(r"^(\.git|\.venv|var|\.\w+_cache|\.hypothesis)/|(^|/)__pycache__/")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: where it lies in the house and what it says."""

    path: PurePosixPath
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, path: str | PurePosixPath, text: str) -> Self:
        return cls(PurePosixPath(path), text, ast.parse(text, filename=str(path)))

    @property
    def floor(self) -> str:
        return self.path.parts[0]

    def is_under(self, *folders: str) -> bool:
        return any(self.path.is_relative_to(folder) for folder in folders)


def files() -> tuple[Path, ...]:
    """List what git keeps or would keep; without git, all that was not made at run time."""
    paths = _kept_by_git()
    if paths is None:
        found = (str(path.relative_to(HOUSE)) for path in HOUSE.rglob("*"))
        paths = [HOUSE / name for name in found if not MADE_HERE.search(name)]
    return tuple(sorted(path for path in paths if path.is_file()))


def _kept_by_git() -> list[Path] | None:
    """Ask git, where there is one and the house came by it."""
    if shutil.which("git") is None:
        return None
    asked = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(asked, cwd=HOUSE, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        return None
    return [HOUSE / name for name in listed.stdout.split("\0") if name]


def texts() -> Iterator[tuple[PurePosixPath, str]]:
    """Yield every file that is text."""
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content:
            where = PurePosixPath(path.relative_to(HOUSE))
            yield where, content.decode(errors="replace")


@functools.cache
def sources() -> tuple[Source, ...]:
    """Read every Python file of the house, tests included."""
    return tuple(Source.of(path, text) for path, text in texts() if path.suffix == ".py")
