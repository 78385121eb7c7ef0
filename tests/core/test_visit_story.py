"""What events make of a stop of a unit, wherever and in whatever order they come."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.event import GENESIS, Draft, Event, EventId
from core.model.visit import Visit, VisitReport, VisitState
from core.model.visit_story import settle
from core.refusals import VisitUnknown
from core.store.visit_rows import to_row, to_visit

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)
OLD = {
    "district": "080405",
    "on": "2026-12-01",
    "place": "Plaza de Cuyo Grande",
    "short_place": "Plaza Cuyo Grande",
    "services": ["DNI"],
}
REPORT = {
    "on": "2026-12-02",
    "arrived": "09:10",
    "left": "15:30",
    "attended": {"ingresos": 12, "cartas": 3},
    "notes": ["quedo_gente"],
}


def event(kind: str, facts: dict[str, Any]) -> Event:
    draft = Draft(
        kind=kind,
        subject="visit:v1",
        institution="",
        actor="user:ana",
        via="cli",
        happened_at=NOON,
        data=facts,
    )
    return Event(id=EventId("hub", 1, 1), draft=draft, recorded_at=NOON, prev_hash=GENESIS)


def told(*events: tuple[str, dict[str, Any]]) -> Visit:
    visit = None
    for kind, facts in events:
        visit = settle(visit, event(kind, facts))
    assert visit is not None
    return visit


def test_a_plan_of_before_trips_is_read_as_it_always_was() -> None:
    assert told(("visit_planned", OLD)) == Visit(
        id="v1",
        district="080405",
        place="Plaza de Cuyo Grande",
        short_place="Plaza Cuyo Grande",
        on=date(2026, 12, 1),
        services=("DNI",),
    )


def test_a_row_that_an_older_house_wrote_is_a_stop_that_is_planned() -> None:
    plain = ("id", "district", "place", "short_place", "on_day", "services")
    visit = told(("visit_planned", OLD))
    row = {name: value for name, value in to_row(visit).items() if name in plain}
    assert to_visit(row) == visit


def test_a_move_tells_the_day_before_and_keeps_that_of_the_plan() -> None:
    moved = told(
        ("visit_planned", OLD),
        ("visit_moved", {"on": "2026-12-03", "reason": "rio"}),
        ("visit_moved", {"on": "2026-12-05", "reason": "motor"}),
    )
    assert (moved.on, moved.was, moved.moves) == (date(2026, 12, 5), date(2026, 12, 3), 2)
    assert (moved.day_of_plan, moved.reason) == (date(2026, 12, 1), "motor")
    back = settle(moved, event("visit_moved", {"on": "2026-12-01", "reason": "plan"}))
    assert back.planned_on is None
    assert back.was == date(2026, 12, 5)


def test_after_a_report_neither_move_nor_cancellation_changes_anything() -> None:
    done = told(("visit_planned", OLD), ("visit_reported", REPORT))
    assert done.state is VisitState.DONE
    assert done.report == VisitReport(
        on=date(2026, 12, 2),
        arrived="09:10",
        left="15:30",
        attended={"ingresos": 12, "cartas": 3},
        notes=("quedo_gente",),
    )
    assert done.report.total == 15
    for kind, facts in (
        ("visit_moved", {"on": "2026-12-09", "reason": "rio"}),
        ("visit_cancelled", {"reason": "rio"}),
    ):
        assert settle(done, event(kind, facts)) == done


def test_who_was_there_after_all_is_believed_over_a_cancellation() -> None:
    visit = told(
        ("visit_planned", OLD), ("visit_cancelled", {"reason": "rio"}), ("visit_reported", REPORT)
    )
    assert visit.state is VisitState.DONE


def test_a_stop_planned_again_is_to_come_again() -> None:
    visit = told(
        ("visit_planned", OLD),
        ("visit_cancelled", {"reason": "rio"}),
        ("visit_planned", OLD | {"on": "2026-12-09"}),
    )
    assert visit.is_planned
    assert (visit.on, visit.was, visit.moves) == (date(2026, 12, 9), date(2026, 12, 1), 1)


def test_only_a_plan_begins_a_stop() -> None:
    with pytest.raises(VisitUnknown):
        settle(None, event("visit_moved", {"on": "2026-12-03", "reason": "rio"}))


def test_an_event_of_tomorrow_changes_nothing() -> None:
    visit = told(("visit_planned", OLD))
    assert settle(visit, event("visit_painted", {"colour": "azul"})) == visit


CHANGES = st.one_of(
    st.tuples(
        st.just("visit_moved"),
        st.builds(
            lambda on, reason: {"on": on.isoformat(), "reason": reason},
            st.dates(date(2026, 1, 1), date(2028, 1, 1)),
            st.sampled_from(["rio", "clima", "plan"]),
        ),
    ),
    st.tuples(st.just("visit_cancelled"), st.just({"reason": "rio"})),
    st.tuples(st.just("visit_reported"), st.just(REPORT)),
    st.tuples(st.just("visit_planned"), st.just(OLD | {"trip": "T", "stop": 3, "from": "08:00"})),
)


@given(st.lists(CHANGES, max_size=8))
def test_whatever_happened_the_row_is_read_back_to_the_same_stop(
    changes: list[tuple[str, dict[str, Any]]],
) -> None:
    visit = told(("visit_planned", OLD), *changes)
    assert to_visit(to_row(visit)) == visit
    assert visit.was != visit.on or visit.was is None
