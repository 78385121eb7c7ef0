"""The bag of one stop: which letters the unit takes along, who signs for each, what is amiss."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from channels.porch.speech import write_whole
from config.house import House
from config.pressroom import Cut, extract, print_sheet
from core.letter_hands import Hand
from core.model.letter import Letter, LetterState
from core.ports import Visit
from core.refusals import RunEmpty, VisitUnknown
from letters.blocks import Blank, Block, Fact, Frame, LetterText, Run, Section, Style

A_SHEET = 8
COLUMNS = ("carta", "destinatario", "expediente", "estado", "firma", "dni", "fecha")
_CARRIED = {
    LetterState.PRINTED,
    LetterState.ENVELOPED,
    LetterState.ON_BOARD,
    LetterState.IN_HAND,
    LetterState.DELIVERED,
}
SIGN = "Firma, DNI y fecha"


def write_bag(house: House, visit: str, hand: Hand, out: Path) -> dict[str, object]:
    """Write the list of a stop as CSV, and as a sheet to be signed; letters that miss are told."""
    stop = house.shelf.visits.get(visit)
    if stop is None:
        raise VisitUnknown
    letters = house.shelf.letters.of_visit(visit, hand.institution)
    carried = [letter for letter in letters if letter.state in _CARRIED]
    missing = [letter for letter in letters if letter.state not in _CARRIED]
    if not letters:
        raise RunEmpty
    named = [(letter, _name(house, letter)) for letter in letters]
    write_whole(out / f"bolsa-{visit[:8]}.csv", _csv(named))
    files = [str(out / f"bolsa-{visit[:8]}.csv")]
    if carried:
        sheet = _sheets(house, stop, [pair for pair in named if pair[0] in carried])
        write_whole(out / f"bolsa-{visit[:8]}.pdf", sheet)
        files.append(str(out / f"bolsa-{visit[:8]}.pdf"))
    return {
        "visit": visit,
        "letters": len(carried),
        "missing": [f"{letter.id.grouped} {letter.state.value}" for letter in missing],
        "files": files,
    }


def _name(house: House, letter: Letter) -> str:
    return house.shelf.citizens.open_value(letter.person, "name") or ""


def _csv(named: Sequence[tuple[Letter, str]]) -> bytes:
    written = StringIO(newline="")
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    for letter, name in named:
        lines.writerow((letter.id.grouped, _plain(name), letter.number, letter.state.value))
    return written.getvalue().encode("utf-8-sig")


def _plain(name: str) -> str:
    """Keep a spreadsheet from working out what begins like a formula."""
    return f"'{name}" if name.startswith(("=", "+", "-", "@")) else name


def _sheets(house: House, stop: Visit, named: Sequence[tuple[Letter, str]]) -> bytes:
    made = (
        print_sheet(_sheet(house, stop, named[at : at + A_SHEET]))
        for at in range(0, len(named), A_SHEET)
    )
    return extract(Cut(one.pdf, 1, one.pages) for one in made)


def _sheet(house: House, stop: Visit, named: Sequence[tuple[Letter, str]]) -> LetterText:
    first = named[0][0]
    institution = house.shelf.library.books().institution(first.institution)
    return LetterText(
        id=first.id,
        kind="bag",
        language="es-PE",
        sender=institution.name,
        sender_place="Bolsa de cartas de una visita",
        address=(),
        facts=(Fact("Visita", stop.on.isoformat()), Fact("Cartas", str(len(named)))),
        title=stop.place,
        sections=tuple(_lines(named)),
    )


def _lines(named: Sequence[tuple[Letter, str]]) -> Iterator[Section]:
    for letter, name in named:
        words = Run(f"{letter.id.grouped}  {name}", is_bold=True)
        pieces = (Block(Style.TEXT, (words,)), Blank(SIGN))
        yield Section(pieces=pieces, frame=Frame.RULE, is_whole=True)
