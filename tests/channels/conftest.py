"""What the tests of the doors share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from config.house import House
from config.web import create_app
from tests.channels.hands import Hand
from tests.channels.handsets import open_on
from tests.clerks import Clerk, a_clerk
from tests.houses import copy_of


@pytest.fixture
def lit_house(founded_house: Path, tmp_path: Path) -> Iterator[House]:
    """Open a house of the test's own that has the handset on."""
    copy_of(founded_house, tmp_path / "var").close()
    house = open_on(tmp_path / "var")
    yield house
    house.close()


@pytest.fixture
def hand(lit_house: House) -> Hand:
    """Open the pretended phone of that house."""
    return Hand(create_app(lit_house).test_client())


@pytest.fixture
def desk_app(house: House) -> Flask:
    """Open every door of a house, the desk among them."""
    return create_app(house)


@pytest.fixture
def clerk(house: House, desk_app: Flask) -> Clerk:
    """Sign an official of Pisac in."""
    return a_clerk(house, desk_app.test_client())
