"""The published documents, read as what they mean; anew whenever one more is published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.legible import legible
from core.model.calendar import Calendar, calendar_for
from core.model.calendar_layer import Layer
from core.model.case import Case
from core.model.country import CountryPack
from core.model.document import Document
from core.model.institution import Institution
from core.model.legal_clock import Deadlines, deadlines
from core.model.letter_template import LetterTemplate, template_key
from core.model.post_route import PostRoutes, no_post_routes
from core.model.procedure import Procedure
from core.model.reasons import ReasonBook
from core.model.route import Route, route_key
from core.ports import Documents
from core.reading_late import ReadLate
from core.refusals import (
    CalendarMissing,
    DocumentInvalid,
    DocumentUnknown,
    InstitutionUnknown,
    ProcedureUnknown,
)
from core.route_check import fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """Everything published at one moment."""

    head: int
    countries: Mapping[str, CountryPack]
    institutions: Mapping[str, Institution]
    procedures: Mapping[str, Procedure]
    reasons: Mapping[str, ReasonBook]
    routes: Mapping[str, Route]
    letters: Mapping[str, LetterTemplate]
    post_routes: Mapping[str, PostRoutes]
    layers: tuple[Layer, ...]
    _calendars: dict[str, Calendar] = field(default_factory=dict)

    def institution(self, key: str) -> Institution:
        """Read an institution, or refuse."""
        found = self.institutions.get(key)
        if found is None:
            raise InstitutionUnknown
        return found

    def procedure(self, key: str) -> Procedure:
        """Read a procedure, or refuse."""
        found = self.procedures.get(key)
        if found is None:
            raise ProcedureUnknown
        return found

    def letter(self, country: str, kind: str) -> LetterTemplate:
        """Read how a kind of letter is written, or refuse."""
        key = template_key(country, kind)
        found = self.letters.get(key)
        if found is None:
            raise DocumentUnknown(kind="letter", key=key)
        return found

    def route(self, procedure: str, institution: str) -> Route | None:
        """Read the institution's own way with a procedure; most have none."""
        return self.routes.get(route_key(institution, procedure))

    def post_routes_of(self, institution: str) -> PostRoutes:
        """Read the routes of an institution's post car, or else those of its country."""
        country = institution.partition("/")[0]
        for key in (institution, country):
            if key in self.post_routes:
                return self.post_routes[key]
        return no_post_routes(institution)

    def calendar(self, institution_key: str) -> Calendar:
        """Read the calendar of an institution's days, made once for each moment."""
        known = self._calendars.get(institution_key)
        if known is None:
            institution = self.institution(institution_key)
            known = calendar_for(
                self.layers,
                country=institution.country,
                department=None if institution.district is None else institution.district[:2],
                institution=institution.key,
                weekend=self.countries[institution.country].weekend,
            )
            self._calendars[institution_key] = known
        return known

    def country_calendar(self, country: str) -> Calendar:
        """Read the calendar of the days that a whole country works, made once for each moment."""
        known = self._calendars.get(country)
        if known is None:
            known = calendar_for(
                self.layers,
                country=country,
                department=None,
                institution=None,
                weekend=self.countries[country].weekend,
            )
            self._calendars[country] = known
        return known

    def deadlines(self, case: Case) -> Deadlines:
        """Count a case's days; where no calendar reaches, nothing is promised."""
        calendar = self.calendar(case.institution)
        try:
            return deadlines(case.clock, calendar)
        except CalendarMissing:
            return Deadlines(
                current=None,
                decide_by=None,
                silence_on=None,
                negative_silence_on=None,
                calendar_hash=calendar.hash,
            )


class Library:
    """Keeps the books of the newest moment that anyone asked for."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._books: Books | None = None

    def books(self) -> Books:
        """Read what is published now."""
        return self.at(self._documents.head())

    def at(self, head: int) -> Books:
        """Read what was published at a head that was just seen: no statement when it is known."""
        books = self._books
        if books is None or books.head < head:
            books = self._books = self._read(head)
        return books

    def _read(self, head: int) -> Books:
        documents = self._documents.every()
        try:
            return read_books(head, documents)
        except DocumentInvalid:
            return read_books(head, legible(documents, self._documents.version))


def read_books(head: int, documents: Iterable[Document]) -> Books:
    """Read documents as what they mean."""
    shelf: dict[str, list[Document]] = {}
    for document in documents:
        shelf.setdefault(document.kind, []).append(document)
    institutions = [Institution.parse(document) for document in shelf.get("institution", ())]
    by_key = {institution.key: institution for institution in institutions}
    procedures = [Procedure.parse(document) for document in shelf.get("procedure", ())]
    return Books(
        head=head,
        countries={d.key: CountryPack.parse(d) for d in shelf.get("country", ())},
        institutions=by_key,
        procedures={procedure.key: procedure for procedure in procedures},
        reasons={d.key: ReasonBook.parse(d) for d in shelf.get("reasons", ())},
        routes=_routes(shelf.get("route", ()), by_key),
        letters=ReadLate.of(LetterTemplate.parse, shelf.get("letter", ())),
        post_routes=ReadLate.of(PostRoutes.parse, shelf.get("post_routes", ())),
        layers=tuple(Layer.parse(document) for document in shelf.get("calendar", ())),
    )


def _routes(
    documents: Iterable[Document], institutions: Mapping[str, Institution]
) -> Mapping[str, Route]:
    """Read the routes; one that no longer fits its offices is left out, so that reading goes on."""
    routes = [Route.parse(document) for document in documents]
    return {
        route.key: route for route in routes if fits(route, institutions.get(route.institution))
    }
