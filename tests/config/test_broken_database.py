"""A database that cannot be asked is refused in words, never with a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.config.clerk import clerk_of


def not_a_database(var: Path) -> str:
    file = var / "notes.sqlite"
    file.write_text("these are notes and no database at all " * 200)
    return f"sqlite:///{file}"


def no_server(_var: Path) -> str:
    return "postgresql+psycopg://nobody@127.0.0.1:9/nothing"


@pytest.mark.parametrize("where", [not_a_database, no_server])
def test_a_database_that_cannot_be_asked_is_refused(
    where: Callable[[Path], str], tmp_path: Path
) -> None:
    reply = clerk_of(tmp_path, DATABASE_URL=where(tmp_path)).types("document", "list")
    assert reply.exit_code == 2
    assert "[setting_invalid]" in reply.err
