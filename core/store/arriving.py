"""Gives events their place in the hub's order, and notes which districts they concern."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from core.model.citizen_story import REGISTRATION
from core.model.event import Draft, instant
from core.model.exchange import PENDING
from core.store.prepared import Prepared, driver_of
from core.store.projections import Projections
from core.store.tables import ArrivalBucketRow, ArrivalRow, CaseRow, EventRow
from core.store.upserts import table

_EVENTS, _ARRIVALS, _BUCKETS = table(EventRow), table(ArrivalRow), table(ArrivalBucketRow)
_CASES = table(CaseRow)
_NEWEST = select(func.coalesce(func.max(_ARRIVALS.c.hub_seq), 0))
_OF_CASES = Prepared(
    select(_CASES.c.district).where(_CASES.c.applicant == bindparam("asked")).distinct()
)
# More than a hub takes in between two backups: no place of the order is ever given twice.
STEP = 2**20
LOCAL, WAITS, PLACED = "local", "pending", "placed"


class Arriving:
    """The events of one transaction on their way into the journal; `flush` writes them."""

    def __init__(self, connection: Connection, *, is_unit: bool) -> None:
        self._connection = connection
        self._is_unit = is_unit
        newest: int = connection.execute(_NEWEST).scalar_one()
        self._last = max(newest, PENDING) if is_unit else newest
        self._events: list[dict[str, Any]] = []
        self._arrivals: list[dict[str, Any]] = []
        self._buckets: list[dict[str, Any]] = []
        self.count = 0

    def append(self, event: dict[str, Any], at: datetime, buckets: Iterable[str]) -> None:
        """Add an event that is written here."""
        self._last += 1
        transport = WAITS if self._is_unit else LOCAL
        self._add(event, _arrival(event, self._last, transport, instant(at)), buckets)

    def accept(
        self, event: dict[str, Any], at: datetime, buckets: Iterable[str], *, transport: str
    ) -> int:
        """Add an event that came to the hub; tell the place that it got."""
        self._last += 1
        self._add(event, _arrival(event, self._last, transport, instant(at)), buckets)
        return self._last

    def take(self, event: dict[str, Any], at: datetime, buckets: Iterable[str], place: int) -> None:
        """Add an event that the hub sent, where the hub has it."""
        self._add(event, _arrival(event, place, PLACED, instant(at)), buckets)

    def _add(self, event: dict[str, Any], arrival: dict[str, Any], buckets: Iterable[str]) -> None:
        self.count += 1
        self._events.append(event)
        self._arrivals.append(arrival)
        place = arrival["hub_seq"]
        self._buckets += [{"bucket": one, "hub_seq": place} for one in dict.fromkeys(buckets)]

    def step_over(self) -> None:
        """Leave room for the places that a hub may have given before it came from a backup."""
        if not self._is_unit:
            self._last += STEP

    def flush(self) -> None:
        """Write what was added."""
        for target, kept in (
            (_EVENTS, self._events),
            (_ARRIVALS, self._arrivals),
            (_BUCKETS, self._buckets),
        ):
            if kept:
                self._connection.execute(target.insert(), kept)
                kept.clear()


class Districts:
    """Tells which districts an event concerns: a person's also concern those of their cases."""

    def __init__(self, connection: Connection, projections: Projections) -> None:
        self._driver = driver_of(connection)
        self._projections = projections

    def of(self, draft: Draft) -> Iterable[str]:
        """Tell them, once the event is folded."""
        kind, _, key = draft.subject.partition(":")
        if kind != "citizen":
            return draft.buckets
        if draft.kind == REGISTRATION:
            return draft.buckets
        known = self._projections.citizen(key)
        # What a unit told of a home may be no place at all.
        home = (known.district,) if known is not None and isinstance(known.district, str) else ()
        written = (row["district"] for row in _OF_CASES.all(self._driver, {"asked": key}))
        return (*draft.buckets, *home, *written, *self._projections.districts_of(key))


def _arrival(event: dict[str, Any], place: int, transport: str, at: str) -> dict[str, Any]:
    return {
        "hub_seq": place,
        "origin": event["origin"],
        "epoch": event["epoch"],
        "seq": event["seq"],
        "transport": transport,
        "arrived_at": at,
    }
