"""Where a case lies on its route, what is next, and the internal day: worked out, never stored."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from config.house import House
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.itinerary import Stay
from core.model.route import Deviation
from core.model.state import State
from core.routing import Progress, route_of
from tests.core.routes import (
    DESK,
    LAND,
    LICENCES,
    MAYOR,
    OFF,
    PROCEDURE,
    hand,
    publish_route,
    routed_case,
    statuses,
    view_of,
)
from tests.core.stories import (
    MONDAY,
    a_case,
    an_asserted_case,
    case_of,
    on_day,
    publish_day_off,
)
from tests.houses import act

WEDNESDAY, FRIDAY = date(2026, 11, 18), date(2026, 11, 20)
RANK = {Progress.DONE: 0, Progress.SKIPPED: 0, Progress.CURRENT: 1, Progress.COMING: 2}


def an_asserted_one(house: House, station: str | None, state: State) -> CaseNumber:
    publish_route(house)
    return an_asserted_case(house, state, {"procedure": PROCEDURE, "station": station})


def test_a_case_begins_at_the_reception_which_hands_it_on_the_same_day(house: House) -> None:
    view = view_of(house, routed_case(house))
    assert statuses(view) == ["current", "coming", "coming", "coming"]
    assert (view.office, view.expected_next, view.due) == (DESK, LAND, MONDAY)
    assert view.is_late
    assert [station.due for station in view.stations] == [MONDAY, None, None, None]


def test_a_station_has_its_days_from_the_day_after_it_got_the_case(house: House) -> None:
    number = routed_case(house, LAND)
    view = view_of(house, number)
    assert (view.office, view.expected_next, view.due) == (LAND, LICENCES, date(2026, 11, 25))
    assert view.regular == (LICENCES, MAYOR)
    assert not view.is_late
    on_day(house, date(2026, 11, 25))
    assert not view_of(house, number).is_late
    on_day(house, date(2026, 11, 26))
    assert view_of(house, number).is_late


def test_the_day_moves_with_the_calendar_because_it_is_kept_nowhere(house: House) -> None:
    number = routed_case(house, LAND)
    publish_day_off(house, date(2026, 11, 23), version=2)
    assert view_of(house, number).due == date(2026, 11, 26)


def test_where_no_calendar_reaches_there_is_no_day(house: House) -> None:
    publish_route(house, {"office": DESK, "kind": "custom", "days": 1000, "basis": "Ordenanza 12"})
    view = view_of(house, a_case(house, procedure=PROCEDURE))
    assert (view.due, view.is_late, view.expected_next) == (None, False, None)


def test_while_the_citizen_has_something_to_do_no_internal_day_runs(house: House) -> None:
    number = routed_case(house, LAND)
    house.moving.observe(number, act(WEDNESDAY), reasons=("firma-solicitud",))
    view = view_of(house, number)
    assert (view.office, view.due, view.is_late) == (LAND, None, False)
    house.moving.cure(number, act(FRIDAY))
    assert view_of(house, number).due == date(2026, 11, 27)


def test_a_decision_ends_the_days_and_the_way_stays_to_be_read(house: House) -> None:
    number = routed_case(house, LAND, MAYOR)
    house.moving.resolve(number, act(MONDAY), outcome=Outcome.FAVORABLE)
    view = view_of(house, number)
    assert statuses(view) == ["done", "done", "skipped", "current"]
    assert (view.due, view.is_late) == (None, False)


def test_what_is_on_its_way_has_every_station_before_it(house: House) -> None:
    publish_route(house)
    view = view_of(house, a_case(house, procedure=PROCEDURE, received_on=None))
    assert set(statuses(view)) == {"coming"}
    assert (view.office, view.expected_next, view.due) == (None, DESK, None)


def test_a_case_may_begin_at_an_office_that_is_named(house: House) -> None:
    publish_route(house)
    view = view_of(house, a_case(house, procedure=PROCEDURE, station=LAND))
    assert statuses(view) == ["skipped", "current", "coming", "coming"]
    assert view.due == date(2026, 11, 25)
    assert not view.may_extend  # no hand-over pinned the days that would be more


def test_a_route_that_does_not_begin_at_the_reception_begins_with_the_first_hand_over(
    house: House,
) -> None:
    publish_route(house, {"office": LAND, "kind": "report"}, {"office": MAYOR, "kind": "report"})
    number = a_case(house, procedure=PROCEDURE)
    view = view_of(house, number)
    assert (view.office, view.expected_next, view.is_off) == (DESK, LAND, False)
    assert set(statuses(view)) == {"coming"}
    assert hand(house, number, LAND)["from_station"] == DESK
    assert statuses(view_of(house, number)) == ["current", "coming"]


def test_of_what_an_office_tells_the_station_is_known_and_no_day(house: House) -> None:
    view = view_of(house, an_asserted_one(house, LAND, State.EN_TRAMITE))
    assert (view.office, view.expected_next, view.due) == (LAND, LICENCES, None)
    assert statuses(view)[1] == "current"
    untold = view_of(house, an_asserted_one(house, None, State.EN_TRAMITE))
    assert (untold.office, untold.expected_next) == (None, DESK)


def test_what_an_office_told_goes_on_from_there(house: House) -> None:
    number = an_asserted_one(house, LAND, State.EN_TRAMITE)
    assert hand(house, number, MAYOR)["from_station"] == LAND
    view = view_of(house, number)
    assert (view.office, view.due) == (MAYOR, date(2026, 11, 19))


def test_a_hand_over_from_before_there_was_a_route_has_no_day(house: House) -> None:
    number = a_case(house, procedure=PROCEDURE)
    hand(house, number, LAND)
    publish_route(house)
    view = view_of(house, number)
    assert (view.office, view.expected_next, view.due) == (LAND, LICENCES, None)
    assert view.stations[1].since == MONDAY


def test_off_the_route_the_view_says_so_and_which_way_leads_back(house: House) -> None:
    number = routed_case(house, LAND)
    hand(house, number, OFF, deviation=Deviation.COMPETENCIA)
    view = view_of(house, number)
    assert (view.office, view.is_off, view.expected_next) == (OFF, True, LAND)
    assert statuses(view) == ["done", "coming", "coming", "coming"]
    assert view.detours == (Stay(OFF, MONDAY, None, Deviation.COMPETENCIA),)
    assert (view.due, view.deviations) == (None, 1)


def test_a_station_tells_by_which_deviation_the_case_came(house: House) -> None:
    number = routed_case(house)
    hand(house, number, MAYOR, deviation=Deviation.URGENCIA)
    deviations = [station.deviation for station in view_of(house, number).stations]
    assert deviations == [None, None, None, Deviation.URGENCIA]


@pytest.mark.parametrize("state", [State.IMPUGNADO, None])
def test_an_appeal_or_a_case_without_a_route_has_none(house: House, state: State | None) -> None:
    if state is None:
        number = a_case(house, procedure=PROCEDURE)
    else:
        number = an_asserted_one(house, LAND, state)
    books = house.shelf.library.books()
    assert route_of(case_of(house, number), books, FRIDAY) is None


OFFICES = st.sampled_from((DESK, LAND, LICENCES, MAYOR, OFF))
STAYS = st.lists(
    st.builds(Stay, OFFICES, st.just(MONDAY), deviation=st.none() | st.sampled_from(Deviation)),
    max_size=10,
)


def test_after_any_history_every_station_is_shown_once_and_what_is_done_comes_first(
    house: House,
) -> None:
    number = routed_case(house)
    case, books = case_of(house, number), house.shelf.library.books()

    @given(stays=STAYS)
    @given_settings(deadline=None)
    def any_history(stays: list[Stay]) -> None:
        view = route_of(replace(case, stays=tuple(stays)), books, FRIDAY)
        assert view is not None
        assert [station.office for station in view.stations] == [DESK, LAND, LICENCES, MAYOR]
        ranks = [RANK[station.status] for station in view.stations]
        assert ranks == sorted(ranks)
        assert ranks.count(1) == (0 if view.is_off else 1)
        assert view.expected_next != view.office
        assert view.deviations == sum(stay.deviation is not None for stay in stays)

    any_history()
