"""Makes people findable by name: what is heard of each word, blinded, and gone when they are."""

from collections.abc import Iterator

from sqlalchemy import Connection, bindparam, delete, exists, func, select

from core.model.keys import Keys
from core.model.name_key import name_keys
from core.store.database import Database
from core.store.tables import PersonKeyRow, VaultRow
from core.store.upserts import table

_KEYS, _VALUES = table(PersonKeyRow), table(VaultRow)
KIND = "name"
A_PAGE = 500


def blinded_names(keys: Keys, name: str) -> list[str]:
    """Blind what is heard of each word of a name."""
    return [keys.blind(KIND, key) for key in name_keys(name)]


def index_name(connection: Connection, keys: Keys, person: str, name: str) -> None:
    """Let a person be found by a name, and by none of the names before."""
    connection.execute(delete(_KEYS).where(_KEYS.c.person == person, _KEYS.c.kind == KIND))
    rows = [
        {"kind": KIND, "blinded": blinded, "person": person, "field": "name"}
        for blinded in blinded_names(keys, name)
    ]
    if rows:
        connection.execute(_KEYS.insert(), rows)


def index_missing_names(database: Database, keys: Keys) -> int:
    """Index the names of a house that was founded before names could be looked for."""
    done = 0
    for page in _unindexed(database):
        with database.locked() as connection:
            for person, name in page:
                index_name(connection, keys, person, name)
        done += len(page)
    return done


def _unindexed(database: Database) -> Iterator[list[tuple[str, str]]]:
    """Yield people with their newest name, page by page; one without a word to hear comes once."""
    newest = func.max(_VALUES.c.version)
    known = exists().where(_KEYS.c.person == _VALUES.c.person, _KEYS.c.kind == KIND)
    named = select(_VALUES.c.person, newest.label("version")).where(
        _VALUES.c.field == "name", ~known, _VALUES.c.person > bindparam("after")
    )
    named = named.group_by(_VALUES.c.person).order_by(_VALUES.c.person).limit(A_PAGE)
    asked = named.subquery()
    names = select(_VALUES.c.person, _VALUES.c.value).where(
        _VALUES.c.field == "name",
        _VALUES.c.person == asked.c.person,
        _VALUES.c.version == asked.c.version,
    )
    after = ""
    while True:
        with database.reader.connect() as connection:
            rows = connection.execute(names.order_by(_VALUES.c.person), {"after": after})
            page = [(row.person, row.value) for row in rows]
        if not page:
            return
        yield page
        after = page[-1][0]
