"""What the tests of the roof share."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.house import House
from tests.config.clerk import Clerk, clerk_of
from tests.config.counter import OPEN
from tests.houses import opened


@pytest.fixture
def clerk(founded_house: Path, tmp_path: Path) -> Clerk:
    """Sit a clerk down at a founded house of the test's own."""
    var = tmp_path / "var"
    var.mkdir(exist_ok=True)
    shutil.copy(founded_house / "convergencia.sqlite", var / "convergencia.sqlite")
    return clerk_of(var)


@pytest.fixture
def user(clerk: Clerk) -> str:
    """Name an officer of Pisac."""
    clerk.does("user", "add", "ana", "--institution", "muni-pisac")
    return "ana"


@pytest.fixture
def number(clerk: Clerk, user: str) -> str:
    text: str = clerk.does(*OPEN, "--user", user)["number"]
    return text


@pytest.fixture
def behind(clerk: Clerk) -> Iterator[House]:
    """Open the house behind the counter, to see what was kept."""
    house = opened(clerk.var)
    yield house
    house.close()
