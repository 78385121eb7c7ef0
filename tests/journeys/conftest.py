"""The village that a journey happens in."""

import pytest

from config.house import House
from tests.journeys.village import Village


@pytest.fixture
def village(house: House) -> Village:
    """Open the doors of a house on SQLite."""
    return Village(house)


@pytest.fixture
def either_village(either_house: House) -> Village:
    """Open the doors of a house on each database."""
    return Village(either_house)
