"""Scans a folder page by page: what was filed before is told as such, and nothing is lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.refusals import Refusal
from letters.scan.ledger import Ledger
from letters.scan.pages import Page, files_of, pages_of
from letters.scan.seen import PageLeft, Seen, SheetSeen, Why
from letters.scan.sheets import read_page

# Files a sheet of ours and tells in one word what became of it.
File = Callable[[SheetSeen], str]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing on a page and what became of it: a word of who filed it, a reason or a refusal."""

    seen: Seen
    became: str
    is_left: bool = False
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the scan of a folder came: files begun, of how many, and what was on the page."""

    files: int
    of_files: int
    page: tuple[Found, ...]


def scan(folder: Path, ledger: Ledger, file: File) -> Iterator[Progress]:
    """Read every page of a folder, and have each sheet filed before the next page is opened.

    A page is noted when all on it is filed. So after a crash its last page is filed once more:
    `file` must do nothing twice. What is refused is not noted, and told again by the next scan.
    """
    paths = files_of(folder)
    for number, path in enumerate(paths, start=1):
        for page in pages_of(path, str(path.relative_to(folder))):
            yield Progress(number, len(paths), _filed(page, ledger, file))


def _filed(page: Page | PageLeft, ledger: Ledger, file: File) -> tuple[Found, ...]:
    if ledger.has(page.sha256):
        again = PageLeft(file=page.file, page=page.page, sha256=page.sha256, why=Why.AGAIN)
        return (Found(again, again.why),)
    seen = (page,) if isinstance(page, PageLeft) else tuple(read_page(page))
    found = tuple(_file(one, file) for one in seen)
    if not any(one.is_left for one in found):
        ledger.note(seen)
    return found


def _file(seen: Seen, file: File) -> Found:
    if isinstance(seen, PageLeft):
        return Found(seen, seen.why, is_left=seen.why is not Why.BLANK)
    try:
        return Found(seen, file(seen))
    except Refusal as refusal:
        return Found(seen, refusal.code, is_left=True, refusal=refusal)
