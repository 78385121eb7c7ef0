"""A unit with papers, its hub in the same process, and a line that breaks at any byte."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import requests
from flask import Flask
from requests.adapters import BaseAdapter

from channels.units import door
from channels.units.client import Limits
from channels.units.paper_client import PaperSender, PapersSent
from config.exchanging import hub_side_of, unit_client_of
from config.house import House, build
from config.papers import box_of, paper_door_of, paper_sender_of, papers_home_of, papers_of
from config.unit_place import UnitPlace
from core.disk_room import DiskRoom
from core.model.case_number import CaseNumber
from core.model.paper import Paper, every_paper
from core.paper_lane import PaperStanding
from core.papers import PaperTally
from tests.channels.units.exchanges import Between, a_unit, unit_settings
from tests.core.stories import PISAC, a_case
from tests.fakes import PretendDisk
from tests.houses import StoodClock, act, copy_of, opened, shipped

HUB = "http://hub.example"
QUICK = Limits(tries=4, first_wait=0.0)


@dataclass
class Mast(BaseAdapter):
    """Carries requests to a hub by hand, counts their bytes, and breaks once after so many."""

    hub: Flask
    breaks_at: int = 2**62
    carried: int = 0
    cuts: int = 0
    stays_down: bool = False
    # What the line makes of a body on its way up.
    spoils: Mapping[int, bytes] = field(default_factory=dict)
    asked: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def close(self) -> None:
        """Nothing is open."""

    def send(
        self, request: requests.PreparedRequest, *_: object, **__: object
    ) -> requests.Response:
        body = request.body if isinstance(request.body, bytes) else b""
        path = (request.url or "").removeprefix(HUB)
        self.asked += 1
        self._pass(len(path) + len(body))
        sent = self.spoils.get(self.asked, body)
        told = self.hub.test_client().open(
            path, method=request.method, data=sent, headers=dict(request.headers), buffered=True
        )
        self._pass(len(told.data))
        answer = requests.Response()
        answer.status_code, answer.raw = told.status_code, BytesIO(told.data)
        answer.request = request
        answer.headers.update(told.headers)
        return answer

    def _pass(self, size: int) -> None:
        before, self.carried = self.carried, self.carried + size
        is_down = self.stays_down and self.cuts > 0
        if is_down or before <= self.breaks_at < self.carried:
            self.cuts += 1
            raise requests.ConnectionError("the mast is gone")


@dataclass(frozen=True)
class Boat:
    """A unit that took papers in, and what of them is where."""

    line: Between
    number: CaseNumber
    hub: Flask

    def take(self, *files: bytes) -> tuple[Paper, ...]:
        papers = papers_of(self.line.unit)
        papers.hand_in(self.number, PISAC, files, act=act())
        (*_, event) = self.line.unit.shelf.case_log.events(self.number)
        return tuple(every_paper([event]).values())

    def sender(self, mast: Mast) -> PaperSender:
        def opened() -> requests.Session:
            session = requests.Session()
            session.mount(HUB, mast)
            return session

        unit = self.line.unit
        made = paper_sender_of(unit, unit_client_of(unit, HUB))
        return replace(made, opened=opened, sleep=lambda _: None)

    def send(self, mast: Mast | None = None, limits: Limits = QUICK) -> PapersSent:
        return self.sender(mast or Mast(self.hub)).send(limits, lambda _: None)

    @property
    def standing(self) -> PaperStanding:
        return papers_home_of(self.line.unit).standing()

    def tally(self, house: House) -> PaperTally:
        return papers_of(house).tally(house.shelf.case_log.events(self.number))

    def are_equal(self, papers: Iterable[Paper]) -> bool:
        """Say whether both places have the same bytes of each."""
        unit, hub = box_of(self.line.unit), box_of(self.line.hub)
        return all(unit.get(one.sha256) == hub.get(one.sha256) for one in papers)

    def parts(self) -> list[Path]:
        """List what lies unfinished at the hub."""
        folder = self.line.hub.settings.var_folder / "papers" / "arriving"
        return sorted(path for path in folder.rglob("*") if path.is_file())

    def forget_at_the_hub(self, papers: Iterable[Paper]) -> None:
        for paper in papers:
            box_of(self.line.hub).remove(paper.sha256)
        papers_home_of(self.line.unit).doubt()


def door_of(hub: House, free: int | None = None) -> Flask:
    """Open a hub's door for units alone, on a disk with so much room."""
    side = hub_side_of(hub)
    papers = paper_door_of(hub, side)
    if free is not None:
        papers = replace(papers, parts=replace(papers.parts, room=DiskRoom(PretendDisk(free))))
    app = Flask("hub")
    app.register_blueprint(door.blueprint(side, papers))
    return app


def a_boat(line: Between, number: CaseNumber) -> Boat:
    return Boat(line, number, door_of(line.hub))


def launch(founded_house: Path, harbour: Path) -> None:
    """Send a unit out once, with one case: copies of both disks serve every test."""
    hub = copy_of(founded_house, harbour / "hub")
    unit = a_unit(hub, harbour / "boat")
    (harbour / "number").write_text(a_case(unit).digits)
    for house in (unit, hub):
        house.close()


@contextmanager
def launched(harbour: Path, folder: Path) -> Iterator[Boat]:
    """Open copies of both, which take them for their own."""
    shutil.copytree(harbour, folder / "harbour")
    hub, var = opened(folder / "harbour" / "hub"), folder / "harbour" / "boat"
    UnitPlace(unit_settings(var)).settle()
    unit = build(unit_settings(var), clock=StoodClock(), shipped=shipped())
    yield a_boat(Between(hub, unit), CaseNumber((harbour / "number").read_text()))
    for house in (unit, hub):
        house.close()
