"""The way of a procedure through one institution's offices, with the internal term of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from core.model.body import SLUG, Body
from core.model.document import Document
from core.model.term import LONGEST, Term, Unit
from core.model.terms_of_law import (
    MERE_PROCEDURE,
    REPORT,
    REPORT_EXTENDED,
    REQUIREMENT_CURE,
    ROUTE,
)
from core.refusals import DocumentInvalid

MOST_STATIONS = 20
MOST_EXTENSION = REPORT_EXTENDED.count - REPORT.count


class StationKind(StrEnum):
    """What is done at a station; each kind but `custom` has its days in TUO LPAG art. 143."""

    SAME_DAY = "same_day"
    MERE_PROCEDURE = "mere_procedure"
    REPORT = "report"
    CITIZEN_ACT = "citizen_act"
    CUSTOM = "custom"


# K21: the internal terms that hold where no law gives another one.
TERM_OF: Mapping[StationKind, Term] = {
    StationKind.SAME_DAY: ROUTE,
    StationKind.MERE_PROCEDURE: MERE_PROCEDURE,
    StationKind.REPORT: REPORT,
    StationKind.CITIZEN_ACT: REQUIREMENT_CURE,
}


class Deviation(StrEnum):
    """Why a case leaves its route: a closed list, so that no free text enters the journal."""

    FALTA_INFORME = "falta_informe"
    COMPETENCIA = "competencia"
    URGENCIA = "urgencia"
    DEVUELTO = "devuelto"
    OTRA = "otra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One office on the route; `extended` is its term when a report is given more days."""

    office: str
    kind: StationKind
    term: Term
    extended: Term | None = None
    is_optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The stations of a procedure in an institution, in order."""

    key: str
    version: int
    institution: str
    procedure: str
    stations: tuple[Station, ...]

    @classmethod
    def parse(cls, document: Document) -> "Route":
        """Read a route's document, or refuse it with the field that is wrong."""
        institution, procedure = _institution_and_procedure(document.key)
        body = Body(document.key, document.body)
        body.only("stations")
        return cls(
            key=document.key,
            version=document.version,
            institution=institution,
            procedure=procedure,
            stations=_stations(body),
        )


def route_key(institution: str, procedure: str) -> str:
    """Name the document of an institution's own way with a procedure."""
    return f"{institution}/{procedure.partition('/')[2]}"


def _institution_and_procedure(key: str) -> tuple[str, str]:
    """Read both from a key such as `PE/muni-pisac/posesion-servicios`."""
    country, _, rest = key.partition("/")
    institution, _, procedure = rest.partition("/")
    if SLUG.fullmatch(institution) is None or SLUG.fullmatch(procedure) is None:
        raise DocumentInvalid(document=key, problem="not_key", field="key")
    return f"{country}/{institution}", f"{country}/{procedure}"


def _stations(body: Body) -> tuple[Station, ...]:
    rows = body.parts("stations")
    if not rows:
        raise body.refuse("empty", "stations")
    if len(rows) > MOST_STATIONS:
        raise body.refuse("too_long", "stations")
    stations = tuple(_station(row) for row in rows)
    for row, (one, following) in zip(rows[1:], pairwise(stations), strict=True):
        if one.office == following.office:
            raise row.refuse("duplicate", "office")
    return stations


def _station(row: Body) -> Station:
    row.only("office", "kind", "days", "basis", "extension", "optional")
    kind = row.choice("kind", StationKind)
    term = _term(row, kind)
    return Station(
        office=row.slug("office"),
        kind=kind,
        term=term,
        extended=_extended(row, kind, term),
        is_optional=row.flag("optional") if row.has("optional") else False,
    )


def _term(row: Body, kind: StationKind) -> Term:
    """Read the days: those of the law unless a norm, which must be cited, gives others."""
    lawful = TERM_OF.get(kind)
    if lawful is not None and not row.has("days") and not row.has("basis"):
        return lawful
    count = row.whole("days", least=0)
    if count > LONGEST:
        raise row.refuse("too_large", "days")
    return Term(count, Unit.BUSINESS_DAYS, row.text("basis", 120))


def _extended(row: Body, kind: StationKind, term: Term) -> Term | None:
    """Read how many days more a report may be given (art. 143.3: three)."""
    if not row.has("extension"):
        return None
    if kind is not StationKind.REPORT:
        raise row.refuse("not_extendable", "extension")
    more = row.whole("extension", least=1)
    if more > MOST_EXTENSION or term.count + more > LONGEST:
        raise row.refuse("too_large", "extension")
    return Term(term.count + more, term.unit, term.basis)
