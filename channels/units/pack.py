"""What a unit is told once, so that it can begin."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from channels.units.spoken import ScopeTold
from channels.units.wire.json_value import Json

Labels = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What a unit needs to begin: its epochs with their codes, lent keys, and where the hub is."""

    origin: str
    codes: Mapping[int, str]
    lent: Mapping[Labels, bytes] = field(repr=False)
    hub_key: bytes
    hub_recipient: str
    url: str
    scope: ScopeTold

    def words(self) -> Json:
        """Write it."""
        return {
            "origin": self.origin,
            "codes": list(self.codes.items()),
            "lent": [[list(labels), key.hex()] for labels, key in sorted(self.lent.items())],
            "hub_key": self.hub_key.hex(),
            "hub_recipient": self.hub_recipient,
            "url": self.url,
            "scope": self.scope.words(),
        }

    @classmethod
    def read(cls, said: Json) -> "Pack":
        """Read it back."""
        return cls(
            origin=str(said["origin"]),
            codes={int(epoch): str(code) for epoch, code in said["codes"]},
            lent={tuple(labels): bytes.fromhex(key) for labels, key in said["lent"]},
            hub_key=bytes.fromhex(said["hub_key"]),
            hub_recipient=str(said["hub_recipient"]),
            url=str(said["url"]),
            scope=ScopeTold.read(said["scope"]),
        )
