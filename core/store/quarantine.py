"""Events that are kept and that nobody folds, each with its reason."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from core.model.event import Event, EventId, instant
from core.model.exchange import Quarantined, VaultValue
from core.store.event_rows import as_json
from core.store.tables import QuarantinedRow
from core.store.upserts import table, upsert

_QUARANTINED = table(QuarantinedRow)
_Q = _QUARANTINED.c


def set_aside(
    connection: Connection, events: Iterable[Event], codes: Mapping[EventId, str], at: datetime
) -> None:
    """Note which events could not be folded; they are tried again when all is made anew."""
    rows = [_row(event, codes[event.id], instant(at)) for event in events if event.id in codes]
    upsert(connection, _QUARANTINED, rows)


def shut_out(
    connection: Connection,
    events: Iterable[Event],
    code: str,
    *,
    at: datetime,
    beside: tuple[Iterable[VaultValue], Mapping[str, str]] = ((), {}),
) -> None:
    """Note events that nobody is to fold whatever they say, with what came beside them."""
    values, secrets = beside
    written = as_json(
        {
            "values": [[one.person, one.field, one.version, one.value] for one in values],
            "secrets": dict(secrets),
        }
    )
    rows = [
        _row(event, code, instant(at)) | {"is_final": True, "aside": "" if place else written}
        for place, event in enumerate(events)
    ]
    upsert(connection, _QUARANTINED, rows)


def forget(connection: Connection, subjects: Collection[str] | None = None) -> None:
    """Forget whom a fold set aside, before the fold is done again."""
    gone = delete(_QUARANTINED).where(_Q.is_final.is_(False))
    if subjects is not None:
        gone = gone.where(_Q.subject.in_(subjects))
    connection.execute(gone)


def take_back(connection: Connection, origin: str, epoch: int, seqs: Collection[int]) -> None:
    """Let events be folded again that nobody was to fold."""
    mine = (_Q.origin == origin) & (_Q.epoch == epoch) & _Q.seq.in_(sorted(seqs))
    connection.execute(delete(_QUARANTINED).where(mine))


def shut_out_events(
    connection: Connection, subjects: Collection[str] | None = None
) -> frozenset[EventId]:
    """Name the events that nobody is to fold."""
    asked = select(_Q.origin, _Q.epoch, _Q.seq).where(_Q.is_final.is_(True))
    if subjects is not None:
        asked = asked.where(_Q.subject.in_(subjects))
    return frozenset(EventId(*row) for row in connection.execute(asked))


def of_chain(
    connection: Connection, origin: str, epoch: int, seqs: range
) -> tuple[Quarantined, ...]:
    """List what of a stretch of a chain is set aside."""
    asked = (
        select(_Q.seq, _Q.code)
        .where(_Q.origin == origin, _Q.epoch == epoch)
        .where(_Q.seq >= seqs.start, _Q.seq < seqs.stop)
        .order_by(_Q.seq)
    )
    return tuple(Quarantined(*row) for row in connection.execute(asked))


def _row(event: Event, code: str, since: str) -> dict[str, Any]:
    return {
        "origin": event.id.origin,
        "epoch": event.id.epoch,
        "seq": event.id.seq,
        "subject": event.draft.subject,
        "code": code,
        "since": since,
        "is_final": False,
        "aside": "",
    }
