"""How each event changes a stop of a unit: the fold that makes what is read out of what happened.

The subject is `visit:<id>`, and only a plan begins one:
- `visit_planned` {district, on, place, short_place, services, unit?, trip?, stop?, from?, until?,
  languages?, tasks?, planned_on?}: told again, it is the plan that holds, and the stop is to come
  again; `planned_on` is the day of the plan, where a delay had moved the stop already;
- `visit_moved` {on, reason}, `visit_cancelled` {reason};
- `visit_reported` {on, arrived, left, attended: {code: count}, notes: [code]}: hours as HH:MM;
- what goes into its bag and out of it (core/model/bag.py), and appointments
  (core/model/appointment.py).

A unit that was there knows better than an office that moved the stop meanwhile: after a report
neither a move nor a cancellation changes anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core.model.appointment import BOOKING_STEPS
from core.model.bag import BAG_STEPS
from core.model.event import Event
from core.model.visit import Visit, VisitReport, VisitState
from core.refusals import VisitUnknown

PLAN, MOVE = "visit_planned", "visit_moved"
CANCELLATION, REPORT = "visit_cancelled", "visit_reported"
# What people in the district are told of, wherever it was decided.
ANNOUNCED = frozenset({MOVE, CANCELLATION})
Facts = Mapping[str, Any]
Step = Callable[[Visit, Facts], Visit]


def settle(visit: Visit | None, event: Event) -> Visit:
    """Apply one event from anywhere; what moves nothing leaves the stop as it is."""
    kind, facts = event.draft.kind, event.draft.data
    if kind == PLAN:
        return _planned(event.draft.subject.partition(":")[2], visit, facts)
    if visit is None:
        raise VisitUnknown
    if kind in BAG_STEPS:
        return replace(visit, bag=BAG_STEPS[kind](visit.bag, facts))
    if kind in BOOKING_STEPS:
        return replace(visit, appointments=BOOKING_STEPS[kind](visit.appointments, facts))
    step = _STEPS.get(kind)
    return visit if step is None else step(visit, facts)


def _planned(key: str, before: Visit | None, facts: Facts) -> Visit:
    plan = Visit(
        id=key,
        district=facts["district"],
        place=facts["place"],
        short_place=facts["short_place"],
        on=date.fromisoformat(facts["on"]),
        services=tuple(facts["services"]),
        unit=facts.get("unit", ""),
        trip=facts.get("trip", ""),
        stop=facts.get("stop", 0),
        from_hour=facts.get("from", ""),
        until_hour=facts.get("until", ""),
        languages=tuple(facts.get("languages", ())),
        tasks=tuple(facts.get("tasks", ())),
        planned_on=_day(facts.get("planned_on")),
    )
    if before is None:
        return plan
    kept = replace(
        plan,
        was=before.was,
        moves=before.moves,
        reason=before.reason,
        bag=before.bag,
        appointments=before.appointments,
    )
    is_other_day = plan.on != before.on
    return replace(kept, was=before.on, moves=before.moves + 1) if is_other_day else kept


def _moved(visit: Visit, facts: Facts) -> Visit:
    on = date.fromisoformat(facts["on"])
    if not visit.is_planned or on == visit.on:
        return visit
    planned = None if on == visit.day_of_plan else visit.day_of_plan
    moved = replace(visit, on=on, was=visit.on, planned_on=planned, moves=visit.moves + 1)
    return replace(moved, reason=facts["reason"])


def _cancelled(visit: Visit, facts: Facts) -> Visit:
    if not visit.is_planned:
        return visit
    return replace(visit, state=VisitState.CANCELLED, reason=facts["reason"])


def _reported(visit: Visit, facts: Facts) -> Visit:
    report = VisitReport(
        on=date.fromisoformat(facts["on"]),
        arrived=facts["arrived"],
        left=facts["left"],
        attended=dict(facts["attended"]),
        notes=tuple(facts["notes"]),
    )
    return replace(visit, state=VisitState.DONE, report=report)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


_STEPS: Mapping[str, Step] = {MOVE: _moved, CANCELLATION: _cancelled, REPORT: _reported}
