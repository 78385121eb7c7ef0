"""At the hub: folds again what lies aside, as after an update that reads what it could not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from core.letter_arrivals import FOLLOWED
from core.model.case_number import CaseNumber
from core.model.event import Event, EventId
from core.store.event_rows import to_event
from core.store.exchange.hub import StoreHubShelf
from core.store.exchange.refolding import READ, refold
from core.store.tables import EventRow, QuarantinedRow
from core.store.upserts import table
from core.store.work import StoreWork

_EVENTS, _QUARANTINED = table(EventRow), table(QuarantinedRow)
_E, _Q = _EVENTS.c, _QUARANTINED.c
_TOLD = (_Q.origin == _E.origin) & (_Q.epoch == _E.epoch) & (_Q.seq == _E.seq)
# The writers of the house wait for one page at a time; what is more is left to a rebuild.
A_PAGE, MOST_PAGES = 50, 20
_MAY_BE_TRIED = _Q.is_final.is_(False)


@dataclass(frozen=True, slots=True)
class StoreRetrying:
    """What lies aside at one hub; what follows in the world is wished as when it had come now."""

    hub: StoreHubShelf

    def retry(self) -> int:
        """Fold what can be folded now, and tell how many steps; the others keep their place."""
        with self.hub.ledger.database.reader.connect() as connection:
            subjects = tuple(dict.fromkeys(one.draft.subject for one in _waiting(connection)))
        cut = range(0, min(len(subjects), A_PAGE * MOST_PAGES), A_PAGE)
        return sum(self._retry(subjects[at : at + A_PAGE]) for at in cut)

    def _retry(self, subjects: Sequence[str]) -> int:
        with self.hub.ledger.writing() as work:
            waiting = tuple(_waiting(work.connection, subjects))
            since = _since(work.connection, subjects)
            refold(work, subjects)
            work.flush()
            left = _since(work.connection, subjects)
            _keep_age(work.connection, {one: since[one] for one in left if one in since})
            applied = [one for one in waiting if one.id not in left]
            for event in applied:
                self._follow(work, event)
            return len(applied)

    def _follow(self, work: StoreWork, event: Event) -> None:
        kind, _, key = event.draft.subject.partition(":")
        case = work.case(CaseNumber(key)) if kind == "case" else None
        if case is not None:
            self.hub.effects(work, case, event)
        if event.draft.kind in FOLLOWED:
            self.hub.announce(work, event)


def _waiting(connection: Connection, subjects: Sequence[str] | None = None) -> Iterator[Event]:
    """Read what may be tried, the longest aside first; nobody tries what no fold reads."""
    asked = select(_EVENTS).join(_QUARANTINED, _TOLD).where(_MAY_BE_TRIED)
    if subjects is not None:
        asked = asked.where(_Q.subject.in_(subjects))
    asked = asked.order_by(_Q.since, _Q.origin, _Q.epoch, _Q.seq)
    for row in connection.execute(asked).mappings():
        event = to_event(row)
        if event.draft.subject.partition(":")[0] in READ:
            yield event


def _since(connection: Connection, subjects: Sequence[str]) -> dict[EventId, str]:
    """Tell what of some subjects lies aside, and since when."""
    asked = select(_Q.origin, _Q.epoch, _Q.seq, _Q.since).where(_MAY_BE_TRIED)
    rows = connection.execute(asked.where(_Q.subject.in_(subjects)))
    return {EventId(row.origin, row.epoch, row.seq): row.since for row in rows}


def _keep_age(connection: Connection, since: Mapping[EventId, str]) -> None:
    """Let what was tried in vain be as old as it is."""
    for one, at in since.items():
        here = (_Q.origin == one.origin) & (_Q.epoch == one.epoch) & (_Q.seq == one.seq)
        connection.execute(update(_QUARANTINED).where(here).values(since=at))
