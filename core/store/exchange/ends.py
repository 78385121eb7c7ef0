"""What either side is asked while it reads what came: hashes, secrets and values that it has."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from core.model.event import GENESIS
from core.store import purged
from core.store.database import Database
from core.store.prepared import Prepared
from core.store.tables import EventRow, PersonSecretRow, VaultRow
from core.store.upserts import table

_E, _S, _V = table(EventRow).c, table(PersonSecretRow).c, table(VaultRow).c
_HASH = Prepared(
    select(_E.hash).where(
        _E.origin == bindparam("asked_origin"),
        _E.epoch == bindparam("asked_epoch"),
        _E.seq == bindparam("asked_seq"),
    )
)
_SECRET = Prepared(select(_S.secret).where(_S.person == bindparam("asked")))
_VALUE = Prepared(
    select(_V.value).where(
        _V.person == bindparam("asked"),
        _V.field == bindparam("asked_field"),
        _V.version == bindparam("asked_version"),
    )
)


@dataclass(frozen=True, slots=True)
class StoreEnds:
    """What one database has of chains and of the vault."""

    database: Database

    def hash_at(self, origin: str, epoch: int, seq: int, /) -> str | None:
        """Tell the hash of an event, the beginning's for seq 0, none if it is not here."""
        if seq == 0:
            return GENESIS
        asked = {"asked_origin": origin, "asked_epoch": epoch, "asked_seq": seq}
        driver = self.database.driver()
        found: str | None = _HASH.value(driver, asked)
        return found or purged.hash_at(driver, origin, epoch, seq)

    def secret(self, person: str, /) -> bytes | None:
        """Tell the secret of a person's salts, none once erased or if never here."""
        found: str | None = _SECRET.value(self.database.driver(), {"asked": person})
        return None if found is None else bytes.fromhex(found)

    def value(self, person: str, field: str, version: int, /) -> str | None:
        """Tell one version of a personal value."""
        asked = {"asked": person, "asked_field": field, "asked_version": version}
        found: str | None = _VALUE.value(self.database.driver(), asked)
        return found
