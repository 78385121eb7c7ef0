"""Reads XLSX as offices save it, once every byte of it was looked at within bounds."""

import warnings
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.formula import ArrayFormula

from channels.files.cells import Cell
from core.refusals import FileUnreadable

Row = tuple[Cell, ...]
MOST_ROWS, MOST_COLUMNS, MOST_PARTS = 1_048_576, 200, 2_000
_CHUNK = 1 << 16
_ROWS_AT_A_TIME = 200
_SHEETS = "xl/worksheets/"
_ROW, _FORMULAS = b"<row", (b"<f>", b"<f ")
# No workbook needs these; whoever writes one wants a short text to unfold without end.
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"))
_LONGEST_MARK = max(map(len, _ENTITIES))
# What a damaged or strange workbook makes the libraries say.
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    InvalidFileException,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class LookedOver:
    """What a look over a workbook tells: about how many rows, and whether any are computed."""

    rows: int
    has_formulas: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet that can be read; `zero` is the day from which its day numbers count."""

    name: str
    zero: date


def look_over_workbook(path: Path, *, most_bytes: int) -> LookedOver:
    """Unpack everything once and keep nothing: sizes that a file declares are not believed."""
    with _refusing(), zipfile.ZipFile(path) as parts:
        if "xl/workbook.xml" not in parts.namelist():
            raise FileUnreadable(problem="not_a_workbook")
        if len(parts.infolist()) > MOST_PARTS:
            raise FileUnreadable(problem="too_large")
        size, rows, computed = 0, 0, False
        for part in parts.infolist():
            is_sheet = part.filename.startswith(_SHEETS)
            for tail, piece in _chunks(parts, part):
                size += len(piece)
                if size > most_bytes:
                    raise FileUnreadable(problem="too_large")
                whole = tail + piece
                if any(mark in whole for mark in _ENTITIES):
                    raise FileUnreadable(problem="unsafe")
                rows += piece.count(_ROW) if is_sheet else 0
                computed = computed or (is_sheet and any(mark in whole for mark in _FORMULAS))
        return LookedOver(rows, computed)


def sheets(path: Path) -> tuple[Sheet, ...]:
    """List the sheets that a person would see, in their order."""
    with _refusing(), _opened(path, computed=True) as book:
        return tuple(
            Sheet(sheet.title, book.epoch.date())
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        )


def sheet_rows(path: Path, name: str, *, has_formulas: bool) -> Generator[Row, None, None]:
    """Yield the rows of a sheet; of a formula without a kept result, the formula itself."""
    with _refusing(), _opened(path, computed=True) as book:
        if not has_formulas:
            yield from _rows(book, name)
            return
        with _opened(path, computed=False) as formulas:
            for values, written in zip(_rows(book, name), _rows(formulas, name), strict=True):
                yield tuple(map(_either, values, written))


def _either(value: Cell, written: Cell) -> Cell:
    is_formula = isinstance(written, str) and written.startswith("=")
    return written if value is None and is_formula else value


def _rows(book: Workbook, name: str) -> Iterator[Row]:
    """Yield rows as wide as they are: the size that a sheet declares is often wrong."""
    sheet = book[name]
    if isinstance(sheet, ReadOnlyWorksheet):
        sheet.reset_dimensions()
    rows = iter(sheet.iter_rows(max_row=MOST_ROWS, values_only=True))
    while True:
        with warnings.catch_warnings():
            # The library warns of dates out of range, which the cells' own reader refuses.
            warnings.simplefilter("ignore")
            some = list(islice(rows, _ROWS_AT_A_TIME))
        if not some:
            return
        for row in some:
            yield tuple(map(_plain, row[:MOST_COLUMNS]))


def _plain(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float | date | time | timedelta):
        return value
    return value.text if isinstance(value, ArrayFormula) else str(value)


@contextmanager
def _opened(path: Path, *, computed: bool) -> Iterator[Workbook]:
    """Open a workbook; the file is ours to close, since the library leaves a damaged one open."""
    with path.open("rb") as file:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that it does not know
            book = load_workbook(file, read_only=True, data_only=computed, keep_links=False)
        with closing(book):
            yield book


def _chunks(parts: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """Yield a part's bytes, with the end of the piece before so that no mark is cut in two."""
    tail = b""
    with parts.open(part) as opened:
        while piece := opened.read(_CHUNK):
            yield tail, piece
            tail = piece[-_LONGEST_MARK:]


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except _FAULTS as fault:
        raise FileUnreadable(problem="damaged") from fault
