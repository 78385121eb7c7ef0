"""A hub with its doors open, two boats with disks of their own, and one clock for all of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server

from channels.units import door
from channels.units.client import UnitClient
from channels.units.hub_side import HubSide
from channels.units.unit_side import UnitSide
from config.enrolling import NewUnit, begin, enrol
from config.exchanging import hub_side_of, unit_client_of, unit_side_of
from config.house import House, build
from config.unit_keys import made_pair
from config.web import create_app
from tests.channels.units.lines import Wire
from tests.exchange.lines import Faults
from tests.exchange.nodes import FILE, Node, UnitNode, unit_settings
from tests.houses import TODAY, StoodClock, settings, shipped
from tests.journeys.village import Village
from tests.long_trip.logbook import Logbook

DAYS = 35
BOAT, LAUNCH = "bote-nauta", "lancha-2"
NAUTA, PARINARI, TROMPETEROS = "160301", "160302", "160305"


@dataclass(frozen=True)
class Fleet:
    """Everything that there is on the river and in the office."""

    clock: StoodClock
    hub: Node
    boat: UnitNode
    launch: UnitNode
    village: Village
    wire: Wire
    book: Logbook
    faults: Faults

    @property
    def office(self) -> House:
        """Tell the house of the office."""
        return self.hub.house

    def come(self, day: int) -> date:
        """Let a day of the trip come, counted from the one on which the boats are loaded."""
        self.clock.day, self.clock.moment = TODAY + timedelta(days=day), None
        self.book.day = day
        return self.clock.day

    def hub_side(self) -> HubSide:
        """Build what hears a bundle at the hub."""
        return faulty_hub(self.office, self.faults)

    def unit_side(self, unit: UnitNode) -> UnitSide:
        """Build what speaks for a boat."""
        side = unit_side_of(unit.house)
        return replace(side, shelf=self.faults.unit(side.shelf))

    def client(self, unit: UnitNode) -> UnitClient:
        """Build what speaks with the hub by network: once the line was cut, it stays dead."""
        made = unit_client_of(unit.house, self.wire.url)
        side = self.unit_side(unit)
        fetching = None if made.fetching is None else replace(made.fetching, side=side)
        return replace(
            made,
            side=side,
            fetching=fetching,
            sleep=lambda _: None,
            monotonic=lambda: 1e6 if self.wire.cuts else 0.0,
        )


@contextmanager
def afloat(founded: Path, folder: Path, faults: Faults) -> Iterator[Fleet]:
    """Open the office on a copy of a founded house, enrol two boats and lay a line between them."""
    clock = StoodClock()
    (folder / "hub").mkdir(parents=True)
    (folder / "hub" / FILE).write_bytes((founded / FILE).read_bytes())
    hub = build(settings(folder / "hub"), clock=clock, shipped=shipped())
    app = Flask("hub")
    app.register_blueprint(door.blueprint(faulty_hub(hub, faults)))
    boats = [UnitNode(name, hub, var=folder / name) for name in (BOAT, LAUNCH)]
    try:
        served = _served(create_app(hub) if faults == Faults() else app)
        with served as port, Wire(port).opened() as wire:
            yield Fleet(
                clock=clock,
                hub=Node("hub", hub),
                boat=boats[0],
                launch=boats[1],
                village=Village(hub),
                wire=wire,
                book=Logbook(),
                faults=faults,
            )
    finally:
        for node in boats:
            # One that was never enrolled is still the office.
            node.house.close()
        hub.close()


def launched(fleet: Fleet, unit: UnitNode, codes: Sequence[str], districts: frozenset[str]) -> int:
    """Enrol a boat and let its laptop begin with the pack; tell how many bytes that has."""
    new = NewUnit(
        name=unit.name,
        line=made_pair(unit.var).line,
        codes=tuple(codes),
        districts=districts,
        crew=(),
        days=90,
        url=fleet.wire.url,
    )
    pack = enrol(fleet.office, new)
    unit.house = begin(unit_settings(unit.var), pack, clock=fleet.clock, shipped=shipped())
    return len(pack)


def faulty_hub(house: House, faults: Faults) -> HubSide:
    """Build what hears bundles, with whatever is wrong with it."""
    side = hub_side_of(house)
    shelf = faults.hub(side.exchanging.shelf)
    return replace(side, exchanging=replace(side.exchanging, shelf=shelf))


@contextmanager
def _served(app: Flask) -> Iterator[int]:
    """Serve on loopback from a thread: the office lives on the days of the story."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
