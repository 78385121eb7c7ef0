"""The tables as they lie in the database: read whole, and spoilt as no program of ours would."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select, text
from sqlmodel import SQLModel

from config.house import House
from core.store.projections import PROJECTED

TABLES = tuple(SQLModel.metadata.sorted_tables)
PERSONAL = frozenset({"vault", "person_secret", "person_key"})


def rows(house: House, name: str) -> list[Mapping[str, Any]]:
    """Read a whole table in the order of its key."""
    table = SQLModel.metadata.tables[name]
    with house.shelf.database.reader.connect() as connection:
        asked = table.select().order_by(*table.primary_key)
        return [dict(row) for row in connection.execute(asked).mappings()]


def written(house: House, *names: str) -> bytes:
    """Write tables as bytes, so that any difference is seen."""
    return "\n".join(f"{name} {row}" for name in names for row in rows(house, name)).encode()


def projected(house: House) -> bytes:
    """Write every projection as bytes."""
    return written(house, *(table.name for table in PROJECTED))


def change(house: House, name: str, changes: Mapping[str, object], **where: object) -> int:
    """Change rows behind the house's back; tell how many there were."""
    table = SQLModel.metadata.tables[name]
    statement = table.update().values(**changes).filter_by(**where)
    with house.shelf.database.writer.begin() as connection:
        return connection.execute(statement).rowcount


def remove(house: House, name: str, **where: object) -> int:
    """Delete rows behind the house's back; tell how many there were."""
    statement = SQLModel.metadata.tables[name].delete().filter_by(**where)
    with house.shelf.database.writer.begin() as connection:
        return connection.execute(statement).rowcount


def add(house: House, name: str, *added: Mapping[str, object]) -> None:
    """Insert rows behind the house's back."""
    with house.shelf.database.writer.begin() as connection:
        connection.execute(SQLModel.metadata.tables[name].insert(), list(added))


def spoil(house: House, statement: str) -> int:
    """Do to the database what only someone who has it in hand can do; tell how many rows."""
    with house.shelf.database.writer.begin() as connection:
        return connection.execute(text(statement)).rowcount


def drop_triggers(house: House, table: str = "event") -> None:
    """Take away what keeps a table from being changed."""
    if house.shelf.database.is_sqlite:
        for what in ("update", "delete", "replace"):
            spoil(house, f"DROP TRIGGER {table}_no_{what}")
    else:
        for what in ("refuse", "let_go"):
            spoil(house, f"DROP TRIGGER IF EXISTS {table}_{what} ON {table}")


def all_of(house: House) -> Mapping[str, int]:
    """Count the rows of every table."""
    with house.shelf.database.reader.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in TABLES
        }
