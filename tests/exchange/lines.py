"""What carries bundles between hub and units: a line that may break, and sticks that wander."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, TypeVar

from channels.units.hub_side import HubSide
from channels.units.spoken import AnswerTold, hello_words
from channels.units.unit_side import Request, UnitSide
from channels.units.wire.bundle import BundleReader, BundleWriter
from channels.units.wire.bundle_header import BundleHeader
from channels.units.wire.codec import encode_parcel
from channels.units.wire.envelope import close_envelope, open_envelope
from channels.units.wire.snapshots import decode_snapshot
from config.exchanging import hub_side_of, unit_side_of
from config.unit_keys import hub_pair, kept_pair
from core.exchanging import HTTP, STICK
from core.model.event import instant
from core.model.exchange import Chain, Parcel
from core.model.parcel_cutting import cut
from core.ports.exchange import HubShelf, UnitShelf
from core.refusals import ChainForked, EpochTaken, Refusal, SessionOld
from tests.exchange.believing import believe
from tests.exchange.broken import Broken, hold
from tests.exchange.nodes import UnitNode
from tests.exchange.worlds import World

ROOM = 2**20
T = TypeVar("T")
MOST_ROUNDS = 12


class Stick(NamedTuple):
    """An envelope that somebody carries, up to the hub or down to a unit."""

    unit: UnitNode
    is_up: bool
    envelope: bytes


@dataclass(frozen=True)
class Faults:
    """What is wrong with this exchange, if a test wants something to be wrong."""

    hub: Callable[[HubShelf], HubShelf] = lambda shelf: shelf
    unit: Callable[[UnitShelf], UnitShelf] = lambda shelf: shelf
    # What happens to whoever comes back from a backup: they renew their epoch.
    restored: Callable[[UnitNode], None] = UnitNode.renew


@dataclass(frozen=True)
class Line:
    """Carries bundles of one world, and looks at every answer that arrives."""

    world: World
    faults: Faults = Faults()

    @property
    def hub_side(self) -> HubSide:
        side = hub_side_of(self.world.hub.house)
        shelf = self.faults.hub(side.exchanging.shelf)
        return replace(side, exchanging=replace(side.exchanging, shelf=shelf))

    def unit_side(self, unit: UnitNode) -> UnitSide:
        side = unit_side_of(unit.house)
        return replace(side, shelf=self.faults.unit(side.shelf))

    def request(self, unit: UnitNode, room: int = ROOM) -> Request:
        return self.unit_side(unit).request(room=room, most_bytes=ROOM)

    def answered(self, bundle: bytes, transport: str = HTTP) -> bytes:
        """Let the hub hear a bundle and answer it, or refuse it."""
        listening = self.hub_side.listen(transport)
        listening.feed(bundle)
        return listening.answer()

    def heard(self, unit: UnitNode, answer: bytes, session: int | None) -> tuple[AnswerTold, int]:
        """Let a unit take an answer in, and check what it is told; count what came down."""
        told: list[AnswerTold] = []
        hearing = self.unit_side(unit).hear(session, told.append)
        try:
            hearing.feed(answer)
            return hearing.finish(), hearing.events
        finally:
            for one in told:
                believe(self.world, unit, one)

    def once(self, unit: UnitNode) -> AnswerTold:
        """Exchange once."""
        request = self.request(unit)
        answer = self.answered(request.bundle)
        unit.said.append(request.bundle)
        told, came = self.heard(unit, answer, request.session)
        unit.heard.append(answer)
        if told.file:
            self.fetch(unit, told.file)
        if not told.load:
            went = len(request.bundle) + len(answer)
            self.world.sessions.append((went, request.events + came))
        return told

    def fetch(self, unit: UnitNode, name: str) -> None:
        """Carry a first load that is too large for an answer."""
        side = self.unit_side(unit)
        path = self.hub_side.files.find(unit.place.origin, name)
        assert path is not None
        reader = BundleReader(lambda _: side.hub_key)
        segments = reader.feed(open_envelope(path.read_bytes(), kept_pair(unit.var).identity))
        reader.finish()
        for at, segment in enumerate(segments, 1):
            snapshot = decode_snapshot(side.packer.unpack(segment))
            buckets = snapshot.buckets if at == len(segments) else frozenset[str]()
            side.shelf.load(replace(snapshot, buckets=buckets))

    def all(self, unit: UnitNode) -> None:
        """Exchange until neither side has anything left for the other."""
        for _ in range(MOST_ROUNDS):
            epoch = unit.place.epoch
            told = self._tried(unit, partial(self.once, unit))
            if told is None and unit.place.epoch != epoch:
                continue
            if unit.is_forked:
                return
            if told is None:
                continue
            if told.refused:
                return
            must_load = self.unit_side(unit).must_load()
            if not told.more and not must_load and not unit.waiting():
                return
        raise Broken("I2", f"{unit.name} exchanges for ever")

    def _tried(self, unit: UnitNode, speaks: Callable[[], T]) -> T | None:
        """Let a unit speak; two disks that do so under one name and epoch are told of it."""
        try:
            return speaks()
        except SessionOld:
            hold("I2", unit.is_doubled, f"{unit.name} is refused as somebody who spoke before")
        except ChainForked:
            hold("I2", unit.is_doubled, f"{unit.name} finds its past to be another's")
            unit.is_forked = True
        except EpochTaken:
            is_so = unit.is_doubled or unit.is_brought_back
            hold("I2", is_so, f"{unit.name} is taken for another disk")
            unit.is_forked = True
            if unit.has_spares():
                unit.renew()
                self.world.keep_count(unit)
        return None

    def cut_up(self, unit: UnitNode, share: float) -> None:
        """Let the line break while the unit speaks."""
        bundle = self.request(unit).bundle
        listening = self.hub_side.listen(HTTP)
        self._tried(unit, partial(listening.feed, bundle[: int(len(bundle) * share)]))
        refused(listening.answer)

    def cut_down(self, unit: UnitNode, share: float) -> None:
        """Let the line break while the hub answers."""
        request = self.request(unit)
        answer = self._tried(unit, partial(self.answered, request.bundle))
        if answer is not None:
            unit.said.append(request.bundle)
            part = answer[: int(len(answer) * share)]
            refused(lambda: self.heard(unit, part, request.session))

    def scattered(self, unit: UnitNode, order: Sequence[int]) -> None:
        """Let what a unit has come in small bundles, in any order, some of them twice."""
        bundles = list(self._bundles(unit))
        for at in [*order, *range(len(bundles))]:
            if bundles:
                self._tried(unit, partial(self.answered, bundles[at % len(bundles)], STICK))

    def _bundles(self, unit: UnitNode) -> Iterator[bytes]:
        side = self.unit_side(unit)
        for parcel in side.shelf.pending(limit=60):
            first = parcel.events[0].id
            for part in _parts(parcel):
                header = BundleHeader(
                    kind="request",
                    origin=unit.place.origin,
                    epoch=unit.place.epoch,
                    session=str(side.sessions.next_number(*unit.here())),
                    created=instant(side.clock.now()),
                    told=hello_words(
                        {},
                        {first.epoch: Chain(acked=first.seq - 1)},
                        knows_scope="",
                        most_bytes=0,
                        begun=side.begun(),
                    ),
                )
                segment = side.packer.pack(encode_parcel(part))
                yield BundleWriter(side.secret).write(header, [segment])

    def stick_up(self, unit: UnitNode) -> Stick:
        """Close what a unit has for the hub alone."""
        bundle = self.request(unit).bundle
        return Stick(unit, is_up=True, envelope=close_envelope(bundle, unit.place.hub_recipient))

    def deliver(self, stick: Stick) -> Stick | None:
        """Bring an envelope where it is to go; tell the one that comes back."""
        unit = stick.unit
        if stick.is_up:
            bundle = open_envelope(stick.envelope, hub_pair(self.world.hub.house.keys).identity)
            answer = self._tried(unit, partial(self.answered, bundle, STICK))
            if answer is None:
                return None
            recipient = kept_pair(unit.var).recipient
            return Stick(unit, is_up=False, envelope=close_envelope(answer, recipient))
        answer = open_envelope(stick.envelope, kept_pair(unit.var).identity)
        if refused(lambda: self.heard(unit, answer, None)) == ChainForked.code:
            unit.is_forked = True
        return None


def refused(does: Callable[[], object]) -> str:
    """Do something that may be refused; tell by which code."""
    try:
        does()
    except Refusal as refusal:
        return refusal.code
    return ""


def _parts(parcel: Parcel, most: int = 3) -> Iterator[Parcel]:
    while len(parcel.events) > most:
        first, parcel = cut(parcel, most)
        yield first
    yield parcel
