"""Finds what people handed in at units and the entity has not taken in yet."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, Text, and_, cast, func, literal, or_, select

from core.model.disputes import RESOLUTION
from core.model.event import EventId
from core.model.lapse import CURE
from core.model.state import State
from core.ports import HandedIn, Mark
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.case_rows import to_case
from core.store.database import Database
from core.store.tables import CaseRow, EventRow
from core.store.upserts import table

_CASES, _EVENTS = table(CaseRow), table(EventRow)
_C, _E, _A = _CASES.c, _EVENTS.c, ARRIVALS.c
_LATER, _LATER_CAME = _EVENTS.alias("later"), ARRIVALS.alias("later_came")
_SUBJECT = "case:"
# The number of the case that an event is about.
_NUMBER = func.substr(_E.subject, len(_SUBJECT) + 1)
_HANDED_IN = ("case_opened", CURE)
# A cure that was contradicted and found to hold: the office has yet to get the papers.
_HOLDS = and_(
    _E.kind == RESOLUTION,
    _E.data.contains('"holds":"', autoescape=True),
    _E.data.contains(f'"kind":"{CURE}"', autoescape=True),
)
_WAITING = (State.EN_RUTA.value, State.PRESENTADO.value, State.EN_TRAMITE.value)
_IS_TAKEN_IN = (
    select(literal(1))
    .select_from(_LATER)
    .join(
        _LATER_CAME,
        (_LATER_CAME.c.origin == _LATER.c.origin)
        & (_LATER_CAME.c.epoch == _LATER.c.epoch)
        & (_LATER_CAME.c.seq == _LATER.c.seq),
    )
    .where(
        _LATER.c.subject == _E.subject,
        _LATER.c.kind.in_(("case_received", "cure_received")),
        _LATER_CAME.c.hub_seq > _A.hub_seq,
    )
    .exists()
)
# As the partial index says it.
_IS_ON_ITS_WAY = (_E.presented_on.is_not(None), _E.received_on.is_(None))
_NAME = _E.origin + "." + cast(_E.epoch, Text) + "." + cast(_E.seq, Text)
# What another account contradicts waits in the room of contradictions.
_IS_APPLIED = _C.disputes.not_like(literal('%"event":"') + _NAME + literal('"%'))
_COLUMNS = (_E.kind, _E.data, _E.origin, _E.epoch, _E.seq, _A.arrived_at)


@dataclass(frozen=True, slots=True)
class StoreOnTheirWay:
    """What is on its way to the hub `here`: what it wrote itself came from no unit."""

    database: Database
    here: str

    def waiting(
        self, institution: str, /, *, after: Mark | None, limit: int
    ) -> tuple[HandedIn, ...]:
        """List what waits, what came first at the top, from behind one of them."""
        asked = (
            select(_CASES, _E.presented_on.label("handed_in_on"), *_COLUMNS)
            .select_from(_EVENTS)
            .join(ARRIVALS, ARRIVED)
            .join(_CASES, _C.number == _NUMBER)
            .where(
                *_IS_ON_ITS_WAY,
                or_(and_(_E.kind.in_(_HANDED_IN), _E.origin != self.here), _HOLDS),
                _C.institution == institution,
                _C.state.in_(_WAITING),
                ~_IS_TAKEN_IN,
                _IS_APPLIED,
            )
            .order_by(_A.arrived_at, _C.number)
            .limit(limit)
        )
        if after is not None:
            is_behind = (_A.arrived_at == after.at) & (_C.number > after.name)
            asked = asked.where((_A.arrived_at > after.at) | is_behind)
        with self.database.reader.connect() as connection:
            rows = connection.execute(asked).mappings().all()
        return tuple(
            HandedIn(
                case=to_case(row),
                kind=CURE if row["kind"] == RESOLUTION else row["kind"],
                unit=_unit(row),
                presented_on=date.fromisoformat(row["handed_in_on"]),
                came_at=datetime.fromisoformat(row["arrived_at"]),
            )
            for row in rows
        )


def _unit(row: RowMapping) -> str:
    """Name who took it in, wherever it was decided that this holds."""
    if row["kind"] != RESOLUTION:
        return str(row["origin"])
    return EventId.parse(json.loads(row["data"])["holds"]).origin
