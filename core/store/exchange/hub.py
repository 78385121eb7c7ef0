"""The hub's side of the exchange: runs come up, what a unit lacks goes down."""

from dataclasses import dataclass

from core.model.exchange import (
    EVERYWHERE,
    Acknowledged,
    Chain,
    Cursors,
    Marks,
    Parcel,
    Scope,
    Snapshot,
)
from core.store import numbers
from core.store.exchange.accepting import Accepting, Announce, Effects, unannounced
from core.store.exchange.descending import Descending
from core.store.exchange.ends import StoreEnds
from core.store.exchange.held import Coming
from core.store.exchange.picturing import picture
from core.store.exchange.places import acknowledged, are_places, begun_at, marks_of, newest
from core.store.work import StoreLedger

__all__ = ["Effects", "StoreHubShelf"]


@dataclass(frozen=True, slots=True)
class StoreHubShelf:
    """The hub's journal as units see it.

    `effects` is asked, in the transaction that keeps it, what follows in the world from an event
    of a unit that moved its case and that nothing contradicts; `announce`, what follows from one
    that moved a stop, called it off or handed a letter over.
    """

    ledger: StoreLedger
    effects: Effects
    announce: Announce = unannounced

    def marks(self, origin: str, /) -> Marks:
        """Tell how far each chain of a unit has come here, without a gap."""
        with self.ledger.database.reader.connect() as connection:
            return marks_of(connection, origin)

    def accept(
        self, parcel: Parcel, /, *, transport: str, suspect: str = "", acked: int = 0
    ) -> Acknowledged:
        """Keep a run of a unit's chain and fold it: all of it, durably, before this returns.

        A run that follows a gap waits, and counts in the transaction that fills the gap. What
        follows in the world from events up to `acked` followed before they were lost here.
        """
        accepting = Accepting(self.ledger, self.effects, self.announce)
        accepting.accept(Coming(parcel, transport, suspect, acked))
        first = parcel.events[0].id
        return self.placed(first.origin, first.epoch, Chain(acked=first.seq - 1))

    def placed(self, origin: str, epoch: int, chain: Chain, /) -> Acknowledged:
        """Tell again where a chain lies here, for a unit that missed the acknowledgement."""
        with self.ledger.database.snapshot() as connection:
            return acknowledged(connection, origin, epoch, chain)

    def epoch(self) -> int:
        """Tell the hub's own epoch, another after each restore."""
        with self.ledger.database.reader.connect() as connection:
            return numbers.here(connection)[1]

    def begun_at(self) -> int:
        """Tell the place in the order at which the hub's own epoch began."""
        with self.ledger.database.reader.connect() as connection:
            return begun_at(connection)

    def newest(self) -> int:
        """Tell the last place of the order."""
        with self.ledger.database.reader.connect() as connection:
            return newest(connection)

    def are_places(self, cursors: Cursors, /) -> bool:
        """Say whether all cursors are places of this order, not of one that a backup undid."""
        with self.ledger.database.reader.connect() as connection:
            return are_places(connection, cursors)

    def since(self, scope: Scope, cursors: Cursors, /, *, limit: int) -> tuple[Parcel, Cursors]:
        """Read what a unit lacks, in the hub's order, and how far that brings it.

        A subject that its districts gain comes with all that was told of it before.
        """
        with self.ledger.database.snapshot() as connection:
            return Descending(connection, scope).since(cursors, limit)

    def snapshot(self, scope: Scope, buckets: frozenset[str], /) -> Snapshot:
        """Read what stands in some districts, as of one moment, and what concerns all."""
        with self.ledger.database.snapshot() as connection:
            return picture(connection, scope, buckets | {EVERYWHERE})

    def hash_at(self, origin: str, epoch: int, seq: int, /) -> str | None:
        """Tell the hash of an event, the beginning's for seq 0, none if it is not here."""
        return StoreEnds(self.ledger.database).hash_at(origin, epoch, seq)

    def secret(self, person: str, /) -> bytes | None:
        """Tell the secret of a person's salts, none once erased or if never here."""
        return StoreEnds(self.ledger.database).secret(person)

    def value(self, person: str, field: str, version: int, /) -> str | None:
        """Tell one version of a personal value."""
        return StoreEnds(self.ledger.database).value(person, field, version)
