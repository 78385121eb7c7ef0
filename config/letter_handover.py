"""Gives the desk what hands letters over at a unit."""

from functools import partial

from config.house import House
from config.unit_counter import stop_today
from core.letter_handover import LetterHandover
from core.store.bags import StoreBags


def handover_of(house: House) -> LetterHandover:
    """Build it; at the hub there is no bag to hand letters over from."""
    return LetterHandover(
        bags=StoreBags(house.shelf.database),
        ledger=house.shelf.ledger,
        clock=house.clock,
        at_unit=house.place is not None,
        at_stop=partial(stop_today, house),
    )
