"""Makes what is read anew: every event folded again, in the order of the hub's acceptance."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, select

from core.model.citizen_story import ERASURE
from core.model.event import MOST_EVENTS_A_TRANSACTION, Event
from core.store import bases, numbers, quarantine
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.event_rows import to_event
from core.store.projections import PROJECTED, Projections, Reckon
from core.store.settling import Settling
from core.store.tables import EventRow, SubjectBaseRow
from core.store.upserts import table
from core.store.vault import erase

_EVENTS, _BASES = table(EventRow), table(SubjectBaseRow)
A_PAGE = MOST_EVENTS_A_TRANSACTION
_IN_ORDER = (
    select(_EVENTS, ARRIVALS.c.hub_seq, ARRIVALS.c.arrived_at)
    .join(ARRIVALS, ARRIVED)
    .order_by(ARRIVALS.c.hub_seq)
    .limit(A_PAGE)
)
# What a snapshot told already is not folded a second time.
_IS_TOLD = exists().where(
    _BASES.c.subject == _EVENTS.c.subject, _BASES.c.as_of >= ARRIVALS.c.hub_seq
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
    projections = Projections(connection, reckon)
    bases.restore(connection, projections)
    quarantine.forget(connection)
    settling = Settling(connection, projections, numbers.origins(connection))
    shut_out = quarantine.shut_out_events(connection)
    after = done = 0
    asked = _IN_ORDER.add_columns(_IS_TOLD.label("is_told"))
    while rows := connection.execute(asked.where(ARRIVALS.c.hub_seq > after)).mappings().all():
        events = [(to_event(row), row["arrived_at"]) for row in rows if not row["is_told"]]
        _settle(settling, [(event, at) for event, at in events if event.id not in shut_out])
        progress(len(rows))
        done += len(rows)
        after = rows[-1]["hub_seq"]
    return done


def _settle(settling: Settling, arrived: Sequence[tuple[Event, str]]) -> None:
    events = [event for event, _ in arrived]
    codes = settling.settle(events)
    for event, at in arrived:
        if event.id in codes:
            moment = datetime.fromisoformat(at)
            quarantine.set_aside(settling.connection, (event,), codes, moment)
        elif event.draft.kind == ERASURE:
            erase(settling.connection, event.draft.subject.partition(":")[2])
