"""Looks a file over once, from end to end, before any of it is believed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from channels.files.workbook import look_over_workbook
from core.refusals import FileUnreadable

Kind = Literal["csv", "xlsx"]
MOST_BYTES = 200_000_000
_CHUNK = 1 << 16
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# How files begin that are often taken for a table, and what to call them.
_FOREIGN = (
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "old_excel"),
    (b"\x1f\x8b", "compressed"),
    (b"Rar!", "compressed"),
    (b"7z\xbc\xaf", "compressed"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"{\\rtf", "word_processor"),
)
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFile:
    """A file that can be read as a table; `rows` is about how many it has, headings included."""

    path: Path
    kind: Kind
    sha256: str
    rows: int
    encoding: str = ""
    has_formulas: bool = False


def look_over(path: Path) -> OfficeFile:
    """Tell what a file is by its bytes, whatever its name says, or refuse it."""
    try:
        with path.open("rb") as file:
            start = file.read(_CHUNK)
        if start.startswith(b"PK"):
            workbook = look_over_workbook(path, most_bytes=MOST_BYTES)
            return OfficeFile(
                path=path,
                kind="xlsx",
                sha256=_sha256(path),
                rows=workbook.rows,
                has_formulas=workbook.has_formulas,
            )
        _refuse_foreign(start)
        return _look_over_text(path, start)
    except FileNotFoundError:
        raise FileUnreadable(problem="not_found") from None
    except OSError:
        raise FileUnreadable(problem="not_readable") from None


def _refuse_foreign(start: bytes) -> None:
    for mark, problem in _FOREIGN:
        if start.startswith(mark):
            raise FileUnreadable(problem=problem)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise FileUnreadable(problem="web_page")


def _look_over_text(path: Path, start: bytes) -> OfficeFile:
    """Find the encoding by reading everything: one wrong byte at the end is enough to tell."""
    if not start.strip(b"\xef\xbb\xbf \t\r\n"):
        raise FileUnreadable(problem="empty")
    is_utf16 = start.startswith(_UTF16)
    digest, rows, size = hashlib.sha256(), 0, 0
    for chunk in _chunks(path):
        size += len(chunk)
        if size > MOST_BYTES:
            raise FileUnreadable(problem="too_large")
        if b"\0" in chunk and not is_utf16:
            raise FileUnreadable(problem="nul")
        digest.update(chunk)
        rows += chunk.count(b"\n")
    return OfficeFile(
        path=path,
        kind="csv",
        sha256=digest.hexdigest(),
        rows=rows,
        encoding="utf-16" if is_utf16 else _encoding(path),
    )


def _encoding(path: Path) -> str:
    """Tell UTF-8 from what Windows writes in Spanish; every byte means something in Latin-1."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            with path.open(encoding=encoding, newline="") as text:
                while text.read(_CHUNK):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
