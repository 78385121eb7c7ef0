"""Reads what the journal says of citizens, and opens their sealed values."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from core.model.citizen import Citizen
from core.store.citizen_rows import to_citizen
from core.store.database import Database
from core.store.prepared import ONE, Prepared
from core.store.tables import CitizenRow, PersonKeyRow, VaultRow
from core.store.upserts import table

_CITIZENS, _VALUES, _KEYS = table(CitizenRow), table(VaultRow), table(PersonKeyRow)
# A run of letters asks for thousands of people.
_CITIZEN = Prepared(select(_CITIZENS.c.facts).where(_CITIZENS.c.id == bindparam("asked")))
_VALUE = Prepared(
    select(_VALUES.c.value)
    .where(_VALUES.c.person == bindparam("asked"), _VALUES.c.field == bindparam("asked_field"))
    .order_by(_VALUES.c.version.desc())
    .limit(ONE)
)


@dataclass(frozen=True, slots=True)
class StoreCitizens:
    """The citizens of one database."""

    database: Database

    def get(self, citizen: str, /) -> Citizen | None:
        """Read a citizen without any personal value."""
        facts = _CITIZEN.value(self.database.driver(), {"asked": citizen})
        return None if facts is None else to_citizen(facts)

    def by_document(self, blinded: str, /) -> str | None:
        """Find the citizen with this blinded identity document."""
        asked = (_KEYS.c.kind == "document") & (_KEYS.c.blinded == blinded)
        first = select(_KEYS.c.person).where(asked).order_by(_KEYS.c.person).limit(1)
        with self.database.reader.connect() as connection:
            person: str | None = connection.execute(first).scalar()
        return person

    def open_value(self, citizen: str, field: str, /) -> str | None:
        """Read the current personal value of a field, or none if erased or never given."""
        asked = {"asked": citizen, "asked_field": field}
        value: str | None = _VALUE.value(self.database.driver(), asked)
        return value
