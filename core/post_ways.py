"""By which route a letter leaves an institution: as its post car drives, or by province."""

from collections.abc import Callable
from dataclasses import dataclass

from core.library import Books, Library
from core.model.place import Gazetteer, Ubigeo, UbigeoSystem, folded
from core.model.post_route import Way
from core.model.print_run import NO_ROUTE
from core.refusals import PlaceUnknown

PROVINCE = 4
WayTo = Callable[[str, str], Way]


@dataclass(frozen=True, slots=True)
class PostWays:
    """Knows the routes that institutions published, and the province of every district."""

    library: Library
    gazetteer: Gazetteer

    def now(self) -> WayTo:
        """Open the routes of this moment: what is asked of them is one order, however many ask."""
        books = self.library.books()

        def way_to(institution: str, district: str) -> Way:
            return self._way(books, institution, district)

        return way_to

    def _way(self, books: Books, institution: str, district: str) -> Way:
        province = province_route(self.gazetteer, district)
        if province == NO_ROUTE:
            return Way(NO_ROUTE)
        return books.post_routes_of(institution).way_to(district, otherwise=province)


def province_route(gazetteer: Gazetteer, district: str) -> str:
    """Name the route of a district that no post route takes: one for each province."""
    try:
        found = gazetteer.district(Ubigeo(UbigeoSystem.INEI, district))
    except PlaceUnknown:
        return NO_ROUTE
    return f"{district[:PROVINCE]}-{folded(found.province).replace(' ', '-')}"
