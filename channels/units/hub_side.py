"""The hub in a session, whatever carried the bundle: takes segments in, writes the answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from channels.units.file_lane import FileLane
from channels.units.packing import Packed, packed
from channels.units.spoken import ANSWER, LOAD, REQUEST, answer_words, read_hello
from channels.units.wire.bundle import BundleReader, BundleWriter
from channels.units.wire.bundle_header import BundleHeader
from channels.units.wire.codec import decode_parcel
from channels.units.wire.envelope import close_envelope
from channels.units.wire.segment import Packer
from channels.units.wire.snapshots import encode_snapshot
from core.exchanging import STICK, Exchanging, Talk
from core.model.event import instant
from core.model.exchange import MOST_EVENTS_A_SEGMENT
from core.refusals import BundleCut, BundleForeign, Refusal

# One answer holds no more, whatever a unit asks for; the rest comes with its next request.
MOST_ANSWER_BYTES = 256 * 1024
# What is larger is fetched as a file, which goes on where a line was cut.
LARGEST_LOAD = 6 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSide:
    """What every session at the hub needs."""

    exchanging: Exchanging
    packer: Packer
    secret: bytes = field(repr=False)
    files: FileLane

    def listen(self, transport: str) -> "Listening":
        """Begin to hear a unit."""
        return Listening(self, transport)


class _Down(NamedTuple):
    """What goes down: `load` segments of new districts, then parcels and how far each leads.

    A load that is too large for a bad line lies in a file.
    """

    segments: list[bytes]
    load: int
    reached: list[int]
    more: bool
    file: str


class Listening:
    """One bundle of a unit, fed as it arrives; each segment counts once it is verified."""

    def __init__(self, side: HubSide, transport: str) -> None:
        self._side = side
        self._transport = transport
        self._reader = BundleReader(self._key_of)
        self._heard = 0
        self.talk: Talk | None = None

    def feed(self, arrived: bytes) -> None:
        """Take bytes in."""
        self._heard += len(arrived)
        segments = self._reader.feed(arrived)
        if self.talk is None and self._reader.header is not None:
            hello = read_hello(self._reader.header, self._reader.digest)
            self.talk = self._side.exchanging.begin(hello, self._transport)
        for segment in segments:
            self._take(segment)

    def answer(self) -> bytes:
        """Answer a bundle that is here to its end; one that was cut is refused, and counts."""
        try:
            self._reader.finish()
        except Refusal as refusal:
            if self.talk is not None:
                self._end(self.talk, 0, refusal.code)
            raise
        talk = self.talk
        if talk is None:
            raise BundleCut(segments=0, expected=0)
        down = self._down(talk)
        header = self._header(talk, down)
        answer = BundleWriter(self._side.secret).write(header, down.segments)
        self._end(talk, len(answer), "")
        return answer

    def _key_of(self, header: BundleHeader) -> bytes:
        if header.kind != REQUEST:
            raise BundleForeign
        device = self._side.exchanging.device(header.origin, header.epoch)
        return bytes.fromhex(device.public_key)

    def _take(self, segment: bytes) -> None:
        if self.talk is None:
            return
        try:
            parcel = decode_parcel(self._side.packer.unpack(segment))
        except Refusal as refusal:
            self.talk.faults.append(refusal.code)
        else:
            self._side.exchanging.take(self.talk, parcel)

    def _down(self, talk: Talk) -> _Down:
        most = MOST_ANSWER_BYTES if self._transport == STICK else self._most(talk)
        load, file = self._new_districts(talk)
        segments, reached = list(load), list[int]()
        room, more = most - sum(map(len, load)), bool(load or file)
        for part, leads_to in self._parcels(talk):
            if room < len(part.segment) and segments:
                more = True
                break
            segments.append(part.segment)
            reached.append(leads_to)
            room -= len(part.segment)
            talk.events_down += len(part.parcel.events)
        return _Down(segments, len(load), reached, more, file)

    def _most(self, talk: Talk) -> int:
        return max(0, min(talk.hello.most_bytes, MOST_ANSWER_BYTES))

    def _new_districts(self, talk: Talk) -> tuple[list[bytes], str]:
        """Tell the segments of what stands there, or the file that they lie in."""
        files, origin = self._side.files, talk.device.origin
        if self._transport != STICK and files.find(origin, talk.hello.holds) is not None:
            return [], "" if talk.suspect else talk.hello.holds
        # A line that is always cut would otherwise be given another file each time.
        about = self._side.exchanging.wish(talk)
        if not about:
            # It has what it wished for: whatever it lacks another day is not in that file.
            files.withdraw(origin)
            return [], ""
        kept = "" if self._transport == STICK else files.offered(origin, about)
        if kept:
            return [], kept
        snapshot = self._side.exchanging.new_districts(talk)
        load = list(map(self._side.packer.pack, encode_snapshot(snapshot)))
        if self._transport == STICK or sum(map(len, load)) <= LARGEST_LOAD:
            return load, ""
        return [], files.offer(origin, about, self._closed(talk, load))

    def _closed(self, talk: Talk, load: Sequence[bytes]) -> bytes:
        """Close a load for its unit alone: it lies on the hub's disk for a while."""
        header = BundleHeader(
            kind=LOAD,
            origin=talk.device.origin,
            epoch=talk.hello.epoch,
            session=str(talk.hello.session),
            created=instant(talk.begun_at),
        )
        bundle = BundleWriter(self._side.secret).write(header, load)
        return close_envelope(bundle, talk.device.recipient)

    def _parcels(self, talk: Talk) -> Iterator[tuple[Packed, int]]:
        """Read on and on what the unit lacks, each segment with the place that it leads to."""
        cursors = talk.hello.cursors
        while True:
            parcel, moved = self._side.exchanging.lacks(talk, cursors, MOST_EVENTS_A_SEGMENT)
            if not parcel.events:
                return
            parts = list(packed(parcel, self._side.packer))
            for part in parts[:-1]:
                yield part, part.parcel.order[-1]
            yield parts[-1], min(moved.values())
            cursors = moved

    def _header(self, talk: Talk, down: _Down) -> BundleHeader:
        hello, told = talk.hello, self._side.exchanging.told(talk)
        return BundleHeader(
            kind=ANSWER,
            origin=hello.origin,
            epoch=hello.epoch,
            session=str(hello.session),
            created=instant(told.clock),
            told=answer_words(
                told,
                hello,
                load=down.load,
                down=down.reached,
                more=down.more or told.anew,
                by_hand=self._transport == STICK,
                file=down.file,
            ),
        )

    def _end(self, talk: Talk, sent: int, code: str) -> None:
        self._side.exchanging.end(talk, bytes_up=self._heard, bytes_down=sent, code=code)
