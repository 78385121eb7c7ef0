"""Keeps a caller's readable phone in the vault, for who asked to be called or left a message."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from core.model.calling import CALLER, caller_person
from core.model.event import instant
from core.ports import Clock
from core.store.database import Database
from core.store.tables import VaultRow
from core.store.upserts import table, upsert

_VALUES = table(VaultRow)
_PHONE, _KEPT_AT = "phone", "kept_at"


@dataclass(frozen=True, slots=True)
class StoreCallerBook:
    """The callers' phones of one database."""

    database: Database
    clock: Clock

    def keep(self, caller: str, phone: str, /) -> None:
        """Keep the phone of a blinded caller, from now on."""
        person = caller_person(caller)
        values = {_PHONE: phone, _KEPT_AT: instant(self.clock.now())}
        rows = [
            {"person": person, "field": field, "version": 1, "value": value}
            for field, value in values.items()
        ]
        with self.database.writer.begin() as connection:
            upsert(connection, _VALUES, rows)

    def phone(self, caller: str, /) -> str | None:
        """Read the phone of a blinded caller, if it is kept."""
        mine = (_VALUES.c.person == caller_person(caller)) & (_VALUES.c.field == _PHONE)
        with self.database.reader.connect() as connection:
            phone: str | None = connection.execute(select(_VALUES.c.value).where(mine)).scalar()
        return phone

    def forget_before(self, moment: datetime, /) -> int:
        """Forget every phone that was last kept before a moment; tell how many."""
        callers = _VALUES.c.person.like(f"{CALLER}%")
        old = (_VALUES.c.field == _KEPT_AT) & (_VALUES.c.value < instant(moment))
        with self.database.writer.begin() as connection:
            found = connection.execute(select(_VALUES.c.person).where(callers, old)).scalars()
            people = list(found)
            connection.execute(delete(_VALUES).where(_VALUES.c.person.in_(people)))
        return len(people)
