"""Tells what of some records the hub has not acknowledged, and what nobody could apply."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from core.model.case import Case
from core.model.event import EventId
from core.model.exchange import PENDING
from core.model.ticks import Ticks
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.case_rows import to_case
from core.store.database import Database
from core.store.tables import CaseRow, EventRow, QuarantinedRow
from core.store.upserts import table

_EVENTS, _QUARANTINED, _CASES = table(EventRow), table(QuarantinedRow), table(CaseRow)
_E, _A, _Q = _EVENTS.c, ARRIVALS.c, _QUARANTINED.c
_ASIDE = (_Q.origin == _E.origin) & (_Q.epoch == _E.epoch) & (_Q.seq == _E.seq)
_UNFINISHED = (
    select(_E.subject, _E.origin, _E.epoch, _E.seq, _A.hub_seq, _Q.code)
    .select_from(_EVENTS)
    .join(ARRIVALS, ARRIVED)
    .outerjoin(_QUARANTINED, _ASIDE)
    .where(or_(_A.hub_seq > PENDING, _Q.code.is_not(None)))
)

_SUBJECT = "case:"
_NUMBER = func.substr(_E.subject, len(_SUBJECT) + 1)
_NEWEST = func.max(_A.hub_seq)


@dataclass(frozen=True, slots=True)
class StoreRecordTicks:
    """The records of one database."""

    database: Database

    def of(self, subjects: Collection[str], /) -> Mapping[str, Ticks]:
        """Tell it of each of some subjects, in one reading; one that is all the way is left out."""
        asked = _UNFINISHED.where(_E.subject.in_(sorted(subjects)))
        waits: dict[str, set[EventId]] = defaultdict(set)
        aside: dict[str, dict[EventId, str]] = defaultdict(dict)
        with self.database.reader.connect() as connection:
            for row in connection.execute(asked):
                event = EventId(row.origin, row.epoch, row.seq)
                if row.hub_seq > PENDING:
                    waits[row.subject].add(event)
                if row.code is not None:
                    aside[row.subject][event] = row.code
        return {
            subject: Ticks(waits=frozenset(waits[subject]), aside=aside[subject])
            for subject in {*waits, *aside}
        }

    def waiting(self, institution: str, /, *, limit: int) -> tuple[Case, ...]:
        """List the cases of which the hub has not acknowledged something, the newest first."""
        newest = (
            select(_NUMBER.label("number"), _NEWEST.label("place"))
            .select_from(_EVENTS)
            .join(ARRIVALS, ARRIVED)
            .where(_A.hub_seq > PENDING, _E.subject.startswith(_SUBJECT))
            .group_by(_E.subject)
            .subquery()
        )
        asked = (
            select(_CASES)
            .join(newest, _CASES.c.number == newest.c.number)
            .where(_CASES.c.institution == institution)
            .order_by(newest.c.place.desc())
            .limit(limit)
        )
        with self.database.reader.connect() as connection:
            return tuple(map(to_case, connection.execute(asked).mappings()))
