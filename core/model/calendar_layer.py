"""One published text that takes days off a calendar: the country's, a region's, an entity's."""

import re
from dataclasses import dataclass
from datetime import date

from core.model.body import Body
from core.model.document import Document
from core.refusals import DocumentInvalid

KIND = "calendar"
_KEY = re.compile(r"[A-Z]{2}/(?:national|decreed|(?:regional|entity)/[^/]+)/([1-9][0-9]{3})")
_CERTAINTIES = ("A", "B", "C", "D")


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that does not count, with its name and the norm that says so."""

    on: date
    name: str
    basis: str


@dataclass(frozen=True, slots=True)
class Layer:
    """The days off of one year that one document gives, named by the document's hash."""

    key: str
    year: int
    days: tuple[DayOff, ...]
    sha256: str

    @property
    def scope(self) -> str:
        """Name what the days hold for, whatever the year: `PE/national`, `PE/regional/08`."""
        return self.key.rpartition("/")[0]

    @classmethod
    def parse(cls, document: Document) -> "Layer":
        """Read a calendar document, or refuse it with what is wrong in it."""
        found = _KEY.fullmatch(document.key)
        if document.kind != KIND or found is None:
            raise DocumentInvalid(document=document.key, problem="not_key", field="key")
        year, body = int(found[1]), Body(document.key, document.body)
        body.only("year", "days", "reviewed_by")
        body.maybe_text("reviewed_by")
        if body.whole("year", least=1) != year:
            raise body.refuse("other_year", "year")
        days = sorted((_day(part, year) for part in body.parts("days")), key=lambda day: day.on)
        if len({day.on for day in days}) < len(days):
            raise body.refuse("duplicate", "days")
        return cls(document.key, year, tuple(days), document.sha256)


def _day(part: Body, year: int) -> DayOff:
    part.only("on", "name", "basis", "certainty")
    on = part.day("on")
    if on.year != year:
        raise part.refuse("other_year", "on")
    if part.has("certainty"):
        part.choice("certainty", _CERTAINTIES)
    return DayOff(on, part.text("name"), part.text("basis"))
