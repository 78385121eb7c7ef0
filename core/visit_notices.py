"""What people are told of a stop that changed: the wishes for it, and the answer itself."""

from datetime import datetime, time, timedelta, tzinfo

from core.model.answers import Place, VisitAnswer
from core.model.calling import first_moment_by_day
from core.model.event import Event
from core.model.visit import Visit, VisitState
from core.ports import Clock, Intent, Work

VISIT_CHANGED, VISIT_TEXT = "visit_changed", "visit_text"


def answer_of(visit: Visit) -> VisitAnswer:
    """Tell a stop as everyone may hear it."""
    return VisitAnswer(
        place=Place(visit.short_place, visit.place),
        on=visit.on,
        services=visit.services,
        was=visit.was,
        is_cancelled=visit.state is VisitState.CANCELLED,
    )


def announce(work: Work, event: Event, clock: Clock, zone: tzinfo) -> None:
    """Wish that a district hears of a change, once for each stop and change."""
    visit = work.visit(event.draft.subject.partition(":")[2])
    if visit is None or visit.state is VisitState.DONE or visit.on < clock.today():
        return
    work.intend(
        Intent(
            kind=VISIT_CHANGED,
            cause=f"event:{event.id}",
            unique_key=f"{VISIT_CHANGED}:{visit.id}:{event.id}",
            person="",
            payload={"visit": visit.id, "mark": mark_of(visit)},
            not_before=first_moment_by_day(clock.now(), zone),
            expires_at=end_of(visit, zone),
        )
    )


def visit_text(visit: Visit, person: str, *, at: datetime, zone: tzinfo) -> Intent:
    """Wish that one person gets one text of a change of a stop."""
    mark = mark_of(visit)
    return Intent(
        kind=VISIT_TEXT,
        cause=f"visit:{visit.id}",
        unique_key=f"{VISIT_TEXT}:{visit.id}:{mark}:{person}",
        person=person,
        payload={"visit": visit.id, "mark": mark},
        not_before=at,
        expires_at=end_of(visit, zone),
    )


def mark_of(visit: Visit) -> str:
    """Name how a stop stands, so that no text about an older standing goes out."""
    return f"{visit.state.value}:{visit.moves}:{visit.on.isoformat()}"


def end_of(visit: Visit, zone: tzinfo) -> datetime:
    """Tell when the news of a stop are over: with its day."""
    return datetime.combine(visit.on + timedelta(days=1), time(), zone)
