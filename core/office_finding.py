"""Finds the office that people mean by its district, its institution's name or its code."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.library import Library
from core.model.answers import Line, OfficeAnswer
from core.model.institution import Institution
from core.model.place import District, folded
from core.model.sound import heard
from core.ports.texting import DistrictEar
from core.refusals import InstitutionUnknown

MOST = 5
# Words that say that an office is meant, and not which.
_SILENT = frozenset({
    "a", "al", "de", "del", "distrital", "distrito", "el", "en", "entidad", "la", "las", "local",
    "los", "mesa", "muni", "municipalidad", "municipio", "oficina", "partes", "provincia",
    "provincial", "sede", "y",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfficesAnswer:
    """Several institutions that may be meant; a person chooses one by its place."""

    institutions: tuple[Institution, ...]

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Tell each with the number that chooses it."""
        offered = (
            Line("choice", {"key": key, "procedure": institution.short_name})
            for key, institution in enumerate(self.institutions, start=1)
        )
        return (Line("choices", {}), *offered)

    @property
    def may_tell(self) -> tuple[Line, ...]:
        """Add nothing: where it is, is told of the one that is chosen."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFinding:
    """Searches the institutions of one country that have an office."""

    library: Library
    districts: DistrictEar
    country: str
    office: Callable[[str], OfficeAnswer]

    def answer(self, text: str, country: str = "") -> OfficeAnswer | OfficesAnswer:
        """Answer where the office is that a text means, or let the person choose."""
        found = self._found(text, country or self.country)
        if not found:
            raise InstitutionUnknown
        if len(found) == 1:
            return self.office(found[0].key)
        return OfficesAnswer(tuple(found[:MOST]))

    def _found(self, text: str, country: str) -> Sequence[Institution]:
        here = [
            institution
            for institution in self.library.books().institutions.values()
            if institution.country == country and institution.reception is not None
        ]
        code = "-".join(folded(text).split())
        coded = [institution for institution in here if institution.code == code]
        return coded or self._named(text, here) or self._in_district(text, here)

    def _named(self, text: str, here: Sequence[Institution]) -> Sequence[Institution]:
        """List those whose name holds every word that tells something."""
        wanted = set(_sounds(text))
        if not wanted:
            return ()
        return [
            one for one in here if wanted <= set(_sounds(f"{one.name} {one.short_name} {one.code}"))
        ]

    def _in_district(self, text: str, here: Sequence[Institution]) -> Sequence[Institution]:
        places = {district.inei for district in self._districts(text)}
        return [institution for institution in here if institution.district in places]

    def _districts(self, text: str) -> Iterator[District]:
        words = [word for word in folded(text).split() if word not in _SILENT]
        for first in range(len(words)):
            found = self.districts.near(" ".join(words[first:]))
            if found:
                yield from found
                return


def _sounds(text: str) -> list[str]:
    return [heard(word) for word in folded(text).split() if word not in _SILENT]
