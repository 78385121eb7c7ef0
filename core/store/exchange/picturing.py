"""A picture of what stands in some districts: rows, people, staff and the newest documents."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select

from core.model.citizen_story import PHONE_FIELD
from core.model.exchange import Scope, Snapshot, VaultValue
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.documents import newest_documents
from core.store.exchange.beside import Beside
from core.store.tables import (
    ArrivalBucketRow,
    CaseRow,
    CitizenRow,
    EventRow,
    UserRow,
    VisitRow,
)
from core.store.upserts import table

_CASES, _CITIZENS = table(CaseRow), table(CitizenRow)
_USERS, _VISITS = table(UserRow), table(VisitRow)
_B, _E = table(ArrivalBucketRow).c, table(EventRow).c
_NEWEST = select(func.coalesce(func.max(ARRIVALS.c.hub_seq), 0))
A_PAGE = 500
Row = Mapping[str, Any]


def picture(connection: Connection, scope: Scope, buckets: frozenset[str]) -> Snapshot:
    """Read it; a case belongs to its district, and its applicant travels with it."""
    places = sorted(buckets)
    cases = _rows(connection, _CASES, _CASES.c.district, places)
    citizens = _citizens(connection, buckets, {case["applicant"] for case in cases})
    users = _rows(connection, _USERS, _USERS.c.id, sorted(scope.crew))
    beside = Beside(connection)
    people = {row["id"] for row in (*citizens, *users)}
    return Snapshot(
        as_of=connection.execute(_NEWEST).scalar_one(),
        buckets=buckets,
        cases=tuple(cases),
        citizens=tuple(citizens),
        users=tuple(users),
        visits=tuple(_rows(connection, _VISITS, _VISITS.c.district, places)),
        values=tuple(_on_file(beside.current(people), citizens)),
        secrets=beside.secrets(people),
        documents=newest_documents(connection),
    )


def _citizens(
    connection: Connection, buckets: frozenset[str], applicants: Collection[str]
) -> list[Row]:
    """Read who lives there now, among all that ever concerned it, and who has a case there."""
    concerned = (
        select(_E.subject)
        .join(ARRIVALS, ARRIVED)
        .join(table(ArrivalBucketRow), _B.hub_seq == ARRIVALS.c.hub_seq)
        .where(_B.bucket.in_(sorted(buckets)), _E.subject.like("citizen:%"))
        .distinct()
    )
    ids = {subject.partition(":")[2] for subject in connection.execute(concerned).scalars()}
    rows = _rows(connection, _CITIZENS, _CITIZENS.c.id, sorted(ids | set(applicants)))
    return [
        row
        for row in rows
        if row["id"] in applicants or json.loads(row["facts"])["district"] in buckets
    ]


def _on_file(values: Iterable[VaultValue], citizens: Iterable[Row]) -> Iterable[VaultValue]:
    """Leave at home the phones that nobody is to be reached on any more."""
    facts = (json.loads(row["facts"]) for row in citizens)
    phones = {(one["id"], phone["field"]) for one in facts for phone in one["phones"]}
    return (
        one
        for one in values
        if not one.field.startswith(PHONE_FIELD) or (one.person, one.field) in phones
    )


def _rows(
    connection: Connection, target: Table, column: Column[Any], asked: Sequence[str]
) -> list[Row]:
    found: list[Row] = []
    for at in range(0, len(asked), A_PAGE):
        page = select(target).where(column.in_(asked[at : at + A_PAGE]))
        found += [dict(row) for row in connection.execute(page).mappings()]
    (key,) = (one.name for one in target.primary_key)
    return sorted(found, key=lambda row: str(row[key]))
