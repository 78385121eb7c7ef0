"""Builds the drill of a lost laptop; a unit has none to lose."""

from config.house import House
from core.lost_laptop import LostLaptop
from core.refusals import HubOnly
from core.store.losses import StoreLosses


def lost_laptop_of(house: House) -> LostLaptop:
    """Build it over the house of the office."""
    if house.place is not None:
        raise HubOnly
    return LostLaptop(
        devices=house.shelf.devices,
        losses=StoreLosses(house.shelf.database),
        clock=house.clock,
    )
