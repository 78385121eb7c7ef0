"""How far chains have come at the hub, and where they lie in its order."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from core.model.exchange import Acknowledged, Marks, Place
from core.store import quarantine
from core.store.tables import ArrivalRow, EventRow
from core.store.upserts import table
from core.store.work import head_of

_E, _A = table(EventRow).c, table(ArrivalRow).c


def marks_of(connection: Connection, origin: str) -> Marks:
    """Tell how far each chain of an origin has come."""
    asked = select(_E.epoch, func.max(_E.seq)).where(_E.origin == origin).group_by(_E.epoch)
    return {(origin, epoch): seq for epoch, seq in connection.execute(asked)}


def acknowledged(connection: Connection, origin: str, epoch: int, after: int) -> Acknowledged:
    """Tell what is here of a chain after some event, and where."""
    seq, _ = head_of(connection, origin, epoch)
    asked = (
        select(_A.seq, _A.hub_seq)
        .where(_A.origin == origin, _A.epoch == epoch, _A.seq > after)
        .order_by(_A.seq)
    )
    places = ((row.seq, row.hub_seq) for row in connection.execute(asked))
    return Acknowledged(
        origin=origin,
        epoch=epoch,
        seq=seq,
        placed=_runs(places),
        quarantined=quarantine.of_chain(connection, origin, epoch, range(after + 1, seq + 1)),
    )


def _runs(places: Iterable[tuple[int, int]]) -> tuple[Place, ...]:
    """Join what lies side by side in the chain and in the hub's order."""
    runs: list[Place] = []
    for seq, hub_seq in places:
        last = runs[-1] if runs else None
        if last is not None and (seq, hub_seq) == (
            last.seq + last.count,
            last.hub_seq + last.count,
        ):
            runs[-1] = Place(last.seq, last.hub_seq, last.count + 1)
        else:
            runs.append(Place(seq, hub_seq, 1))
    return tuple(runs)
