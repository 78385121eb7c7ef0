import shutil
import tempfile
from pathlib import Path

import psycopg
import pytest

from tests.postgres import Postgres, PostgresMissingError, server_programs


def test_each_test_gets_an_empty_database_of_its_own(postgres: Postgres) -> None:
    first, second = postgres.create_database(), postgres.create_database()
    assert first != second
    with psycopg.connect(first.replace("+psycopg", "")) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchone() == (0,)


def test_a_kept_cluster_is_found_again_with_what_was_written() -> None:
    home = Path(tempfile.mkdtemp(prefix="convergencia-kept-"))
    with Postgres(home=home) as server:
        server.create_database("kept")

    with Postgres(home=home) as server, pytest.raises(psycopg.errors.DuplicateDatabase):
        server.create_database("kept")

    shutil.rmtree(home)


def test_nothing_is_left_of_a_server_that_was_not_to_be_kept() -> None:
    with Postgres() as server:
        url = server.create_database()

    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url.replace("+psycopg", ""))


def test_missing_server_programs_are_named_with_the_command_that_brings_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PostgresMissingError, match="bin/setup test"):
        server_programs(tmp_path)
