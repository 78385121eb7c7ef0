"""A hub and a unit as they are in the field: enrolled, begun with a pack, with own keys."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from channels.units.enrolment import DeviceLine
from channels.units.hub_side import HubSide
from channels.units.unit_side import UnitSide
from config.enrolling import NewUnit, begin, enrol
from config.exchanging import hub_side_of, unit_side_of
from config.house import House, build
from config.settings import Settings
from config.unit_keys import made_pair
from core.exchanging import HTTP
from tests.core.stories import PISAC_DISTRICT
from tests.houses import StoodClock, shipped

BOAT, CODES = "boat-1", ("210", "211")


def unit_settings(var: Path) -> Settings:
    return Settings(var_folder=var, twilio_auth_token="a token made for tests")


def a_new_unit(line: DeviceLine, name: str = BOAT, codes: tuple[str, ...] = CODES) -> NewUnit:
    return NewUnit(
        name=name,
        line=line,
        codes=codes,
        districts=frozenset({PISAC_DISTRICT}),
        crew=(),
        days=60,
        url="http://127.0.0.1:1",
    )


def a_pack(hub: House, var: Path, name: str = BOAT, codes: tuple[str, ...] = CODES) -> bytes:
    return enrol(hub, a_new_unit(made_pair(var).line, name, codes))


def a_unit(hub: House, var: Path, name: str = BOAT, codes: tuple[str, ...] = CODES) -> House:
    pack = a_pack(hub, var, name, codes)
    return begin(unit_settings(var), pack, clock=StoodClock(), shipped=shipped())


def opened_again(house: House) -> House:
    """Open a house anew, as another start of the machine does."""
    return build(unit_settings(house.settings.var_folder), clock=house.clock, shipped=shipped())


def copied(house: House, var: Path) -> House:
    """Copy a unit whole, keys and all, as a disk is."""
    shutil.copytree(house.settings.var_folder, var)
    return build(unit_settings(var), clock=house.clock, shipped=shipped())


Line = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Between:
    """A hub and a unit with a line between them that carries bundles from hand to hand."""

    hub: House
    unit: House

    @property
    def hub_side(self) -> HubSide:
        return hub_side_of(self.hub)

    @property
    def unit_side(self) -> UnitSide:
        return unit_side_of(self.unit)

    def answered(self, bundle: bytes, transport: str = HTTP) -> bytes:
        listening = self.hub_side.listen(transport)
        listening.feed(bundle)
        return listening.answer()

    def once(self, room: int = 2**20) -> None:
        side = self.unit_side
        request = side.request(room=room, most_bytes=2**20)
        hearing = side.hear(request.session, lambda _: None)
        hearing.feed(self.answered(request.bundle))
        hearing.finish()

    def all(self) -> None:
        for _ in range(10):
            self.once()
            if not self.unit_side.waits():
                return
        raise AssertionError("something waits for ever")

    def on(self, clock: StoodClock) -> "Between":
        return replace(self, hub=replace(self.hub, clock=clock))
