"""At a unit: what the hub has not acknowledged yet, and what an acknowledgement changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, case, func, or_, select, update

from core.model.event import MOST_EVENTS_A_TRANSACTION, Event, EventId
from core.model.exchange import PENDING, Acknowledged, Chain, Parcel, Place, VaultValue
from core.refusals import ChainForked
from core.store import bases, quarantine
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.arriving import PLACED, WAITS
from core.store.event_rows import to_event
from core.store.exchange.beside import Beside
from core.store.exchange.refolding import refold
from core.store.exchange.values import seals_of
from core.store.tables import ArrivalBucketRow, EventRow, VaultRow
from core.store.upserts import table
from core.store.work import StoreWork

_EVENTS, _BUCKETS = table(EventRow), table(ArrivalBucketRow)
_E, _A, _B, _V = _EVENTS.c, ARRIVALS.c, _BUCKETS.c, table(VaultRow).c
# What came down from the hub is told without the hash before it.
_OWN = _E.prev_hash != ""
# So many are asked about in one session.
MOST_ASIDE = 200
_KNOWN = select(func.coalesce(func.max(_A.hub_seq), 0)).where(_A.hub_seq < PENDING)

_OLDEST = select(func.min(_A.hub_seq)).where(_A.hub_seq > PENDING)


def pending(
    connection: Connection, limit: int, origin: str, again: Mapping[int, int]
) -> tuple[Parcel, ...]:
    """Read own events that wait, a parcel for each chain, with every value that they sealed.

    Of what this disk itself wrote, also what the hub had and lost: in these epochs, after these.
    """
    wanted = [_A.hub_seq > PENDING]
    wanted += [
        (_E.origin == origin) & (_E.epoch == epoch) & (_E.seq > after) & _OWN
        for epoch, after in again.items()
    ]
    asked = select(_EVENTS).join(ARRIVALS, ARRIVED).where(or_(*wanted))
    asked = asked.order_by(_A.hub_seq).limit(limit)
    chains: dict[tuple[str, int], list[Event]] = defaultdict(list)
    for row in connection.execute(asked).mappings():
        chains[row["origin"], row["epoch"]].append(to_event(row))
    return tuple(_parcel(connection, events) for events in chains.values())


def chains_of(connection: Connection, origin: str) -> dict[int, Chain]:
    """Tell of each epoch in which this disk wrote how far it came, here and at the hub."""
    waits = case((_A.hub_seq > PENDING, _E.seq))
    asked = (
        select(_E.epoch, func.max(_E.seq).label("last"), func.min(waits).label("waits"))
        .join(ARRIVALS, ARRIVED)
        .where(_E.origin == origin, _OWN)
        .group_by(_E.epoch)
        .order_by(_E.epoch)
    )
    aside: dict[int, list[int]] = defaultdict(list)
    for event in sorted(quarantine.shut_out_events(connection)):
        if event.origin == origin:
            aside[event.epoch].append(event.seq)
    return {
        row.epoch: Chain(
            acked=row.last if row.waits is None else row.waits - 1,
            last=row.last,
            aside=tuple(aside[row.epoch][:MOST_ASIDE]),
        )
        for row in connection.execute(asked)
    }


def _parcel(connection: Connection, events: Sequence[Event]) -> Parcel:
    seals = seals_of(events)
    people = sorted({person for person, _, _ in seals})
    asked = select(_V.person, _V.field, _V.version, _V.value).where(_V.person.in_(people))
    rows = connection.execute(asked.order_by(_V.person, _V.field, _V.version))
    values = tuple(
        VaultValue(*row) for row in rows if (row.person, row.field, row.version) in seals
    )
    secrets = Beside(connection).secrets(people)
    return Parcel(events=tuple(events), values=values, secrets=secrets)


@dataclass(frozen=True, slots=True)
class Placing:
    """Puts own events where the hub did, within one transaction."""

    work: StoreWork

    def place(self, origin: str, epoch: int, place: Place) -> None:
        """Give a stretch of a chain its places; what has one already keeps it."""
        work = self.work
        waits = self._waiting(origin, epoch, place)
        if not waits:
            return
        known: int = work.connection.execute(_KNOWN).scalar_one()
        told = bases.newest(work.connection)
        oldest: int = work.connection.execute(_OLDEST).scalar_one()
        places = {place.hub_seq + seq - place.seq: seq for seq in waits}
        check_free(work.connection, {at: EventId(origin, epoch, seq) for at, seq in places.items()})
        for hub_seq, seq in places.items():
            self.put(waits[seq][0], hub_seq)
        # Where nothing lies behind it and nothing waits before it, it was folded in this order.
        first = min(provisional for provisional, _ in waits.values())
        if max(known, told) >= place.hub_seq or oldest < first:
            refold(work, {subject for _, subject in waits.values()})

    def put(self, provisional: int, hub_seq: int) -> None:
        """Give one event that waits its place."""
        here = _A.hub_seq == provisional
        moved = {"hub_seq": hub_seq, "transport": PLACED}
        self.work.connection.execute(
            update(ARRIVALS).where(here, _A.transport == WAITS).values(moved)
        )
        self.work.connection.execute(
            update(_BUCKETS).where(_B.hub_seq == provisional).values(hub_seq=hub_seq)
        )

    def shut_out(self, ack: Acknowledged) -> None:
        """Believe the hub about what it could not fold: it is not to be folded here either."""
        codes = {one.seq: one.code for one in ack.quarantined}
        if not codes:
            return
        mine = (_E.origin == ack.origin) & (_E.epoch == ack.epoch) & _E.seq.in_(sorted(codes))
        rows = self.work.connection.execute(select(_EVENTS).where(mine)).mappings()
        events = [to_event(row) for row in rows]
        now = self.work.clock.now()
        for event in events:
            quarantine.shut_out(self.work.connection, (event,), codes[event.id.seq], at=now)
        refold(self.work, {event.draft.subject for event in events})

    def take_back(self, ack: Acknowledged) -> None:
        """Fold again what the hub could not read once and reads now."""
        if not ack.legible:
            return
        mine = (_E.origin == ack.origin) & (_E.epoch == ack.epoch) & _E.seq.in_(ack.legible)
        subjects = set(self.work.connection.execute(select(_E.subject).where(mine)).scalars())
        quarantine.take_back(self.work.connection, ack.origin, ack.epoch, ack.legible)
        refold(self.work, subjects)

    def _waiting(self, origin: str, epoch: int, place: Place) -> Mapping[int, tuple[int, str]]:
        stretch = _A.seq.between(place.seq, place.seq + place.count - 1)
        asked = (
            select(_A.seq, _A.hub_seq, _E.subject)
            .join(_EVENTS, ARRIVED)
            .where(_A.origin == origin, _A.epoch == epoch, stretch, _A.hub_seq > PENDING)
            .order_by(_A.seq)
        )
        return {row.seq: (row.hub_seq, row.subject) for row in self.work.connection.execute(asked)}


def slices(places: Iterable[Place]) -> Iterator[Place]:
    """Cut long stretches, so that nobody waits long for a transaction."""
    for place in places:
        for done in range(0, place.count, MOST_EVENTS_A_TRANSACTION):
            count = min(MOST_EVENTS_A_TRANSACTION, place.count - done)
            yield Place(place.seq + done, place.hub_seq + done, count)


def check_free(connection: Connection, placed: Mapping[int, EventId]) -> None:
    """Refuse places that other events have here, as after a hub that came back from a backup."""
    asked = select(_A.hub_seq, _A.origin, _A.epoch, _A.seq).where(_A.hub_seq.in_(sorted(placed)))
    for row in connection.execute(asked):
        if placed[row.hub_seq] != (row.origin, row.epoch, row.seq):
            raise ChainForked(event=str(placed[row.hub_seq]))


def waits_at(connection: Connection, ids: Iterable[EventId]) -> dict[EventId, int]:
    """Tell where events are that are here already."""
    chains: dict[tuple[str, int], list[int]] = defaultdict(list)
    for one in ids:
        chains[one.origin, one.epoch].append(one.seq)
    found = {}
    for (origin, epoch), seqs in chains.items():
        asked = select(_A.seq, _A.hub_seq).where(
            _A.origin == origin, _A.epoch == epoch, _A.seq.in_(seqs)
        )
        for row in connection.execute(asked):
            found[EventId(origin, epoch, row.seq)] = row.hub_seq
    return found
