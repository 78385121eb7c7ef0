"""The hub in a session: what a unit sends counts as it comes, then it hears what it lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from core.model.device import Device
from core.model.exchange import (
    EVERYWHERE,
    Acknowledged,
    Chain,
    Cursors,
    Parcel,
    Scope,
    Snapshot,
)
from core.model.exchange_session import ExchangeSession
from core.ports import Clock
from core.ports.exchange import HubShelf
from core.ports.units import Devices, SessionLog
from core.refusals import (
    ChainBroken,
    DeviceRevoked,
    DeviceUnknown,
    EpochTaken,
    HubBehind,
    Refusal,
    SessionOld,
)

HTTP, STICK = "http", "stick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """What a unit says of itself before its events.

    `chains` tells of each epoch in which it wrote how far it came; `begun` begins the hash of the
    first event of its present epoch, so that no two disks write in one; `told_at` is its clock.
    """

    origin: str
    epoch: int
    session: int
    digest: str
    cursors: Cursors
    chains: Mapping[int, Chain]
    begun: str = ""
    knows_scope: str = ""
    most_bytes: int = 0
    holds: str = ""
    told_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Talk:
    """A session as it goes: who speaks, and what came of it so far."""

    hello: Hello
    device: Device
    transport: str
    suspect: str
    begun_at: datetime
    events_up: int = 0
    events_down: int = 0
    faults: list[str] = field(default_factory=list)
    came: set[int] = field(default_factory=set)
    # The hub lost what it acknowledged: that comes up before anything goes down.
    is_short: bool = False
    # Its cursors are places of an order that a backup of the hub undid.
    is_astray: bool = False

    @property
    def is_silent(self) -> bool:
        """Say whether nothing goes down."""
        return bool(self.suspect) or self.is_short or self.is_astray

    @property
    def scope(self) -> Scope:
        """Tell what the unit may have."""
        return self.device.scope(self.hello.epoch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the hub says besides its events; `refused` is why nothing else comes down.

    `anew` asks the unit to count none of its districts as loaded: the hub came back from a backup.
    """

    acks: tuple[Acknowledged, ...]
    clock: datetime
    scope: Scope
    expires_on: date
    refused: str = ""
    faults: tuple[str, ...] = ()
    anew: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanging:
    """Answers units."""

    shelf: HubShelf
    devices: Devices
    log: SessionLog
    clock: Clock

    def device(self, origin: str, epoch: int) -> Device:
        """Find who speaks, or refuse a stranger and an epoch that nobody was lent."""
        device = self.devices.get(origin)
        if device is None or epoch not in device.codes:
            raise DeviceUnknown(unit=origin)
        return device

    def asks(self, origin: str, epoch: int, session: int) -> Device:
        """Find who asks for a file in its present session, or refuse who may have none."""
        device = self.device(origin, epoch)
        if session != self.devices.last_session(origin, epoch):
            raise SessionOld(session=session)
        if device.suspicion(self.clock.today()):
            raise DeviceRevoked(unit=origin)
        return device

    def begin(self, hello: Hello, transport: str) -> Talk:
        """Begin a session; by network, one that was over before is refused.

        What lies on a stick comes whenever its carrier does, and changes nothing twice.
        """
        device = self.device(hello.origin, hello.epoch)
        is_short = self._is_short(hello)
        self._check_begun(hello)
        self._check_order(hello, is_short=is_short)
        if transport == HTTP:
            self.devices.begin_session(hello.origin, hello.epoch, hello.session, hello.digest)
        return Talk(
            hello=hello,
            device=device,
            transport=transport,
            suspect=device.suspicion(self.clock.today()),
            begun_at=self.clock.now(),
            is_short=is_short,
            is_astray=not is_short and not self.shelf.are_places(_of_districts(hello.cursors)),
        )

    def _check_begun(self, hello: Hello) -> None:
        """Refuse a second disk that begins an epoch, as a copy and its restored original may."""
        first = self.shelf.hash_at(hello.origin, hello.epoch, 1)
        if first is not None and not first.startswith(hello.begun):
            raise EpochTaken(epoch=hello.epoch)

    def _check_order(self, hello: Hello, *, is_short: bool) -> None:
        """Refuse to go on after a restore before the hub has begun an epoch: places come twice."""
        reached = max(hello.cursors.values(), default=0)
        if reached > self.shelf.newest() or (is_short and reached >= self.shelf.begun_at()):
            at = self.clock.now()
            said = ExchangeSession(origin=hello.origin, at=at, transport="", code=HubBehind.code)
            self.log.note(said)
            raise HubBehind

    def _is_short(self, hello: Hello) -> bool:
        """Say whether something is lost here that was acknowledged."""
        marks = self.shelf.marks(hello.origin)
        return any(
            marks.get((hello.origin, epoch), 0) < chain.acked
            for epoch, chain in hello.chains.items()
        )

    def take(self, talk: Talk, parcel: Parcel) -> None:
        """Take a run of the unit's chain in, durably; what is wrong with it stops nothing else."""
        try:
            for event in parcel.events:
                if event.id.origin != talk.device.origin or event.id.epoch not in talk.device.codes:
                    raise ChainBroken(event=str(event.id), problem="origin")
                talk.came.add(event.id.epoch)
            self.shelf.accept(
                parcel,
                transport=talk.transport,
                suspect=talk.suspect or talk.device.disbelief(e.id.epoch for e in parcel.events),
                acked=_acked(talk.hello, parcel),
            )
        except Refusal as refusal:
            talk.faults.append(refusal.code)
        else:
            talk.events_up += len(parcel.events)

    def told(self, talk: Talk) -> Told:
        """Tell how far the unit's chains have come, and what else it must know."""
        return Told(
            acks=tuple(self._acks(talk)),
            clock=self.clock.now(),
            scope=talk.scope,
            expires_on=talk.device.expires_on,
            refused=talk.suspect,
            faults=tuple(talk.faults),
            anew=talk.is_astray and not talk.suspect,
        )

    def _acks(self, talk: Talk) -> Iterator[Acknowledged]:
        """Acknowledge what waits, what came, and what is otherwise here than the unit has it."""
        for epoch, chain in sorted(talk.hello.chains.items()):
            if epoch not in talk.device.codes:
                continue
            ack = self.shelf.placed(talk.hello.origin, epoch, chain)
            waits = chain.last > chain.acked or epoch in talk.came
            if waits or ack.is_short or ack.legible:
                yield ack

    def lacks(self, talk: Talk, cursors: Cursors, limit: int) -> tuple[Parcel, Cursors]:
        """Read what comes next for the unit: nothing for one that is not believed."""
        if talk.is_silent:
            return Parcel(), cursors
        known = talk.scope.buckets & cursors.keys()
        return self.shelf.since(replace(talk.scope, buckets=known), cursors, limit=limit)

    def wish(self, talk: Talk) -> str:
        """Name the load that a unit is to get, equal as long as it means the same; none as empty.

        After a restore the hub is in another epoch, and nothing from before it counts.
        """
        lacking = self._lacking(talk)
        if talk.is_silent or lacking <= {EVERYWHERE}:
            return ""
        whom = [str(self.shelf.epoch()), str(talk.hello.epoch), *sorted(talk.scope.crew)]
        return " ".join([*whom, *sorted(lacking)])

    def _lacking(self, talk: Talk) -> frozenset[str]:
        return (talk.scope.buckets | {EVERYWHERE}) - talk.hello.cursors.keys()

    def new_districts(self, talk: Talk) -> Snapshot:
        """Read what stands in districts of which the unit has nothing yet."""
        snapshot = self.shelf.snapshot(talk.scope, self._lacking(talk) - {EVERYWHERE})
        if EVERYWHERE not in talk.hello.cursors:
            return snapshot
        # What concerns all, documents above all, it has as far as its cursor, and gets from there.
        return replace(snapshot, buckets=snapshot.buckets - {EVERYWHERE}, documents=())

    def end(self, talk: Talk, *, bytes_up: int, bytes_down: int, code: str = "") -> None:
        """Note how the session went."""
        now = self.clock.now()
        taken = (now - talk.begun_at).total_seconds()
        self.log.note(
            ExchangeSession(
                origin=talk.device.origin,
                at=now,
                transport=talk.transport,
                bytes_up=bytes_up,
                bytes_down=bytes_down,
                events_up=talk.events_up,
                events_down=talk.events_down,
                milliseconds=round(taken * 1000),
                drift_seconds=_drift(talk),
                code=code or talk.suspect or next(iter(talk.faults), ""),
            )
        )


def _of_districts(cursors: Cursors) -> Cursors:
    """Leave out how far that came which concerns all: it is never loaded anew."""
    return {bucket: place for bucket, place in cursors.items() if bucket != EVERYWHERE}


def _acked(hello: Hello, parcel: Parcel) -> int:
    """Tell what of a run had been acknowledged before it was lost here."""
    chain = hello.chains.get(parcel.events[0].id.epoch) if parcel.events else None
    return 0 if chain is None else chain.acked


def _drift(talk: Talk) -> int:
    """Tell how far the unit's clock goes before this one; what a stick carried tells nothing."""
    told_at = talk.hello.told_at
    if told_at is None or talk.transport != HTTP:
        return 0
    return round((told_at - talk.begun_at).total_seconds())
