"""What a unit lacks: a range of each of its districts, merged in the hub's order."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, exists, func, or_, select

from core.model.event import Event
from core.model.exchange import EVERYWHERE, Cursors, Parcel, Scope
from core.model.moves import ASSERTION, OPENING
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.documents import PUBLISHED
from core.store.event_rows import to_event
from core.store.exchange.beside import Beside
from core.store.tables import ArrivalBucketRow, EventRow
from core.store.upserts import table

_EVENTS, _BUCKETS = table(EventRow), table(ArrivalBucketRow)
_E, _A, _B = _EVENTS.c, ARRIVALS.c, _BUCKETS.c
_NEWEST = select(func.coalesce(func.max(_A.hub_seq), 0))
Placed = tuple[int, Event]


@dataclass(frozen=True, slots=True)
class Descending:
    """Reads for one unit, as of one moment."""

    connection: Connection
    scope: Scope

    @property
    def buckets(self) -> tuple[str, ...]:
        """Tell its districts, with what concerns all."""
        return tuple(sorted(self.scope.buckets | {EVERYWHERE}))

    def since(self, cursors: Cursors, limit: int) -> tuple[Parcel, Cursors]:
        """Read so many events at most, unless one of them brings a longer past along."""
        newest: int = self.connection.execute(_NEWEST).scalar_one()
        found = self._page(cursors, limit)
        page = found[:limit]
        whole = self._with_past(page)
        while len(whole) > limit and len(page) > 1:
            page = page[: len(page) // 2]
            whole = self._with_past(page)
        reached = page[-1][0] if len(page) < len(found) else newest
        moved = {one: max(reached, cursors.get(one, 0)) for one in self.buckets}
        return self._parcel(whole), moved

    def _page(self, cursors: Cursors, limit: int) -> list[Placed]:
        """Read one more than asked for, so that it is known whether there is more."""
        found: dict[int, Event] = {}
        for bucket in self.buckets:
            ranged = self._visible().join(_BUCKETS, _B.hub_seq == _A.hub_seq)
            ranged = ranged.where(_B.bucket == bucket, _B.hub_seq > cursors.get(bucket, 0))
            found |= dict(self._placed(ranged.order_by(_B.hub_seq).limit(limit + 1)))
        return sorted(found.items())[: limit + 1]

    def _visible(self) -> Select[Any]:
        """Leave out the unit's own present, and whoever of the staff does not travel with it."""
        mine = (_E.origin == self.scope.origin) & (_E.epoch == self.scope.epoch)
        crew = [f"user:{user}" for user in sorted(self.scope.crew)]
        seen = or_(_E.subject.not_like("user:%"), _E.subject.in_(crew))
        return select(_EVENTS, _A.hub_seq).join(ARRIVALS, ARRIVED).where(~mine, seen)

    def _placed(self, asked: Select[Any]) -> Iterable[Placed]:
        for row in self.connection.execute(asked).mappings():
            yield row["hub_seq"], to_event(row)

    def _with_past(self, page: Sequence[Placed]) -> list[Placed]:
        """Add what was told before of subjects that may be new to these districts."""
        gained = self._may_be_gained(page)
        if not gained:
            return list(page)
        known = exists().where(_B.hub_seq == _A.hub_seq, _B.bucket.in_(self.buckets))
        accepted = exists().where(_B.hub_seq == _A.hub_seq)
        past = self._visible().where(
            _E.subject.in_(sorted(gained)), _A.hub_seq < page[-1][0], accepted, ~known
        )
        return sorted([*page, *self._placed(past)])

    def _may_be_gained(self, page: Sequence[Placed]) -> Collection[str]:
        """Name who concerns other districts too, and whose case begins here."""
        outside = select(_B.hub_seq).where(
            _B.hub_seq.in_([place for place, _ in page]), _B.bucket.not_in(self.buckets)
        )
        both = set(self.connection.execute(outside).scalars())
        gained = {event.draft.subject for place, event in page if place in both}
        for _, event in page:
            applicant = event.draft.data.get("applicant")
            if event.draft.kind in (OPENING, ASSERTION) and isinstance(applicant, str):
                gained.add(f"citizen:{applicant}")
        return gained

    def _parcel(self, whole: Sequence[Placed]) -> Parcel:
        beside = Beside(self.connection)
        events = [event for _, event in whole]
        values, secrets = beside.values(events)
        travels = frozenset((one.person, one.field, one.version) for one in values)
        published = [event for event in events if event.draft.kind == PUBLISHED]
        return Parcel(
            events=tuple(beside.bared(event, travels) for event in events),
            order=tuple(place for place, _ in whole),
            values=values,
            secrets=secrets,
            documents=beside.documents(published),
        )
