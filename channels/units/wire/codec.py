"""A parcel as columns and back: whole events, without what the receiver works out again.

On the way up `prev_hash` is left out: the hash before the run and the one after it travel, and a
run that does not lead from one to the other is refused. Moments are those of the journal, to the
millisecond; values come back in the order of persons, fields and versions.
"""

import json
from collections.abc import Sequence
from dataclasses import replace

from channels.units.wire import beside, numbers
from channels.units.wire.columns import Anchors, ColumnReader, ColumnWriter
from channels.units.wire.commitments import Known
from channels.units.wire.envelope_rows import Foresight, Placed, Row, data_of
from channels.units.wire.fingerprints import omit_of_data, restore_of_data
from channels.units.wire.json_value import Json
from channels.units.wire.moments import (
    chain_places,
    chain_steps,
    steps,
    sums,
    to_moment,
    to_number,
)
from channels.units.wire.rows import read_rows, write_rows
from channels.units.wire.written import UNREADABLE, Written
from core.model.event import Event, EventId, canonical
from core.model.exchange import MOST_EVENTS_A_SEGMENT, Parcel
from core.ports.exchange import Ends
from core.refusals import SegmentWrong, TooManyEvents

PARCEL = "p"
# How the hash before each event is known: of a chain by its ends, not at all, or each by itself.
_CHAIN, _NONE, _EACH = "c", "", "e"


def encode_parcel(parcel: Parcel, ends: Ends | None = None) -> Written:
    """Write a parcel; with `ends`, leave out what a place that knows as much works out."""
    events, order = parcel.events, parcel.order
    if len(events) > MOST_EVENTS_A_SEGMENT:
        raise TooManyEvents
    happened = [to_number(event.draft.happened_at) for event in events]
    recorded = [to_number(event.recorded_at) for event in events]
    anchors: Anchors = {}
    writer, every = ColumnWriter(anchors), range(len(events))
    columns = [
        writer.write(every, [event.draft.kind for event in events]),
        writer.write(every, [event.draft.subject for event in events]),
        writer.write(every, [_chain_text(event.id) for event in events]),
        numbers.write(chain_steps([event.id for event in events], order), writer.bits),
        numbers.write(steps(order), writer.bits),
        numbers.write(steps(recorded), writer.bits),
        numbers.write(_lags(recorded, happened), writer.bits),
    ]
    # From here on days are told against the day of the event.
    anchors.update(_anchors(happened))
    how, hashes = _links(events)
    columns += [
        [how, writer.write(range(len(hashes)), hashes)],
        _write_kinds(writer, events, Known.of(parcel.values, parcel.secrets, ends)),
        beside.write_values(writer, parcel.values),
        beside.write_secrets(writer, parcel.secrets),
        beside.write_documents(parcel.documents),
    ]
    head = [PARCEL, len(events), len(order), writer.names.codes]
    return Written.of([*head, *columns], writer.bits.done())


def decode_parcel(written: Written, ends: Ends | None = None) -> Parcel:
    """Read a parcel back, or refuse the segment; `ends` as it was written with."""
    try:
        return _decoded(written, ends)
    except UNREADABLE as fault:
        raise SegmentWrong(problem="columns") from fault


