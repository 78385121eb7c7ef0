"""Finds the table inside a file: which sheet or separator, where its headings are, which rows."""

import csv
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice

from channels.files.cells import WINDOWS_ZERO, Cell, text
from channels.files.column_map import NEEDED, ColumnMap, Field
from channels.files.office_file import OfficeFile
from channels.files.workbook import sheet_rows, sheets
from core.model.place import folded
from core.refusals import CellInvalid, ColumnMissing, DocumentInvalid, FileUnreadable

Row = tuple[Cell, ...]
Rows = Generator[Row, None, None]
SEPARATORS = (";", ",", "\t", "|")
HEADINGS_WITHIN = 40
FEWEST_CELLS = 3
NO_SHEET = "no_sheet"


@dataclass(frozen=True, slots=True)
class Layer:
    """One way to read a file as rows: a sheet of it, or a separator."""

    rows: Callable[[], Rows]
    zero: date = WINDOWS_ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where a file's rows lie and what their columns are; `headings_at` counts from 0."""

    layer: Layer
    columns: Mapping[Field, tuple[int, ...]]
    headings_at: int
    headings: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Yield the rows below the headings with the numbers that a spreadsheet shows them by.

        Left out: blank rows, headings said again on a new page, and lines of one or two cells
        that name no case, such as totals.
        """
        with closing(self.layer.rows()) as rows:
            for number, row in enumerate(rows, start=1):
                if number > self.headings_at + 1 and self._is_row(row):
                    yield number, row

    def _is_row(self, row: Row) -> bool:
        filled = sum(cell is not None and cell != "" for cell in row)
        if filled == 0 or (filled < FEWEST_CELLS and not self._names_a_case(row)):
            return False
        return not self._is_heading(row)

    def _is_heading(self, row: Row) -> bool:
        """Say whether the headings stand here again, as on every page of a printed report."""
        first = self.columns[Field.ALIAS][0]
        said = _folded_cell(row[first]) if first < len(row) else ""
        known = [line[first] for line in (self.headings, self.above) if first < len(line)]
        if said and said not in known:
            return False  # nearly every row: one cell is enough to tell
        return _folded_row(row) in (self.headings, self.above)

    def _names_a_case(self, row: Row) -> bool:
        needed = [at for field in (Field.ALIAS, Field.STATE) for at in self.columns.get(field, ())]
        return all(at < len(row) and row[at] not in {None, ""} for at in needed)


def find_table(file: OfficeFile, column_map: ColumnMap) -> Table:
    """Find the table whose headings the map knows best, or refuse with the column that lacks."""
    best = max(_tables(file, column_map), key=lambda table: len(table.columns))
    for heading in best.twice:
        # Only the group tells two columns of one name apart: "Solicitante / Fecha".
        raise DocumentInvalid(document=column_map.name, problem="column_twice", field=heading)
    for field in (*NEEDED, *column_map.columns):
        if field in column_map.columns and field not in best.columns:
            raise ColumnMissing(column=" + ".join(column_map.columns[field]))
    return best


def _tables(file: OfficeFile, column_map: ColumnMap) -> list[Table]:
    """Try every way to read the file; the wrong ones may well fail."""
    found, fault = [], FileUnreadable(problem=NO_SHEET)
    for layer in layers(file, column_map.sheet):
        try:
            found.append(_table(layer, column_map))
        except FileUnreadable as unreadable:
            fault = unreadable
    if not found:
        raise fault
    return found


def knows(file: OfficeFile, column_map: ColumnMap) -> bool:
    """Say whether a map fits a file, with every column that it names."""
    try:
        find_table(file, column_map)
    except (ColumnMissing, DocumentInvalid):
        return False
    except FileUnreadable as refusal:
        if refusal.facts["problem"] != NO_SHEET:
            raise
        return False
    return True


def layers(file: OfficeFile, sheet_name: str | None = None) -> Iterator[Layer]:
    """Yield every way to read a file: each separator, or each sheet unless one is named."""
    if file.kind == "csv":
        for separator in SEPARATORS:
            yield Layer(_csv_reader(file, separator))
        return
    for sheet in sheets(file.path):
        if sheet_name in {None, sheet.name}:
            yield Layer(_sheet_reader(file, sheet.name), sheet.zero)


def _csv_reader(file: OfficeFile, separator: str) -> Callable[[], Rows]:
    def rows() -> Rows:
        try:
            with file.path.open(encoding=file.encoding, newline="") as lines:
                for row in csv.reader(lines, delimiter=separator):
                    yield tuple(row)
        except (csv.Error, UnicodeDecodeError) as fault:
            # A quotation mark that nobody closes swallows the rest of the file.
            raise FileUnreadable(problem="damaged") from fault

    return rows


def _sheet_reader(file: OfficeFile, sheet: str) -> Callable[[], Rows]:
    def rows() -> Rows:
        return sheet_rows(file.path, sheet, has_formulas=file.has_formulas)

    return rows


def _table(layer: Layer, column_map: ColumnMap) -> Table:
    """Read the first rows and take the one that names the most columns for the headings."""
    first, last = 0, HEADINGS_WITHIN
    if column_map.header_row is not None:
        first, last = column_map.header_row - 1, column_map.header_row
    folds = _first_rows(layer, last)
    best = Table(layer=layer, columns={}, headings_at=0)
    for at in range(first, len(folds)):
        above = next((row for row in reversed(folds[:at]) if row), ())
        columns, twice = _columns(column_map, folds[at], above)
        if len(columns) > len(best.columns):
            best = Table(
                layer=layer,
                columns=columns,
                headings_at=at,
                headings=folds[at],
                above=above,
                twice=twice,
            )
    return best


def _first_rows(layer: Layer, count: int) -> list[tuple[str, ...]]:
    """Read some rows, folded; a break after the first of them is met again when all are read."""
    folds: list[tuple[str, ...]] = []
    try:
        with closing(layer.rows()) as rows:
            folds.extend(_folded_row(row) for row in islice(rows, count))
    except FileUnreadable:
        if not folds:
            raise
    return folds


def _columns(
    column_map: ColumnMap, own: tuple[str, ...], above: tuple[str, ...]
) -> tuple[Mapping[Field, tuple[int, ...]], tuple[str, ...]]:
    """Place the map's headings in a row, and tell which of them stand there more than once."""
    names = list(_names(own, above))
    columns: dict[Field, tuple[int, ...]] = {}
    twice: list[str] = []
    for field, headings in column_map.columns.items():
        wanted = [folded(heading) for heading in headings]
        places = [[at for at, called in enumerate(names) if name in called] for name in wanted]
        if all(places):
            columns[field] = tuple(where[0] for where in places)
        twice += [text for text, where in zip(headings, places, strict=True) if len(where) > 1]
    return columns, tuple(twice)


def _names(own: tuple[str, ...], above: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """Tell what each column may be called, under a heading that was merged over several."""
    group = ""
    for at in range(max(len(own), len(above))):
        mine = own[at] if at < len(own) else ""
        over = above[at] if at < len(above) else ""
        group = over or group
        # A heading merged downwards stands in the row above, alone.
        yield frozenset({mine, f"{group} {mine}".strip()} if mine else {over})


def _folded_row(row: Iterable[Cell]) -> tuple[str, ...]:
    """Fold a row for comparison; blank cells at its end say nothing."""
    cells = [_folded_cell(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _folded_cell(cell: Cell) -> str:
    try:
        return folded(text(cell, ""))
    except CellInvalid:
        return ""
