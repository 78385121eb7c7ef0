"""One hub and three units, each with a database of its own, made for every history anew."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from config.desk import staffing_of
from config.enrolling import NewUnit, begin, enrol
from config.house import House
from config.unit_keys import made_pair
from core.model.event import EventId
from core.model.user import Role
from tests.core.stories import PISAC, PISAC_DISTRICT, a_case, a_citizen
from tests.exchange.nodes import Node, Told, UnitNode, opened_unit, unit_settings
from tests.houses import StoodClock, act, founded, opened, shipped
from tests.postgres import Postgres, memory

CALCA_DISTRICT = "080401"
# Codes enough for a disk that is brought back again and again.
CODES: Mapping[str, tuple[str, ...]] = {
    "tambo-1": ("210", "211", "212", "213"),
    "tambo-2": ("220", "221", "222", "223"),
    "tambo-3": ("230", "231", "232", "233"),
}


@dataclass(frozen=True)
class Template:
    """A founded hub, who settles contradictions there, and its units, all of them closed."""

    folder: Path
    officer: str
    server: Postgres | None = None
    url: str = ""

    @contextmanager
    def world(self) -> Iterator["World"]:
        """Lend a world of its own to one history."""
        folder = Path(mkdtemp(prefix="convergencia-exchange-", dir=memory()))
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        url = "" if self.server is None else self.server.create_database(like=self.url)
        world = World(
            folder,
            Node("hub", opened(folder / "hub", url)),
            [opened_unit(name, folder / name) for name in CODES],
            self.officer,
        )
        world.begin()
        try:
            yield world
        finally:
            world.close()
            shutil.rmtree(folder)
            if self.server is not None:
                self.server.drop_database(url)


def a_template(folder: Path, server: Postgres | None = None) -> Template:
    """Found a hub, with cases in two districts, and equip its units for one of them."""
    url = "" if server is None else server.create_database()
    house = founded(folder / "hub", url)
    staff = staffing_of(house).add("Julia", institution=PISAC, role=Role.OFFICER, act=act())
    a_case(house, applicant=a_citizen(house, phone="984123456", sms=True))
    a_case(house)
    for name, codes in CODES.items():
        begun(house, folder / name, name, codes).close()
    house.close()
    return Template(folder, staff.user, server, url)


def begun(house: House, var: Path, name: str, codes: tuple[str, ...]) -> House:
    """Enrol a unit, and let its laptop begin with its pack."""
    unit = NewUnit(
        name=name,
        line=made_pair(var).line,
        codes=codes,
        districts=frozenset({PISAC_DISTRICT}),
        crew=(),
        days=60,
        url="http://127.0.0.1:1",
    )
    return begin(unit_settings(var), enrol(house, unit), clock=StoodClock(), shipped=shipped())


@dataclass(eq=False)
class World:
    """Everything that there is, and what must come of it."""

    folder: Path
    hub: Node
    units: list[UnitNode]
    officer: str
    # All that anybody ever wrote, on any disk.
    ever: dict[EventId, set[str]] = field(default_factory=dict)
    # What was on a disk that is gone, and had not come to the hub.
    gone: Told = field(default_factory=dict)
    # What units were told that the hub has.
    acked: Told = field(default_factory=dict)
    # What nobody can fold, and what nobody knows the meaning of.
    poison: set[EventId] = field(default_factory=set)
    strange: set[EventId] = field(default_factory=set)
    # What came from a unit after it was shut out.
    suspect: set[EventId] = field(default_factory=set)
    # Bytes and events of each session by network.
    sessions: list[tuple[int, int]] = field(default_factory=list)

    def begin(self) -> None:
        """Note what is there before the history begins."""
        for one in self.hub.hashes().items():
            self.ever.setdefault(one[0], set()).add(one[1])
        self.hub.note()
        for unit in self.units:
            self.keep_count(unit)

    def keep_count(self, node: Node) -> Told:
        """Note what somebody wrote just now."""
        node.note()
        for event, digest in node.wrote.items():
            self.ever.setdefault(event, set()).add(digest)
        return node.wrote

    @property
    def places(self) -> list[Node]:
        """List the hub and the units."""
        return [self.hub, *self.units]

    def head(self) -> int:
        """Tell the last place in the hub's order."""
        return max(place for place, _ in self.hub.placed().values())

    def close(self) -> None:
        """Let go of every database."""
        for node in self.places:
            node.house.close()
