"""Districts, and the two systems that number them differently."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from core.refusals import ColumnMissing, DocumentInvalid, PlaceAmbiguous, PlaceUnknown

LONGEST = 120
MOST_CHOICES = 5
_CODE = re.compile(r"[0-9]{6}")
_COLUMNS = ("inei", "reniec", "distrito", "provincia", "departamento")


class UbigeoSystem(StrEnum):
    """Who gave a district its code: the statistics office, or the registry that prints DNIs."""

    INEI = "inei"
    RENIEC = "reniec"


@dataclass(frozen=True, slots=True)
class Ubigeo:
    """A district's code with its system, without which 974 codes would mean another district."""

    system: UbigeoSystem
    code: str

    def __post_init__(self) -> None:
        if _CODE.fullmatch(self.code) is None:
            raise PlaceUnknown


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A district; `inei` is its canonical code, `reniec` is missing where it is too new."""

    inei: str
    reniec: str | None
    name: str
    province: str
    department: str

    def __str__(self) -> str:
        return f"{self.name} ({self.province}, {self.department})"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every district of a country, found by code or by name."""

    districts: tuple[District, ...]
    _codes: Mapping[Ubigeo, District] = field(init=False, repr=False, compare=False)
    _names: Mapping[str, tuple[District, ...]] = field(init=False, repr=False, compare=False)
    _departments: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        codes: dict[Ubigeo, District] = {}
        names: dict[str, tuple[District, ...]] = {}
        for district in self.districts:
            for code in _codes_of(district):
                if code in codes:
                    raise DocumentInvalid(document="places", problem="duplicate", field=code.code)
                codes[code] = district
            name = folded(district.name)
            names[name] = (*names.get(name, ()), district)
        object.__setattr__(self, "_codes", codes)
        object.__setattr__(self, "_names", names)
        departments = {folded(one.department): one.inei[:2] for one in self.districts}
        object.__setattr__(self, "_departments", departments)

    @classmethod
    def from_csv_lines(cls, lines: Iterable[str]) -> Self:
        """Read the table of districts: both codes (RENIEC's may be blank) and three names."""
        rows = csv.DictReader(line.removeprefix("\ufeff") for line in lines)
        for column in _COLUMNS:
            if column not in (rows.fieldnames or ()):
                raise ColumnMissing(column=column)
        found = (_district(row, place) for place, row in enumerate(rows, start=2))
        return cls(tuple(sorted(found, key=lambda district: district.inei)))

    def district(self, ubigeo: Ubigeo) -> District:
        """Find the district of a code, in the system that gave it."""
        found = self._codes.get(ubigeo)
        if found is None:
            raise PlaceUnknown
        return found

    def department_code(self, text: str) -> str:
        """Find INEI's code of a department by its name or by itself."""
        code = self._departments.get(folded(text[:LONGEST]), text)
        if code not in self._departments.values():
            raise PlaceUnknown
        return code

    def find(self, text: str) -> tuple[District, ...]:
        """Find districts by INEI's code, by name, or by name with province or department."""
        written = text.strip()
        if _CODE.fullmatch(written):
            found = self._codes.get(Ubigeo(UbigeoSystem.INEI, written))
            return () if found is None else (found,)
        words = folded(written).split() if len(written) <= LONGEST else []
        for count in range(len(words), 0, -1):
            named = self._names.get(" ".join(words[:count]), ())
            narrowed = tuple(one for one in named if _is_in(one, " ".join(words[count:])))
            if narrowed:
                return narrowed
        return ()

    def one(self, text: str) -> District:
        """Find the one district that is meant, or refuse with those that could be."""
        found = self.find(text)
        if not found:
            raise PlaceUnknown
        if len(found) > 1:
            choices = "; ".join(map(str, found[:MOST_CHOICES]))
            raise PlaceAmbiguous(choices=choices, count=len(found))
        return found[0]


def folded(text: str) -> str:
    """Write a name without accents, capitals or marks, as people key it in."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", kept))


def _is_in(district: District, where: str) -> bool:
    province, department = folded(district.province), folded(district.department)
    around = ("", province, department, f"{province} {department}", f"{department} {province}")
    return where in around


def _codes_of(district: District) -> Iterator[Ubigeo]:
    yield Ubigeo(UbigeoSystem.INEI, district.inei)
    if district.reniec is not None:
        yield Ubigeo(UbigeoSystem.RENIEC, district.reniec)


def _district(row: Mapping[str, str | None], line: int) -> District:
    inei, reniec, *names = ((row[column] or "").strip() for column in _COLUMNS)
    if not _CODE.fullmatch(inei) or not (reniec == "" or _CODE.fullmatch(reniec)):
        raise DocumentInvalid(document="places", problem="malformed", field=f"line {line}")
    if not all(names):
        raise DocumentInvalid(document="places", problem="missing", field=f"line {line}")
    name, province, department = names
    return District(
        inei=inei, reniec=reniec or None, name=name, province=province, department=department
    )
