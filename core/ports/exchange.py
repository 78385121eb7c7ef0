"""What the exchange needs from the shelf of either side."""

from collections.abc import Mapping
from typing import Protocol

from core.model.exchange import Acknowledged, Chain, Cursors, Marks, Parcel, Scope, Snapshot


class Ends(Protocol):
    """What a reader of segments asks its own place, to work out what was not carried."""

    def hash_at(self, origin: str, epoch: int, seq: int, /) -> str | None:
        """Tell the hash of an event, the beginning's for seq 0, none if it is not here."""
        ...

    def secret(self, person: str, /) -> bytes | None:
        """Tell the secret of a person's salts, none once erased or if never here."""
        ...

    def value(self, person: str, field: str, version: int, /) -> str | None:
        """Tell one version of a personal value."""
        ...


class HubShelf(Ends, Protocol):
    """The hub's side."""

    def marks(self, origin: str, /) -> Marks:
        """Tell how far each chain of a unit has come here, without a gap."""
        ...

    def accept(
        self, parcel: Parcel, /, *, transport: str, suspect: str = "", acked: int = 0
    ) -> Acknowledged:
        """Keep a run of a unit's chain and fold it: all of it, durably, before this returns.

        What is here already changes nothing. A run that follows a gap is held (`ChainGap` tells
        no one: the answer's `seq` does). Two hashes for one place are refused (`ChainForked`).
        With `suspect` (the code of a revoked or expired key) the run is kept and not folded.
        What follows in the world from events up to `acked` followed before the hub lost them.
        """
        ...

    def since(self, scope: Scope, cursors: Cursors, /, *, limit: int) -> tuple[Parcel, Cursors]:
        """Read what a unit lacks, in the hub's order, and how far that brings it.

        The unit's own present chain is not sent down: acknowledgements place it.
        """
        ...

    def placed(self, origin: str, epoch: int, chain: Chain, /) -> Acknowledged:
        """Tell again where a chain lies here, for a unit that missed the acknowledgement."""
        ...

    def epoch(self) -> int:
        """Tell the hub's own epoch, another after each restore."""
        ...

    def begun_at(self) -> int:
        """Tell the place in the order at which the hub's own epoch began."""
        ...

    def newest(self) -> int:
        """Tell the last place of the order."""
        ...

    def are_places(self, cursors: Cursors, /) -> bool:
        """Say whether all cursors are places of this order, not of one that a backup undid."""
        ...

    def snapshot(self, scope: Scope, buckets: frozenset[str], /) -> Snapshot:
        """Read what stands in some districts, as of one moment."""
        ...


class UnitShelf(Ends, Protocol):
    """The unit's side."""

    def pending(self, /, *, limit: int, again: Mapping[int, int] = ...) -> tuple[Parcel, ...]:
        """Read own events not yet acknowledged, a parcel for each chain, oldest first.

        Of the epochs of `again` also what the hub lost: all that follows this seq.
        """
        ...

    def chains(self) -> Mapping[int, Chain]:
        """Tell of each epoch in which this disk wrote how far it came, here and at the hub."""
        ...

    def acknowledge(self, ack: Acknowledged, /) -> None:
        """Believe the hub that it has these events, and put them where it did."""
        ...

    def take(self, parcel: Parcel, cursors: Cursors, /) -> None:
        """Keep what the hub sent, fold it in the hub's order and move the cursors."""
        ...

    def load(self, snapshot: Snapshot, /) -> None:
        """Begin with what stands in some districts; own unacknowledged events stay on top.

        A snapshot may come in slices: the cursors of its `buckets` move, so only the last slice
        names any.
        """
        ...

    def cursors(self) -> Cursors:
        """Tell how far down each bucket has come."""
        ...

    def forget_cursors(self) -> None:
        """Count no district as loaded any more, so that the hub sends what stands there anew."""
        ...
