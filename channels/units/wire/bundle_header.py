"""What stands at the head of a bundle: who speaks, in which session, what else is said."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from channels.units.wire.json_value import Json
from core.model.event import canonical
from core.refusals import BundleDamaged, BundleNewer

PROTO = 1
MOST_HEADER_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleHeader:
    """What is signed besides the table of segments; `told` is the exchange's own, carried as is.

    `created` is the author's moment as the journal writes moments, and decides nothing.
    """

    kind: str
    origin: str
    epoch: int
    session: str
    created: str
    schema_max: int = 1
    told: Mapping[str, Json] = field(default_factory=dict)

    def written(self) -> bytes:
        """Write the header in the house's one way."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        said["told"] = dict(self.told)
        # What is usual is left out: an exchange with nothing to say is mostly this header.
        short = {name: value for name, value in said.items() if value != _USUAL.get(name)}
        written = canonical({"proto": PROTO, **short})
        if len(written) > MOST_HEADER_BYTES:
            raise BundleDamaged(problem="header_too_large")
        return written

    @classmethod
    def read(cls, written: bytes) -> "BundleHeader":
        """Read a header, or refuse one of another time or of nobody."""
        said = _object(written)
        proto = said.pop("proto", None)
        if proto != PROTO:
            raise BundleNewer(proto=proto if isinstance(proto, int) else str(proto)[:20])
        said = {**_USUAL, **said}
        types = {one.name: _TYPES.get(one.name, str) for one in fields(cls)}
        is_whole = said.keys() == types.keys() and all(
            type(said[name]) is kind for name, kind in types.items()
        )
        if not is_whole:
            raise BundleDamaged(problem="header")
        header = cls(**said)
        if header.written() != written:
            raise BundleDamaged(problem="header")
        return header


def _object(written: bytes) -> dict[str, Json]:
    try:
        said = json.loads(written)
    except (ValueError, RecursionError) as fault:
        raise BundleDamaged(problem="header") from fault
    if not isinstance(said, dict):
        raise BundleDamaged(problem="header")
    return said


_USUAL: Mapping[str, Json] = {"schema_max": 1, "told": {}}
_TYPES: Mapping[str, type] = {"epoch": int, "schema_max": int, "told": dict}
