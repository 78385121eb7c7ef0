"""A first load as segments: cases with their people, each segment of use alone.

Rows come back in the order of their keys, values in the order of persons, fields and versions.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from channels.units.wire import beside
from channels.units.wire.columns import ColumnReader, ColumnWriter
from channels.units.wire.fingerprints import omit_of_case, restore_of_case
from channels.units.wire.json_value import Json
from channels.units.wire.rows import read_rows, write_rows
from channels.units.wire.tokens import ID
from channels.units.wire.written import UNREADABLE, Written
from core.model.event import canonical
from core.model.exchange import Snapshot
from core.refusals import SegmentWrong

SNAPSHOT = "s"
MOST_CASES_A_SLICE = 200
MOST_ROWS = 20_000
_CASE_KEY, _KEY = "number", "id"
Row = Mapping[str, object]


def encode_snapshot(snapshot: Snapshot) -> Iterator[Written]:
    """Write what stands in some districts, so many cases a segment, each with its people."""
    for one in slices(snapshot):
        yield _encoded(one)


def decode_snapshot(written: Written) -> Snapshot:
    """Read one segment back as a snapshot of its own."""
    try:
        return _decoded(written)
    except UNREADABLE as fault:
        raise SegmentWrong(problem="columns") from fault


def slices(snapshot: Snapshot) -> Iterator[Snapshot]:
    """Cut a snapshot so that a person's cases stay together; what is nobody's comes first."""
    people = {str(row[_KEY]): row for row in snapshot.citizens}
    waiting = _by_applicant(snapshot.cases)
    apart = [person for person in _persons(snapshot) if person not in waiting]
    first = True
    while waiting or first:
        cases = list(_next_cases(waiting))
        persons = dict.fromkeys(str(row["applicant"]) for row in cases)
        if first:
            persons |= dict.fromkeys(apart)
        yield Snapshot(
            as_of=snapshot.as_of,
            buckets=snapshot.buckets,
            cases=_sorted(cases, _CASE_KEY),
            citizens=_sorted((people[one] for one in persons if one in people), _KEY),
            users=snapshot.users if first else (),
            visits=snapshot.visits if first else (),
            values=tuple(value for value in snapshot.values if value.person in persons),
            secrets={who: said for who, said in snapshot.secrets.items() if who in persons},
            documents=snapshot.documents if first else (),
        )
        first = False


def _encoded(snapshot: Snapshot) -> Written:
    writer = ColumnWriter({})
    cases = [omit_of_case(row) for row in snapshot.cases]
    cases.sort(key=lambda row: (str(row["applicant"]), str(row[_CASE_KEY])))
    columns = [
        _write(writer, 0, cases),
        _write(writer, 1, _as_they_came_up(writer, snapshot.citizens)),
        _write(writer, 2, snapshot.users),
        _write(writer, 3, snapshot.visits),
        beside.write_values(writer, snapshot.values),
        beside.write_secrets(writer, snapshot.secrets),
        beside.write_documents(snapshot.documents),
    ]
    head = [SNAPSHOT, snapshot.as_of, sorted(snapshot.buckets), writer.names.codes]
    return Written.of([*head, *columns], writer.bits.done())


def _decoded(written: Written) -> Snapshot:
    sort, as_of, buckets, codes, *columns = written.columns()
    if sort != SNAPSHOT or not isinstance(as_of, int):
        raise SegmentWrong(problem="head")
    cases, citizens, users, visits, values, secrets, documents = columns
    reader = ColumnReader(written.raw, codes, {})
    tables = enumerate((cases, citizens, users, visits))
    read = [_read(reader, table, rows) for table, rows in tables]
    snapshot = Snapshot(
        as_of=as_of,
        buckets=frozenset(str(bucket) for bucket in buckets),
        cases=_sorted(map(restore_of_case, read[0]), _CASE_KEY),
        citizens=_sorted(read[1], _KEY),
        users=_sorted(read[2], _KEY),
        visits=_sorted(read[3], _KEY),
        values=beside.read_values(reader, values),
        secrets=beside.read_secrets(reader, secrets),
        documents=beside.read_documents(documents),
    )
    reader.bits.finish()
    return snapshot


def _write(writer: ColumnWriter, table: int, rows: Sequence[Row]) -> list[Json]:
    plain = [json.loads(canonical(dict(row))) for row in rows]
    return [len(plain), *write_rows(writer, _places(table, len(plain)), plain)]


def _read(reader: ColumnReader, table: int, written: Sequence[Json]) -> list[Row]:
    count, *rows = written
    if not 0 <= count <= MOST_ROWS:
        raise SegmentWrong(problem="head")
    return read_rows(reader, rows, _places(table, count))


def _places(table: int, count: int) -> range:
    """Tell places for the rows of a table: no two tables share a day."""
    return range(table * MOST_ROWS, table * MOST_ROWS + count)


def _sorted(rows: Iterable[Row], key: str) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: str(row[key])))


def _as_they_came_up(writer: ColumnWriter, citizens: Sequence[Row]) -> list[Row]:
    return sorted(citizens, key=lambda row: writer.names.place(ID, str(row[_KEY])))


def _by_applicant(cases: Iterable[Row]) -> dict[str, list[Row]]:
    gathered: dict[str, list[Row]] = {}
    for row in cases:
        gathered.setdefault(str(row["applicant"]), []).append(row)
    return gathered


def _next_cases(waiting: dict[str, list[Row]]) -> Iterator[Row]:
    """Take whole persons as long as their cases fit; who has more than fit comes in pieces."""
    room = MOST_CASES_A_SLICE
    while waiting and room:
        person = next(iter(waiting))
        theirs = waiting[person]
        if len(theirs) > room and room < MOST_CASES_A_SLICE:
            return
        taken = list(islice(theirs, room))
        del theirs[: len(taken)]
        if not theirs:
            del waiting[person]
        room -= len(taken)
        yield from taken


def _persons(snapshot: Snapshot) -> list[str]:
    named = [str(row[_KEY]) for row in (*snapshot.citizens, *snapshot.users)]
    return [*named, *(value.person for value in snapshot.values), *snapshot.secrets]
