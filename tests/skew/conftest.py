"""A hub with two units, made once for the whole run and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.house import House, build
from tests.channels.units.exchanges import a_unit, unit_settings
from tests.houses import StoodClock, copy_of, opened, shipped
from tests.skew.releases import Three


@pytest.fixture(scope="session")
def three_on_disk(founded_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Found them, and let them meet."""
    folder = tmp_path_factory.mktemp("three")
    hub = copy_of(founded_house, folder / "hub")
    newer = a_unit(hub, folder / "newer", "boat-1", ("210",))
    three = Three(hub, newer, a_unit(hub, folder / "older", "boat-2", ("220",)))
    three.meet()
    for house in (three.hub, three.newer, three.older):
        house.close()
    return folder


@pytest.fixture
def three(three_on_disk: Path, tmp_path: Path) -> Iterator[Three]:
    """Give a test its own."""
    shutil.copytree(three_on_disk, tmp_path, dirs_exist_ok=True)
    newer, older = (_opened(tmp_path / name) for name in ("newer", "older"))
    three = Three(opened(tmp_path / "hub"), newer, older)
    yield three
    for house in (three.hub, newer, older):
        house.close()


def _opened(var: Path) -> House:
    house = build(unit_settings(var), clock=StoodClock(), shipped=shipped())
    assert house.place is not None
    # The copy is the one that was enrolled.
    house.place.settle()
    return house
