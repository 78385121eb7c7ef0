"""A unit in a session, whatever carries the bundle: writes what it has, takes the answer in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from channels.units.packing import Packed, packed
from channels.units.spoken import (
    ANSWER,
    REQUEST,
    AnswerTold,
    ScopeTold,
    hello_words,
    read_answer,
)
from channels.units.wire.bundle import MOST_SEGMENTS, BundleReader, BundleWriter
from channels.units.wire.bundle_header import BundleHeader
from channels.units.wire.codec import decode_parcel
from channels.units.wire.segment import Packer
from channels.units.wire.snapshots import decode_snapshot
from core.model.event import instant
from core.model.exchange import EVERYWHERE, Acknowledged, Cursors
from core.ports import Clock
from core.ports.exchange import UnitShelf
from core.ports.units import UnitSessions
from core.refusals import AnswerAhead, BundleCut, BundleForeign

# More than a unit writes in a season; what is over goes with the next bundle.
MOST_PENDING = 20_000
# So much of the hash of its first event tells two disks apart that begin one epoch.
BEGUN_LETTERS = 8


class Place(Protocol):
    """What a unit knows of itself."""

    @property
    def origin(self) -> str:
        """Tell its name."""
        ...

    @property
    def epoch(self) -> int:
        """Tell the epoch in which it writes."""
        ...

    @property
    def scope(self) -> ScopeTold:
        """Tell what it may have."""
        ...

    @property
    def lost(self) -> Mapping[int, int]:
        """Tell in which epochs the hub lost what it had acknowledged, and after which event."""
        ...

    def learn(self, scope: ScopeTold, /) -> None:
        """Keep what it may have from now on."""
        ...

    def miss(self, lost: Mapping[int, int], /) -> None:
        """Keep what the hub lost, until it has it again."""
        ...

    def may_write(self) -> None:
        """Refuse where this is a copy of the unit."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSide:
    """What every session at a unit needs."""

    place: Place
    shelf: UnitShelf
    sessions: UnitSessions
    clock: Clock
    packer: Packer
    secret: bytes = field(repr=False)
    hub_key: bytes = field(repr=False)

    def request(self, *, room: int, most_bytes: int, holds: str = "") -> "Request":
        """Write a bundle with what is pending, so many bytes of it, and what is asked for.

        With room for anything at all, the oldest segment goes along however large it is.
        """
        self.place.may_write()  # or a copy would use up the sessions of its original
        parts = self._pending(room)
        number = self.sessions.next_number(self.place.origin, self.place.epoch)
        cursors, scope = self._cursors(), self.place.scope
        header = BundleHeader(
            kind=REQUEST,
            origin=self.place.origin,
            epoch=self.place.epoch,
            session=str(number),
            created=instant(self.clock.now()),
            told=hello_words(
                cursors,
                self.shelf.chains(),
                knows_scope=scope.mark,
                most_bytes=most_bytes,
                holds=holds,
                begun=self.begun(),
            ),
        )
        bundle = BundleWriter(self.secret).write(header, [part.segment for part in parts])
        events = sum(len(part.parcel.events) for part in parts)
        return Request(bundle, number, events, cursors)

    def weight(self, room: int) -> tuple[int, int]:
        """Tell how many bytes of segments and how many events would go up now."""
        parts = self._pending(room)
        return sum(len(p.segment) for p in parts), sum(len(p.parcel.events) for p in parts)

    def waits(self) -> bool:
        """Say whether the hub has not acknowledged something yet, or has lost it."""
        return bool(self.place.lost or self.shelf.pending(limit=1))

    def must_load(self) -> bool:
        """Say whether nothing is here yet of some district, or not any more."""
        return bool(self.place.scope.buckets - self.shelf.cursors().keys())

    def hear(self, session: int | None, learnt: Callable[[AnswerTold], None]) -> "Hearing":
        """Begin to take an answer in: that of a session, or any that was carried by hand."""
        return Hearing(self, session, learnt)

    def note_lost(self, acks: Sequence[Acknowledged]) -> None:
        """Remember what the hub lost, and forget it once it has it again."""
        lost, before = dict(self.place.lost), self.place.lost
        for ack in acks:
            if ack.is_short:
                lost[ack.epoch] = ack.seq
            elif ack.epoch in lost and ack.seq >= self.shelf.chains()[ack.epoch].acked:
                del lost[ack.epoch]
        if lost != before:
            self.place.miss(lost)
        if before and not lost:
            # The hub put it elsewhere in its order: what stands there is loaded as it is now.
            self.shelf.forget_cursors()

    def _cursors(self) -> Cursors:
        mine = {*self.place.scope.buckets, EVERYWHERE}
        return {one: seq for one, seq in self.shelf.cursors().items() if one in mine}

    def begun(self) -> str:
        """Tell how the hash of the first event of its epoch begins."""
        first = self.shelf.hash_at(self.place.origin, self.place.epoch, 1) or ""
        return first[:BEGUN_LETTERS]

    def _pending(self, room: int) -> list[Packed]:
        parts: list[Packed] = []
        for parcel in self.shelf.pending(limit=MOST_PENDING, again=self.place.lost):
            for part in packed(parcel, self.packer):
                if room <= 0 or (parts and len(part.segment) > room):
                    room = 0
                    break
                if len(parts) == MOST_SEGMENTS:
                    break
                parts.append(part)
                room -= len(part.segment)
        return parts


