"""Reads and writes how a line fares, inside the transaction of the text that uses it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select, update

from core.model.carrier_line import Health, Terms
from core.model.event import instant
from core.store.tables import CarrierLineRow
from core.store.upserts import insert_new, table

_LINES = table(CarrierLineRow)
_C = _LINES.c


def lend_line(connection: Connection, terms: Terms, now: datetime) -> Health:
    """Read a line for a change, new if it was never used; other workers wait for it meanwhile."""
    found = _read(connection, terms.name, is_changed=True)
    if found is not None:
        return found
    rested = Health.rested(terms, now)
    insert_new(connection, _LINES, {"name": terms.name, **_columns(rested)})
    return _read(connection, terms.name, is_changed=True) or rested


def read_line(connection: Connection, name: str) -> Health | None:
    """Read how a line fares."""
    return _read(connection, name, is_changed=False)


def write_line(connection: Connection, name: str, health: Health) -> None:
    """Write how a line fares."""
    connection.execute(update(_LINES).where(_C.name == name).values(**_columns(health)))


def note_success(connection: Connection, name: str) -> None:
    """Forget the failures of a line that works."""
    failed = or_(_C.failures > 0, _C.open_until.is_not(None))
    well = {"failures": 0, "since": None, "open_until": None}
    connection.execute(update(_LINES).where(_C.name == name, failed).values(**well))


def note_failure(connection: Connection, terms: Terms, now: datetime) -> None:
    """Count a definite failure, after which the line may rest."""
    write_line(connection, terms.name, lend_line(connection, terms, now).failed(terms, now))


def _read(connection: Connection, name: str, *, is_changed: bool) -> Health | None:
    asked = select(_LINES).where(_C.name == name)
    # SQLite has one writer anyway, and does not know the words.
    row = connection.execute(asked.with_for_update() if is_changed else asked).mappings().first()
    if row is None:
        return None
    return Health(
        tokens=row["tokens"],
        at=datetime.fromisoformat(row["at"]),
        failures=row["failures"],
        since=_moment(row["since"]),
        open_until=_moment(row["open_until"]),
    )


def _columns(health: Health) -> dict[str, Any]:
    return {
        "tokens": health.tokens,
        "at": instant(health.at),
        "failures": health.failures,
        "since": _written(health.since),
        "open_until": _written(health.open_until),
    }


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else instant(moment)
