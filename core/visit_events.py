"""Writes what happens to a stop of a unit as events: ids, codes, days and counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.acts import Act
from core.model.event import Draft
from core.model.visit import Attended, Hindrance, Note, Visit
from core.model.visit_story import CANCELLATION, MOVE, PLAN, REPORT
from core.ports import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVisit:
    """A stop of a unit at a place and time; `stop` is its place in a trip, hours are HH:MM."""

    id: str
    district: str
    on: date
    place: str
    short_place: str
    services: tuple[str, ...] = ()
    unit: str = ""
    trip: str = ""
    stop: int = 0
    from_hour: str = ""
    until_hour: str = ""
    languages: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    planned_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """What a unit tells of a stop it made: hours as HH:MM, counts and codes."""

    on: date
    arrived: str
    left: str
    attended: Mapping[Attended, int] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


def plan_of(new: NewVisit, act: Act, clock: Clock, *, before: Visit | None = None) -> Draft:
    """Write a plan, so that older plans and newer ones of a lone stop say the same."""
    said = {
        "unit": new.unit,
        "trip": new.trip,
        "stop": new.stop,
        "from": new.from_hour,
        "until": new.until_hour,
        "languages": list(new.languages),
        "tasks": list(new.tasks),
        "planned_on": None if new.planned_on is None else new.planned_on.isoformat(),
    }
    facts = {
        "district": new.district,
        "on": new.on.isoformat(),
        "place": new.place,
        "short_place": new.short_place,
        "services": list(new.services),
        **{name: value for name, value in said.items() if value},
    }
    left = () if before is None or before.district == new.district else (before.district,)
    return _Author(act, clock).writes(PLAN, new.id, facts, new.district, *left)


def move_of(visit: Visit, act: Act, clock: Clock, *, on: date, reason: Hindrance) -> Draft:
    """Write that a stop is on another day."""
    facts = {"on": on.isoformat(), "reason": reason.value}
    return _Author(act, clock).writes(MOVE, visit.id, facts, visit.district)


def cancellation_of(visit: Visit, act: Act, clock: Clock, *, reason: Hindrance) -> Draft:
    """Write that a unit does not come."""
    facts = {"reason": reason.value}
    return _Author(act, clock).writes(CANCELLATION, visit.id, facts, visit.district)


def report_of(visit: Visit, act: Act, clock: Clock, *, report: NewReport) -> Draft:
    """Write how a stop went; what nobody came for is not said."""
    counts = {what.value: count for what, count in report.attended.items() if count}
    facts = {
        "on": report.on.isoformat(),
        "arrived": report.arrived,
        "left": report.left,
        "attended": counts,
        "notes": [note.value for note in report.notes],
    }
    return _Author(act, clock).writes(REPORT, visit.id, facts, visit.district)


@dataclass(frozen=True, slots=True)
class _Author:
    """Who writes of a stop, and when."""

    act: Act
    clock: Clock

    def writes(self, kind: str, visit: str, facts: Mapping[str, Any], *buckets: str) -> Draft:
        return Draft(
            kind=kind,
            subject=f"visit:{visit}",
            institution="",
            actor=self.act.actor,
            via=self.act.via,
            happened_at=self.act.happened_at(self.clock),
            data=facts,
            buckets=buckets,
        )
