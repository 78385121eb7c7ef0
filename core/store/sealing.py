"""Seals a plain database file: an encrypted copy is made, compared, and put in its place."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from core.refusals import DatabaseCopyDiffers, DatabaseInUse, StorageFull
from core.store.sealed import is_plain, quoted, sealing_driver, unlock

_NO_ROOM = "database or disk is full"
# Seconds that another process may take to let go of the file.
_PATIENCE_SECONDS = 2


def seal_file(path: Path, key: bytes) -> Path:
    """Put a sealed file in the place of a plain one; tell where the plain one stays.

    Nobody else may have it open. At every moment a whole file lies in its place; cut anywhere, it
    goes on when it is asked again.
    """
    unfinished = path.with_name(f"{path.name}.sealing")
    _drop(unfinished)
    with _alone(path) as plain:
        try:
            _copy(plain, unfinished, key)
            _check(plain, unfinished, key)
        except BaseException:
            _drop(unfinished)
            raise
        shutil.copymode(path, unfinished)
        _settle(unfinished)
        kept = _keep(path)
        unfinished.replace(path)
        _settle(path.parent)
    return kept


def plain_files(path: Path) -> list[Path]:
    """List the plain files that were left beside a database, for a person to delete."""
    beside = path.parent.glob(f"{path.name}.plain*")
    return sorted(one for one in beside if is_plain(one))


@contextmanager
def _alone(path: Path) -> Iterator[Any]:
    driver = sealing_driver()
    with closing(driver.connect(str(path), timeout=_PATIENCE_SECONDS)) as connection:
        connection.isolation_level = None
        try:
            # What lay in the -wal is brought home, and nobody can open the file until we are done.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
        except driver.OperationalError as fault:
            raise DatabaseInUse from fault
        yield connection


def _copy(plain: Any, to: Path, key: bytes) -> None:  # noqa: ANN401 - a driver's
    try:
        plain.execute("ATTACH DATABASE ? AS sealed KEY ?", (str(to), quoted(key)))
        try:
            plain.execute("SELECT sqlcipher_export('sealed')").fetchall()
        finally:
            plain.execute("DETACH DATABASE sealed")
    except sealing_driver().OperationalError as fault:
        if _NO_ROOM in str(fault):
            raise StorageFull from fault
        raise


def _check(plain: Any, copy: Path, key: bytes) -> None:  # noqa: ANN401 - a driver's
    with closing(sealing_driver().connect(str(copy))) as sealed:
        unlock(sealed, key)
        sound = sealed.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        signed = sealed.execute("PRAGMA cipher_integrity_check").fetchall() == []
        if not (sound and signed and _counted(sealed) == _counted(plain)):
            raise DatabaseCopyDiffers


def _counted(connection: Any) -> tuple[list[Any], dict[str, int]]:  # noqa: ANN401 - a driver's
    """Tell the whole shape of a database, and how many rows each table has."""
    shape = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
    found = shape.fetchall()
    tables = [name for kind, name, _ in found if kind == "table"]
    # The names are the database's own.
    asked = ((name, f'SELECT count(*) FROM "{name}"') for name in tables)  # noqa: S608
    return found, {name: connection.execute(sql).fetchone()[0] for name, sql in asked}


def _drop(unfinished: Path) -> None:
    """Delete a copy that was not finished, and the journal of it that a kill left."""
    for name in (unfinished, unfinished.with_name(f"{unfinished.name}-journal")):
        name.unlink(missing_ok=True)


def _keep(path: Path) -> Path:
    """Give the plain file a second name, never one that another file has."""
    for number in count(1):
        kept = path.with_name(f"{path.name}.plain" + (str(number) if number > 1 else ""))
        if kept.exists() and not kept.samefile(path):
            continue
        if not kept.exists():
            os.link(path, kept)
        return kept
    raise AssertionError  # there is always another number


def _settle(place: Path) -> None:
    """Have a file, or the names in a folder, written before anything follows."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
