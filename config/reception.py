"""Gives the counter for what came from units what it stands on."""

from config.house import House
from core.reception import Reception
from core.store.on_their_way import StoreOnTheirWay


def reception_of(house: House) -> Reception:
    """Build what takes in at the hub what was handed in at units."""
    shelf = house.shelf
    return Reception(
        on_their_way=StoreOnTheirWay(shelf.database, house.settings.origin),
        moving=house.moving,
        ledger=shelf.ledger,
        log=shelf.case_log,
        library=shelf.library,
        citizens=shelf.citizens,
        clock=house.clock,
    )
