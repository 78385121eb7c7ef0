"""What a letter may ask of the person it goes to: who they are, and when a unit comes to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from core.case_facts import Finder, Told
from core.model.answers import Place, VisitAnswer
from core.model.citizen import Address
from core.model.place import District
from core.ports import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSight:
    """A person as a letter sees them; `visit` looks the stop of the unit up, once, when asked."""

    address: Address
    district: District
    opened: Callable[[str], str | None] = field(repr=False)
    visit: Callable[[], Visit | None]

    @property
    def home(self) -> str:
        """Write where the person lives as people say it: without a street it is still a place."""
        address, district = self.address, self.district
        near = (*address.lines, address.reference, address.locality)
        where = (district.name, district.province, district.department)
        return ", ".join(part for part in (*near, *where) if part)

    def visit_answer(self) -> VisitAnswer | None:
        """Answer when the unit comes."""
        visit = self.visit()
        if visit is None:
            return None
        place = Place(visit.short_place, visit.place)
        return VisitAnswer(place=place, on=visit.on, services=visit.services)

    def services(self) -> tuple[str, ...]:
        """List what can be done when it comes."""
        visit = self.visit()
        return () if visit is None else visit.services


def facts_of_person(sight: PersonSight) -> Mapping[str, Finder]:
    """Tell how each fact of a person is found."""
    return {name: partial(find, sight) for name, find in _TOLD.items()}


def _visit_on(sight: PersonSight) -> Told:
    visit = sight.visit()
    return None if visit is None else visit.on


def _visit_place(sight: PersonSight) -> Told:
    visit = sight.visit()
    return None if visit is None else visit.place


_TOLD: Mapping[str, Callable[[PersonSight], Told]] = {
    "document": lambda sight: sight.opened("document"),
    "home": lambda sight: sight.home,
    "visit_on": _visit_on,
    "visit_place": _visit_place,
}
