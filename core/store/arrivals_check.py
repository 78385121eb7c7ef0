"""Checks the order of acceptance: every event once, each chain in its own order."""

from sqlalchemy import Connection, and_, func, or_, select

from core.model.exchange import PENDING
from core.refusals import ChainBroken
from core.store.arriving import STEP, WAITS
from core.store.tables import ArrivalRow, EventRow
from core.store.upserts import table

_EVENTS, _ARRIVALS = table(EventRow), table(ArrivalRow)
_E, _A = _EVENTS.c, _ARRIVALS.c
_CHAIN = (_A.origin, _A.epoch)
_TURN = func.row_number().over(partition_by=_CHAIN, order_by=_A.hub_seq)
_NTH = func.row_number().over(partition_by=_CHAIN, order_by=_A.seq)
_IN_TURN = select(_A.hub_seq, _A.seq, _TURN.label("turn"), _NTH.label("nth")).subquery()
_SAME = and_(_A.origin == _E.origin, _A.epoch == _E.epoch, _A.seq == _E.seq)
_LOST = select(_E.seq).outerjoin(_ARRIVALS, _SAME).where(_A.hub_seq.is_(None))
# At the hub a chain is whole; of another one a unit has only what concerns its districts.
_MOVED = select(_IN_TURN.c.hub_seq).where(_IN_TURN.c.seq != _IN_TURN.c.turn)
_MOVED_AT_UNIT = select(_IN_TURN.c.hub_seq).where(_IN_TURN.c.nth != _IN_TURN.c.turn)
# Only what the hub has not placed lies above, and nothing of it below.
_MISPLACED = select(_A.hub_seq).where(
    or_(
        and_(_A.hub_seq > PENDING, _A.transport != WAITS),
        and_(_A.hub_seq <= PENDING, _A.transport == WAITS),
    )
)


def check_arrivals(connection: Connection, events: int, *, at_unit: bool) -> None:
    """Refuse unless every event was accepted once, at the hub without a gap but before epochs."""
    arrived, newest = connection.execute(
        select(func.count(), func.coalesce(func.max(_A.hub_seq), 0)).select_from(_ARRIVALS)
    ).one()
    if arrived != events or (not at_unit and (newest - events) % STEP):
        raise ChainBroken(event=str(newest), problem="arrivals")
    for wrong in (_LOST, _MOVED_AT_UNIT if at_unit else _MOVED, _MISPLACED):
        found = connection.execute(wrong.limit(1)).scalar()
        if found is not None:
            raise ChainBroken(event=str(found), problem="arrivals")
