"""A unit's side of the exchange: what it wrote waits, what the hub sends is folded in its order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, delete, select

from core.model.document import Document
from core.model.event import MOST_EVENTS_A_TRANSACTION, Event
from core.model.exchange import (
    EVERYWHERE,
    Acknowledged,
    Chain,
    Cursors,
    Parcel,
    Snapshot,
)
from core.publishing import MOVES_DEADLINES
from core.refusals import ChainForked
from core.store import bases, numbers, purged
from core.store.event_rows import to_row
from core.store.exchange.ends import StoreEnds
from core.store.exchange.refolding import refold
from core.store.exchange.values import Values, seals_of
from core.store.exchange.waiting import (
    Placing,
    chains_of,
    check_free,
    pending,
    slices,
    waits_at,
)
from core.store.tables import DocumentRow, DownCursorRow
from core.store.upserts import table, upsert
from core.store.vault import erase
from core.store.work import StoreLedger, StoreWork
from core.wishes import recount

_D, _CURSORS = table(DocumentRow).c, table(DownCursorRow)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoreUnitShelf:
    """The journal of a unit as the exchange sees it."""

    ledger: StoreLedger

    def pending(
        self, /, *, limit: int, again: Mapping[int, int] = MappingProxyType({})
    ) -> tuple[Parcel, ...]:
        """Read own events not yet acknowledged, a parcel for each chain, oldest first.

        Of the epochs of `again` also what the hub lost: all that follows this seq.
        """
        with self.ledger.database.snapshot() as connection:
            return pending(connection, limit, numbers.here(connection)[0], again)

    def chains(self) -> Mapping[int, Chain]:
        """Tell of each epoch in which this disk wrote how far it came, here and at the hub."""
        with self.ledger.database.snapshot() as connection:
            return chains_of(connection, numbers.here(connection)[0])

    def acknowledge(self, ack: Acknowledged, /) -> None:
        """Believe the hub that it has these events, and put them where it did.

        It must mean the same events: a copy of this disk may have written others in their places.
        """
        if not self._is_meant(ack):
            return
        for place in slices(ack.placed):
            with self.ledger.writing() as work:
                Placing(work).place(ack.origin, ack.epoch, place)
        if ack.quarantined or ack.legible:
            with self.ledger.writing() as work:
                Placing(work).shut_out(ack)
                Placing(work).take_back(ack)

    def take(self, parcel: Parcel, cursors: Cursors, /) -> None:
        """Keep what the hub sent, fold it in the hub's order and move the cursors.

        What is here already is left as it is, so that a parcel may come twice. What another disk
        wrote in an epoch that this one shared cannot lie beside it: it comes with a load.
        """
        self._publish(parcel.documents)
        told = list(zip(parcel.order, parcel.events, strict=True))
        shared = self._shared()
        placed = [one for one in told if one[1].id[:2] not in shared]
        if len(placed) < len(told):
            parcel = _only(parcel, [event for _, event in placed])
        pages = range(0, len(placed), MOST_EVENTS_A_TRANSACTION)
        for at in pages:
            with self.ledger.writing() as work:
                self._take(work, placed[at : at + MOST_EVENTS_A_TRANSACTION], parcel)
        with self.ledger.writing() as work:
            _move(work.connection, cursors)
            subjects = {event.draft.subject for event in parcel.events}
            is_apart = len(placed) < len(told)
            if is_apart or purged.are_back(work.connection, work.keys, subjects):
                _forget(work.connection)

    def load(self, snapshot: Snapshot, /) -> None:
        """Begin with what stands in some districts; own unacknowledged events stay on top.

        A snapshot may come in slices: the cursors of its `buckets` move, so only the last slice
        names any.
        """
        self._publish(snapshot.documents)
        rows = _rows_of(snapshot)
        with self.ledger.writing() as work:
            newer = bases.keep(work.connection, rows, snapshot.as_of)
            refold(work, newer)
            for person in bases.erased_of(rows):
                erase(work.connection, person)
            users = {str(row["id"]) for row in snapshot.users}
            Values(work).keep(snapshot.values, snapshot.secrets, users)
            _move(work.connection, dict.fromkeys(snapshot.buckets, snapshot.as_of))

    def cursors(self) -> Cursors:
        """Tell how far down each bucket has come."""
        with self.ledger.database.reader.connect() as connection:
            return _cursors(connection)

    def forget_cursors(self) -> None:
        """Count no district as loaded any more, so that the hub sends what stands there anew."""
        with self.ledger.writing() as work:
            _forget(work.connection)

    def hash_at(self, origin: str, epoch: int, seq: int, /) -> str | None:
        """Tell the hash of an event, the beginning's for seq 0, none if it is not here."""
        return StoreEnds(self.ledger.database).hash_at(origin, epoch, seq)

    def secret(self, person: str, /) -> bytes | None:
        """Tell the secret of a person's salts, none once erased or if never here."""
        return StoreEnds(self.ledger.database).secret(person)

    def value(self, person: str, field: str, version: int, /) -> str | None:
        """Tell one version of a personal value."""
        return StoreEnds(self.ledger.database).value(person, field, version)

    def _shared(self) -> frozenset[tuple[str, int]]:
        """Name the chains of which something waits here while the hub has gone on."""
        with self.ledger.database.snapshot() as connection:
            origin, _ = numbers.here(connection)
            chains = chains_of(connection, origin).items()
            return frozenset((origin, epoch) for epoch, one in chains if one.acked < one.last)

    def _is_meant(self, ack: Acknowledged) -> bool:
        """Say whether the hub means our own past; in the epoch of today another is refused.

        What was written in an epoch that is over and that another disk shared waits for ever: it
        is neither lost nor taken for acknowledged, and delays nothing.
        """
        here = self.hash_at(ack.origin, ack.epoch, ack.seq)
        if here is not None and here.startswith(ack.mark):
            return True
        with self.ledger.database.reader.connect() as connection:
            if numbers.here(connection) == (ack.origin, ack.epoch):
                raise ChainForked(event=f"{ack.origin}.{ack.epoch}.{ack.seq}")
        return False

    def _publish(self, documents: Sequence[Document]) -> None:
        """Keep documents first, in a transaction of their own: cases are counted by them."""
        if not documents:
            return
        with self.ledger.writing() as work:
            new = [one for one in documents if self._is_new(work, one)]
            moving = [one for one in new if one.kind in MOVES_DEADLINES]
            if moving:
                cause = f"document:{moving[-1].kind}/{moving[-1].key}/{moving[-1].version}"
                work.intend(recount(cause, at=work.clock.now()))

    def _is_new(self, work: StoreWork, document: Document) -> bool:
        """Keep a version unless it is here; the trigger refuses even a second one that is equal."""
        same = (_D.kind == document.kind) & (_D.key == document.key)
        asked = select(_D.id).where(same, _D.version == document.version)
        if work.connection.execute(asked).first() is not None:
            return False
        work.publish(document)
        return True

    def _take(self, work: StoreWork, placed: Sequence[tuple[int, Event]], parcel: Parcel) -> None:
        check_free(work.connection, {place: event.id for place, event in placed})
        here = waits_at(work.connection, [event.id for _, event in placed])
        now = work.clock.now()
        # What waits here is placed by an acknowledgement alone: it tells whose past is meant.
        for place, event in placed:
            if event.id not in here:
                work.arriving.take(to_row(event), now, event.draft.buckets, place)
        refold(work, {event.draft.subject for _, event in placed})
        users = {
            event.draft.subject.partition(":")[2]
            for event in parcel.events
            if event.draft.subject.startswith("user:")
        }
        Values(work).keep(parcel.values, parcel.secrets, users)


