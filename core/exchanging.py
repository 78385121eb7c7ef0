"""The hub in a session: what a unit sends counts as it comes, then it hears what it lacks."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from core.model.device import Device
from core.model.exchange import EVERYWHERE, Acknowledged, Cursors, Parcel, Scope, Snapshot
from core.model.exchange_session import ExchangeSession
from core.ports import Clock
from core.ports.exchange import HubShelf
from core.ports.units import Devices, SessionLog
from core.refusals import ChainBroken, DeviceRevoked, DeviceUnknown, Refusal, SessionOld

HTTP, STICK = "http", "stick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """What a unit says of itself before its events.

    `after` tells, for each chain of which it has something unacknowledged, what came before that.
    """

    origin: str
    epoch: int
    session: int
    digest: str
    cursors: Cursors
    after: Mapping[int, int]
    knows_scope: str = ""
    most_bytes: int = 0
    holds: str = ""


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

    @property
    def scope(self) -> Scope:
        """Tell what the unit may have."""
        return self.device.scope(self.hello.epoch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the hub says besides its events; `refused` is why nothing else comes down."""

    acks: tuple[Acknowledged, ...]
    clock: datetime
    scope: Scope
    expires_on: date
    refused: str = ""
    faults: tuple[str, ...] = ()


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
        if transport == HTTP:
            self.devices.begin_session(hello.origin, hello.epoch, hello.session, hello.digest)
        return Talk(
            hello=hello,
            device=device,
            transport=transport,
            suspect=device.suspicion(self.clock.today()),
            begun_at=self.clock.now(),
        )

    def take(self, talk: Talk, parcel: Parcel) -> None:
        """Take a run of the unit's chain in, durably; what is wrong with it stops nothing else."""
        try:
            for event in parcel.events:
                if event.id.origin != talk.device.origin or event.id.epoch not in talk.device.codes:
                    raise ChainBroken(event=str(event.id), problem="origin")
            self.shelf.accept(parcel, transport=talk.transport, suspect=talk.suspect)
        except Refusal as refusal:
            talk.faults.append(refusal.code)
        else:
            talk.events_up += len(parcel.events)

    def told(self, talk: Talk) -> Told:
        """Tell how far the unit's chains have come, and what else it must know."""
        hello = talk.hello
        return Told(
            acks=tuple(
                self.shelf.placed(hello.origin, epoch, after)
                for epoch, after in sorted(hello.after.items())
                if epoch in talk.device.codes
            ),
            clock=self.clock.now(),
            scope=talk.scope,
            expires_on=talk.device.expires_on,
            refused=talk.suspect,
            faults=tuple(talk.faults),
        )

    def lacks(self, talk: Talk, cursors: Cursors, limit: int) -> tuple[Parcel, Cursors]:
        """Read what comes next for the unit: nothing for one that is not believed."""
        if talk.suspect:
            return Parcel(), cursors
        known = talk.scope.buckets & cursors.keys()
        return self.shelf.since(replace(talk.scope, buckets=known), cursors, limit=limit)

    def new_districts(self, talk: Talk) -> Snapshot | None:
        """Read what stands in districts of which the unit has nothing yet."""
        unknown = talk.scope.buckets - talk.hello.cursors.keys() - {EVERYWHERE}
        if talk.suspect or not unknown:
            return None
        snapshot = self.shelf.snapshot(talk.scope, unknown)
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
                code=code or talk.suspect or next(iter(talk.faults), ""),
            )
        )
