"""Sealing a plain file: everything comes along, and nothing is lost on the way."""

import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest
from sqlalchemy.exc import DBAPIError

from config.house import House
from core.refusals import DatabaseCopyDiffers, DatabaseInUse
from core.store import sealing
from core.store.database import open_database
from core.store.sealed import is_plain
from core.store.sealing import plain_files, seal_file
from tests.core.rows import spoil, written
from tests.core.stories import a_case
from tests.houses import DATABASE_KEY, opened

KEY = bytes.fromhex(DATABASE_KEY)
TABLES = ("event", "arrival", "vault", "case_file", "citizen", "outbox", "document")
# What another process does that has the file open: it says so, and waits to be ended.
OPEN = (
    "import sqlite3, sys\n"
    "held = sqlite3.connect(sys.argv[1])\n"
    "print(held.execute('SELECT count(*) FROM event').fetchone(), flush=True)\n"
    "sys.stdin.read()\n"
)


@pytest.fixture
def file(house: House) -> Path:
    """Give the file of a house in which something was done, and that is closed."""
    a_case(house)
    house.close()
    return house.settings.var_folder / "convergencia.sqlite"


def reopened(file: Path) -> House:
    (file.parent / "keys").mkdir(exist_ok=True)
    (file.parent / "keys" / "database_key").write_text(DATABASE_KEY)
    return opened(file.parent)


def test_all_that_a_plain_file_held_stands_in_the_sealed_one(house: House) -> None:
    a_case(house)
    before = written(house, *TABLES)
    house.close()
    file = house.settings.var_folder / "convergencia.sqlite"
    kept = seal_file(file, KEY)
    sealed = reopened(file)
    assert written(sealed, *TABLES) == before
    sealed.shelf.journal.verify(lambda _: None)
    # The triggers came along: the journal is still only added to.
    with pytest.raises(DBAPIError):
        spoil(sealed, "DELETE FROM event")
    a_case(sealed)
    sealed.close()
    assert is_plain(kept)
    assert not is_plain(file)
    assert plain_files(file) == [kept]


def test_what_was_still_in_the_wal_comes_along(house: House) -> None:
    file = house.settings.var_folder / "convergencia.sqlite"
    number = a_case(house)
    # As after a crash: the -wal lies there, and nobody holds it.
    left = {name: name.read_bytes() for name in file.parent.glob("convergencia.sqlite-*")}
    held = file.read_bytes()
    house.close()
    file.write_bytes(held)
    for name, content in left.items():
        if name.name.endswith("-wal"):
            name.write_bytes(content)
    seal_file(file, KEY)
    sealed = reopened(file)
    assert sealed.shelf.cases.find(number, None) is not None
    sealed.close()


def test_a_file_that_another_process_has_open_is_left_alone(file: Path) -> None:
    command = [sys.executable, "-c", OPEN, str(file)]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().startswith(b"(")
        with pytest.raises(DatabaseInUse):
            seal_file(file, KEY)
        other.communicate()
    assert is_plain(file)
    assert not plain_files(file)
    assert is_plain(seal_file(file, KEY))


class Cut(Exception):
    """The power went."""


@pytest.mark.parametrize("at", ["_copy", "_check", "_keep", "_settle"])
def test_cut_at_any_step_a_whole_file_lies_there_and_the_next_time_ends_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    step = getattr(sealing, at)

    def cut_after(*given: object) -> object:
        step(*given)
        raise Cut

    with monkeypatch.context() as cut:
        cut.setattr(sealing, at, cut_after)
        with pytest.raises(Cut):
            seal_file(file, KEY)
    assert is_plain(file)
    kept = seal_file(file, KEY)
    assert not is_plain(file)
    assert is_plain(kept)
    assert plain_files(file) == [kept]
    house = reopened(file)
    house.shelf.journal.verify(lambda _: None)
    house.close()


def test_a_copy_that_differs_is_not_taken(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = sealing._copy  # noqa: SLF001 - a copy that loses something on its way

    def lose_a_row(plain: object, to: Path, key: bytes) -> None:
        copy(plain, to, key)
        database = open_database(f"sqlite:///{to}", key)
        with database.writer.begin() as connection:
            connection.exec_driver_sql("DELETE FROM outbox")
        database.close()

    with monkeypatch.context() as cut:
        cut.setattr(sealing, "_copy", lose_a_row)
        with pytest.raises(DatabaseCopyDiffers):
            seal_file(file, KEY)
    assert is_plain(file)
    assert not plain_files(file)
    assert not file.with_name(f"{file.name}.sealing").exists()


def test_an_older_plain_file_beside_it_is_not_written_over(file: Path) -> None:
    older = file.with_name(f"{file.name}.plain")
    older.write_bytes(file.read_bytes())
    inode = older.stat().st_ino
    kept = seal_file(file, KEY)
    assert kept.name.endswith(".plain2")
    assert older.stat().st_ino == inode
    assert plain_files(file) == [older, kept]


def test_the_sealed_file_is_for_the_same_eyes_as_the_plain_one(file: Path) -> None:
    file.chmod(0o600)
    seal_file(file, KEY)
    assert file.stat().st_mode & 0o777 == 0o600
    assert os.access(file, os.R_OK)


def test_what_a_kill_left_of_a_copy_is_made_anew(file: Path) -> None:
    left = [file.with_name(f"{file.name}.sealing{end}") for end in ("", "-journal")]
    for one in left:
        one.write_bytes(b"half a page" * 999)
    seal_file(file, KEY)
    assert not any(one.exists() for one in left)
    house = reopened(file)
    house.shelf.journal.verify(lambda _: None)
    house.close()
