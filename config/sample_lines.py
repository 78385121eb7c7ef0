"""Writes invented cases as lines of a table: what each column says, and the slips of the pen."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from config.sample_words import (
    INSTITUTIONS,
    LANGUAGES,
    OUTCOMES,
    PROCEDURES,
    REASONS,
    SHARED,
    STATES,
    STATIONS,
)
from core.model.asserted import AssertedRow
from core.model.place import District, Gazetteer, Ubigeo, UbigeoSystem

Cell = str | int | date | None
Line = list[Cell]
# Of all rows, so many come twice, and so many come damaged under a number of their own; of those
# without a phone, so many say it in words.
TWICE, DAMAGED, IN_WORDS = 0.01, 0.02, 0.01
_NATIONAL = len("+51")


@dataclass(frozen=True, slots=True)
class Told:
    """One case and the district of its applicant."""

    row: AssertedRow
    district: District

    @property
    def names(self) -> tuple[str, str]:
        """Tell given names and the two surnames apart."""
        given, *surnames = self.row.applicant_name.rsplit(" ", 2)
        return given, " ".join(surnames)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the heading over its group if it begins one, and what it says."""

    heading: str
    says: Callable[[Told], Cell]
    group: str = ""


def columns(system: UbigeoSystem, *, one_name: bool) -> tuple[Column, ...]:
    """List the columns of an export; one office writes names in one column, another in two."""
    return (
        Column("Entidad", lambda told: INSTITUTIONS[told.row.institution], "Expediente"),
        Column("N°", lambda told: told.row.alias),
        Column("Trámite", lambda told: PROCEDURES[told.row.procedure]),
        Column("Estado", lambda told: STATES[told.row.state]),
        Column("Área actual", lambda told: STATIONS.get(told.row.station or "", "")),
        *(_ONE_NAME if one_name else _TWO_NAMES),
        Column("DNI", _document),
        Column("Celular", _phone),
        Column("¿Celular propio?", lambda told: SHARED.get(told.row.phone_shared)),
        Column("Lengua", lambda told: LANGUAGES.get(told.row.language or "")),
        Column("Ubigeo", lambda told: code_of(told.district, system)),
        Column("Distrito", lambda told: told.district.name),
        Column("Dirección", lambda told: _address(told)[0]),
        Column("Referencia", lambda told: _address(told)[1]),
        Column("Recoge cartas en", lambda told: _address(told)[2]),
        Column("Presentado", lambda told: told.row.presented_on, "Fechas"),
        Column("Recibido", lambda told: told.row.received_on),
        Column("Resuelto", lambda told: told.row.resolved_on),
        Column("Notificado", lambda told: told.row.notified_on),
        Column("Fecha", lambda told: told.row.observed_on, "Observación"),
        Column("Motivos", lambda told: " / ".join(REASONS[code] for code in told.row.reasons)),
        Column("Plazo (días)", lambda told: told.row.cure_days),
        Column("Sentido", lambda told: OUTCOMES.get(told.row.outcome or ""), "Resultado"),
    )


def lines(
    rows: Iterable[AssertedRow], places: Gazetteer, shape: Sequence[Column], random: Random
) -> Iterator[Line]:
    """Yield the lines of a table, some of them twice and some with something wrong."""
    at = {column.heading: place for place, column in enumerate(shape)}
    for row in rows:
        told = Told(row, places.district(Ubigeo(UbigeoSystem.INEI, row.district or "")))
        line = [column.says(told) for column in shape]
        if row.phone is None and random.random() < IN_WORDS:
            line[at["Celular"]] = "no tiene"
        yield line
        if random.random() < TWICE:
            yield list(line)
        if random.random() < DAMAGED:
            other = replace(row, alias=f"9{row.alias[1:]}")
            slip = random.choice(_SLIPS)
            yield slip([column.says(Told(other, told.district)) for column in shape], at, told)


def code_of(district: District, system: UbigeoSystem) -> str:
    """Tell a district's code in a system; the newest have none from the registry."""
    return district.inei if system is UbigeoSystem.INEI else district.reniec or ""


_ONE_NAME = (
    Column("Apellidos y nombres", lambda told: ", ".join(told.names[::-1]), "Solicitante"),
)
_TWO_NAMES = (
    Column("Apellidos", lambda told: told.names[1], "Solicitante"),
    Column("Nombres", lambda told: told.names[0]),
)


def _document(told: Told) -> Cell:
    document = told.row.applicant_document
    return None if document is None else document.number


def _phone(told: Told) -> Cell:
    return None if told.row.phone is None else told.row.phone.e164[_NATIONAL:]


def _address(told: Told) -> tuple[Cell, Cell, Cell]:
    address = told.row.address
    if address is None:
        return None, None, None
    return " ".join(address.lines), address.reference, address.delivery_point


Slip = Callable[[Line, dict[str, int], Told], Line]


def _wrong(heading: str, cell: Cell) -> Slip:
    def slip(line: Line, at: dict[str, int], _told: Told) -> Line:
        line[at[heading]] = cell
        return line

    return slip


def _no_name(line: Line, at: dict[str, int], _told: Told) -> Line:
    for heading in ("Apellidos y nombres", "Apellidos", "Nombres"):
        if heading in at:
            line[at[heading]] = None
    return line


def _code_of_the_other_system(line: Line, at: dict[str, int], told: Told) -> Line:
    """Write the code that the other system gives the same district."""
    codes = {told.district.inei, told.district.reniec} - {line[at["Ubigeo"]]}
    line[at["Ubigeo"]] = next(iter(codes), "000000")
    return line


_SLIPS: tuple[Slip, ...] = (
    _wrong("Presentado", "31/02/2026"),
    _wrong("Presentado", "s/f"),
    _wrong("Estado", "EN COMISIÓN DE REGIDORES"),
    _wrong("Estado", None),
    _no_name,
    _code_of_the_other_system,
    _wrong("DNI", "9912E4S6"),
    _wrong("Resuelto", "15/12/2026"),
)