class Request(NamedTuple):
    """A bundle on its way to the hub."""

    bundle: bytes
    session: int
    events: int
    cursors: Cursors


class Hearing:
    """An answer, fed as it arrives: each segment is taken in once it is verified."""

    def __init__(
        self, side: UnitSide, session: int | None, learnt: Callable[[AnswerTold], None]
    ) -> None:
        self._side = side
        self._session = session
        self._learnt = learnt
        self._reader = BundleReader(self._key_of)
        self._taken = 0
        self._moving: frozenset[str] = frozenset()
        self.told: AnswerTold | None = None
        self.events = 0

    def feed(self, arrived: bytes) -> None:
        """Take bytes in."""
        segments = self._reader.feed(arrived)
        header = self._reader.header
        if self.told is None and header is not None:
            self.told = self._begin(read_answer(header))
        for segment in segments:
            self._take(segment)

    def finish(self) -> AnswerTold:
        """Tell what the hub said, once all of it is here; or refuse an answer that was cut."""
        self._reader.finish()
        if self.told is None:
            raise BundleCut(segments=0, expected=0)
        return self.told

    def _key_of(self, header: BundleHeader) -> bytes:
        place = self._side.place
        is_mine = (header.kind, header.origin) == (ANSWER, place.origin)
        is_asked = self._session is None or (header.session, header.epoch) == (
            str(self._session),
            place.epoch,
        )
        if not is_mine or not is_asked:
            raise BundleForeign
        return self._side.hub_key

    def _begin(self, told: AnswerTold) -> AnswerTold:
        """Believe the acknowledgements, and keep what else the hub told."""
        here = self._side.shelf.cursors()
        if any(here.get(bucket, 0) < seq for bucket, seq in told.begins.items()):
            raise AnswerAhead
        # A district that is loaded by this very answer comes as far as its load does.
        mine = {*self._side.place.scope.buckets, EVERYWHERE}
        self._moving = frozenset(mine & (told.begins or here).keys())
        for ack in told.acks:
            self._side.shelf.acknowledge(ack)
        self._side.note_lost(told.acks)
        if told.anew:
            self._moving = frozenset()
            self._side.shelf.forget_cursors()
        if told.scope is not None:
            self._side.place.learn(told.scope)
        self._learnt(told)
        return told

    def _take(self, segment: bytes) -> None:
        if self.told is None:
            return
        written, at = self._side.packer.unpack(segment), self._taken
        self._taken += 1
        if at < self.told.load:
            snapshot = decode_snapshot(written)
            # The districts count as loaded with the last slice of them.
            whole = at == self.told.load - 1
            buckets = snapshot.buckets if whole else frozenset[str]()
            self._side.shelf.load(replace(snapshot, buckets=buckets))
            return
        parcel, reached = decode_parcel(written), self.told.down[at - self.told.load]
        cursors = {
            bucket: max(seq, reached)
            for bucket, seq in self._side.shelf.cursors().items()
            if bucket in self._moving
        }
        self._side.shelf.take(parcel, cursors)
        self.events += len(parcel.events)
