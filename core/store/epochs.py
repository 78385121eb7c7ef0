"""Who writes here from when on, told by the journal in the transaction that makes it so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.model.event import Draft
from core.store import numbers
from core.store.work import StoreLedger, StoreWork


@dataclass(frozen=True, slots=True)
class StoreEpochs:
    """The origins and epochs of one database."""

    ledger: StoreLedger

    def begin(
        self,
        origin: str,
        epoch: int,
        codes: Sequence[str],
        *,
        actor: str,
        only_first: bool,
        mark: str = "",
        disk: str = "",
    ) -> bool:
        """Begin an epoch with number codes of its own; tell whether it was begun.

        `only_first` leaves alone a database in which anyone writes, however many found it at once;
        `mark` tells apart two disks that begin the same epoch, `disk` how the data lie on it.
        """
        with self.ledger.database.locked() as connection:
            if only_first and numbers.is_enrolled(connection):
                return False
            numbers.enrol(connection, self.ledger.clock, origin=origin, epoch=epoch)
            numbers.assign_codes(connection, codes, origin=origin, epoch=epoch)
            work = StoreWork(connection, self.ledger)
            if not only_first:
                work.arriving.step_over()
            more = {name: told for name, told in (("mark", mark), ("disk", disk)) if told}
            data = {"epoch": epoch, "codes": list(codes)} | more
            work.append(self._draft("epoch_begun", origin, actor, data))
            work.flush()
        return True

    def revoke(self, origin: str, epoch: int, *, actor: str) -> int:
        """Close every clave that an origin made in an epoch; tell how many codes that closes."""
        with self.ledger.database.locked() as connection:
            closed = numbers.revoke(connection, origin, epoch)
            if closed:
                work = StoreWork(connection, self.ledger)
                work.append(self._draft("origin_revoked", origin, actor, {"epoch": epoch}))
                work.flush()
        return closed

    def _draft(self, kind: str, origin: str, actor: str, data: Mapping[str, Any]) -> Draft:
        return Draft(
            kind=kind,
            subject=f"origin:{origin}",
            institution="",
            actor=actor,
            via="cli",
            happened_at=self.ledger.clock.now(),
            data=data,
        )
