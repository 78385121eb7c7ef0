"""Seals the database of this machine: the key first, then the file, then the unit that owns it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from config.secrets_on_disk import database_key_of, make_database_key
from config.settings import Settings
from config.unit_place import place_of, sqlite_file
from core.refusals import Refusal, SettingInvalid
from core.store.sealed import is_plain
from core.store.sealing import plain_files, seal_file


@dataclass(frozen=True, slots=True)
class Encrypted:
    """What a person must know once the database is sealed: where the key lies, and what stays."""

    key_file: Path | None
    plain_files: Sequence[Path]


def encrypt(settings: Settings) -> Encrypted:
    """Seal the file of the database; one that is sealed already stays as it is."""
    file = sqlite_file(settings)
    if file is None:
        raise SettingInvalid(setting="DATABASE_URL", problem="only_for_sqlite")
    place = place_of(settings)
    if place is not None and is_plain(file):
        place.may_write()
    key_file = _seal(settings, file)
    left = plain_files(file)
    if place is not None:
        for former in left:
            place.follow(former)
    return Encrypted(key_file, left)


def _seal(settings: Settings, file: Path) -> Path | None:
    had_key = database_key_of(settings) is not None
    # The key lies there first: who opens the file meanwhile knows that it must be sealed.
    key_file, key = make_database_key(settings), database_key_of(settings)
    try:
        if key is not None and is_plain(file):
            seal_file(file, key)
    except Refusal:
        # Declined, the house must open as before; a key would say that its file is sealed.
        if key_file is not None and not had_key and is_plain(file):
            key_file.unlink()
        raise
    return key_file
