"""Reads a list of procedures: a number, an entity and a name in each row."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from channels.files.cells import Cell, figures, text
from channels.files.office_file import OfficeFile
from channels.files.table import HEADINGS_WITHIN, Layer, Row, layers
from core.model.asserted import RowError
from core.model.listed import Listed
from core.model.place import folded
from core.refusals import CellInvalid, ColumnMissing, FileUnreadable

# What the columns are called in the lists at hand, folded; the first is told when it is missing.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "codigo", "numero"),
    "entity": ("entity", "entidad", "institucion"),
    "name": ("name", "nombre", "tramite"),
}
# A country has some thousands of procedures; whatever has more is another kind of file.
MOST_ROWS = 20_000
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


@dataclass(frozen=True, slots=True)
class _Headings:
    layer: Layer
    at: int
    columns: Mapping[str, int]


def read_list(file: OfficeFile) -> Iterator[Listed | RowError]:
    """Yield each row or why it is left out; the headings are looked for before the first."""
    return _rows(_find(file))


def _rows(headings: _Headings) -> Iterator[Listed | RowError]:
    count = 0
    with closing(headings.layer.rows()) as rows:
        for number, row in enumerate(rows, start=1):
            if number <= headings.at or not any(cell not in {None, ""} for cell in row):
                continue
            count += 1
            if count > MOST_ROWS:
                raise FileUnreadable(problem="too_many_rows")
            yield _read(number, row, headings.columns)


def _read(number: int, row: Row, columns: Mapping[str, int]) -> Listed | RowError:
    cells = {name: row[at] if at < len(row) else None for name, at in columns.items()}
    try:
        for name, cell in cells.items():
            _refuse_unseen(cell, name)
        return Listed.read(
            number,
            figures(cells["id"], "id"),
            text(cells["entity"], "entity"),
            text(cells["name"], "name"),
        )
    except CellInvalid as refusal:
        column, problem = str(refusal.facts["column"]), str(refusal.facts["problem"])
        found = str(refusal.facts.get("found", ""))
        return RowError(row=number, column=column, problem=problem, found=found)


def _refuse_unseen(cell: Cell, column: str) -> None:
    """Refuse letters that nobody sees: they turn a line around or hide what it says."""
    if not isinstance(cell, str) or cell.isprintable():
        return
    for letter in cell:
        if letter not in "\t\r\n" and unicodedata.category(letter) in _UNSEEN:
            raise CellInvalid(column=column, problem="control_letter")


def _find(file: OfficeFile) -> _Headings:
    """Find the headings in the way of reading that shows the most of them."""
    fault, best = None, None
    for layer in layers(file):
        try:
            found = _headings(layer)
        except FileUnreadable as unreadable:
            fault = unreadable
            continue
        if best is None or len(found.columns) > len(best.columns):
            best = found
    if best is None:
        raise fault or FileUnreadable(problem="empty")
    for name in HEADINGS:
        if name not in best.columns:
            raise ColumnMissing(column=name)
    return best


def _headings(layer: Layer) -> _Headings:
    best = _Headings(layer, 0, {})
    with closing(layer.rows()) as rows:
        for number, row in enumerate(islice(rows, HEADINGS_WITHIN), start=1):
            columns = _columns(row)
            if len(columns) > len(best.columns):
                best = _Headings(layer, number, columns)
            if len(best.columns) == len(HEADINGS):
                break
    return best


def _columns(row: Row) -> Mapping[str, int]:
    called = [folded(cell) if isinstance(cell, str) else "" for cell in row]
    found = {
        name: next((called.index(word) for word in words if word in called), None)
        for name, words in HEADINGS.items()
    }
    return {name: at for name, at in found.items() if at is not None}
