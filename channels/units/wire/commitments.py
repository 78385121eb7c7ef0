"""Leaves out the commitments that the receiver works out from secret and value, and restores them.

Both sides ask the same question of the parcel and then, where they were given one, of their place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from channels.units.wire.json_value import Json, carried, is_carried, uncarried
from core.model.exchange import VaultValue
from core.model.sealing import SECRET_BYTES, commitment
from core.ports.exchange import Ends

_SEALED, _COMMITMENT, _VERSION = "sealed", "commitment", "version"
_WORKED_OUT = 0
Data = dict[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The values and secrets with which commitments are worked out."""

    values: Mapping[tuple[str, str, int], str] = field(repr=False)
    secrets: Mapping[str, str] = field(repr=False)
    ends: Ends | None = None

    @classmethod
    def of(
        cls, values: tuple[VaultValue, ...], secrets: Mapping[str, str], ends: Ends | None
    ) -> "Known":
        """Gather what travels."""
        by_name = {(one.person, one.field, one.version): one.value for one in values}
        return cls(values=by_name, secrets=secrets, ends=ends)

    def omit(self, data: Data, subject: str) -> Data:
        """Leave out every commitment that `restore` would find; wrap the others."""
        sealed = _sealed(data)
        if sealed is None:
            return data
        person = _person(data, subject)
        told = {name: self._omitted(person, name, said) for name, said in sealed.items()}
        return data | {_SEALED: told}

    def restore(self, data: Data, subject: str) -> Data:
        """Put every commitment back, or refuse with a `LookupError` what cannot be worked out."""
        sealed = _sealed(data)
        if sealed is None:
            return data
        person = _person(data, subject)
        told = {name: self._restored(person, name, said) for name, said in sealed.items()}
        return data | {_SEALED: told}

    def _omitted(self, person: str, name: str, said: Json) -> Json:
        if not _is_sealing(said):
            return said
        worked_out = self._commitment(person, name, said[_VERSION])
        is_same = worked_out is not None and worked_out == said[_COMMITMENT]
        return said | {_COMMITMENT: _WORKED_OUT if is_same else carried(said[_COMMITMENT])}

    def _restored(self, person: str, name: str, said: Json) -> Json:
        if not _is_sealing(said):
            return said
        if is_carried(said[_COMMITMENT]):
            return said | {_COMMITMENT: uncarried(said[_COMMITMENT])}
        worked_out = self._commitment(person, name, said[_VERSION])
        if worked_out is None:
            raise LookupError("a value or a secret is missing")
        return said | {_COMMITMENT: worked_out}

    def _commitment(self, person: str, name: str, version: Json) -> str | None:
        if not isinstance(version, int) or isinstance(version, bool):
            return None
        secret, value = self._secret(person), self._value(person, name, version)
        if secret is None or value is None:
            return None
        return commitment(secret, name, version, value)

    def _secret(self, person: str) -> bytes | None:
        carried = self.secrets.get(person)
        if carried is not None:
            return _as_secret(carried)
        return None if self.ends is None else self.ends.secret(person)

    def _value(self, person: str, name: str, version: int) -> str | None:
        carried = self.values.get((person, name, version))
        if carried is not None or self.ends is None:
            return carried
        return self.ends.value(person, name, version)


def _sealed(data: Data) -> Data | None:
    sealed = data.get(_SEALED)
    return sealed if isinstance(sealed, dict) else None


def _is_sealing(said: Json) -> bool:
    return isinstance(said, dict) and _COMMITMENT in said and _VERSION in said


def _person(data: Data, subject: str) -> str:
    person = data.get("person", subject.partition(":")[2])
    return person if isinstance(person, str) else ""


def _as_secret(text: str) -> bytes | None:
    try:
        secret = bytes.fromhex(text)
    except ValueError:
        return None
    return secret if len(secret) == SECRET_BYTES else None
