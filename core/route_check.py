"""Keeps routes and the offices that they name together, whichever of the two is published."""

from collections.abc import Collection, Iterable

from core.model.document import Document
from core.model.institution import Institution
from core.model.route import Route
from core.refusals import DocumentInvalid

TOUCHES_ROUTES = frozenset({"route", "institution"})


def check_routes(newest: Collection[Document], fresh: Iterable[Document]) -> None:
    """Refuse what would leave a route without its institution, its procedure or an office."""
    if not any(document.kind in TOUCHES_ROUTES for document in fresh):
        return
    procedures = {document.key for document in newest if document.kind == "procedure"}
    institutions = {
        document.key: Institution.parse(document)
        for document in newest
        if document.kind == "institution"
    }
    for document in newest:
        if document.kind == "route":
            route = Route.parse(document)
            if route.procedure not in procedures:
                raise DocumentInvalid(document=route.key, problem="unknown_procedure", field="key")
            if not fits(route, institutions.get(route.institution)):
                raise DocumentInvalid(
                    document=route.key, problem="unknown_office", field="stations"
                )


def fits(route: Route, institution: Institution | None) -> bool:
    """Say whether the institution is there and has every office of the route."""
    if institution is None:
        return False
    offices = {office.code for office in institution.offices}
    return all(station.office in offices for station in route.stations)
