"""Finds at a unit what lies in none of the districts that stay, and what of it must wait.

A subject lies wherever one of its events does, or what is read of it; a person also wherever a case
of theirs does. It goes whole or not at all.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from core.model.case_number import CaseNumber
from core.model.exchange import EVERYWHERE, PENDING
from core.model.purge import Purge
from core.notes import note_field
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.tables import ArrivalBucketRow, CaseRow, CitizenRow, EventRow, VaultRow, VisitRow
from core.store.upserts import table
from core.store.vault import read_sealed

_E, _A, _B = table(EventRow).c, ARRIVALS.c, table(ArrivalBucketRow).c
_C, _V, _VISITS = table(CaseRow).c, table(VaultRow).c, table(VisitRow).c
_CITIZENS = table(CitizenRow).c
_OF_EVENTS = (
    select(_E.subject, _B.bucket)
    .join(ARRIVALS, ARRIVED)
    .outerjoin(table(ArrivalBucketRow), _B.hub_seq == _A.hub_seq)
    .distinct()
)
_WAITING = select(_E.subject).join(ARRIVALS, ARRIVED).where(_A.hub_seq > PENDING)
# What an event about something else sealed of a person: the audit looks for it.
_SEALING = select(_E.subject, _E.data).where(
    _E.subject.not_like("citizen:%"), _E.data.contains('"sealed"', autoescape=True)
)
CASE, CITIZEN, VISIT = "case:", "citizen:", "visit:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Subjects off the route: those that go, and those that stay until the hub has their events."""

    going: frozenset[str]
    kept: frozenset[str]
    waiting: int
    districts: frozenset[str]

    def keys(self, kind: str) -> list[str]:
        """Name what goes of one kind, by its own key."""
        return sorted(one.removeprefix(kind) for one in self.going if one.startswith(kind))

    def notes(self, connection: Connection) -> Iterator[tuple[str, str]]:
        """Tell what was noted about cases that go in the vaults of people who stay."""
        fields = {note_field(CaseNumber(number)) for number in self.keys(CASE)}
        asked = select(_V.person, _V.field).where(_V.field.like("note:%")).distinct()
        for row in connection.execute(asked):
            if row.field in fields and f"{CITIZEN}{row.person}" not in self.going:
                yield row.person, row.field

    def counted(self, connection: Connection) -> Purge:
        """Count it for people."""
        told = Counter(connection.execute(select(_E.subject)).scalars())
        sealed = Counter(connection.execute(select(_V.person)).scalars())
        people = self.keys(CITIZEN)
        notes = len(list(self.notes(connection)))
        return Purge(
            districts=tuple(sorted(self.districts)),
            cases=len(self.keys(CASE)),
            people=len(people),
            visits=len(self.keys(VISIT)),
            events=sum(told[one] for one in self.going),
            values=sum(sealed[one] for one in people) + notes,
            kept_cases=sum(one.startswith(CASE) for one in self.kept),
            kept_people=sum(one.startswith(CITIZEN) for one in self.kept),
            waiting=self.waiting,
        )


def find(connection: Connection, stays: Collection[str], waits: Mapping[str, int]) -> Found:
    """Find it; what is on its way holds back whatever it is about, and whose case that is."""
    cases = _cases(connection)
    lies = _lies(connection, cases)
    off = {one for one, places in lies.items() if places.isdisjoint(stays)}
    pending = Counter(connection.execute(_WAITING).scalars()) + Counter(waits)
    kept = off & pending.keys()
    for person, about in _bound(connection, cases):
        if person in off and about not in off:
            off.discard(person)
            kept.discard(person)
        elif person in off and about in kept:
            kept.add(person)
    return Found(
        going=frozenset(off - kept),
        kept=frozenset(kept),
        waiting=sum(pending[one] for one in kept),
        districts=frozenset().union(*(lies[one] for one in off)),
    )


def _lies(connection: Connection, cases: Mapping[str, tuple[str, str]]) -> Mapping[str, set[str]]:
    """Tell in which districts each subject lies."""
    lies: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(_OF_EVENTS):
        # What lies nowhere may concern anybody.
        lies[row.subject].add(row.bucket or EVERYWHERE)
    for subject, (district, applicant) in cases.items():
        lies[subject].add(district)
        lies[applicant].add(district)
    for row in connection.execute(select(_VISITS.id, _VISITS.district)):
        lies[f"{VISIT}{row.id}"].add(row.district)
    for row in connection.execute(select(_CITIZENS.id, _CITIZENS.facts)):
        lies[f"{CITIZEN}{row.id}"].add(str(json.loads(row.facts)["district"]))
    return lies


def _cases(connection: Connection) -> Mapping[str, tuple[str, str]]:
    """Tell the district and the applicant of each case."""
    asked = select(_C.number, _C.district, _C.applicant)
    rows = connection.execute(asked)
    return {f"{CASE}{row.number}": (row.district, f"{CITIZEN}{row.applicant}") for row in rows}


def _bound(
    connection: Connection, cases: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Tell who is bound to stay with what: applicants with cases, and whoever an event sealed."""
    for row in connection.execute(_SEALING):
        yield f"{CITIZEN}{read_sealed(row.subject, row.data)[0]}", row.subject
    for subject, (_, applicant) in cases.items():
        yield applicant, subject
