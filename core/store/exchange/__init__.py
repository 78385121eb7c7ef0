"""The shelf of both sides of the exchange."""

from core.store.exchange.hub import Effects, StoreHubShelf
from core.store.exchange.unit import StoreUnitShelf

__all__ = ["Effects", "StoreHubShelf", "StoreUnitShelf"]
