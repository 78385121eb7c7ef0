"""Writing rows that may be there already, in the words of either database."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

Rows = Sequence[Mapping[str, Any]]


def table(row: type[SQLModel]) -> Table:
    """Tell the table of a kind of row."""
    return SQLModel.metadata.tables[str(row.__tablename__)]


def upsert(connection: Connection, target: Table, rows: Rows) -> None:
    """Insert rows, or replace those whose primary key is there."""
    if not rows:
        return
    statement = _insert(connection.dialect.name, target)
    keys = [column.name for column in target.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def insert_new(connection: Connection, target: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless a unique key of it is there; tell whether it was new."""
    statement = _unless_there(connection.dialect.name, target)
    options = {"preserve_rowcount": True}
    return connection.execute(statement, row, execution_options=options).rowcount == 1


@cache
def _unless_there(dialect: str, target: Table) -> Insert:
    """Build the statement once: a webhook only fills in the values.

    Asked for nothing in return, or PostgreSQL would count rows returned in place of rows added.
    """
    return _insert(dialect, target).on_conflict_do_nothing().inline()


def _insert(dialect: str, target: Table) -> postgresql.Insert | sqlite.Insert:
    return sqlite.insert(target) if dialect == "sqlite" else postgresql.insert(target)
