"""Statements that are asked often: written in Core, compiled once, handed to the driver.

SQLAlchemy's own way to execute costs a webhook more than the question itself (see `make bench`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Insert,
    Integer,
    Select,
    Table,
    Update,
    bindparam,
    literal_column,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

Row = dict[str, Any]
Asked = Select[Any] | Insert | Update
# How one row is asked for. Written out: since SQLite 3.47, which SQLCipher brings along, a LIMIT
# that is given as a value has the whole statement planned anew each time (0.25 ms for a case).
ONE = literal_column("1", Integer)
SQLITE: Dialect = sqlite.dialect()
POSTGRESQL: Dialect = postgresql.psycopg.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy's


@dataclass(frozen=True, slots=True)
class Driver:
    """A driver's own connection, and which of the two databases it speaks to."""

    dialect: str
    connection: Any


def driver_of(connection: Connection) -> Driver:
    """Take the driver's connection from under SQLAlchemy's, within its transaction."""
    return Driver(connection.dialect.name, connection.connection.driver_connection)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The text for one driver, the order of its values and those that never change."""

    text: str
    names: tuple[str, ...] | None
    fixed: Mapping[str, Any]

    def values(self, given: Mapping[str, Any]) -> tuple[Any, ...] | Mapping[str, Any]:
        """Put the values as the driver takes them: by place, or by name where it can."""
        values = {**self.fixed, **given}
        return values if self.names is None else tuple([values[name] for name in self.names])


class Prepared:
    """A statement that many ask: plain types only, since nothing converts what comes back."""

    def __init__(self, on_sqlite: Asked, on_postgresql: Insert | None = None) -> None:
        other = on_sqlite if on_postgresql is None else on_postgresql
        self._columns = _columns(on_sqlite)
        self._compiled = {
            "sqlite": _compile(on_sqlite, SQLITE),
            "postgresql": _compile(other, POSTGRESQL),
        }

    def all(self, driver: Driver, given: Mapping[str, Any]) -> list[Row]:
        """Ask for every row."""
        columns = self._columns
        return [dict(zip(columns, row, strict=True)) for row in self._ask(driver, given)]

    def first(self, driver: Driver, given: Mapping[str, Any]) -> Row | None:
        """Ask for the first row."""
        row = self._ask(driver, given).fetchone()
        return None if row is None else dict(zip(self._columns, row, strict=True))

    def value(self, driver: Driver, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a column's
        """Ask for the first column of the first row."""
        row = self._ask(driver, given).fetchone()
        return None if row is None else row[0]

    def changed(self, driver: Driver, given: Mapping[str, Any]) -> bool:
        """Write one row; tell whether it was new."""
        return bool(self._ask(driver, given).rowcount == 1)

    def _ask(self, driver: Driver, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a driver's
        compiled = self._compiled[driver.dialect]
        return driver.connection.execute(compiled.text, compiled.values(given))


def _columns(statement: Asked) -> tuple[str, ...]:
    if isinstance(statement, Insert | Update):
        return ()
    return tuple(column.key or "" for column in statement.selected_columns)


def _compile(statement: Asked, dialect: Dialect) -> _Compiled:
    compiled = statement.compile(dialect=dialect)
    positions = getattr(compiled, "positiontup", None)
    names = None if positions is None else tuple(positions)
    fixed = {name: value for name, value in compiled.params.items() if value is not None}
    return _Compiled(str(compiled), names, fixed)


def new_row(target: Table) -> Prepared:
    """Prepare the insertion of a row, unless a unique key of it is there."""
    row: dict[str, BindParameter[Any]] = {
        column.name: bindparam(column.name) for column in target.c if not _is_drawn(column)
    }
    return Prepared(
        sqlite.insert(target).values(row).on_conflict_do_nothing(),
        postgresql.insert(target).values(row).on_conflict_do_nothing(),
    )


def new_row_from(
    target: Table, taken: Mapping[str, Column[Any]], found: ColumnElement[bool]
) -> Prepared:
    """Prepare the insertion of a row with some columns of another one, if that one is found.

    Nothing is done where a unique key of it is there.
    """
    names = [column.name for column in target.c if not _is_drawn(column)]
    given = {name: bindparam(name, type_=target.c[name].type) for name in names}
    row = select(*(taken.get(name, given[name]) for name in names)).where(found)
    return Prepared(
        sqlite.insert(target).from_select(names, row).on_conflict_do_nothing(),
        postgresql.insert(target).from_select(names, row).on_conflict_do_nothing(),
    )


def _is_drawn(column: Column[Any]) -> bool:
    return column.primary_key and column.name == "id"
