"""Reads a list of procedures: a number, an entity and a name in each row."""

import unicodedata
from collections.abc import Iterator, Mapping

from channels.files.cells import Cell, figures, text
from channels.files.headings import find_headings
from channels.files.office_file import OfficeFile
from core.model.asserted import RowError
from core.model.listed import Listed
from core.refusals import CellInvalid

# What the columns are called in the lists at hand, folded; the first is told when it is missing.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "codigo", "numero"),
    "entity": ("entity", "entidad", "institucion"),
    "name": ("name", "nombre", "tramite"),
}
# A country has some thousands of procedures; whatever has more is another kind of file.
MOST_ROWS = 20_000
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def read_list(file: OfficeFile) -> Iterator[Listed | RowError]:
    """Yield each row or why it is left out; the headings are looked for before the first."""
    headings = find_headings(file, HEADINGS, HEADINGS)
    return (_read(number, cells) for number, cells in headings.rows(MOST_ROWS))


def _read(number: int, cells: Mapping[str, Cell]) -> Listed | RowError:
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
