"""The vault: the only place with personal values; what is erased here is gone."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, select, update

from core.model.calling import caller_person
from core.model.sealing import SECRET_BYTES, commitment
from core.ports import Sealed
from core.store.lanes import next_version
from core.store.prepared import Prepared, driver_of, new_row
from core.store.tables import (
    CallerLockRow,
    CallerRightRow,
    ContactRow,
    HeldRunRow,
    LeftMessageRow,
    OutboxRow,
    PersonKeyRow,
    PersonSecretRow,
    QuarantinedRow,
    ThreadRow,
    ThreadTextRow,
    VaultRow,
)
from core.store.upserts import table

_VALUES, _SECRETS, _KEYS = table(VaultRow), table(PersonSecretRow), table(PersonKeyRow)
_CONTACTS, _OUTBOX = table(ContactRow), table(OutboxRow)
_HELD, _QUARANTINED = table(HeldRunRow), table(QuarantinedRow)
_MESSAGES = table(LeftMessageRow)
_THREADS, _TEXTS = table(ThreadRow), table(ThreadTextRow)
# Before every moment: what a person said is deleted by the next sweep, and shown to nobody till it.
_AT_ONCE = "1970-01-01T00:00:00.000Z"
_CALLER_LOCKS, _CALLER_RIGHTS = table(CallerLockRow), table(CallerRightRow)
Random = Callable[[int], bytes]

_NEW_VALUE, _NEW_SECRET, _NEW_KEY = new_row(_VALUES), new_row(_SECRETS), new_row(_KEYS)
_SECRET = Prepared(select(_SECRETS.c.secret).where(_SECRETS.c.person == bindparam("asked")))
_VERSIONS = Prepared(
    select(_VALUES.c.field, func.max(_VALUES.c.version).label("newest"))
    .where(_VALUES.c.person == bindparam("asked"))
    .group_by(_VALUES.c.field)
)
_PERSON = Prepared(
    select(_KEYS.c.person)
    .where(_KEYS.c.kind == bindparam("asked_kind"), _KEYS.c.blinded == bindparam("asked_blinded"))
    .order_by(_KEYS.c.person)
    .limit(1)
)


class Vault:
    """Seals, opens and erases values within one transaction."""

    def __init__(self, connection: Connection, random: Random, lane: int | None = None) -> None:
        self._connection = connection
        self._lane = lane
        self._driver = driver_of(connection)
        self._random = random

    def seal(self, person: str, values: Mapping[str, str]) -> tuple[Sealed, ...]:
        """Keep values under the next version of their fields and commit to them."""
        known = _SECRET.value(self._driver, {"asked": person})
        secret = self._new_secret(person) if known is None else bytes.fromhex(known)
        versions = {} if known is None else self._versions(person)
        sealed = []
        for field, value in values.items():
            version = next_version(versions.get(field, 0), self._lane)
            sealed.append(Sealed(field, version, commitment(secret, field, version, value)))
        for one in sealed:
            row = {"person": person, "field": one.field, "version": one.version}
            _NEW_VALUE.changed(self._driver, row | {"value": values[one.field]})
        return tuple(sealed)

    def erase(self, person: str) -> None:
        """Delete the values, the secret and the look-ups of a person."""
        erase(self._connection, person)

    def blind(self, kind: str, blinded: str, *, person: str, field: str) -> None:
        """Make a person findable by a blinded value."""
        row = {"kind": kind, "blinded": blinded, "person": person, "field": field}
        _NEW_KEY.changed(self._driver, row)

    def person_of(self, kind: str, blinded: str) -> str | None:
        """Find the person of a blinded value; the first one if there are several."""
        asked = {"asked_kind": kind, "asked_blinded": blinded}
        found: str | None = _PERSON.value(self._driver, asked)
        return found

    def _new_secret(self, person: str) -> bytes:
        secret = self._random(SECRET_BYTES)
        _NEW_SECRET.changed(self._driver, {"person": person, "secret": secret.hex()})
        return secret

    def _versions(self, person: str) -> dict[str, int]:
        rows = _VERSIONS.all(self._driver, {"asked": person})
        return {row["field"]: row["newest"] for row in rows}


def erase(connection: Connection, person: str) -> None:
    """Delete what could tell of a person: values, secret, look-ups and the traces of calls."""
    phones = select(_KEYS.c.blinded).where(_KEYS.c.person == person, _KEYS.c.kind == "phone")
    theirs = _CONTACTS.c.caller.in_(phones)
    connection.execute(update(_CONTACTS).where(theirs).values(caller=None, reply=""))
    left = _MESSAGES.c.caller.in_(phones)
    connection.execute(update(_MESSAGES).where(left).values(caller=None, kept_until=_AT_ONCE))
    _erase_threads(connection, phones)
    for guesses in (_CALLER_LOCKS, _CALLER_RIGHTS):
        connection.execute(delete(guesses).where(guesses.c.caller.in_(phones)))
    _erase_callers(connection, phones)
    documents = select(_KEYS.c.blinded).where(_KEYS.c.person == person, _KEYS.c.kind == "document")
    for key in connection.execute(documents):
        # A wish made by who keyed a DNI names it, blinded, and nobody asks for it in earnest now.
        connection.execute(delete(_OUTBOX).where(_OUTBOX.c.unique_key.contains(key.blinded)))
    for kept in (_VALUES, _SECRETS, _KEYS):
        connection.execute(delete(kept).where(kept.c.person == person))
    # What waits for its predecessor was not acknowledged: the unit sends it again.
    connection.execute(delete(_HELD).where(_HELD.c.parcel.contains(person, autoescape=True)))
    lies_aside = _QUARANTINED.c.aside.contains(person, autoescape=True)
    connection.execute(update(_QUARANTINED).where(lies_aside).values(aside=""))


def _erase_threads(connection: Connection, phones: Select[Any]) -> None:
    """Delete what was texted with a phone: rows stay, without words and without the phone."""
    theirs = select(_THREADS.c.id).where(_THREADS.c.caller.in_(phones))
    gone = {"words": None, "kept_until": _AT_ONCE, "waits": False}
    connection.execute(update(_TEXTS).where(_TEXTS.c.thread.in_(theirs)).values(gone))
    unknown = {"caller": None, "phone": None, "waiting_since": None}
    connection.execute(update(_THREADS).where(_THREADS.c.caller.in_(phones)).values(unknown))


def _erase_callers(connection: Connection, phones: Select[Any]) -> None:
    """Delete the phones that were kept to call back, and the calls that were wished for."""
    callers = [caller_person(blinded) for blinded in connection.execute(phones).scalars()]
    for kept in (_VALUES, _OUTBOX):
        connection.execute(delete(kept).where(kept.c.person.in_(callers)))


def read_sealed(subject: str, data: str) -> tuple[str, Mapping[str, Mapping[str, Any]]]:
    """Tell whose values an event sealed, and what it says of each.

    The person is the subject itself, or is named in the `data` of an event about a case.
    """
    return sealed_by(subject, json.loads(data))


def sealed_by(subject: str, said: Mapping[str, Any]) -> tuple[str, Mapping[str, Mapping[str, Any]]]:
    """Tell the same of an event that was read; what no program of ours seals is none."""
    person = said.get("person", subject.partition(":")[2])
    sealed = said.get("sealed", {})
    if not isinstance(person, str) or not isinstance(sealed, Mapping):
        return "", {}
    return person, {field: one for field, one in sealed.items() if _is_seal(one)}


def _is_seal(said: object) -> bool:
    return (
        isinstance(said, Mapping)
        and isinstance(said.get("version"), int)
        and isinstance(said.get("commitment"), str)
    )
