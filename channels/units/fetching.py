"""Fetches a first load that is too large for an answer, and goes on where it was cut."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import requests

from channels.units.bundle_http import FILES, PREFIX
from channels.units.file_lane import FileLane
from channels.units.file_token import token
from channels.units.spoken import LOAD
from channels.units.unit_side import UnitSide
from channels.units.wire.bundle import BundleReader
from channels.units.wire.bundle_header import BundleHeader
from channels.units.wire.envelope import open_envelope
from channels.units.wire.snapshots import decode_snapshot
from core.refusals import BundleForeign, ExchangeRefused

# What a cut loses of a file at most.
_PIECE = 512
_TIMEOUT = (20.0, 60.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """What fetching files needs besides a line."""

    side: UnitSide
    lane: FileLane
    identity: str = field(repr=False)

    @property
    def holds(self) -> str:
        """Name the file that was begun and not finished."""
        return self.lane.unfinished(self.side.place.origin)

    def fetch(
        self,
        line: requests.Session,
        url: str,
        name: str,
        *,
        session: int,
        came: Callable[[int], None],
    ) -> None:
        """Fetch the rest of a file and take in what it holds; `came` is told the bytes as kept."""
        origin = self.side.place.origin
        here, path = self.lane.reached(origin, name), f"{PREFIX}{FILES}/{name}"
        who = (origin, self.side.place.epoch, session)
        # If nothing of it is missing, only its last byte is asked for again, and passed over.
        headers = {
            "Authorization": token(self.side.secret, who, "GET", path),
            "Range": f"bytes={here}-",
            "If-Range": f'"{name}"',
            "Accept-Encoding": "identity",
        }
        address = url.rstrip("/") + path
        with line.get(address, headers=headers, timeout=_TIMEOUT, stream=True) as answer:
            if answer.status_code == requests.codes.ok and here:
                self.lane.drop(origin, name)
                here = 0
            is_over = answer.status_code == requests.codes.requested_range_not_satisfiable
            if not is_over and not answer.ok:
                self.lane.drop(origin, name)
                raise ExchangeRefused(answer=str(answer.status_code))
            for piece in () if is_over else answer.iter_content(_PIECE):
                here = self.lane.add(origin, name, offset=here, piece=piece)
                came(len(piece))
        self._take(self.lane.finish(origin, name).read_bytes())
        self.lane.drop(origin, name)

    def _take(self, envelope: bytes) -> None:
        reader = BundleReader(self._key_of)
        segments = reader.feed(open_envelope(envelope, self.identity))
        reader.finish()
        for at, segment in enumerate(segments, 1):
            snapshot = decode_snapshot(self.side.packer.unpack(segment))
            buckets = snapshot.buckets if at == len(segments) else frozenset[str]()
            self.side.shelf.load(replace(snapshot, buckets=buckets))

    def _key_of(self, header: BundleHeader) -> bytes:
        if (header.kind, header.origin) != (LOAD, self.side.place.origin):
            raise BundleForeign
        return self.side.hub_key
