"""Builds both sides of the exchange over one house: the hub's door, or the unit's client."""

from functools import partial
from zoneinfo import ZoneInfo

from channels.units.client import UnitClient
from channels.units.fetching import Fetching
from channels.units.file_lane import FileLane
from channels.units.hub_side import HubSide
from channels.units.unit_side import UnitSide
from channels.units.wire.shipped_dictionaries import read_packer
from config.free_disk import FolderDisk
from config.house import House
from config.hub_authorities import authorities_of
from config.unit_keys import hub_pair, kept_pair
from config.unit_place import UnitPlace
from core.disk_room import DiskRoom
from core.exchanging import Exchanging
from core.letter_arrivals import Following
from core.refusals import HubOnly, UnitOnly
from core.store.exchange import StoreHubShelf, StoreUnitShelf
from core.store.unit_sessions import StoreUnitSessions
from core.telling_change import tell_change


def hub_shelf_of(house: House) -> StoreHubShelf:
    """Build the hub's shelf: what follows in the world from a unit's event is wished here."""
    return StoreHubShelf(
        house.shelf.ledger,
        partial(tell_change, clock=house.clock),
        Following(house.clock, ZoneInfo(house.country.time_zone)),
    )


def hub_side_of(house: House) -> HubSide:
    """Build what answers units."""
    if house.place is not None:
        raise HubOnly
    exchanging = Exchanging(
        shelf=hub_shelf_of(house),
        devices=house.shelf.devices,
        log=house.shelf.exchange_log,
        clock=house.clock,
    )
    pair = hub_pair(house.keys)
    return HubSide(
        exchanging=exchanging,
        packer=read_packer(),
        secret=pair.secret,
        files=hub_files_of(house),
    )


def place_in(house: House) -> UnitPlace:
    """Tell what the unit knows of itself, or refuse at the hub."""
    if house.place is None:
        raise UnitOnly
    return house.place


def unit_side_of(house: House) -> UnitSide:
    """Build what speaks with the hub."""
    place = place_in(house)
    shelf = house.shelf
    return UnitSide(
        place=place,
        shelf=StoreUnitShelf(shelf.ledger),
        sessions=StoreUnitSessions(shelf.devices, shelf.exchange_log),
        clock=house.clock,
        packer=read_packer(),
        secret=kept_pair(house.settings.var_folder).secret,
        hub_key=place.hub_key,
    )


def unit_client_of(house: House, url: str = "") -> UnitClient:
    """Build what speaks with the hub by network."""
    var, side = house.settings.var_folder, unit_side_of(house)
    fetching = Fetching(side=side, lane=unit_files_of(house), identity=kept_pair(var).identity)
    return UnitClient(
        side=side,
        url=url or place_in(house).url,
        fetching=fetching,
        verify=authorities_of(house.settings),
    )


def unit_files_of(house: House) -> FileLane:
    """Tell where a unit keeps what it fetches."""
    return _files(house, "unit/files")


def hub_files_of(house: House) -> FileLane:
    """Tell where the hub keeps what units fetch."""
    return _files(house, "units")


def _files(house: House, folder: str) -> FileLane:
    var = house.settings.var_folder
    return FileLane(folder=var / folder, clock=house.clock, room=DiskRoom(FolderDisk(var)))
