"""Personal values that travelled: kept once, never for who was erased, and findable here."""

import re
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import bindparam, func, select

from core.model.citizen_story import PHONE_FIELD
from core.model.event import Event
from core.model.exchange import VaultValue
from core.model.sealing import SECRET_BYTES, commitment
from core.model.user import as_typed
from core.store.exchange.storable import is_storable
from core.store.name_index import index_name
from core.store.prepared import Prepared, driver_of, new_row
from core.store.tables import PersonKeyRow, PersonSecretRow, VaultRow
from core.store.upserts import table
from core.store.vault import sealed_by
from core.store.work import StoreWork

_VALUES, _SECRETS, _KEYS = table(VaultRow), table(PersonSecretRow), table(PersonKeyRow)
_NEW_VALUE, _NEW_SECRET, _NEW_KEY = new_row(_VALUES), new_row(_SECRETS), new_row(_KEYS)
_SECRET = Prepared(select(_SECRETS.c.secret).where(_SECRETS.c.person == bindparam("asked")))
_NEWEST = Prepared(
    select(func.max(_VALUES.c.version)).where(
        _VALUES.c.person == bindparam("asked"), _VALUES.c.field == bindparam("asked_field")
    )
)
_IS_SECRET = re.compile(f"[0-9a-f]{{{2 * SECRET_BYTES}}}")
Seal = tuple[str, str, int]


def seals_of(events: Iterable[Event]) -> dict[Seal, str]:
    """Tell which values events commit to: person, field and version, with the commitment."""
    seals = {}
    for event in events:
        person, sealed = sealed_by(event.draft.subject, event.draft.data)
        for field, said in sealed.items():
            seals[person, field, said["version"]] = said["commitment"]
    return seals


class Values:
    """Puts what travelled beside events into the vault of this place."""

    def __init__(self, work: StoreWork) -> None:
        self._work = work
        self._driver = driver_of(work.connection)

    def keep(
        self, values: Iterable[VaultValue], secrets: Mapping[str, str], users: Collection[str] = ()
    ) -> None:
        """Keep what is new; `users` are the persons who are staff, found by another name."""
        for person, secret in secrets.items():
            if _IS_SECRET.fullmatch(secret) is not None and not self._is_erased(person):
                _NEW_SECRET.changed(self._driver, {"person": person, "secret": secret})
        for one in values:
            if self._is_erased(one.person):
                continue
            row = {"person": one.person, "field": one.field, "version": one.version}
            if _NEW_VALUE.changed(self._driver, row | {"value": one.value}):
                self._index(one, is_user=one.person in users)

    def keep_proved(
        self, values: Iterable[VaultValue], secrets: Mapping[str, str], seals: Mapping[Seal, str]
    ) -> None:
        """Keep of them what some event commits to and what its commitment proves."""
        people = {person for person, _, _ in seals}
        self.keep((), {person: said for person, said in secrets.items() if person in people})
        self.keep([one for one in values if self._is_proved(one, seals)], {})

    def _is_proved(self, one: VaultValue, seals: Mapping[Seal, str]) -> bool:
        said = seals.get((one.person, one.field, one.version))
        secret = _SECRET.value(self._driver, {"asked": one.person})
        if said is None or secret is None or not is_storable(one.value, one.version):
            return False
        return commitment(bytes.fromhex(secret), one.field, one.version, one.value) == said

    def _is_erased(self, person: str) -> bool:
        known = self._work.projections.citizen(person)
        return known is not None and known.erased

    def _index(self, one: VaultValue, *, is_user: bool) -> None:
        """Make who it is findable under the keys of this place, as whoever seals one does."""
        keys = self._work.keys
        if one.field == "name" and not is_user:
            newest = _NEWEST.value(self._driver, {"asked": one.person, "asked_field": one.field})
            if newest == one.version:
                index_name(self._work.connection, keys, one.person, one.value)
            return
        if one.field == "name":
            kind, blinded = "user", keys.blind("user", as_typed(one.value))
        elif one.field == "document" or one.field.startswith(PHONE_FIELD):
            kind = one.field.partition(":")[0]
            blinded = keys.blind(kind, one.value)
        else:
            return
        row = {"kind": kind, "blinded": blinded, "person": one.person, "field": one.field}
        _NEW_KEY.changed(self._driver, row)
