"""Runs of a chain that came before their predecessor: they wait, few of them, and then count."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from core.model.event import instant
from core.model.exchange import Parcel
from core.store.exchange import opaque
from core.store.tables import HeldRunRow
from core.store.upserts import table, upsert

_HELD = table(HeldRunRow)
_H = _HELD.c
# What a unit may leave waiting; what is over is dropped and sent again.
MOST_RUNS, MOST_BYTES = 50, 8 * 2**20


@dataclass(frozen=True, slots=True)
class Coming:
    """A run with how it came: `suspect` is the code of a key that is not to be trusted.

    Events up to `acked` were here before, and what follows from them in the world followed.
    """

    parcel: Parcel
    transport: str
    suspect: str = ""
    acked: int = 0


def hold(connection: Connection, coming: Coming, at: datetime) -> None:
    """Let a run wait; of two that begin alike the longer one, of too many the nearest."""
    first, last = coming.parcel.events[0].id, coming.parcel.events[-1].id
    same = (_H.origin == first.origin) & (_H.epoch == first.epoch) & (_H.seq == first.seq)
    known = connection.execute(select(_H.last).where(same)).scalar()
    if known is not None and known >= last.seq:
        return
    row = {
        "origin": first.origin,
        "epoch": first.epoch,
        "seq": first.seq,
        "last": last.seq,
        "transport": coming.transport,
        "suspect": coming.suspect,
        "parcel": opaque.written(coming.parcel),
        "since": instant(at),
    }
    upsert(connection, _HELD, [row])
    _drop_what_is_over(connection, first.origin)


def _drop_what_is_over(connection: Connection, origin: str) -> None:
    asked = select(_H.epoch, _H.seq, func.length(_H.parcel).label("size"))
    asked = asked.where(_H.origin == origin).order_by(_H.epoch.desc(), _H.seq)
    runs = size = 0
    for row in connection.execute(asked).all():
        runs, size = runs + 1, size + row.size
        if runs > MOST_RUNS or size > MOST_BYTES:
            drop(connection, origin, row.epoch, row.seq)


def drop(connection: Connection, origin: str, epoch: int, seq: int) -> None:
    """Forget a run that counts now, or never will."""
    connection.execute(delete(_HELD).where(_H.origin == origin, _H.epoch == epoch, _H.seq == seq))


def next_of(
    connection: Connection, origin: str, epoch: int, after: int
) -> tuple[int, int, Coming] | None:
    """Read a run that begins no later than after this event: its first and last, and itself."""
    mine = (_H.origin == origin) & (_H.epoch == epoch) & (_H.seq <= after + 1)
    row = connection.execute(select(_HELD).where(mine).order_by(_H.seq).limit(1)).first()
    if row is None:
        return None
    coming = Coming(opaque.read(row.parcel), row.transport, row.suspect)
    return row.seq, row.last, coming
