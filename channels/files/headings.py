"""Finds the row of headings in a list that somebody keeps, and reads the rows below it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from channels.files.cells import Cell
from channels.files.office_file import OfficeFile
from channels.files.table import HEADINGS_WITHIN, Layer, Row, layers
from core.model.place import folded
from core.refusals import ColumnMissing, FileUnreadable

# What each column may be called, folded.
Called = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Headings:
    """The row at which a list has its headings, and where each column stands."""

    layer: Layer
    at: int
    columns: Mapping[str, int]

    def rows(self, most: int) -> Iterator[tuple[int, Mapping[str, Cell]]]:
        """Yield the number of each row that says anything, and its cells by column."""
        count = 0
        with closing(self.layer.rows()) as rows:
            for number, row in enumerate(rows, start=1):
                if number <= self.at or not any(cell not in {None, ""} for cell in row):
                    continue
                count += 1
                if count > most:
                    raise FileUnreadable(problem="too_many_rows")
                yield number, {name: _cell(row, at) for name, at in self.columns.items()}


def find_headings(file: OfficeFile, called: Called, needed: Iterable[str]) -> Headings:
    """Find the headings in the way of reading that shows the most of them."""
    fault, best = None, None
    for layer in layers(file):
        try:
            found = _headings(layer, called)
        except FileUnreadable as unreadable:
            fault = unreadable
            continue
        if best is None or len(found.columns) > len(best.columns):
            best = found
    if best is None:
        raise fault or FileUnreadable(problem="empty")
    for name in needed:
        if name not in best.columns:
            raise ColumnMissing(column=name)
    return best


def _headings(layer: Layer, called: Called) -> Headings:
    best = Headings(layer, 0, {})
    with closing(layer.rows()) as rows:
        for number, row in enumerate(islice(rows, HEADINGS_WITHIN), start=1):
            columns = _columns(row, called)
            if len(columns) > len(best.columns):
                best = Headings(layer, number, columns)
            if len(best.columns) == len(called):
                break
    return best


def _columns(row: Row, called: Called) -> Mapping[str, int]:
    words = [folded(cell) if isinstance(cell, str) else "" for cell in row]
    found = {
        name: next((words.index(word) for word in names if word in words), None)
        for name, names in called.items()
    }
    return {name: at for name, at in found.items() if at is not None}


def _cell(row: Row, at: int) -> Cell:
    return row[at] if at < len(row) else None
