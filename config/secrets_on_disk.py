"""Keys made for development, kept in var/ for its owner alone."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from config.settings import Settings, check_handset
from core.model.keys import Keys
from core.refusals import SettingInvalid

MASTER_BYTES = 32
_DATABASE_KEY = "database_key"


def keys_of(settings: Settings) -> Keys:
    """Take the master key from the settings; in development make one and keep it."""
    text = settings.master_key.get_secret_value() or _kept(settings, "master_key")
    return Keys(_bytes_of(text, "MASTER_KEY"))


def database_key_of(settings: Settings) -> bytes | None:
    """Take what seals the database from the settings or its file; none where it is plain.

    A server is never sealed by us: there a key in the settings is refused.
    """
    told, is_file = settings.database_key.get_secret_value(), settings.has_database_file
    if told and not is_file:
        raise SettingInvalid(setting="DATABASE_KEY", problem="only_for_sqlite")
    if not told and is_file and _path(settings, _DATABASE_KEY).exists():
        told = _kept(settings, _DATABASE_KEY)
    return _bytes_of(told, "DATABASE_KEY") if told else None


def make_database_key(settings: Settings) -> Path | None:
    """Make the key of the database, unless one is told; tell the file in which it is kept."""
    if settings.database_key.get_secret_value():
        return None
    _kept(settings, _DATABASE_KEY)
    return _path(settings, _DATABASE_KEY)


def twilio_token_of(settings: Settings) -> str:
    """Take the signing token from the settings; in development make one and keep it.

    In production a house without Twilio takes one that nobody knows: so its doors let nobody in.
    """
    told = settings.twilio_auth_token.get_secret_value()
    if not told and settings.environment == "production":
        return secrets.token_hex(MASTER_BYTES)
    return told or _kept(settings, "twilio_auth_token")


def handset_token_of(settings: Settings) -> str:
    """Make and keep the key with which the handset signs; none where it is off."""
    if not settings.handset_is_on:
        return ""
    check_handset(settings)
    return _kept(settings, "handset")


def ivr_token_of(settings: Settings) -> str:
    """Take what Asterisk must say to be let in; in development make it and keep it."""
    told = settings.ivr_token.get_secret_value()
    if not told and settings.environment == "production":
        raise SettingInvalid(setting="IVR_TOKEN", problem="missing")
    return told or _kept(settings, "ivr")


def kannel_token_of(settings: Settings) -> str:
    """Take the word of Kannel's addresses; without one no receipt of Kannel could be let in."""
    told = settings.kannel_token.get_secret_value()
    if not told:
        raise SettingInvalid(setting="KANNEL_TOKEN", problem="missing")
    return told


def _bytes_of(text: str, setting: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError as fault:
        raise SettingInvalid(setting=setting, problem="not_hex") from fault
    if len(key) != MASTER_BYTES:
        raise SettingInvalid(setting=setting, problem="not_32_bytes")
    return key


def _path(settings: Settings, name: str) -> Path:
    return settings.var_folder / "keys" / name


def _kept(settings: Settings, name: str) -> str:
    path = _path(settings, name)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    """Make a key whole, for its owner alone; of two processes that start at once, one wins."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(MASTER_BYTES))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(unfinished, path)
    unfinished.unlink()
