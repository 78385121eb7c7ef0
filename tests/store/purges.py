"""Districts, people and cases for the tests of what a unit forgets."""

from dataclasses import replace

from core.model.case_number import CaseNumber
from core.model.citizen import Address
from core.model.exchange import EVERYWHERE
from core.model.place import Ubigeo, UbigeoSystem
from core.model.purge import Purge
from core.people import ContactDetails, NewCitizen
from core.store.purging import StorePurge
from tests.core.rows import all_of, projected, rows
from tests.core.stories import PISAC, PISAC_DISTRICT, a_case
from tests.houses import act
from tests.store.units import A_SEGMENT, Hub, Unit

CALCA = "080401"
BOTH = frozenset({PISAC_DISTRICT, CALCA})
Place = Hub | Unit


def someone_in(place: Place, district: str) -> str:
    new = NewCitizen(name=f"Juana de {district}", district=district, institution=PISAC)
    return place.house.people.register(new, act())


def moves_to(place: Place, citizen: str, district: str) -> None:
    home = Ubigeo(UbigeoSystem.INEI, district)
    address = Address(recipient="Juana", district=home, lines=("Su casa",))
    place.house.people.correct(citizen, ContactDetails(address=address), act())


def a_case_in(place: Place, district: str, alias: str = "") -> CaseNumber:
    """Open a case of somebody who lives in a district."""
    citizen = someone_in(place, district)
    if alias:
        return a_case(place.house, applicant=citizen, alias=alias)
    return a_case(place.house, applicant=citizen)


def on_both(unit: Unit) -> Unit:
    """Give a unit both districts."""
    return replace(unit, scope=replace(unit.scope, buckets=BOTH))


def on_one(unit: Unit) -> Unit:
    """Leave it Pisac alone."""
    return replace(unit, scope=replace(unit.scope, buckets=frozenset({PISAC_DISTRICT})))


def purge_of(unit: Unit) -> StorePurge:
    return StorePurge(unit.house.shelf.ledger)


def purged(unit: Unit, stays: frozenset[str] = frozenset({PISAC_DISTRICT})) -> Purge:
    """Forget all but some districts; what is left must verify, and be the same made anew."""
    planned = purge_of(unit).plan(stays, {})
    told = purge_of(unit).purge(stays, {})
    assert told == planned
    assert rows(unit.house, "purging") == []
    check(unit)
    return told


def check(unit: Unit) -> None:
    unit.verify()
    before = projected(unit.house)
    unit.rebuild()
    assert projected(unit.house) == before


def everything(unit: Unit) -> str:
    """Write all that a unit has, to look for what must not be there."""
    return str([rows(unit.house, name) for name in all_of(unit.house)])


def met(unit: Unit, hub: Hub) -> None:
    """Exchange as a session does: what is new on the route is loaded, the rest goes on."""
    unit.up(hub)
    lacking = unit.scope.buckets - unit.shelf.cursors().keys()
    if lacking:
        picture = hub.shelf.snapshot(unit.scope, frozenset(lacking))
        unit.shelf.load(replace(picture, buckets=picture.buckets - {EVERYWHERE}, documents=()))
    while True:
        here = unit.shelf.cursors()
        known = replace(unit.scope, buckets=unit.scope.buckets & here.keys())
        parcel, cursors = hub.shelf.since(known, here, limit=A_SEGMENT)
        unit.shelf.take(parcel, cursors)
        if not parcel.events:
            return
