"""Checks that a run of events fits the chain that is here, byte by byte."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Text, select

from core.model.event import GENESIS, Event
from core.refusals import ChainBroken, ChainForked
from core.store.event_rows import to_row
from core.store.exchange.storable import LARGE, SMALL, is_text
from core.store.tables import EventRow
from core.store.upserts import table
from core.store.work import head_of

_E = table(EventRow).c
_TEXTS = tuple(
    column.name for column in _E if isinstance(column.type, Text) and not column.nullable
)


@dataclass(frozen=True, slots=True)
class Link:
    """An event with the row that it becomes, hash included."""

    event: Event
    row: Mapping[str, Any]

    @property
    def seq(self) -> int:
        """Tell its place in the chain."""
        return self.event.id.seq

    @property
    def hash(self) -> str:
        """Tell its hash."""
        return str(self.row["hash"])


def links_of(events: Sequence[Event]) -> tuple[Link, ...]:
    """Make the rows of a run, and refuse what is no run of one chain."""
    if not events:
        raise ChainBroken(event="", problem="empty")
    links = tuple(Link(event, _row(event)) for event in events)
    for before, after in pairwise(links):
        if after.event.id != before.event.id._replace(seq=before.seq + 1):
            raise ChainBroken(event=str(after.event.id), problem="gap")
        if after.event.prev_hash != before.hash:
            raise ChainBroken(event=str(after.event.id), problem="prev_hash")
    return links


def _row(event: Event) -> dict[str, Any]:
    try:
        row = to_row(event)
    except (ValueError, TypeError, AttributeError) as fault:
        raise ChainBroken(event=str(event.id), problem="unstorable") from fault
    if not _is_storable(event, row):
        raise ChainBroken(event=str(event.id), problem="unstorable")
    return row


def _is_storable(event: Event, row: Mapping[str, Any]) -> bool:
    texts = (*(row[name] for name in _TEXTS), *event.draft.buckets)
    numbers = ((event.id.seq, LARGE), (event.id.epoch, LARGE), (event.draft.schema_v, SMALL))
    return (
        all(isinstance(text, str) for text in texts)
        and is_text(texts)
        and all(isinstance(number, int) and -1 < number < most for number, most in numbers)
    )


def what_is_new(connection: Connection, links: Sequence[Link]) -> tuple[Link, ...] | None:
    """Leave out what is here already, and tell the rest: none if something before it is missing.

    Two hashes for one place are refused: the disk was copied, or somebody writes a past anew.
    """
    first = links[0].event
    origin, epoch, _ = first.id
    newest, digest = head_of(connection, origin, epoch)
    if links[0].seq > newest + 1:
        return None
    _compare(connection, links, newest)
    new = tuple(link for link in links if link.seq > newest)
    if new and new[0].event.prev_hash != digest:
        raise ChainForked(event=f"{origin}.{epoch}.{newest}")
    return new


def _compare(connection: Connection, links: Sequence[Link], newest: int) -> None:
    origin, epoch, _ = links[0].event.id
    stretch = _E.seq.between(links[0].seq - 1, min(links[-1].seq, newest))
    asked = select(_E.seq, _E.hash).where(_E.origin == origin, _E.epoch == epoch, stretch)
    here = {0: GENESIS} | {row.seq: row.hash for row in connection.execute(asked)}
    if links[0].event.prev_hash != here[links[0].seq - 1]:
        raise ChainForked(event=f"{origin}.{epoch}.{links[0].seq - 1}")
    for link in links:
        if link.seq in here and here[link.seq] != link.hash:
            raise ChainForked(event=str(link.event.id))
