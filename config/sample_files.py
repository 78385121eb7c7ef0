"""Writes the sample as two offices export: one in semicolons and Latin-1, one as a workbook."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from random import Random

from openpyxl import Workbook

from config.sample_lines import Cell, Column, Line, columns, lines
from core.model.asserted import AssertedRow
from core.model.place import Gazetteer, UbigeoSystem

LINES_A_PAGE = 400
BLANK_EVERY = 150
ODD = 0.06  # of a hundred cells that may be written otherwise, so many are
MADE_AT = "2026-11-20T18:00:00Z"
ZIPPED_AT = (2026, 11, 20, 18, 0, 0)
TITLE = "REPORTE DE EXPEDIENTES"
AS_OF = "Fecha de reporte: 20/11/2026"
SHEET = "Expedientes"
_ALIAS = 1
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
_DAY_ZERO = date(1899, 12, 30)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_csv(rows: Iterable[AssertedRow], places: Gazetteer, random: Random) -> bytes:
    """Write a printed report saved as CSV: pages with their headings, and dates in every form."""
    shape = columns(UbigeoSystem.INEI, one_name=True)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows(([TITLE], ["Municipalidades de Calca y Quispicanchi"], [AS_OF], []))
    writer.writerows(_headings(shape))
    count = 0
    for count, line in enumerate(lines(rows, places, shape, random), start=1):
        writer.writerow([_as_text(cell, random) for cell in _linked(line, random)])
        if count % BLANK_EVERY == 0:
            writer.writerow([""] * len(shape))
        if count % LINES_A_PAGE == 0:
            writer.writerows(_headings(shape))
    writer.writerow(["Total de registros:", count])
    return out.getvalue().encode("latin-1")


def write_xlsx(rows: Iterable[AssertedRow], places: Gazetteer, random: Random) -> bytes:
    """Write a workbook: a summary first, then the cases below merged headings."""
    shape = columns(UbigeoSystem.RENIEC, one_name=False)
    book = Workbook()
    summary, sheet = book.active, book.create_sheet(SHEET)
    if summary is None:
        raise TypeError("a new workbook has a sheet")
    summary.title = "Resumen"
    sheet.append([TITLE])
    sheet.append([])
    for headings in _headings(shape):
        sheet.append(headings)
    _merge_groups(sheet.merge_cells, shape, row=sheet.max_row - 1)
    for line in lines(rows, places, shape, random):
        sheet.append([_as_cell(cell, random) for cell in _linked(line, random)])
    summary["A1"], summary["A2"], summary["B2"] = TITLE, "Filas", sheet.max_row
    packed = io.BytesIO()
    book.save(packed)
    return _without_the_hour(packed.getvalue())


def _headings(shape: Sequence[Column]) -> tuple[list[str], list[str]]:
    return [column.group for column in shape], [column.heading for column in shape]


def _merge_groups(merge: Callable[..., None], shape: Sequence[Column], row: int) -> None:
    """Merge each group's heading over its columns, as a person would."""
    begins = [at for at, column in enumerate(shape, start=1) if column.group]
    for first, after in pairwise((*begins, len(shape) + 1)):
        if after - first > 1:
            merge(start_row=row, end_row=row, start_column=first, end_column=after - 1)


def _linked(line: Line, random: Random) -> Line:
    """Let the office's system link some file numbers to itself."""
    if random.random() < ODD:
        number = line[_ALIAS]
        line[_ALIAS] = f'=HYPERLINK("https://sgd.example/{number}","{number}")'
    return line


def _as_text(cell: Cell, random: Random) -> str:
    """Write a cell into a text file: most dates alike, some as another clerk writes them."""
    if not isinstance(cell, date):
        written = "" if cell is None else str(cell)
        return f"{written}  " if random.random() < ODD else written
    if random.random() >= ODD:
        return cell.strftime("%d/%m/%Y")
    spellings = (
        cell.strftime("%d-%m-%y"),
        cell.strftime("%d/%m/%Y 10:35:00"),
        f"{cell.day} de {_MONTHS[cell.month - 1]} de {cell.year}",
    )
    return random.choice(spellings)


def _as_cell(cell: Cell, random: Random) -> Cell:
    """Put a value into a workbook: real dates, and some typed as text or pasted as day numbers."""
    if isinstance(cell, str) and cell.isdigit():
        return int(cell)  # as a spreadsheet takes whatever looks like a number
    if not isinstance(cell, date) or random.random() >= ODD:
        return cell
    return random.choice((cell.strftime("%d/%m/%Y"), (cell - _DAY_ZERO).days))


def _without_the_hour(packed: bytes) -> bytes:
    """Pack a workbook again as if at one moment, so that the same cases make the same bytes."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(again, "w") as new:
        for part in old.infolist():
            written = _MODIFIED.sub(rb"\g<1>" + MADE_AT.encode(), old.read(part))
            named = zipfile.ZipInfo(part.filename, ZIPPED_AT)
            new.writestr(named, written, zipfile.ZIP_DEFLATED)
    return again.getvalue()
