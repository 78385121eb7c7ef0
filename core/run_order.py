"""The order in which letters leave the house: as the post carries them, or a unit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.model.citizen import Address, Citizen
from core.model.letter import Letter
from core.model.letter_id import LetterId
from core.model.place import folded
from core.model.print_run import BY_UNIT, NO_ROUTE
from core.ports import Citizens, Visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Where a letter goes; `name` only sorts and is kept nowhere."""

    letter: LetterId
    route: str = NO_ROUTE
    district: str = ""
    locality: str = ""
    name: str = ""
    address: int = 0

    @property
    def order(self) -> tuple[object, ...]:
        """Sort as the post carries: by route, district, locality and name."""
        is_lost = self.route == NO_ROUTE
        return (is_lost, self.route, self.district, self.locality, self.name, self.letter.code)


@dataclass(frozen=True, slots=True)
class RunOrder:
    """Knows where letters go; `route_of` names the post route of a district."""

    citizens: Citizens
    visits: Visits
    route_of: Callable[[str], str]

    def sorted(self, letters: Iterable[Letter]) -> tuple[Bound, ...]:
        """Put letters into their order, the same for the same letters."""
        return tuple(sorted(map(self.bound, letters), key=lambda one: one.order))

    def bound(self, letter: Letter) -> Bound:
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
        return self._by_post(letter, citizen, Address.from_text(written))

    def _by_post(self, letter: Letter, citizen: Citizen, address: Address) -> Bound:
        district = address.district.code
        name = self.citizens.open_value(citizen.id, "name") or ""
        return Bound(
            letter=letter.id,
            route=self.route_of(district),
            district=district,
            locality=folded(address.locality or address.delivery_point),
            name=folded(name),
            address=citizen.values.get("address", 0),
        )
