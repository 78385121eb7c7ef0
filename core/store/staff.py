"""Reads who works here: names are found by a keyed look-up, values lie in the vault."""

from dataclasses import dataclass

from sqlalchemy import select

from core.model.keys import Keys
from core.model.user import User, as_typed
from core.store.database import Database
from core.store.tables import PersonKeyRow, UserRow, VaultRow
from core.store.upserts import table
from core.store.user_rows import to_user

_USERS, _KEYS, _VALUES = table(UserRow), table(PersonKeyRow), table(VaultRow)


@dataclass(frozen=True, slots=True)
class StoreStaff:
    """The staff of one database."""

    database: Database
    keys: Keys

    def find(self, name: str, /) -> User | None:
        """Find a member of staff by name, however its letters are typed."""
        blinded = self.keys.blind("user", as_typed(name))
        found = select(_KEYS.c.person).where(_KEYS.c.kind == "user", _KEYS.c.blinded == blinded)
        with self.database.reader.connect() as connection:
            asked = select(_USERS.c.facts).where(_USERS.c.id.in_(found)).limit(1)
            facts = connection.execute(asked).scalar()
        return None if facts is None else to_user(facts)

    def get(self, user: str, /) -> User | None:
        """Read a member of staff."""
        with self.database.reader.connect() as connection:
            asked = select(_USERS.c.facts).where(_USERS.c.id == user)
            facts = connection.execute(asked).scalar()
        return None if facts is None else to_user(facts)

    def of_institution(self, institution: str | None, /) -> tuple[User, ...]:
        """List the staff of an institution, or everyone."""
        asked = select(_USERS.c.facts).order_by(_USERS.c.institution, _USERS.c.id)
        if institution is not None:
            asked = asked.where(_USERS.c.institution == institution)
        with self.database.reader.connect() as connection:
            return tuple(to_user(facts) for facts in connection.execute(asked).scalars())

    def value(self, user: str, field: str, /) -> str | None:
        """Read the newest sealed value of a field: name, password hash, a passkey."""
        asked = (_VALUES.c.person == user) & (_VALUES.c.field == field)
        newest = select(_VALUES.c.value).where(asked).order_by(_VALUES.c.version.desc()).limit(1)
        with self.database.reader.connect() as connection:
            value: str | None = connection.execute(newest).scalar()
        return value
