"""A stop of a unit as a row of what is read, and back."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from core.model.appointment import read_appointment
from core.model.bag import read_carried
from core.model.visit import Visit, VisitReport, VisitState
from core.store.event_rows import as_json
from core.store.prepared import Driver, Prepared
from core.store.tables import VisitRow
from core.store.upserts import table

_VISITS = table(VisitRow)
_ONE = Prepared(select(_VISITS).where(_VISITS.c.id == bindparam("asked")))
_OF_TRIP = Prepared(
    select(_VISITS)
    .where(_VISITS.c.trip == bindparam("asked"))
    .order_by(_VISITS.c.stop, _VISITS.c.on_day, _VISITS.c.id)
)


def read_visit(driver: Driver, visit: str) -> Visit | None:
    """Read a stop."""
    row = _ONE.first(driver, {"asked": visit})
    return None if row is None else to_visit(row)


def read_trip(driver: Driver, trip: str) -> tuple[Visit, ...]:
    """Read the stops of a trip in their order."""
    return tuple(to_visit(row) for row in _OF_TRIP.all(driver, {"asked": trip}))


def to_row(visit: Visit) -> dict[str, Any]:
    """Write a stop as its row."""
    return {
        "id": visit.id,
        "district": visit.district,
        "place": visit.place,
        "short_place": visit.short_place,
        "on_day": visit.on.isoformat(),
        "services": as_json(list(visit.services)),
        "trip": visit.trip,
        "stop": visit.stop,
        "state": visit.state.value,
        "was_day": None if visit.was is None else visit.was.isoformat(),
        "facts": as_json(_facts(visit)),
    }


def to_visit(row: Mapping[str, Any]) -> Visit:
    """Read a stop back; a row that an older house wrote says nothing of a trip."""
    facts = json.loads(row.get("facts") or "{}")
    return Visit(
        id=row["id"],
        district=row["district"],
        place=row["place"],
        short_place=row["short_place"],
        on=date.fromisoformat(row["on_day"]),
        services=tuple(json.loads(row["services"])),
        trip=row.get("trip", ""),
        stop=row.get("stop", 0),
        state=VisitState(row.get("state", VisitState.PLANNED)),
        was=_day(row.get("was_day")),
        planned_on=_day(facts.get("planned")),
        unit=facts.get("unit", ""),
        from_hour=facts.get("from", ""),
        until_hour=facts.get("until", ""),
        languages=tuple(facts.get("languages", ())),
        tasks=tuple(facts.get("tasks", ())),
        moves=facts.get("moves", 0),
        reason=facts.get("reason", ""),
        report=_report(facts.get("report")),
        bag=tuple(map(read_carried, facts.get("bag", ()))),
        appointments=tuple(map(read_appointment, facts.get("appointments", ()))),
    )


def _facts(visit: Visit) -> dict[str, Any]:
    """Write what only who reads the stop itself asks for; nothing that is not said."""
    report = visit.report
    said = {
        "unit": visit.unit,
        "from": visit.from_hour,
        "until": visit.until_hour,
        "languages": list(visit.languages),
        "tasks": list(visit.tasks),
        "planned": None if visit.planned_on is None else visit.planned_on.isoformat(),
        "moves": visit.moves,
        "reason": visit.reason,
        "bag": [one.facts() for one in visit.bag],
        "appointments": [one.facts() for one in visit.appointments],
        "report": None
        if report is None
        else {
            "on": report.on.isoformat(),
            "arrived": report.arrived,
            "left": report.left,
            "attended": dict(report.attended),
            "notes": list(report.notes),
        },
    }
    return {name: value for name, value in said.items() if value}


def _report(facts: Mapping[str, Any] | None) -> VisitReport | None:
    if facts is None:
        return None
    return VisitReport(
        on=date.fromisoformat(facts["on"]),
        arrived=facts["arrived"],
        left=facts["left"],
        attended=facts["attended"],
        notes=tuple(facts["notes"]),
    )


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
