"""The house whose every address is asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from config.house import House
from config.web import create_app
from core.model.case_number import CaseNumber
from tests.core.stories import a_case
from tests.kannels import with_kannel


@pytest.fixture
def house(founded_house: Path, tmp_path: Path) -> Iterator[House]:
    """Open a house with every door that a setting can open, but the handset's."""
    house = with_kannel(founded_house, tmp_path / "var")
    yield house
    house.close()


@pytest.fixture
def app(house: House) -> Flask:
    """Open all of its doors."""
    return create_app(house)


@pytest.fixture
def number(house: House) -> CaseNumber:
    """Take in a request there."""
    return a_case(house)
