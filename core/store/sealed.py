"""A database that SQLCipher seals: whoever finds the disk of a laptop reads nothing in it."""

from pathlib import Path
from typing import Any

from core.refusals import DatabaseKeyMissing, DatabaseKeyWrong, DatabasePlain, Refusal

KEY_BYTES = 32
PLAIN = b"SQLite format 3\0"
_PAGE_BYTES = 4096
_NO_DATABASE = "file is not a database"


def sealing_driver() -> Any:  # noqa: ANN401 - a driver's module, which has no types
    """Load SQLCipher, only where something is sealed: most verbs would wait for it in vain."""
    from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # noqa: PLC0415 - 40 ms

    return dbapi2


def unlock(connection: Any, key: bytes) -> None:  # noqa: ANN401 - a driver's
    """Give a new connection the key, before anything else is asked.

    The key is taken as it is: no password is stretched, which would cost each connection a moment.
    Memory is not locked and wiped (`cipher_memory_security`): the key lies in the process anyway,
    and what is feared is a lost laptop that is switched off.
    """
    connection.execute(f'PRAGMA key = "{quoted(key)}"')
    # What it would write to standard error is told in words instead.
    connection.execute("PRAGMA cipher_log_level = NONE")
    # A later SQLCipher with other habits must still open the files of today.
    connection.execute("PRAGMA cipher_compatibility = 4")


def quoted(key: bytes) -> str:
    """Write a key as SQLCipher reads a raw one."""
    if len(key) != KEY_BYTES:
        raise ValueError("the key of a database has 32 bytes")
    return f"x'{key.hex()}'"


def is_plain(path: Path) -> bool:
    """Say whether a file is a database that anybody can read."""
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN)) == PLAIN
    except FileNotFoundError:
        return False


def why_unread(fault: BaseException, path: Path, *, has_key: bool) -> Refusal | None:
    """Tell a key that does not fit from every other fault."""
    if _NO_DATABASE not in str(fault):
        return None
    if is_plain(path):
        return DatabasePlain() if has_key else None
    # A sealed file has whole pages of noise; one of any other size is something else.
    if path.stat().st_size % _PAGE_BYTES:
        return None
    return DatabaseKeyWrong() if has_key else DatabaseKeyMissing()
