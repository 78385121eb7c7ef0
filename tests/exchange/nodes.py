"""The hub and its units as they lie on disks: opened, copied, brought back from a backup."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from config.enrolling import renew
from config.house import House, build
from config.settings import Settings
from config.unit_place import UnitPlace
from core.model.event import Event, EventId
from core.model.exchange import PENDING
from core.store import numbers
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.event_rows import to_event
from core.store.tables import EventRow
from core.store.upserts import table
from tests.houses import StoodClock, shipped

_EVENTS = table(EventRow)
_E = _EVENTS.c
FILE = "convergencia.sqlite"
Told = dict[EventId, str]
Scopes = list[tuple[int, frozenset[str]]]


def unit_settings(var: Path) -> Settings:
    return Settings(var_folder=var, twilio_auth_token="a token made for tests")


@dataclass(eq=False)
class Node:
    """A place where people write; `wrote` is what this disk has of its own hand, with hashes."""

    name: str
    house: House
    wrote: Told = field(default_factory=dict)

    def here(self) -> tuple[str, int]:
        """Tell the chain in which it writes now."""
        with self.house.shelf.database.reader.connect() as connection:
            return numbers.here(connection)

    def placed(self) -> dict[EventId, tuple[int, Event]]:
        """Read its journal, with the places in the order."""
        asked = select(_EVENTS, ARRIVALS.c.hub_seq).join(ARRIVALS, ARRIVED)
        with self.house.shelf.database.reader.connect() as connection:
            rows = connection.execute(asked.order_by(ARRIVALS.c.hub_seq)).mappings()
            told = [(row["hub_seq"], to_event(row)) for row in rows]
        return {event.id: (place, event) for place, event in told}

    def hashes(self) -> Told:
        """Read the hash of all that is in its journal."""
        asked = select(_E.origin, _E.epoch, _E.seq, _E.hash)
        with self.house.shelf.database.reader.connect() as connection:
            return {EventId(*row[:3]): row.hash for row in connection.execute(asked)}

    def note(self) -> Told:
        """Write down what was written here since the last time; tell that alone."""
        chain = self.here()
        known = max((one.seq for one in self.wrote if one[:2] == chain), default=0)
        mine = (_E.origin == chain[0]) & (_E.epoch == chain[1]) & (_E.seq > known)
        with self.house.shelf.database.reader.connect() as connection:
            rows = connection.execute(select(_E.seq, _E.hash).where(mine))
            new = {EventId(*chain, row.seq): row.hash for row in rows}
        self.wrote |= new
        return new

    def rebuild(self) -> None:
        """Make everything that is read anew."""
        self.house.shelf.journal.rebuild(self.house.shelf.ledger.reckon(), lambda _: None)


@dataclass(eq=False)
class UnitNode(Node):
    """A unit; `scopes` is what the hub granted it, each from some place in the order on."""

    var: Path = field(kw_only=True)
    scopes: Scopes = field(default_factory=list, kw_only=True)
    backup: Path | None = field(default=None, kw_only=True)
    # Bundles that were wholly heard, by the hub and here, since this disk began to live.
    said: list[bytes] = field(default_factory=list, kw_only=True)
    heard: list[bytes] = field(default_factory=list, kw_only=True)
    is_revoked: bool = field(default=False, kw_only=True)
    # Another disk writes under the same name and, for all that anybody knows, in the same epoch.
    is_doubled: bool = field(default=False, kw_only=True)
    # Two disks write in one epoch, and nothing gave the copy away.
    is_shadowed: bool = field(default=False, kw_only=True)
    # A backup came back on it: a second time from the same one, it takes the same spare again.
    is_brought_back: bool = field(default=False, kw_only=True)
    # The hub has another past of its chain, and said so.
    is_forked: bool = field(default=False, kw_only=True)

    @property
    def place(self) -> UnitPlace:
        """Tell what it knows of itself."""
        assert self.house.place is not None
        return self.house.place

    def waiting(self) -> frozenset[EventId]:
        """Name what it believes that the hub has not yet, or not any more."""
        lost = self.place.lost
        return frozenset(
            one
            for one, (place, _) in self.placed().items()
            if place > PENDING or (one in self.wrote and one.seq > lost.get(one.epoch, one.seq))
        )

    def has_spares(self) -> bool:
        """Say whether an epoch is left to it."""
        return list(self.place.codes)[-1] != self.place.epoch

    def keep(self) -> None:
        """Make a backup of its disk."""
        if self.backup is not None:
            shutil.rmtree(self.backup)
        self.backup = self.var.with_name(f"{self.var.name}.backup")
        self._closed_copy(self.backup)

    def bring_back(self) -> Told:
        """Put the backup in the place of what was written since; tell what is gone with it."""
        assert self.backup is not None
        self.house.close()
        shutil.rmtree(self.var)
        shutil.copytree(self.backup, self.var)
        self._open()
        before, here = self.wrote, self.hashes()
        self.wrote = {one: said for one, said in before.items() if here.get(one) == said}
        self.said, self.heard, self.is_brought_back = [], [], True
        return {one: said for one, said in before.items() if one not in self.wrote}

    def renew(self) -> None:
        """Begin the next epoch, as whoever brought a disk back is told to."""
        renew(self.house)
        self.note()

    def cloned(self, name: str) -> "UnitNode":
        """Copy its disk while it is off."""
        var = self.var.with_name(name)
        self._closed_copy(var)
        house = build(unit_settings(var), clock=StoodClock(), shipped=shipped())
        twin = UnitNode(name, house, dict(self.wrote), var=var, scopes=self.scopes)
        twin.is_forked = self.is_forked
        self.is_doubled = twin.is_doubled = True
        return twin

    def _closed_copy(self, target: Path) -> None:
        clock = self.house.clock
        self.house.close()
        shutil.copytree(self.var, target)
        self._open(clock)

    def _open(self, clock: object = None) -> None:
        standing = clock if isinstance(clock, StoodClock) else StoodClock()
        self.house = build(unit_settings(self.var), clock=standing, shipped=shipped())


def opened_unit(name: str, var: Path) -> UnitNode:
    """Open a unit whose disk came from the template: it is to be the one that was enrolled."""
    house = build(unit_settings(var), clock=StoodClock(), shipped=shipped())
    unit = UnitNode(name, house, var=var)
    unit.place.settle()
    unit.note()
    unit.scopes.append((0, unit.place.scope.buckets))
    return unit
