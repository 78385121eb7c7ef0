"""What an event says besides its place and its moments, as a row without what can be foreseen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from channels.units.wire.json_value import Json
from core.model.event import Draft, Event, EventId

# One letter each: a shape is spelt out in every segment.
_ACTOR, _BASE, _BASIS, _BUCKETS, _DATA, _EFFECTIVE = "a", "b", "g", "k", "d", "e"
_INSTITUTION, _PRESENTED, _RECEIVED, _SCHEMA, _SUSPECT, _VIA = "i", "p", "r", "s", "c", "v"
_USUAL_SCHEMA = 1
_TYPES: Mapping[str, type] = {
    _ACTOR: str, _BASE: list, _BASIS: str, _BUCKETS: list, _DATA: dict, _EFFECTIVE: str,
    _INSTITUTION: str, _PRESENTED: str, _RECEIVED: str, _SCHEMA: int, _SUSPECT: bool, _VIA: str,
}  # fmt: skip
Row = dict[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where an event stands, what it is about and when."""

    id: EventId
    kind: str
    subject: str
    happened_at: datetime
    recorded_at: datetime


class Foresight:
    """What the events before let one expect of the next one; both sides keep it alike."""

    def __init__(self) -> None:
        self._last: dict[str, Event] = {}
        self._homes: dict[str, tuple[str, ...]] = {}

    def row(self, event: Event, data: Mapping[str, Json]) -> Row:
        """Write what cannot be foreseen."""
        draft = event.draft
        institution = self._institution(draft.subject)
        told = {
            _INSTITUTION: (draft.institution, institution),
            _BUCKETS: (list(draft.buckets), self._buckets(draft.subject, draft.institution)),
            _BASE: ([str(seen) for seen in draft.base], self._base(draft.subject)),
            _SCHEMA: (draft.schema_v, _USUAL_SCHEMA),
            _SUSPECT: (draft.clock_suspect, False),
            _BASIS: (draft.basis, ""),
        }
        row = {name: said for name, (said, foreseen) in told.items() if said != foreseen}
        self._note(event)
        days = {name: on.isoformat() for name, on in _days(draft) if on is not None}
        return row | days | {_ACTOR: draft.actor, _VIA: draft.via, _DATA: dict(data)}

    def event(self, row: Row, placed: Placed, data: Mapping[str, Json]) -> Event:
        """Read an event back, with its data as they were."""
        if any(not isinstance(value, _TYPES[name]) for name, value in row.items()):
            raise ValueError("an event has a field of another type")
        institution = row.get(_INSTITUTION, self._institution(placed.subject))
        draft = Draft(
            kind=placed.kind,
            subject=placed.subject,
            institution=institution,
            actor=row[_ACTOR],
            via=row[_VIA],
            happened_at=placed.happened_at,
            data=data,
            buckets=tuple(row.get(_BUCKETS, self._buckets(placed.subject, institution))),
            basis=row.get(_BASIS, ""),
            base=tuple(map(EventId.parse, row.get(_BASE, self._base(placed.subject)))),
            presented_on=_day(row, _PRESENTED),
            received_on=_day(row, _RECEIVED),
            effective_on=_day(row, _EFFECTIVE),
            clock_suspect=row.get(_SUSPECT, False),
            schema_v=row.get(_SCHEMA, _USUAL_SCHEMA),
        )
        event = Event(id=placed.id, draft=draft, recorded_at=placed.recorded_at, prev_hash="")
        self._note(event)
        return event

    def _institution(self, subject: str) -> str:
        last = self._last.get(subject)
        return "" if last is None else last.draft.institution

    def _buckets(self, subject: str, institution: str) -> list[str]:
        last = self._last.get(subject)
        home = self._homes.get(institution, ()) if last is None else last.draft.buckets
        return list(home)

    def _base(self, subject: str) -> list[str]:
        last = self._last.get(subject)
        return [] if last is None else [str(last.id)]

    def _note(self, event: Event) -> None:
        self._last[event.draft.subject] = event
        self._homes[event.draft.institution] = event.draft.buckets


def data_of(row: Row) -> dict[str, Json]:
    """Tell the data in a row, as they were carried."""
    data = row[_DATA]
    if not isinstance(data, dict):
        raise TypeError("the data of an event are an object")
    return data


def _days(draft: Draft) -> Iterator[tuple[str, date | None]]:
    yield _EFFECTIVE, draft.effective_on
    yield _PRESENTED, draft.presented_on
    yield _RECEIVED, draft.received_on


def _day(row: Row, name: str) -> date | None:
    text = row.get(name)
    return None if text is None else date.fromisoformat(text)
