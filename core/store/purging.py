"""Forgets at a unit the subjects that lie off its route, and everything that is theirs.

One transaction says what stays, deletes and is over: only in it do the triggers let a row go.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Column, Connection, delete, insert, or_, select, update

from core.model.exchange import EVERYWHERE
from core.model.purge import Purge
from core.store import purged
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.event_rows import as_json
from core.store.exchange.refolding import refold
from core.store.off_route import CASE, CITIZEN, VISIT, Found, find
from core.store.tables import (
    ArrivalBucketRow,
    CallerRightRow,
    CaseAliasRow,
    CaseLockRow,
    CaseRow,
    CitizenPhoneRow,
    CitizenRow,
    ContactRow,
    DeadlineRow,
    DownCursorRow,
    EventRow,
    OutboxRow,
    PurgingRow,
    QuarantinedRow,
    SubjectBaseRow,
    VaultRow,
    VisitRow,
)
from core.store.upserts import table
from core.store.vault import erase
from core.store.work import StoreLedger, StoreWork

_EVENTS, _BUCKETS, _PURGING = table(EventRow), table(ArrivalBucketRow), table(PurgingRow)
_CASES, _ALIASES, _CONTACTS = table(CaseRow).c, table(CaseAliasRow).c, table(ContactRow)
_BASES, _ASIDE, _OUTBOX = table(SubjectBaseRow).c, table(QuarantinedRow).c, table(OutboxRow).c
_V, _CURSORS = table(VaultRow).c, table(DownCursorRow).c
# What is kept under the number of a case, the id of a person or that of a visit.
_OF_CASES: tuple[Column[str], ...] = (
    _ALIASES.number,
    table(DeadlineRow).c.number,
    table(CaseLockRow).c.number,
    table(CallerRightRow).c.number,
    _OUTBOX.number,
    _CASES.number,
)
_OF_PEOPLE: tuple[Column[str], ...] = (
    table(CitizenPhoneRow).c.citizen,
    table(CitizenRow).c.id,
    _OUTBOX.person,
)
_OF_VISITS: tuple[Column[str], ...] = (table(VisitRow).c.id,)
_OF_SUBJECTS: tuple[Column[str], ...] = (_BASES.subject, _ASIDE.subject)
A_PAGE = 200
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class StorePurge:
    """What lies off the route in the database of one unit."""

    ledger: StoreLedger

    def plan(self, stays: Collection[str], waits: Mapping[str, int], /) -> Purge:
        """Count what would go if only these districts stay; nothing is changed."""
        with self.ledger.database.snapshot() as connection:
            return find(connection, {*stays, EVERYWHERE}, waits).counted(connection)

    def purge(self, stays: Collection[str], waits: Mapping[str, int], /) -> Purge:
        """Forget it, all at once or not at all; tell what went."""
        kept = {*stays, EVERYWHERE}
        with self.ledger.writing() as work:
            found = find(work.connection, kept, waits)
            told = found.counted(work.connection)
            work.connection.execute(insert(_PURGING), [{"bucket": b, "ends": ""} for b in kept])
            _forget(work, found)
            work.connection.execute(
                delete(table(DownCursorRow)).where(_CURSORS.bucket.not_in(kept))
            )
            work.connection.execute(delete(_PURGING))
        return told


def _forget(work: StoreWork, found: Found) -> None:
    connection = work.connection
    numbers, people = found.keys(CASE), found.keys(CITIZEN)
    for person, field in list(found.notes(connection)):
        connection.execute(delete(table(VaultRow)).where(_V.person == person, _V.field == field))
    # With the events go the commitments: nothing says any more that there were values.
    for person in people:
        erase(connection, person)
    for page in _pages(sorted(found.going)):
        _forget_events(work, page)
    freed = _freed_names(connection, numbers)
    for columns, keys in (
        (_OF_SUBJECTS, sorted(found.going)),
        (_OF_CASES, numbers),
        (_OF_PEOPLE, people),
        (_OF_VISITS, found.keys(VISIT)),
    ):
        for page in _pages(keys):
            for column in columns:
                connection.execute(delete(column.table).where(column.in_(page)))
    _forget_talks(connection, numbers)
    refold(work, _next_bearers(connection, freed))


def _forget_events(work: StoreWork, subjects: Sequence[str]) -> None:
    connection = work.connection
    theirs = _EVENTS.c.subject.in_(subjects)
    asked = select(_EVENTS, ARRIVALS.c.hub_seq).join(ARRIVALS, ARRIVED).where(theirs)
    rows = connection.execute(asked).mappings().all()
    # What the hub sent has no hash before it: its chain is whole at the hub alone.
    purged.keep(connection, work.keys, [row for row in rows if row["prev_hash"]])
    connection.execute(delete(_EVENTS).where(theirs))
    for page in _pages([row["hub_seq"] for row in rows]):
        connection.execute(delete(ARRIVALS).where(ARRIVALS.c.hub_seq.in_(page)))
        connection.execute(delete(_BUCKETS).where(_BUCKETS.c.hub_seq.in_(page)))


def _forget_talks(connection: Connection, numbers: Sequence[str]) -> None:
    """Leave of conversations that there was one: who it was about goes."""
    for page in _pages(numbers):
        theirs = _CONTACTS.c.number.in_(page)
        gone = {"number": None, "caller": None, "reply": ""}
        connection.execute(update(_CONTACTS).where(theirs).values(gone))


def _freed_names(connection: Connection, numbers: Sequence[str]) -> list[tuple[str, str]]:
    """Tell which numbers of an office nobody will bear any more."""
    freed: list[tuple[str, str]] = []
    for page in _pages(numbers):
        asked = select(_ALIASES.institution, _ALIASES.alias).where(_ALIASES.number.in_(page))
        freed += [(row.institution, row.alias) for row in connection.execute(asked)]
    return freed


def _next_bearers(connection: Connection, freed: Sequence[tuple[str, str]]) -> list[str]:
    """Name the cases that had to wait for a number of an office, and bear it from now on."""
    found: list[str] = []
    for page in _pages(freed):
        same = (
            (_CASES.institution == institution)
            & _CASES.aliases.contains(as_json(alias), autoescape=True)
            for institution, alias in page
        )
        asked = select(_CASES.number).where(or_(*same))
        found += [f"{CASE}{number}" for number in connection.execute(asked).scalars()]
    return found


def _pages(keys: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (keys[at : at + A_PAGE] for at in range(0, len(keys), A_PAGE))
