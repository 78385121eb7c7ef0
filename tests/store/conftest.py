"""A hub and its units, on either database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.house import House
from core.store.migration import migrate
from tests.houses import opened
from tests.postgres import Postgres
from tests.store.units import Hub, Unit, Units, unit_in


@pytest.fixture(scope="session")
def bare_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the tables of a unit once for the whole run."""
    house = opened(tmp_path_factory.mktemp("bare"))
    migrate(house.shelf.database)
    house.close()
    return house.settings.var_folder / "convergencia.sqlite"


@pytest.fixture(scope="session")
def bare_database(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Make the tables of a unit on PostgreSQL once for the whole run."""
    url = postgres.create_database()
    house = opened(tmp_path_factory.mktemp("bare"), url)
    migrate(house.shelf.database)
    house.close()
    return url


@pytest.fixture
def hub(either_house: House) -> Hub:
    """Open a hub on each database."""
    return Hub(either_house)


@pytest.fixture
def quick_hub(house: House) -> Hub:
    """Open a hub on SQLite alone, for what no database decides."""
    return Hub(house)


@pytest.fixture
def units(bare_file: Path, tmp_path: Path) -> Iterator[Units]:
    """Equip units on SQLite, as every unit is."""
    equipped: list[Unit] = []

    def equip(name: str = "tambo.1", code: str = "150") -> Unit:
        var = tmp_path / name
        var.mkdir()
        shutil.copy(bare_file, var / "convergencia.sqlite")
        equipped.append(unit_in(var, "", name, code))
        return equipped[-1]

    yield equip
    for unit in equipped:
        unit.house.close()


@pytest.fixture
def pair(
    request: pytest.FixtureRequest, either_house: House, units: Units, tmp_path: Path
) -> Iterator[tuple[Hub, Unit]]:
    """Open a hub and a unit, both on the same of the two databases."""
    hub = Hub(either_house)
    if either_house.shelf.database.is_sqlite:
        yield hub, units()
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.create_database(like=request.getfixturevalue("bare_database"))
    unit = unit_in(tmp_path / "unit", url, "tambo.1", "150")
    yield hub, unit
    unit.house.close()
    server.drop_database(url)
