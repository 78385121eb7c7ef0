"""What goes with a run: its manifest as CSV and table, a cover sheet, and a hash of each file."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path

from openpyxl import Workbook

from channels.porch.speech import write_whole
from config.run_folder import COVER, MANIFEST, SUMS, TABLE, sha256_of
from core.model.event import instant
from core.model.letter_id import LetterId
from core.model.place import Gazetteer, Ubigeo, UbigeoSystem
from core.model.print_run import Place, PrintRun, RouteFile
from core.refusals import PlaceUnknown
from letters.blocks import Block, Fact, Frame, LetterText, Run, Section, Style

COLUMNS = (
    "posicion",
    "ruta",
    "distrito",
    "carta",
    "hojas",
    "paginas",
    "primera_pagina",
    "prensa",
    "apartada",
    "copia_de",
    "impresa_el",
)
# A cover sheet is no letter: it bears no code of one.
NO_LETTER = LetterId("0000000000")
Row = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A run with everything that was made of it, in its order.

    `copies` names the letter that each copy was printed as before, and the day of that.
    """

    run: PrintRun
    institution: str
    places: Sequence[Place]
    files: Sequence[RouteFile]
    copies: Mapping[LetterId, tuple[LetterId, date]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunPapers:
    """Writes the papers of a run; `press` prints a sheet that is no letter."""

    gazetteer: Gazetteer
    press: Callable[[LetterText], bytes]

    def write(self, folder: Path, made: Made) -> tuple[str, ...]:
        """Write everything; tell the names. No name or address of a person stands in it."""
        rows = [COLUMNS, *(self._row(place, made) for place in made.places)]
        write_whole(folder / MANIFEST, _csv(rows))
        _table(folder / TABLE, rows, made.run)
        write_whole(folder / COVER, self.press(self.cover(made)))
        names = (MANIFEST, TABLE, COVER)
        sums = "".join(
            f"{sha256}  {name}\n"
            for name, sha256 in (
                *((file.name, file.sha256) for file in made.files),
                *((name, sha256_of(folder / name)) for name in names),
            )
        )
        write_whole(folder / SUMS, sums.encode())
        return (*names, SUMS)

    def cover(self, made: Made) -> LetterText:
        """Word the sheet that lies on top: how many letters and sheets go by which route."""
        taken_out = [place for place in made.places if place.problem]
        printed = [place for place in made.places if not place.problem]
        sheets = sum(place.sheets for place in printed)
        copies = [place for place in printed if place.letter in made.copies]
        return LetterText(
            id=NO_LETTER,
            kind="run_cover",
            language="es-PE",
            sender=made.institution,
            sender_place="Tiraje de cartas",
            address=(),
            facts=(
                Fact("Tiraje", made.run.id, is_large=True),
                Fact("Cerrado", instant(made.run.closed_at)[:16].replace("T", " ")),
                Fact("Cartas", str(len(printed))),
                Fact("Hojas", str(sheets)),
                *((Fact("De ellas, copias", str(len(copies))),) if copies else ()),
            ),
            title=f"Tiraje {made.run.id}",
            sections=(
                _section("Por ruta", _routes(made.files)),
                _section("Por distrito", self._districts(printed)),
                _section("Apartadas", _problems(taken_out)),
            ),
        )

    def _row(self, place: Place, made: Made) -> Row:
        first = made.copies.get(place.letter)
        return (
            place.position,
            place.route,
            self._district(place.district),
            place.letter.grouped,
            place.sheets,
            place.pages,
            place.first_page,
            place.how,
            place.problem,
            *(("", "") if first is None else (first[0].grouped, first[1].isoformat())),
        )

    def _district(self, code: str) -> str:
        try:
            return str(self.gazetteer.district(Ubigeo(UbigeoSystem.INEI, code)))
        except PlaceUnknown:
            return ""

    def _districts(self, printed: Iterable[Place]) -> Iterator[str]:
        counted = Counter(self._district(place.district) or "Sin distrito" for place in printed)
        for name, count in sorted(counted.items()):
            yield f"{name}: {_letters(count)}"


def _routes(files: Iterable[RouteFile]) -> Iterator[str]:
    for file in files:
        yield f"{file.route}: {_letters(file.letters)}, {file.sheets} hojas. {file.name}"
        yield f"SHA-256 {file.sha256[:32]} {file.sha256[32:]}"


def _problems(taken_out: Iterable[Place]) -> Iterator[str]:
    counted: Mapping[str, int] = Counter(place.problem for place in taken_out)
    for problem, count in sorted(counted.items()):
        yield f"{problem}: {_letters(count)}"


def _letters(count: int) -> str:
    return f"{count} carta" if count == 1 else f"{count} cartas"


def _section(title: str, lines: Iterable[str]) -> Section:
    said = tuple(Block(Style.TEXT, (Run(line),)) for line in lines)
    nothing = (Block(Style.TEXT, (Run("Ninguna."),)),)
    heading = Block(Style.HEADING, (Run(title),))
    return Section(pieces=(heading, *(said or nothing)), frame=Frame.RULE)


def _csv(rows: Iterable[Row]) -> bytes:
    written = StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    # Without the mark a spreadsheet takes the letters for another alphabet's.
    return written.getvalue().encode("utf-8-sig")


def _table(path: Path, rows: Iterable[Row], run: PrintRun) -> None:
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = run.closed_at.replace(tzinfo=None)
    sheet = book.create_sheet(f"Tiraje {run.id}")
    for row in rows:
        sheet.append(row)
    unfinished = path.with_suffix(".part")
    book.save(unfinished)
    unfinished.replace(path)
