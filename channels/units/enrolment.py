"""What a laptop and the hub hand each other so that a unit begins: a line, and a pack."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from channels.units.pack import Pack
from channels.units.wire.bundle import BundleReader, BundleWriter
from channels.units.wire.bundle_header import BundleHeader
from channels.units.wire.envelope import close_envelope, open_envelope
from channels.units.wire.signing import KEY_BYTES
from channels.units.wire.written import UNREADABLE
from core.refusals import BundleDamaged, BundleForeign, DeviceKeyWrong

PACK = "pack"
_MARK = "CVU1"
_LINE = re.compile(rf"{_MARK}:([A-Za-z0-9_-]{{43}}):(age1[a-z0-9]{{58}})")


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """The public halves of a laptop's keys, in one line that a person can carry."""

    public_key: bytes
    recipient: str

    def __str__(self) -> str:
        written = urlsafe_b64encode(self.public_key).decode().rstrip("=")
        return f"{_MARK}:{written}:{self.recipient}"

    @classmethod
    def parse(cls, text: str) -> "DeviceLine":
        """Read the line, or refuse what is not whole."""
        found = _LINE.fullmatch(text.strip())
        key = urlsafe_b64decode(found[1] + "=") if found else b""
        if found is None or len(key) != KEY_BYTES:
            raise DeviceKeyWrong
        return cls(key, found[2])


def write_pack(
    pack: Pack, load: Iterable[bytes], secret: bytes, *, recipient: str, at: str
) -> bytes:
    """Write a pack with the first load, signed by the hub and closed for one laptop."""
    header = BundleHeader(
        kind=PACK,
        origin=pack.origin,
        epoch=next(iter(pack.codes)),
        session="0",
        created=at,
        told=pack.words(),
    )
    return close_envelope(BundleWriter(secret).write(header, load), recipient)


def read_pack(envelope: bytes, identity: str) -> tuple[Pack, Sequence[bytes]]:
    """Open a pack: it tells itself whose signature is to be believed from then on.

    Only the hub was shown the line for which it is closed, and a person hands it over.
    """
    bundle = open_envelope(envelope, identity)
    reader = BundleReader(_hub_key)
    segments = reader.feed(bundle)
    return _pack(reader.finish()), segments


def _hub_key(header: BundleHeader) -> bytes:
    if header.kind != PACK:
        raise BundleForeign
    return _pack(header).hub_key


def _pack(header: BundleHeader) -> Pack:
    try:
        return Pack.read(header.told)
    except UNREADABLE as fault:
        raise BundleDamaged(problem="told") from fault
