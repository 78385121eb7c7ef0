"""Lets a unit forget the districts that left its route, while no exchange goes on."""

from collections import Counter
from collections.abc import Mapping

from config.exchanging import unit_files_of
from config.house import House
from config.papers import papers_home_of
from config.unit_lock import alone
from core.model.paper import papers_of
from core.model.purge import Purge
from core.purging import Purging
from core.store.purging import StorePurge


def purging_of(house: House) -> Purging:
    """Build the use case; the hub is given no route."""
    place = house.place
    return Purging(
        off_route=StorePurge(house.shelf.ledger),
        route=None if place is None else lambda: place.scope.buckets,
        papers=lambda: papers_on_their_way(house),
    )


def papers_on_their_way(house: House) -> Mapping[str, int]:
    """Count, by the subject that they are of, the papers that lie here and not at the hub."""
    home = papers_home_of(house)
    waiting = {paper.sha256 for paper in home.waiting()}
    events = home.events.of_origin(house.settings.origin) if waiting else ()
    return Counter(
        event.draft.subject
        for event in events
        for paper in papers_of(event)
        if paper.sha256 in waiting
    )


def purge(house: House) -> Purge:
    """Forget it, and what was begun to be fetched, which may tell of what is forgotten now."""
    with alone(house.settings.var_folder):
        told = purging_of(house).purge()
        files, origin = unit_files_of(house), house.settings.origin
        while begun := files.unfinished(origin):
            files.drop(origin, begun)
    return told
