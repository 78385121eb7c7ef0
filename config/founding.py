"""Founds a house: tables, an origin that writes, and the documents that the release ships."""

import secrets

from config.documents_on_disk import read_documents
from config.house import House
from core.acts import Act
from core.store.epochs import StoreEpochs
from core.store.migration import migrate
from core.store.name_index import index_missing_names

SYSTEM = "system:release"
EPOCH_BITS = 31


def found(house: House) -> int:
    """Bring the database to the newest shape and publish what is new; twice does nothing twice."""
    migrate(house.shelf.database)
    if house.place is not None:
        return 0  # who writes at a unit was agreed with the hub, and documents come from there
    begin_epoch(house, tuple(house.settings.number_codes.split(",")), only_first=True)
    index_missing_names(house.shelf.database, house.keys)
    act = Act(actor=SYSTEM, via="cli", on=house.clock.today())
    # What the office wrote itself stays: a release does not know better than who is there.
    edited = house.shelf.documents.published_last_by_others(SYSTEM)
    shipped = [one for one in read_documents() if (one.kind, one.key) not in edited]
    return len(house.publishing.publish(shipped, act))


def begin_epoch(house: House, codes: tuple[str, ...], *, only_first: bool = False) -> int:
    """Begin an epoch of this origin with number codes of its own.

    Needed after every restore, clone or re-install: a number or an event id never comes twice.
    """
    epoch, origin = secrets.randbits(EPOCH_BITS), house.settings.origin
    epochs = StoreEpochs(house.shelf.ledger)
    epochs.begin(origin, epoch, codes, actor=SYSTEM, only_first=only_first)
    return epoch
