"""Reads the plan of a trip as a planner keeps it: a stop a row, with headings in Spanish."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from channels.files.cells import IN_WORDS, SERIAL, Cell, day, text
from channels.files.headings import Headings, find_headings
from channels.files.office_file import OfficeFile
from channels.files.table import Layer
from core.model.asserted import RowError
from core.model.place import Gazetteer, folded
from core.model.trip_plan import LONGEST_SHORT_PLACE, MOST_STOPS, PlannedStop
from core.model.visit import Task
from core.refusals import CellInvalid, PlaceAmbiguous, PlaceUnknown

# What the columns are called, folded; the first is told where it is missing.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "distrito": ("distrito", "ubigeo"),
    "lugar": ("lugar", "local", "parada"),
    "fecha": ("fecha", "dia"),
    "nombre corto": ("nombre corto", "lugar corto"),
    "desde": ("desde", "hora de inicio", "inicio"),
    "hasta": ("hasta", "hora de fin", "fin"),
    "servicios": ("servicios", "servicio"),
    "idiomas": ("idiomas", "idioma", "lenguas"),
    "tareas": ("tareas", "tarea"),
}
NEEDED = ("distrito", "lugar", "fecha")
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", IN_WORDS, SERIAL)
MOST_ROWS = 10 * MOST_STOPS
_HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?(?::\d{2})?)?\s*([ap])?\.?\s?(?:m\.?)?")
_SEVERAL = re.compile(r"[;,]")
_NOON, _DAY = 12, 24
_MINUTE = timedelta(minutes=1)
UBIGEO_FIGURES = 6
Value = TypeVar("Value")


@dataclass(slots=True)
class _Reader:
    """One row; `faults` grows with every cell that cannot be read."""

    number: int
    cells: Mapping[str, Cell]
    layer: Layer
    places: Gazetteer
    faults: list[RowError]

    def read(self) -> PlannedStop | None:
        """Read the row whole, or note every fault of it."""
        place, short = self.text("lugar", needed=True), self.text("nombre corto")
        district, on = self.attempt("distrito", self._district), self.attempt("fecha", self._day)
        from_hour = self.attempt("desde", lambda: hour(self.cells.get("desde"), "desde")) or ""
        until_hour = self.attempt("hasta", lambda: hour(self.cells.get("hasta"), "hasta")) or ""
        tasks = self.attempt("tareas", self._tasks) or ()
        services, languages = self.several("servicios"), self.several("idiomas")
        if not short and len(place) > LONGEST_SHORT_PLACE:
            self._note("nombre corto", "too_long_for_a_text", place)
        if self.faults or district is None or on is None:
            return None
        return PlannedStop(
            row=self.number,
            district=district,
            place=place,
            short_place=short or place,
            on=on,
            services=services,
            from_hour=from_hour,
            until_hour=until_hour,
            languages=languages,
            tasks=tasks,
        )

    def text(self, column: str, *, needed: bool = False) -> str:
        """Read one line of text."""
        said = self.attempt(column, lambda: text(self.cells.get(column), column)) or ""
        if needed and not said and not any(fault.column == column for fault in self.faults):
            self._note(column, "missing", "")
        return said

    def several(self, column: str) -> tuple[str, ...]:
        """Read what is written one beside the other."""
        parts = (part.strip() for part in _SEVERAL.split(self.text(column)))
        return tuple(dict.fromkeys(part for part in parts if part))

    def attempt(self, column: str, read: Callable[[], Value]) -> Value | None:
        """Read a cell or note why not."""
        try:
            return read()
        except CellInvalid as fault:
            self._note(column, str(fault.facts["problem"]), str(fault.facts.get("found", "")))
        return None

    def _note(self, column: str, problem: str, found: str) -> None:
        error = RowError(row=self.number, column=column, problem=problem, found=found[:40])
        if error not in self.faults:
            self.faults.append(error)

    def _district(self) -> str | None:
        written = self.text("distrito", needed=True)
        if not written:
            return None
        code = written.zfill(UBIGEO_FIGURES) if written.isdigit() else written
        try:
            return self.places.one(code).inei
        except (PlaceUnknown, PlaceAmbiguous) as refusal:
            found = written[:40]
            raise CellInvalid(column="distrito", problem=refusal.code, found=found) from refusal

    def _day(self) -> date | None:
        on = day(self.cells.get("fecha"), "fecha", DATES, self.layer.zero)
        if on is None:
            raise CellInvalid(column="fecha", problem="missing")
        return on

    def _tasks(self) -> tuple[str, ...]:
        return tuple(_task(said) for said in self.several("tareas"))


def read_plan(file: OfficeFile, places: Gazetteer) -> Iterator[PlannedStop | RowError]:
    """Yield each stop, or every fault of its row; the headings are looked for before the first."""
    return _read(find_headings(file, HEADINGS, NEEDED), places)


def _read(headings: Headings, places: Gazetteer) -> Iterator[PlannedStop | RowError]:
    for number, cells in headings.rows(MOST_ROWS):
        reader = _Reader(number, cells, headings.layer, places, [])
        stop = reader.read()
        if stop is not None:
            yield stop
        yield from reader.faults


def hour(cell: Cell, column: str) -> str:
    """Read an hour of the day as HH:MM, however people and spreadsheets write it."""
    if isinstance(cell, datetime | time):
        return f"{cell.hour:02}:{cell.minute:02}"
    if isinstance(cell, timedelta):
        return _clock(int(cell / _MINUTE), column)
    if isinstance(cell, float) and 0 < cell < 1:
        return _clock(round(cell * _DAY * 60), column)
    written = text(cell, column).casefold()
    if not written:
        return ""
    found = _HOUR.fullmatch(written)
    if found is None:
        raise CellInvalid(column=column, problem="not_an_hour", found=written[:40])
    hours, minutes, half = int(found[1]), int(found[2] or 0), found[3]
    if half and hours <= _NOON:
        hours = hours % _NOON + (_NOON if half == "p" else 0)
    if minutes >= 60:  # noqa: PLR2004 - an hour has sixty
        raise CellInvalid(column=column, problem="not_an_hour", found=written[:40])
    return _clock(hours * 60 + minutes, column)


def _clock(minutes: int, column: str) -> str:
    if not 0 <= minutes < _DAY * 60:
        raise CellInvalid(column=column, problem="not_an_hour", found=str(minutes))
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _task(said: str) -> str:
    code = folded(said).replace(" ", "_")
    if code not in set(Task):
        raise CellInvalid(column="tareas", problem="task_unknown", found=said[:40])
    return code
