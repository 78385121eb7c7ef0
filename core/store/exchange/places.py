"""How far chains have come at the hub, and where they lie in its order."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, func, select

from core.model.event import GENESIS
from core.model.exchange import MARK_LETTERS, Acknowledged, Chain, Cursors, Marks, Place
from core.store import numbers, quarantine
from core.store.tables import ArrivalRow, EventRow
from core.store.upserts import table
from core.store.work import head_of

_E, _A = table(EventRow).c, table(ArrivalRow).c


def marks_of(connection: Connection, origin: str) -> Marks:
    """Tell how far each chain of an origin has come."""
    asked = select(_E.epoch, func.max(_E.seq)).where(_E.origin == origin).group_by(_E.epoch)
    return {(origin, epoch): seq for epoch, seq in connection.execute(asked)}


def acknowledged(connection: Connection, origin: str, epoch: int, chain: Chain) -> Acknowledged:
    """Tell what is here of a chain as far as its author has it, and where."""
    head, digest = head_of(connection, origin, epoch)
    seq = min(head, chain.last)
    asked = (
        select(_A.seq, _A.hub_seq)
        .where(_A.origin == origin, _A.epoch == epoch, _A.seq > chain.acked, _A.seq <= seq)
        .order_by(_A.seq)
    )
    places = ((row.seq, row.hub_seq) for row in connection.execute(asked))
    return Acknowledged(
        origin=origin,
        epoch=epoch,
        seq=seq,
        mark=(digest if seq == head else _hash_of(connection, origin, epoch, seq))[:MARK_LETTERS],
        placed=_runs(places),
        quarantined=quarantine.of_chain(connection, origin, epoch, range(chain.acked + 1, seq + 1)),
        legible=_legible(connection, (origin, epoch), [one for one in chain.aside if one <= seq]),
        is_short=head < chain.acked,
    )


def newest(connection: Connection) -> int:
    """Tell the last place of the order."""
    return int(connection.execute(select(func.coalesce(func.max(_A.hub_seq), 0))).scalar_one())


def begun_at(connection: Connection) -> int:
    """Tell the place of the first event of the epoch that writes here."""
    origin, epoch = numbers.here(connection)
    first = (_A.origin == origin) & (_A.epoch == epoch) & (_A.seq == 1)
    return connection.execute(select(_A.hub_seq).where(first)).scalar() or 0


def are_places(connection: Connection, cursors: Cursors) -> bool:
    """Say whether each cursor is a place of the order, or the beginning."""
    told = {place for place in cursors.values() if place}
    asked = select(func.count()).select_from(table(ArrivalRow)).where(_A.hub_seq.in_(sorted(told)))
    return bool(connection.execute(asked).scalar_one() == len(told))


def _hash_of(connection: Connection, origin: str, epoch: int, seq: int) -> str:
    here = (_E.origin == origin) & (_E.epoch == epoch) & (_E.seq == seq)
    return connection.execute(select(_E.hash).where(here)).scalar() or GENESIS


def _legible(
    connection: Connection, chain: tuple[str, int], asked: Collection[int]
) -> tuple[int, ...]:
    """Tell which of them were aside once, and are not any more."""
    if not asked:
        return ()
    stretch = range(min(asked), max(asked) + 1)
    aside = {one.seq for one in quarantine.of_chain(connection, *chain, stretch)}
    return tuple(sorted(set(asked) - aside))


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
