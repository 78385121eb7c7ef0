"""How a boat and the hub meet: a good line, one that breaks in the middle, a stick in a pocket."""

from dataclasses import dataclass
from pathlib import Path

from channels.units.carrying import Imported, export, take_answers, take_in
from channels.units.client import Limits
from config.unit_keys import hub_pair, kept_pair
from core.refusals import Refusal
from tests.exchange.nodes import UnitNode
from tests.long_trip.fleet import Fleet

# What a request and an answer say before their segments, HTTP and signature and all.
HEADS_UP, HEADS_DOWN, AN_EVENT = 400, 500, 3
ROOM = 2**20


def linked(fleet: Fleet, unit: UnitNode, way: str = "line", **cut: int) -> str:
    """Exchange by network until all is done or the line is dead; tell how it ended."""
    fleet.wire.begin(always=False, **cut)
    client, ended = fleet.client(unit), "ok"
    before = unit.house.shelf.exchange_log.last(unit.name)
    try:
        client.sync(Limits(tries=1, most_seconds=60), lambda _: None)
    except Refusal as refusal:
        ended = str(refusal.facts.get("answer", refusal.code))
    sittings = unit.house.shelf.exchange_log.last(unit.name)
    new = sittings[: len(sittings) - len(before)] or sittings[:1]
    fleet.book.note(
        unit.name,
        way,
        bytes_up=fleet.wire.carried["up"],
        bytes_down=fleet.wire.carried["down"],
        events_up=sum(one.events_up for one in new),
        events_down=sum(one.events_down for one in new),
        ended="cut" if fleet.wire.cuts else ended,
    )
    return "cut" if fleet.wire.cuts else ended


def broken(fleet: Fleet, unit: UnitNode, way: str) -> str:
    """Let the line break in the middle of what goes one way."""
    if way == "up":
        size, _ = fleet.unit_side(unit).weight(ROOM)
        return linked(fleet, unit, "partial up", up=HEADS_UP + size // 2)
    known = min(fleet.unit_side(unit).shelf.cursors().values())
    placed = fleet.hub.placed().items()
    lacks = sum(place > known and one.origin != unit.name for one, (place, _) in placed)
    return linked(fleet, unit, "partial down", down=HEADS_DOWN + AN_EVENT * lacks)


@dataclass(frozen=True, slots=True)
class Stick:
    """A folder that somebody carries in a pocket."""

    fleet: Fleet
    unit: UnitNode
    folder: Path

    def leaves(self) -> int:
        """Write what waits on the boat; tell how many events that are."""
        place, clock = self.unit.place, self.fleet.clock
        self.folder.mkdir()
        exported = export(
            self.fleet.unit_side(self.unit),
            self.folder,
            recipient=place.hub_recipient,
            on=clock.today(),
        )
        size = exported.written.size
        self._note("stick leaves", bytes_up=size, events_up=exported.events)
        return exported.events

    def arrives(self) -> Imported:
        """Let the office take it in, and write its answer beside it."""
        identity = hub_pair(self.fleet.office.keys).identity
        (came,) = take_in(self.fleet.hub_side(), self.folder, identity=identity)
        size = 0 if came.answer is None else came.answer.size
        self._note("stick at hub", ended=came.code, events_up=came.events, bytes_down=size)
        return came

    def comes_back(self) -> Imported:
        """Let the boat take the answer in."""
        identity = kept_pair(self.unit.var).identity
        side = self.fleet.unit_side(self.unit)
        (came,) = take_answers(side, self.folder, identity=identity)
        self._note("stick is back", ended=came.code, events_down=came.events)
        return came

    def _note(self, way: str, *, ended: str = "", **figures: int) -> None:
        self.fleet.book.note(self.unit.name, way, ended=ended or "ok", **figures)