def _cursors(connection: Connection) -> Cursors:
    return {row.bucket: row.hub_seq for row in connection.execute(select(_CURSORS))}


def _only(parcel: Parcel, events: Sequence[Event]) -> Parcel:
    """Leave of a parcel what belongs to some of its events."""
    seals = seals_of(events)
    people = {person for person, _, _ in seals}
    return replace(
        parcel,
        values=tuple(v for v in parcel.values if (v.person, v.field, v.version) in seals),
        secrets={person: said for person, said in parcel.secrets.items() if person in people},
    )


def _forget(connection: Connection) -> None:
    connection.execute(delete(_CURSORS).where(_CURSORS.c.bucket != EVERYWHERE))


def _move(connection: Connection, cursors: Cursors) -> None:
    """Move cursors on, and never back."""
    known = _cursors(connection)
    rows = [
        {"bucket": bucket, "hub_seq": hub_seq}
        for bucket, hub_seq in cursors.items()
        if hub_seq > known.get(bucket, -1)
    ]
    upsert(connection, _CURSORS, rows)


def _rows_of(snapshot: Snapshot) -> dict[str, Row]:
    """Name the rows of a snapshot by their subjects."""
    return (
        {f"case:{row['number']}": row for row in snapshot.cases}
        | {f"citizen:{row['id']}": row for row in snapshot.citizens}
        | {f"user:{row['id']}": row for row in snapshot.users}
        | {f"visit:{row['id']}": row for row in snapshot.visits}
    )
