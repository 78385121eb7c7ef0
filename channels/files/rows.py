"""Reads an office's file row by row: what each row says, or why it cannot be taken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from channels.files.column_map import ColumnMap, DistrictCodes, Field
from channels.files.office_file import OfficeFile
from channels.files.row_cells import RowCells
from channels.files.table import find_table, knows
from core.model.asserted import DAYS, AssertedRow, RowError
from core.model.case import Outcome
from core.model.citizen import Address
from core.model.identity import DocumentKind, IdentityDocument
from core.model.phone import Numbering, Phone
from core.model.place import District, Gazetteer, Ubigeo, UbigeoSystem, folded
from core.model.state import State
from core.refusals import (
    CellInvalid,
    DocumentInvalid,
    DocumentUnknown,
    PlaceAmbiguous,
    PlaceUnknown,
)

LONGEST_ALIAS, LONGEST_NAME = 60, 120
DNI_FIGURES, UBIGEO_FIGURES = 8, 6
_YES = {"yes": True, "si": True, "no": False}


@dataclass(frozen=True, slots=True)
class Country:
    """What cells are read with: the country's districts, phones and languages."""

    places: Gazetteer
    numbering: Numbering
    languages: tuple[str, ...]


def choose_map(file: OfficeFile, maps: Iterable[ColumnMap]) -> ColumnMap:
    """Find the one map that fits a file, when nobody says which."""
    fitting = [known for known in maps if knows(file, known)]
    if len(fitting) != 1:
        key = ", ".join(known.name for known in fitting)
        raise DocumentUnknown(kind="import", key=key)
    return fitting[0]


def read_rows(
    file: OfficeFile, column_map: ColumnMap, country: Country, *, as_of: date | None = None
) -> Iterator[AssertedRow | RowError]:
    """Yield each row, or every error that keeps it out; memory does not grow with the file.

    An error that is `kept` comes before its row. `as_of` is the day of the export, where no
    column tells it; it goes before the day that the map fixes.
    """
    stated = as_of or column_map.as_of
    if stated is None and Field.AS_OF not in column_map.columns:
        raise DocumentInvalid(document=column_map.name, problem="missing", field="fixed.as_of")
    table = find_table(file, column_map)
    for number, row in table.rows():
        cells = RowCells(table=table, column_map=column_map, number=number, row=row)
        asserted = _Row(cells, country, stated).read()
        yield from cells.errors
        if asserted is not None:
            yield asserted


