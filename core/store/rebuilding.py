"""Makes what is read anew: every event folded again, in the order of the hub's acceptance."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Select, delete, select

from core.model.citizen_story import ERASURE
from core.model.event import MOST_EVENTS_A_TRANSACTION
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.event_rows import to_event
from core.store.projections import PROJECTED, Projections, Reckon
from core.store.tables import EventRow
from core.store.upserts import table
from core.store.vault import erase

_EVENTS = table(EventRow)
A_PAGE = MOST_EVENTS_A_TRANSACTION
_IN_ORDER = (
    select(_EVENTS, ARRIVALS.c.hub_seq)
    .join(ARRIVALS, ARRIVED)
    .order_by(ARRIVALS.c.hub_seq)
    .limit(A_PAGE)
)


def in_order(after: int) -> Select[Any]:
    """Ask for a page of events that were accepted after one of them."""
    return _IN_ORDER.where(ARRIVALS.c.hub_seq > after)


def rebuild(connection: Connection, reckon: Reckon, progress: Callable[[int], None]) -> int:
    """Empty every projection and fold the journal again; tell how many events it has.

    Erasures are applied again: a vault that came back from a backup forgets what it must.
    """
    for projected in PROJECTED:
        connection.execute(delete(projected))
    after = done = 0
    while rows := connection.execute(in_order(after)).mappings().all():
        projections = Projections(connection, reckon)
        for row in rows:
            event = to_event(row)
            projections.fold(event)
            if event.draft.kind == ERASURE:
                erase(connection, event.draft.subject.partition(":")[2])
        projections.flush()
        progress(len(rows))
        done += len(rows)
        after = rows[-1]["hub_seq"]
    return done
