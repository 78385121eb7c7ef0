"""Visits: where a unit stops next, as it was planned last."""

from dataclasses import replace
from datetime import date

import pytest

from config.house import House
from core.ports import Visit
from core.refusals import DateOutOfOrder, TextTooLong
from core.visiting import LONGEST_SHORT_PLACE, NewVisit
from tests.core.rows import all_of, rows
from tests.core.stories import a_draft
from tests.houses import TODAY, act

STOP = NewVisit(
    id="v1",
    district="080405",
    on=date(2026, 12, 1),
    place="Plaza de Cuyo Grande",
    short_place="Plaza Cuyo Grande",
    services=("DNI", "SIS"),
)


def test_a_planned_stop_is_read_back_and_told_by_an_event(either_house: House) -> None:
    event = either_house.visiting.plan(STOP, act())
    assert either_house.shelf.visits.next_in("080405", TODAY) == Visit(
        id="v1",
        district="080405",
        place="Plaza de Cuyo Grande",
        short_place="Plaza Cuyo Grande",
        on=date(2026, 12, 1),
        services=("DNI", "SIS"),
    )
    assert (event.draft.kind, event.draft.subject) == ("visit_planned", "visit:v1")
    assert event.draft.buckets == ("080405",)


def test_the_next_stop_is_the_soonest_that_has_not_passed(either_house: House) -> None:
    for name, on in (("v3", date(2026, 12, 9)), ("v2", date(2026, 12, 2)), ("v1", TODAY)):
        either_house.visiting.plan(replace(STOP, id=name, on=on), act())
    either_house.visiting.plan(replace(STOP, id="v0", district="080401", on=TODAY), act())

    def next_after(day: date) -> str | None:
        visit = either_house.shelf.visits.next_in("080405", day)
        return None if visit is None else visit.id

    assert next_after(TODAY) == "v1"
    assert next_after(date(2026, 11, 21)) == "v2"
    assert next_after(date(2026, 12, 2)) == "v2"
    assert next_after(date(2026, 12, 10)) is None


def test_a_stop_that_is_planned_again_is_moved(either_house: House) -> None:
    either_house.visiting.plan(STOP, act())
    either_house.visiting.plan(replace(STOP, on=date(2026, 12, 5)), act())
    assert [row["on_day"] for row in rows(either_house, "visit")] == ["2026-12-05"]


def test_a_stop_that_is_planned_twice_at_once_is_as_it_was_said_last(either_house: House) -> None:
    facts = {"district": "080405", "place": "x", "short_place": "x", "services": []}
    with either_house.shelf.ledger.writing() as work:
        for on in ("2026-12-01", "2026-12-02"):
            work.append(a_draft("visit:v1", "visit_planned", {**facts, "on": on}))
    assert [row["on_day"] for row in rows(either_house, "visit")] == ["2026-12-02"]


def test_a_stop_in_the_past_or_with_too_long_a_name_is_refused(house: House) -> None:
    before = all_of(house)
    with pytest.raises(DateOutOfOrder):
        house.visiting.plan(replace(STOP, on=date(2026, 11, 19)), act())
    with pytest.raises(TextTooLong) as refused:
        house.visiting.plan(replace(STOP, short_place="x" * 25), act())
    assert refused.value.facts == {"limit": LONGEST_SHORT_PLACE}
    assert all_of(house) == before
    house.visiting.plan(replace(STOP, on=TODAY, short_place="x" * 24), act())
