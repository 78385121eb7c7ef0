"""At a unit: folds subjects again, from what a snapshot told of them, in the hub's order."""

from collections.abc import Collection, Iterable, Sequence
from functools import partial

from sqlalchemy import select

from core.model.citizen_story import ERASURE
from core.model.event import Event
from core.store import bases, quarantine
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.bases import Row
from core.store.event_rows import to_event
from core.store.settling import Settling
from core.store.tables import EventRow
from core.store.upserts import table
from core.store.vault import erase
from core.store.work import StoreWork

_EVENTS = table(EventRow)
# Subjects that something reads; whatever else is told of is left to the journal.
READ = frozenset({"case", "citizen", "user", "visit"})
A_PAGE = 500


def refold(work: StoreWork, subjects: Iterable[str]) -> None:
    """Make what is read of subjects anew: base, then the hub's events, then what is pending."""
    read = sorted({one for one in subjects if one.partition(":")[0] in READ})
    for at in range(0, len(read), A_PAGE):
        _refold_page(work, read[at : at + A_PAGE])


def _refold_page(work: StoreWork, subjects: Sequence[str]) -> None:
    work.arriving.flush()
    known = bases.read(work.connection, subjects)
    shut_out = quarantine.shut_out_events(work.connection, subjects)
    events = [
        event
        for place, event in _events(work, subjects)
        if place > known.get(event.draft.subject, (0,))[0] and event.id not in shut_out
    ]
    rows = {subject: base[1] for subject, base in known.items()}
    quarantine.forget(work.connection, subjects)
    settling = Settling(work.connection, work.projections)
    codes = settling.settle(events, None, partial(_begin, work, subjects, rows))
    quarantine.set_aside(work.connection, events, codes, work.clock.now())
    _forget_erased(work, [event for event in events if event.id not in codes])


def _events(work: StoreWork, subjects: Collection[str]) -> list[tuple[int, Event]]:
    asked = select(_EVENTS, ARRIVALS.c.hub_seq).join(ARRIVALS, ARRIVED)
    asked = asked.where(_EVENTS.c.subject.in_(subjects)).order_by(ARRIVALS.c.hub_seq)
    return [(row["hub_seq"], to_event(row)) for row in work.connection.execute(asked).mappings()]


def _begin(work: StoreWork, subjects: Collection[str], rows: dict[str, Row]) -> None:
    for subject in subjects:
        work.projections.begin(subject, rows.get(subject))


def _forget_erased(work: StoreWork, events: Sequence[Event]) -> None:
    """Delete again what came of who was erased, whichever of both came first."""
    for event in events:
        if event.draft.kind == ERASURE:
            erase(work.connection, event.draft.subject.partition(":")[2])
