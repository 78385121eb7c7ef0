"""A boat that is lost, and maybe comes back: what the tests of both share."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from channels.units.enrolment import DeviceLine
from config.coming_back import Found, let_in, rejoin
from config.founding import SYSTEM
from config.house import build
from config.lost_laptops import lost_laptop_of
from config.unit_keys import remade_pair
from core.model.loss import Loss
from tests.channels.units.exchanges import BOAT, Between, a_unit, unit_settings
from tests.core.rows import rows
from tests.core.stories import a_case, a_citizen
from tests.houses import StoodClock, copy_of, opened, shipped


def sent_out(founded: Path, folder: Path) -> Path:
    """Send a boat out from an office with two cases in its district, one with a phone."""
    hub = copy_of(founded, folder / "hub")
    a_case(hub, applicant=a_citizen(hub, phone="984123456"))
    a_case(hub)
    a_unit(hub, folder / "boat").close()
    hub.close()
    return folder


@contextmanager
def opened_line(template: Path, folder: Path) -> Iterator[Between]:
    """Open an office and a boat of a test's own."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    boat = build(unit_settings(folder / "boat"), clock=StoodClock(), shipped=shipped())
    assert boat.place is not None
    boat.place.settle()
    line = Between(opened(folder / "hub"), boat)
    yield line
    line.unit.close()
    line.hub.close()


def lost(line: Between) -> Loss:
    """Lose it."""
    return lost_laptop_of(line.hub).lose(BOAT, actor=SYSTEM)


def found(line: Between, *, believes: bool = False, codes: tuple[str, ...] = ("240",)) -> Between:
    """Let the laptop come back with other keys, and open it anew as its people do."""
    asked = Found(name=BOAT, line=renewed(line), codes=codes, days=30, believes=believes)
    rejoin(line.unit, let_in(line.hub, asked))
    return _again(line)


def renewed(line: Between) -> DeviceLine:
    """Make other keys at the laptop."""
    return remade_pair(line.unit.settings.var_folder).line


def aside(line: Between) -> set[str]:
    """Tell why the office set aside what it did."""
    return {row["code"] for row in rows(line.hub, "quarantined")}


def _again(line: Between) -> Between:
    var, clock = line.unit.settings.var_folder, line.unit.clock
    line.unit.close()
    return replace(line, unit=build(unit_settings(var), clock=clock, shipped=shipped()))
