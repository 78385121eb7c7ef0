"""The cells of one row by what they mean: each is read or noted, so that all errors are told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from channels.files.cells import Cell, day, figures, text, whole
from channels.files.column_map import ColumnMap, Field
from channels.files.table import Table
from core.model.asserted import RowError
from core.model.place import folded
from core.refusals import CellInvalid, Refusal

Value = TypeVar("Value")


@dataclass(slots=True, kw_only=True)
class RowCells:
    """One row of a table under its map, and the errors met in it so far."""

    table: Table
    column_map: ColumnMap
    number: int
    row: tuple[Cell, ...]
    errors: list[RowError] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Say whether an error was met that keeps the row out."""
        return not all(error.kept for error in self.errors)

    def attempt(
        self, what: Field, read: Callable[[], Value], *, kept: bool = False
    ) -> Value | None:
        """Read something or note why not; `kept` if the row can go in without it."""
        try:
            return read()
        except CellInvalid as fault:
            problem, found = str(fault.facts["problem"]), str(fault.facts.get("found", ""))
        except Refusal as refusal:  # what a phone, a place or a document says of itself
            problem, found = refusal.code, ""
        heading = self.column_map.headings.get(what, what.value)
        self.errors.append(
            RowError(row=self.number, column=heading, problem=problem, found=found, kept=kept)
        )
        return None

    def cell(self, what: Field) -> Cell:
        """Read the raw cell of a column; several that the map joins become one text."""
        places = self.table.columns.get(what, ())
        cells = [self.row[at] if at < len(self.row) else None for at in places]
        if len(cells) == 1:
            return cells[0]
        return " ".join(filter(None, (text(cell, what) for cell in cells)))

    def text(self, what: Field) -> str:
        """Read a text, or what the map fixes for every row; empty if nothing is said."""
        return text(self.cell(what), what) or self.column_map.fixed.get(what, "")

    def needed(self, what: Field) -> str:
        """Read a text that a row cannot do without."""
        said = self.text(what)
        if not said:
            raise CellInvalid(column=what, problem="missing")
        return said

    def figures(self, what: Field, *, zeros: int = 0) -> str:
        """Read a code."""
        code = figures(self.cell(what), what, zeros=zeros)
        restores = self.column_map.restore_zeros and code.isdigit()
        return code.zfill(zeros) if restores else code

    def whole(self, what: Field) -> int | None:
        """Read a whole number."""
        return whole(self.cell(what), what)

    def day(self, what: Field) -> date | None:
        """Read a day."""
        return day(self.cell(what), what, self.column_map.date_formats, self.table.layer.zero)

    def word(self, what: Field, said: str | None = None) -> str | None:
        """Translate the office's word by the map's vocabulary, if the map has one for it."""
        written = self.text(what) if said is None else said.strip()
        if not written:
            return None
        vocabulary = self.column_map.words.get(what)
        if vocabulary is None:
            return written
        meaning = vocabulary.get(folded(written))
        if meaning is None and written == self.column_map.fixed.get(what):
            return written
        if meaning is None:
            raise CellInvalid(column=what, problem="unknown_word", found=written[:40])
        return meaning
