"""A bundle: a signed header with a table of segments, then the segments; the same bytes everywhere.

`magic | length of the header (4) | header | count (2) | hash (16) and length (4) of each segment |
signature (64) | segments`. The table is signed, so every segment counts as soon as it is there.
"""

import hashlib
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from channels.units.wire.bundle_header import MOST_HEADER_BYTES, BundleHeader
from channels.units.wire.segment import MOST_SEGMENT_BYTES
from channels.units.wire.signing import SIGNATURE_BYTES, is_signed, sign
from core.refusals import BundleCut, BundleDamaged, BundleForeign, Refusal

MAGIC = b"CVGP"
MOST_SEGMENTS = 4096
MOST_BUNDLE_BYTES = 64 * 1024 * 1024
# What is signed here is nothing else that the key of a device may ever sign.
_PURPOSE = b"convergencia/bundle/1\n"
_LENGTH, _COUNT, _ENTRY = struct.Struct(">I"), struct.Struct(">H"), struct.Struct(">16sI")
# Nobody but the signer could look for two segments with one hash, and has nothing to gain by it.
_HASH_BYTES = 16
KeyOf = Callable[[BundleHeader], bytes]


@dataclass(frozen=True, slots=True)
class BundleWriter:
    """Signs bundles with the secret half of a device's key pair."""

    secret: bytes = field(repr=False)

    def write(self, header: BundleHeader, segments: Iterable[bytes]) -> bytes:
        """Write a bundle."""
        kept = list(segments)
        if len(kept) > MOST_SEGMENTS or any(len(one) > MOST_SEGMENT_BYTES for one in kept):
            raise BundleDamaged(problem="too_large")
        written = header.written()
        table = b"".join(_ENTRY.pack(_hash(one), len(one)) for one in kept)
        said = MAGIC + _LENGTH.pack(len(written)) + written + _COUNT.pack(len(kept)) + table
        bundle = said + sign(self.secret, _PURPOSE + said) + b"".join(kept)
        if len(bundle) > MOST_BUNDLE_BYTES:
            raise BundleDamaged(problem="too_large")
        return bundle


class BundleReader:
    """Takes a bundle in as it arrives, and hands over each segment that its author signed.

    `key_of` finds the public key of whoever a header names, or refuses. What is wrong with the
    bytes is refused once everything before it was handed over, and from then on always.
    """

    def __init__(self, key_of: KeyOf) -> None:
        self.header: BundleHeader | None = None
        # Of everything that is signed: two bundles with one digest say the same.
        self.digest = ""
        self.count = 0
        self.taken = 0
        self._key_of = key_of
        self._waiting = bytearray()
        self._table: list[tuple[bytes, int]] = []
        self._fault: Refusal | None = None

    def feed(self, arrived: bytes) -> tuple[bytes, ...]:
        """Take bytes in; tell the segments that are whole with them."""
        if self._fault is not None:
            raise self._fault
        self._waiting += arrived
        ready: list[bytes] = []
        try:
            self._read(ready)
        except Refusal as refusal:
            self._fault = refusal
            if not ready:
                raise
        return tuple(ready)

    def finish(self) -> BundleHeader:
        """Tell the header of a bundle that is here to its end, or refuse one that is not."""
        if self._fault is not None:
            raise self._fault
        if self.header is None or self.taken < self.count:
            raise BundleCut(segments=self.taken, expected=self.count)
        return self.header

    def _read(self, ready: list[bytes]) -> None:
        if self.header is None and not self._read_header():
            return
        while self.taken < self.count:
            wanted, length = self._table[self.taken]
            if len(self._waiting) < length:
                return
            segment = self._take(length)
            if _hash(segment) != wanted:
                raise BundleDamaged(problem="segment")
            ready.append(segment)
            self.taken += 1
        if self._waiting:
            raise BundleDamaged(problem="longer")

    def _read_header(self) -> bool:
        """Read and verify everything before the segments, as soon as all of it is here."""
        waiting = bytes(self._waiting[:_MOST_BEFORE_SEGMENTS])
        begun = len(MAGIC) + _LENGTH.size
        if waiting[: len(MAGIC)] != MAGIC[: len(waiting)]:
            raise BundleForeign
        if len(waiting) < begun:
            return False
        (length,) = _LENGTH.unpack_from(waiting, len(MAGIC))
        if length > MOST_HEADER_BYTES:
            raise BundleDamaged(problem="header_too_large")
        counted = begun + length
        if len(waiting) < counted + _COUNT.size:
            return False
        header = BundleHeader.read(waiting[begun:counted])
        (count,) = _COUNT.unpack_from(waiting, counted)
        if count > MOST_SEGMENTS:
            raise BundleDamaged(problem="too_large")
        told = counted + _COUNT.size + count * _ENTRY.size
        if len(waiting) < told + SIGNATURE_BYTES:
            return False
        self._believe(header, waiting[: told + SIGNATURE_BYTES], count)
        return True

    def _believe(self, header: BundleHeader, head: bytes, count: int) -> None:
        said, signature = head[:-SIGNATURE_BYTES], head[-SIGNATURE_BYTES:]
        if not is_signed(self._key_of(header), _PURPOSE + said, signature):
            raise BundleDamaged(problem="signature")
        table = list(_ENTRY.iter_unpack(said[len(said) - count * _ENTRY.size :]))
        total = sum(length for _, length in table)
        if total > MOST_BUNDLE_BYTES or any(length > MOST_SEGMENT_BYTES for _, length in table):
            raise BundleDamaged(problem="too_large")
        self._take(len(head))
        self.digest = hashlib.sha256(head).hexdigest()
        self.header, self.count, self._table = header, count, table

    def _take(self, length: int) -> bytes:
        taken = bytes(self._waiting[:length])
        del self._waiting[:length]
        return taken


_MOST_BEFORE_SEGMENTS = (
    len(MAGIC)
    + _LENGTH.size
    + MOST_HEADER_BYTES
    + _COUNT.size
    + MOST_SEGMENTS * _ENTRY.size
    + SIGNATURE_BYTES
)


def _hash(segment: bytes) -> bytes:
    return hashlib.sha256(segment).digest()[:_HASH_BYTES]
