"""Builds what gives people an hour at a coming stop."""

from config.house import House
from config.use_cases import new_id
from core.appointments import Appointments


def appointments_of(house: House) -> Appointments:
    """Build it over the stops of this house, a unit's or the hub's."""
    return Appointments(
        visits=house.shelf.visits,
        ledger=house.shelf.ledger,
        clock=house.clock,
        new_id=new_id,
    )
