"""A unit's side of the exchange: what it wrote waits, what the hub sends is folded in its order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from core.model.document import Document
from core.model.event import MOST_EVENTS_A_TRANSACTION, Event
from core.model.exchange import PENDING, Acknowledged, Cursors, Parcel, Snapshot
from core.publishing import MOVES_DEADLINES
from core.store import bases
from core.store.event_rows import to_row
from core.store.exchange.ends import StoreEnds
from core.store.exchange.refolding import refold
from core.store.exchange.values import Values
from core.store.exchange.waiting import Placing, check_free, pending, slices, waits_at
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

    def pending(self, /, *, limit: int) -> tuple[Parcel, ...]:
        """Read own events not yet acknowledged, a parcel for each chain, oldest first."""
        with self.ledger.database.snapshot() as connection:
            return pending(connection, limit)

    def acknowledge(self, ack: Acknowledged, /) -> None:
        """Believe the hub that it has these events, and put them where it did."""
        for place in slices(ack.placed):
            with self.ledger.writing() as work:
                Placing(work).place(ack.origin, ack.epoch, place)
        if ack.quarantined:
            with self.ledger.writing() as work:
                Placing(work).shut_out(ack)

    def take(self, parcel: Parcel, cursors: Cursors, /) -> None:
        """Keep what the hub sent, fold it in the hub's order and move the cursors.

        What is here already is left as it is, so that a parcel may come twice.
        """
        self._publish(parcel.documents)
        placed = list(zip(parcel.order, parcel.events, strict=True))
        pages = range(0, len(placed), MOST_EVENTS_A_TRANSACTION)
        for at in pages:
            with self.ledger.writing() as work:
                self._take(work, placed[at : at + MOST_EVENTS_A_TRANSACTION], parcel)
        with self.ledger.writing() as work:
            _move(work.connection, cursors)

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

    def hash_at(self, origin: str, epoch: int, seq: int, /) -> str | None:
        """Tell the hash of an event, the beginning's for seq 0, none if it is not here."""
        return StoreEnds(self.ledger.database).hash_at(origin, epoch, seq)

    def secret(self, person: str, /) -> bytes | None:
        """Tell the secret of a person's salts, none once erased or if never here."""
        return StoreEnds(self.ledger.database).secret(person)

    def value(self, person: str, field: str, version: int, /) -> str | None:
        """Tell one version of a personal value."""
        return StoreEnds(self.ledger.database).value(person, field, version)

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
        for place, event in placed:
            at = here.get(event.id)
            if at is None:
                work.arriving.take(to_row(event), now, event.draft.buckets, place)
            elif at > PENDING:
                Placing(work).put(at, place)
        refold(work, {event.draft.subject for _, event in placed})
        users = {
            event.draft.subject.partition(":")[2]
            for event in parcel.events
            if event.draft.subject.startswith("user:")
        }
        Values(work).keep(parcel.values, parcel.secrets, users)


def _cursors(connection: Connection) -> Cursors:
    return {row.bucket: row.hub_seq for row in connection.execute(select(_CURSORS))}


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