def _decoded(written: Written, ends: Ends | None) -> Parcel:
    sort, count, ordered, codes, *columns = written.columns()
    if sort != PARCEL or not 0 <= count <= MOST_EVENTS_A_SEGMENT or ordered not in {0, count}:
        raise SegmentWrong(problem="head")
    kinds, subjects, chains, places, hub, moments, lags, links, said, *rest = columns
    anchors: Anchors = {}
    reader, every = ColumnReader(written.raw, codes, anchors), range(count)
    kind, subject = reader.read(kinds, every), reader.read(subjects, every)
    chain = [_chain_of(text) for text in reader.read(chains, every)]
    stepped = numbers.read(places, count, reader.bits)
    order = sums(numbers.read(hub, ordered, reader.bits))
    ids = chain_places(chain, order, stepped)
    recorded = sums(numbers.read(moments, count, reader.bits))
    happened = _lags(recorded, numbers.read(lags, count, reader.bits))
    anchors.update(_anchors(happened))
    told = reader.read(links[1], range({_CHAIN: 2, _NONE: 0, _EACH: count}[links[0]]))
    rows = _read_kinds(reader, kind, said)
    values, secrets = beside.read_values(reader, rest[0]), beside.read_secrets(reader, rest[1])
    reader.bits.finish()
    known = Known.of(values, secrets, ends)
    placed = [
        Placed(id=i, kind=k, subject=s, happened_at=to_moment(h), recorded_at=to_moment(r))
        for i, k, s, h, r in zip(ids, kind, subject, happened, recorded, strict=True)
    ]
    return Parcel(
        events=tuple(_linked(_events(placed, rows, known), links[0], told)),
        order=tuple(order),
        values=values,
        secrets=secrets,
        documents=beside.read_documents(rest[2]),
    )


def _events(placed: Sequence[Placed], rows: Sequence[Row], known: Known) -> list[Event]:
    foresight = Foresight()
    return [
        foresight.event(row, one, restore_of_data(known.restore(data_of(row), one.subject)))
        for one, row in zip(placed, rows, strict=True)
    ]


def _write_kinds(writer: ColumnWriter, events: Sequence[Event], known: Known) -> list[Json]:
    """Write the rows of each kind together: what they say is alike."""
    foresight, kinds = Foresight(), dict[str, list[tuple[int, Row]]]()
    for place, event in enumerate(events):
        draft = event.draft
        data = json.loads(canonical(dict(draft.data)))
        row = foresight.row(event, known.omit(omit_of_data(data), draft.subject))
        kinds.setdefault(draft.kind, []).append((place, row))
    return [
        write_rows(writer, [place for place, _ in some], [row for _, row in some])
        for some in kinds.values()
    ]


def _read_kinds(reader: ColumnReader, kinds: Sequence[str], said: Sequence[Json]) -> list[Row]:
    rows: dict[int, Row] = {}
    for kind, written in zip(dict.fromkeys(kinds), said, strict=True):
        places = [place for place, own in enumerate(kinds) if own == kind]
        rows.update(zip(places, read_rows(reader, written, places), strict=True))
    return [rows[place] for place in range(len(kinds))]


def _links(events: Sequence[Event]) -> tuple[str, list[str]]:
    """Choose how the hashes before events travel."""
    if all(event.prev_hash == "" for event in events):
        return _NONE, []
    hashes = [event.hash() for event in events]
    if all(event.prev_hash == before for event, before in zip(events[1:], hashes, strict=False)):
        return _CHAIN, [events[0].prev_hash, hashes[-1]]
    return _EACH, [event.prev_hash for event in events]


def _linked(events: Sequence[Event], how: str, told: Sequence[str]) -> list[Event]:
    """Put the hashes back, and refuse a chain that ends in another hash than its author's."""
    if how != _CHAIN:
        pairs = zip(events, told or [""] * len(events), strict=True)
        return [replace(event, prev_hash=before) for event, before in pairs]
    linked, before = [], told[0]
    for event in events:
        linked.append(replace(event, prev_hash=before))
        before = linked[-1].hash()
    if before != told[-1]:
        raise SegmentWrong(problem="chain")
    return linked


def _anchors(happened: Sequence[int]) -> Anchors:
    return {place: to_moment(number).toordinal() for place, number in enumerate(happened)}


def _lags(later: Sequence[int], earlier: Sequence[int]) -> list[int]:
    return [late - early for late, early in zip(later, earlier, strict=True)]


def _chain_text(one: EventId) -> str:
    return f"{one.origin}.{one.epoch}.0"


def _chain_of(text: str) -> tuple[str, int]:
    found = EventId.parse(text)
    return found.origin, found.epoch