@dataclass(frozen=True, slots=True)
class _Row:
    """One row being read."""

    cells: RowCells
    country: Country
    stated: date | None

    def read(self) -> AssertedRow | None:
        """Read every cell, so that all errors are told; none if one keeps the row out."""
        district = self.cells.attempt(Field.DISTRICT, self._district)
        facts = {**self._case(), **self._person(district)}
        if self.cells.is_refused:
            return None
        return AssertedRow(row=self.cells.number, **facts)

    def _case(self) -> dict[str, Any]:
        cells, attempt = self.cells, self.cells.attempt
        return {
            "alias": attempt(Field.ALIAS, self._alias),
            "institution": attempt(Field.INSTITUTION, lambda: self._known(Field.INSTITUTION)),
            "procedure": attempt(Field.PROCEDURE, lambda: self._known(Field.PROCEDURE)),
            "state": attempt(Field.STATE, self._state),
            "as_of": attempt(Field.AS_OF, self._as_of),
            "station": attempt(Field.STATION, lambda: cells.word(Field.STATION)),
            "reasons": attempt(Field.REASONS, self._reasons) or (),
            "cure_days": attempt(Field.CURE_DAYS, lambda: cells.whole(Field.CURE_DAYS)),
            "outcome": attempt(Field.OUTCOME, self._outcome),
            "distance_days": attempt(Field.DISTANCE_DAYS, self._distance) or 0,
            **{on: attempt(Field(on), partial(cells.day, Field(on))) for on in DAYS},
        }

    def _person(self, district: District | None) -> dict[str, Any]:
        """Read the person; a cell that only helps to reach them does not keep the row out."""
        attempt = self.cells.attempt
        name = attempt(Field.NAME, self._name)
        return {
            "applicant_name": name,
            "applicant_document": attempt(Field.DOCUMENT, self._document),
            "phone": attempt(Field.PHONE, self._phone, kept=True),
            "phone_shared": attempt(Field.PHONE_SHARED, self._shared, kept=True),
            "language": attempt(Field.LANGUAGE, self._language, kept=True),
            "district": None if district is None else district.inei,
            "address": attempt(Field.ADDRESS, lambda: self._address(name, district), kept=True),
        }

    def _alias(self) -> str:
        alias = self.cells.figures(Field.ALIAS)
        if not alias:
            raise CellInvalid(column=Field.ALIAS, problem="missing")
        if len(alias) > LONGEST_ALIAS:
            raise CellInvalid(column=Field.ALIAS, problem="too_long")
        return alias

    def _known(self, what: Field) -> str:
        return self.cells.word(what, self.cells.needed(what)) or ""

    def _state(self) -> State:
        said = self._known(Field.STATE)
        if said not in State.__members__:
            raise CellInvalid(column=Field.STATE, problem="unknown_word", found=said[:40])
        return State(said)

    def _as_of(self) -> date:
        on = self.cells.day(Field.AS_OF) or self.stated
        if on is None:
            raise CellInvalid(column=Field.AS_OF, problem="missing")
        return on

    def _reasons(self) -> tuple[str, ...]:
        parts = self.cells.text(Field.REASONS).split(self.cells.column_map.reason_separator)
        words = (self.cells.word(Field.REASONS, part) for part in parts if part.strip())
        return tuple(dict.fromkeys(word for word in words if word is not None))

    def _outcome(self) -> Outcome | None:
        said = self.cells.word(Field.OUTCOME)
        if said is not None and said not in tuple(Outcome):
            raise CellInvalid(column=Field.OUTCOME, problem="unknown_word", found=said[:40])
        return None if said is None else Outcome(said)

    def _distance(self) -> int | None:
        return self.cells.whole(Field.DISTANCE_DAYS)

    def _name(self) -> str:
        """Read a name; what stands behind a comma comes first: "Quispe Mamani, Juana"."""
        name = self.cells.needed(Field.NAME)
        surnames, comma, given = name.partition(",")
        if comma and given.strip():
            name = f"{given.strip()} {surnames.strip()}"
        if len(name) > LONGEST_NAME:
            raise CellInvalid(column=Field.NAME, problem="too_long")
        if not any(letter.isalpha() for letter in name):
            raise CellInvalid(column=Field.NAME, problem="not_a_name")
        return name

    def _document(self) -> IdentityDocument | None:
        kind = self.cells.word(Field.DOCUMENT_KIND) or DocumentKind.DNI
        zeros = DNI_FIGURES if kind == DocumentKind.DNI else 0
        number = self.cells.figures(Field.DOCUMENT, zeros=zeros)
        return IdentityDocument.parse(kind, number) if number else None

    def _phone(self) -> Phone | None:
        written = self.cells.figures(Field.PHONE)
        return self.country.numbering.read(written) if written else None

    def _shared(self) -> bool | None:
        said = self.cells.word(Field.PHONE_SHARED)
        if said is None:
            return None
        if folded(said) not in _YES:
            raise CellInvalid(column=Field.PHONE_SHARED, problem="unknown_word", found=said[:40])
        return _YES[folded(said)]

    def _language(self) -> str | None:
        said = self.cells.word(Field.LANGUAGE)
        if said is not None and said not in self.country.languages:
            raise CellInvalid(column=Field.LANGUAGE, problem="unknown_word", found=said[:40])
        return said

    def _district(self) -> District | None:
        """Read the district; where the file has code and name, they must be of one place."""
        places, named = self.country.places, self.cells.text(Field.DISTRICT_NAME)
        system = self.cells.column_map.district_codes
        code = self.cells.figures(Field.DISTRICT, zeros=UBIGEO_FIGURES)
        found = f"{code} {named}".strip()[:40]
        try:
            if not code or system is DistrictCodes.NAME:
                return places.one(code or named) if found else None
            district = places.district(Ubigeo(UbigeoSystem(system), code))
        except (PlaceUnknown, PlaceAmbiguous) as refusal:
            problem = refusal.code
            raise CellInvalid(column=Field.DISTRICT, problem=problem, found=found) from refusal
        if named and district not in places.find(named):
            raise CellInvalid(
                column=Field.DISTRICT, problem="code_of_another_district", found=found
            )
        return district

    def _address(self, name: str | None, district: District | None) -> Address | None:
        line, locality = self.cells.text(Field.ADDRESS), self.cells.text(Field.LOCALITY)
        point = self.cells.text(Field.DELIVERY_POINT)
        if name is None or self.cells.is_refused or not (line or point):
            return None
        if district is None:
            raise CellInvalid(column=Field.ADDRESS, problem="without_district")
        return Address(
            recipient=name,
            district=Ubigeo(UbigeoSystem.INEI, district.inei),
            lines=(line,) if line else (),
            reference=self.cells.text(Field.REFERENCE),
            delivery_point=point,
            locality=locality,
        )
