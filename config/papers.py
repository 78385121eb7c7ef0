"""Builds what takes papers in, and both ends of the lane that carries them to the hub."""

import secrets
from collections.abc import Callable

from channels.units.client import UnitClient
from channels.units.file_lane import FileLane
from channels.units.hub_side import HubSide
from channels.units.paper_client import PaperSender
from channels.units.paper_door import PaperDoor
from config.exchanging import place_in
from config.free_disk import FolderDisk
from config.house import House
from config.paper_pictures import PictureReader
from core.disk_room import DiskRoom
from core.paper_lane import PapersArriving, PapersHome
from core.papers import Papers
from core.store.chest import FileChest
from core.store.exchange.ends import StoreEnds
from core.store.papers_box import FolderMarks, StorePaperBox
from core.store.papers_told import StorePaperEvents


def papers_of(house: House) -> Papers:
    """Build the counter for papers of a hub or of a unit."""
    ledger = house.shelf.ledger
    return Papers(
        ledger=ledger,
        events=StorePaperEvents(house.shelf.database),
        box=box_of(house),
        reader=PictureReader(),
        marks=_marks(house),
        clock=house.clock,
        origin=house.settings.origin,
        at_unit=ledger.is_unit,
    )


def box_of(house: House) -> StorePaperBox:
    """Build what keeps papers sealed: at the hub, too, text must find room first."""
    var = house.settings.var_folder
    chest = FileChest(
        folder=var / "papers",
        key=house.keys.papers(),
        random=secrets.token_bytes,
        room=_room(house),
    )
    return StorePaperBox(chest=chest, secrets=StoreEnds(house.shelf.database), clock=house.clock)


def papers_home_of(house: House) -> PapersHome:
    """Build the unit's end of the lane."""
    return PapersHome(
        events=StorePaperEvents(house.shelf.database),
        box=box_of(house),
        marks=_marks(house),
        origin=house.settings.origin,
    )


def papers_arriving_of(house: House) -> PapersArriving:
    """Build the hub's end of the lane."""
    return PapersArriving(events=StorePaperEvents(house.shelf.database), box=box_of(house))


def paper_door_of(house: House, side: HubSide) -> PaperDoor:
    """Build what the hub's addresses of papers stand on."""
    return PaperDoor(side=side, parts=_parts(house), arriving=papers_arriving_of(house))


def paper_sender_of(house: House, client: UnitClient) -> PaperSender:
    """Build what sends papers, over the same way as the text went."""
    place, devices = place_in(house), house.shelf.devices
    return PaperSender(
        side=client.side,
        home=papers_home_of(house),
        url=client.url,
        verify=client.verify,
        session=lambda: devices.last_session(place.origin, place.epoch),
    )


def paper_sweep_of(house: House) -> Callable[[], None]:
    """Give the job that deletes papers nobody may open any more, and parts nobody went on with."""
    papers, parts = papers_of(house), _parts(house)

    def sweep() -> None:
        papers.sweep()
        parts.forget()

    return sweep


def _parts(house: House) -> FileLane:
    folder = house.settings.var_folder / "papers" / "arriving"
    return FileLane(folder=folder, clock=house.clock, room=_room(house))


def _marks(house: House) -> FolderMarks:
    return FolderMarks(house.settings.var_folder / "papers" / "at_hub")


def _room(house: House) -> DiskRoom:
    return DiskRoom(FolderDisk(house.settings.var_folder))
