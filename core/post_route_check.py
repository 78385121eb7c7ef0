"""Keeps post routes to districts and institutions that are there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core.model.document import Document
from core.model.place import Gazetteer
from core.model.post_route import LENGTHS, PostRoutes
from core.refusals import DocumentInvalid

KIND = "post_routes"


@dataclass(frozen=True, slots=True)
class PostRouteCheck:
    """Knows the districts of the house's own country, and of no other."""

    country: str
    gazetteer: Gazetteer

    def check(self, newest: Collection[Document], fresh: Iterable[Document]) -> None:
        """Refuse routes of nobody, and stops that no district of the country has."""
        ours = [
            document
            for document in fresh
            if document.kind == KIND and document.key.partition("/")[0] == self.country
        ]
        if not ours:
            return
        owners = {document.key for document in newest if document.kind == "institution"}
        known = {one.inei[:length] for one in self.gazetteer.districts for length in LENGTHS}
        for document in ours:
            if document.key not in owners | {self.country}:
                raise DocumentInvalid(
                    document=document.key, problem="unknown_institution", field="key"
                )
            self._check_stops(document, known)

    def _check_stops(self, document: Document, known: Collection[str]) -> None:
        for code, way in PostRoutes.parse(document).ways.items():
            if code not in known:
                raise DocumentInvalid(
                    document=document.key,
                    problem="unknown_district",
                    field=f"routes.{way.route}.districts.{way.stop}",
                    district=code,
                )
