"""Keys of the exchange: the hub's derive from its master key, a laptop's are made and kept."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from channels.units.age_identity import identity_of
from channels.units.enrolment import DeviceLine
from channels.units.wire.envelope import new_identity, recipient_of
from channels.units.wire.signing import new_signing_key, public_half
from config.unit_files import write_owned
from core.model.keys import Keys
from core.refusals import UnitOnly

_FILE, _FORMER = "unit.json", "unit.former.json"


@dataclass(frozen=True, slots=True)
class Pair:
    """What one side signs with, and opens envelopes with."""

    secret: bytes = field(repr=False)
    identity: str = field(repr=False)

    @property
    def public_key(self) -> bytes:
        """Tell what others verify with."""
        return public_half(self.secret)

    @property
    def recipient(self) -> str:
        """Tell for whom others close envelopes."""
        return recipient_of(self.identity)

    @property
    def line(self) -> DeviceLine:
        """Tell both public halves."""
        return DeviceLine(self.public_key, self.recipient)


def hub_pair(keys: Keys) -> Pair:
    """Derive the pair of the hub."""
    return Pair(keys.exchange_signing(), identity_of(keys.exchange_opening()))


def made_pair(var: Path) -> Pair:
    """Make the pair of a laptop once, and tell it again from then on."""
    path = var / "keys" / _FILE
    if not path.exists():
        made = {"signing": new_signing_key().hex(), "opening": new_identity()}
        write_owned(path, json.dumps(made))
    return kept_pair(var)


def remade_pair(var: Path) -> Pair:
    """Make another pair, as for a laptop that was out of hand; the one before is kept beside it."""
    path = var / "keys" / _FILE
    if path.exists():
        path.replace(path.with_name(_FORMER))
    return made_pair(var)


def kept_pair(var: Path) -> Pair:
    """Read the pair of a laptop."""
    try:
        said = json.loads((var / "keys" / _FILE).read_text())
    except FileNotFoundError as fault:
        raise UnitOnly from fault
    return Pair(bytes.fromhex(said["signing"]), said["opening"])
