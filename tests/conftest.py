"""What every floor's tests may ask for."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.house import House
from tests.browsers import Served, chromium, served
from tests.compiled import share_compiled_statements
from tests.houses import copy_of, founded, opened, sealed_from
from tests.postgres import Postgres


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew, for a person to read before they are kept."""
    parser.addoption("--update", action="store_true", help="write the golden files anew")


def pytest_configure() -> None:
    """Spare every test the compiling of the statements of the one before."""
    share_compiled_statements()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Start one PostgreSQL for the whole run; each test asks it for a database of its own."""
    with Postgres() as server:
        yield server


@pytest.fixture(scope="session")
def founded_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Found one SQLite house for the whole run; each test gets a copy of it."""
    var = tmp_path_factory.mktemp("founded")
    founded(var).close()
    return var


@pytest.fixture(scope="session")
def founded_database(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Found one PostgreSQL house for the whole run; each test gets a copy of it."""
    url = postgres.create_database()
    founded(tmp_path_factory.mktemp("founded"), url).close()
    return url


@pytest.fixture
def house(founded_house: Path, tmp_path: Path) -> Iterator[House]:
    """Open a house of the test's own, on SQLite."""
    house = copy_of(founded_house, tmp_path / "var")
    yield house
    house.close()


@pytest.fixture(scope="session")
def founded_sealed(founded_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seal a founded SQLite house once for the whole run."""
    return sealed_from(founded_house, tmp_path_factory.mktemp("sealed") / "var")


@pytest.fixture
def sealed_house(founded_sealed: Path, tmp_path: Path) -> Iterator[House]:
    """Open a house of the test's own whose file is encrypted."""
    shutil.copytree(founded_sealed / "keys", tmp_path / "var" / "keys")
    house = copy_of(founded_sealed, tmp_path / "var")
    yield house
    house.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def either_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """Open a house of the test's own on each database: one contract for both.

    A test that names `sealed` too is asked of an encrypted file besides.
    """
    if request.param == "sealed":
        yield request.getfixturevalue("sealed_house")
        return
    if request.param == "sqlite":
        yield request.getfixturevalue("house")
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.create_database(like=request.getfixturevalue("founded_database"))
    house = opened(tmp_path / "var", url)
    yield house
    house.close()
    server.drop_database(url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for the whole run; each test opens pages of its own."""
    with chromium() as started:
        yield started


@pytest.fixture
def open_house(founded_house: Path, tmp_path: Path) -> Iterator[Served]:
    """Open a house of the test's own to the world, at an address."""
    var = tmp_path / "var"
    var.mkdir()
    shutil.copy(founded_house / "convergencia.sqlite", var / "convergencia.sqlite")
    with served(var) as opened:
        yield opened
