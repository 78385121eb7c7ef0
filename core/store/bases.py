"""What a snapshot told a unit of each subject: from there its later events are folded."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from core.store.event_rows import as_json
from core.store.projections import Projections
from core.store.tables import SubjectBaseRow
from core.store.upserts import table, upsert

_BASES = table(SubjectBaseRow)
A_PAGE = 500
Row = Mapping[str, Any]


def keep(connection: Connection, rows: Mapping[str, Row], as_of: int) -> frozenset[str]:
    """Keep what a snapshot tells of subjects, unless a newer one did; tell of which it is."""
    known = {subject: base[0] for subject, base in read(connection, rows).items()}
    newer = {name: row for name, row in rows.items() if known.get(name, -1) < as_of}
    upsert(
        connection,
        _BASES,
        [
            {
                "subject": subject,
                "as_of": as_of,
                "kind": subject.partition(":")[0],
                "facts": as_json(dict(row)),
            }
            for subject, row in newer.items()
        ],
    )
    return frozenset(newer)


def read(connection: Connection, subjects: Iterable[str]) -> dict[str, tuple[int, Row]]:
    """Read what is known of subjects, and as of which place in the hub's order."""
    asked, found = list(subjects), {}
    for at in range(0, len(asked), A_PAGE):
        page = select(_BASES).where(_BASES.c.subject.in_(asked[at : at + A_PAGE]))
        for row in connection.execute(page):
            found[row.subject] = (row.as_of, json.loads(row.facts))
    return found


def newest(connection: Connection) -> int:
    """Tell how far the newest snapshot reaches."""
    asked = select(func.coalesce(func.max(_BASES.c.as_of), 0))
    return int(connection.execute(asked).scalar_one())


def restore(connection: Connection, projections: Projections) -> None:
    """Write what is read as the snapshots told it."""
    after = ""
    pages = select(_BASES.c.subject, _BASES.c.facts).order_by(_BASES.c.subject).limit(A_PAGE)
    while rows := connection.execute(pages.where(_BASES.c.subject > after)).all():
        for row in rows:
            projections.begin(row.subject, json.loads(row.facts))
        projections.flush()
        after = rows[-1].subject


def erased(connection: Connection) -> frozenset[str]:
    """Name the citizens of whom a snapshot told that they were erased."""
    asked = select(_BASES.c.subject, _BASES.c.facts).where(_BASES.c.kind == "citizen")
    return erased_of({row.subject: json.loads(row.facts) for row in connection.execute(asked)})


def erased_of(rows: Mapping[str, Row]) -> frozenset[str]:
    """Name the citizens that rows tell to be erased."""
    facts = (json.loads(row["facts"]) for name, row in rows.items() if name.startswith("citizen:"))
    return frozenset(known["id"] for known in facts if known["erased"])
