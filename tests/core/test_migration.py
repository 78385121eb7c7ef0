"""Migrations: an empty database gets the newest shape once, whoever brings it there first."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from config.house import House
from core.refusals import SettingInvalid
from core.store.database import Database
from core.store.migration import is_current, migrate
from tests.core.rows import TABLES, rows, spoil
from tests.houses import opened
from tests.postgres import Postgres
from tests.sources import HOUSE

PATIENCE = 120


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """Open a house whose database holds nothing at all."""
    server: Postgres | None = None
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
    url = "" if server is None else server.create_database()
    house = opened(tmp_path / "var", url)
    yield house
    house.close()
    if server is not None:
        server.drop_database(url)


def tables(database: Database) -> set[str]:
    with database.reader.connect() as connection:
        return set(inspect(connection).get_table_names())


def test_an_empty_database_gets_the_newest_shape(empty_house: House) -> None:
    database = empty_house.shelf.database
    assert not is_current(database)
    migrate(database)
    assert is_current(database)
    assert tables(database) == {table.name for table in TABLES} | {"alembic_version"}


def test_migrating_again_changes_nothing(empty_house: House) -> None:
    database = empty_house.shelf.database
    migrate(database)
    migrate(database)
    assert is_current(database)


def test_the_migrations_make_what_the_tables_say(empty_house: House) -> None:
    migrate(empty_house.shelf.database)
    with empty_house.shelf.database.writer.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_migration_that_fails_halfway_leaves_nothing_behind(empty_house: House) -> None:
    database = empty_house.shelf.database
    spoil(empty_house, "CREATE TABLE visit (someone_elses integer)")
    with pytest.raises(DBAPIError, match="visit"):
        migrate(database)
    assert tables(database) == {"visit"}
    assert not is_current(database)
    spoil(empty_house, "DROP TABLE visit")
    migrate(database)
    assert is_current(database)


FOUND = """
import sys
from pathlib import Path
from config.founding import found
from tests.houses import opened
house = opened(Path(sys.argv[1]), sys.argv[2])
sys.stdin.readline()
print(found(house))
house.close()
"""


def test_two_processes_that_found_one_house_at_once_found_it_once(empty_house: House) -> None:
    said = empty_house.settings
    where = [str(said.var_folder), said.database_url]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", FOUND, *where],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    published = [finish(process) for process in start_together(processes)]
    documents = rows(empty_house, "document")
    assert sorted(published) == [0, len(documents)]
    assert len(rows(empty_house, "here")) == 1
    assert empty_house.shelf.journal.verify(lambda _: None).events == len(documents) + 1


def start_together(processes: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    return processes


def finish(process: subprocess.Popen[str]) -> int:
    out, fault = process.communicate(timeout=PATIENCE)
    assert (process.returncode, fault) == (0, "")
    return int(out)


def test_a_database_that_cannot_be_asked_is_said_to_be_out_of_reach(tmp_path: Path) -> None:
    file = tmp_path / "var" / "convergencia.sqlite"
    file.parent.mkdir()
    file.write_bytes(b"this is a letter and no database at all" * 100)
    house = opened(tmp_path / "var")
    with pytest.raises(SettingInvalid) as refused:
        is_current(house.shelf.database)
    assert refused.value.facts == {"setting": "DATABASE_URL", "problem": "unreachable"}
    house.close()
