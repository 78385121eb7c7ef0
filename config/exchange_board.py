"""Gives the desk what it shows of the exchange."""

from channels.desk.exchange_board import ExchangeBoard
from config.exchanging import hub_shelf_of
from config.house import House
from config.unit_counter import acknowledged_at
from core.store.quarantine_reading import StoreAsides
from core.store.quarantine_retry import StoreRetrying
from core.store.record_ticks import StoreRecordTicks
from core.store.unit_glances import StoreUnitGlances


def exchange_board_of(house: House) -> ExchangeBoard:
    """Build it: of the hub, or of the unit that this house is."""
    shelf, here = house.shelf, "" if house.place is None else house.place.origin
    return ExchangeBoard(
        here=here,
        ticks=StoreRecordTicks(shelf.database),
        sessions=shelf.exchange_log,
        asides=StoreAsides(shelf.database, lambda: shelf.library.books().institutions),
        retrying=StoreRetrying(hub_shelf_of(house)),
        units=StoreUnitGlances(shelf.database, shelf.devices),
        acknowledged=lambda: acknowledged_at(shelf.exchange_log.last(here)),
    )
