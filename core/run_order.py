"""The order in which letters leave the house: as the post carries them, or a unit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.model.citizen import Address, Citizen
from core.model.letter import Letter
from core.model.letter_id import LetterId
from core.model.place import folded
from core.model.post_route import Way
from core.model.print_run import BY_UNIT, NO_ROUTE
from core.ports import Citizens, Visits
from core.post_ways import WayTo


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Where a letter goes; `name` only sorts and is kept nowhere."""

    letter: LetterId
    route: str = NO_ROUTE
    stop: int = 0
    district: str = ""
    locality: str = ""
    name: str = ""
    address: int = 0

    @property
    def order(self) -> tuple[object, ...]:
        """Sort as the post carries: by route, its stops, district, locality and name."""
        is_lost = self.route == NO_ROUTE
        place = (self.stop, self.district, self.locality)
        return (is_lost, self.route, *place, self.name, self.letter.code)


@dataclass(frozen=True, slots=True)
class RunOrder:
    """Knows where letters go; `ways` opens the post routes of the moment."""

    citizens: Citizens
    visits: Visits
    ways: Callable[[], WayTo]

    def sorted(self, letters: Iterable[Letter]) -> tuple[Bound, ...]:
        """Put letters into their order, the same for the same letters."""
        way_to = self.ways()
        bound = (self._bound(letter, way_to) for letter in letters)
        return tuple(sorted(bound, key=lambda one: one.order))

    def _bound(self, letter: Letter, way_to: WayTo) -> Bound:
        """Tell where one letter goes; one without an address stands at the end."""
        if letter.unit_visit:
            visit = self.visits.get(letter.unit_visit)
            district = "" if visit is None else visit.district
            name = self.citizens.open_value(letter.person, "name") or ""
            route = f"{BY_UNIT}{letter.unit_visit[:8]}"
            return Bound(letter=letter.id, route=route, district=district, name=folded(name))
        citizen = self.citizens.get(letter.person)
        written = self.citizens.open_value(letter.person, "address")
        if citizen is None or written is None:
            return Bound(letter=letter.id)
        address = Address.from_text(written)
        way = way_to(letter.institution, address.district.code)
        return self._by_post(letter, citizen, address, way)

    def _by_post(self, letter: Letter, citizen: Citizen, address: Address, way: Way) -> Bound:
        district = address.district.code
        name = self.citizens.open_value(citizen.id, "name") or ""
        return Bound(
            letter=letter.id,
            route=way.route,
            stop=way.stop,
            district=district,
            locality=folded(address.locality or address.delivery_point),
            name=folded(name),
            address=citizen.values.get("address", 0),
        )
