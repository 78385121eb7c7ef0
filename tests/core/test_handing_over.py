"""Handing over: on the route without a word, off it with a reason, and the term pinned."""

from dataclasses import replace
from datetime import date

import pytest

from config.house import House
from core.model.itinerary import Stay
from core.model.route import Deviation
from core.model.state import State
from core.model.term import Term, Unit
from core.refusals import (
    DateOutOfOrder,
    IllegalMove,
    OfficeUnknown,
    RouteDeviation,
    RouteEnded,
)
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
from tests.core.rows import all_of, projected, rows
from tests.core.stories import MONDAY, a_case, an_asserted_case, case_of, on_day
from tests.houses import TODAY, act

TUESDAY, WEDNESDAY = date(2026, 11, 17), date(2026, 11, 18)
REPORT = {"count": 7, "unit": "business_days", "basis": "TUO LPAG art. 143.3"}
MERE = {"count": 3, "unit": "business_days", "basis": "TUO LPAG art. 143.2"}


def test_a_hand_over_to_the_next_station_needs_no_reason(either_house: House) -> None:
    number = routed_case(either_house)
    said = hand(either_house, number, LAND)
    assert said == {
        "station": LAND,
        "from_station": DESK,
        "expected": LAND,
        "deviation": None,
        "term": REPORT,
        "route": 1,
    }
    case = case_of(either_house, number)
    assert (case.state, case.station) == (State.EN_TRAMITE, LAND)
    assert (case.station_since, case.deviations) == (MONDAY, 0)
    assert case.station_term == Term(7, Unit.BUSINESS_DAYS, "TUO LPAG art. 143.3")


def test_without_a_reason_a_case_does_not_leave_its_route(either_house: House) -> None:
    number = routed_case(either_house, LAND)
    before = all_of(either_house)
    with pytest.raises(RouteDeviation) as refused:
        hand(either_house, number, OFF)
    assert refused.value.facts == {"station": "OMAPED", "expected": "Licencias"}
    assert all_of(either_house) == before


@pytest.mark.parametrize("deviation", Deviation)
def test_with_a_reason_from_the_list_it_does_and_that_is_recorded(
    house: House, deviation: Deviation
) -> None:
    number = routed_case(house, LAND)
    said = hand(house, number, OFF, deviation=deviation)
    assert (said["station"], said["from_station"]) == (OFF, LAND)
    assert (said["expected"], said["deviation"]) == (LICENCES, deviation.value)
    case = case_of(house, number)
    assert case.deviations == 1
    assert case.stays[-1].deviation is deviation


def test_what_is_asked_for_as_a_report_has_the_days_of_a_report_off_the_route_too(
    house: House,
) -> None:
    number = routed_case(house, LAND)
    assert hand(house, number, OFF, deviation=Deviation.FALTA_INFORME)["term"] == REPORT
    assert hand(house, number, LAND)["deviation"] is None
    assert hand(house, number, OFF, deviation=Deviation.OTRA)["term"] is None


def test_a_station_that_may_be_skipped_is_skipped_without_a_reason(house: House) -> None:
    number = routed_case(house, LAND)
    said = hand(house, number, MAYOR)
    assert (said["expected"], said["deviation"], said["term"]) == (LICENCES, None, MERE)
    assert statuses(view_of(house, number)) == ["done", "done", "skipped", "current"]


def test_a_station_that_must_be_passed_is_not_skipped_without_a_reason(house: House) -> None:
    number = routed_case(house)
    with pytest.raises(RouteDeviation):
        hand(house, number, MAYOR)
    assert hand(house, number, MAYOR, deviation=Deviation.URGENCIA)["term"] == MERE


def test_a_reason_for_what_the_route_says_itself_records_nothing(house: House) -> None:
    number = routed_case(house)
    assert hand(house, number, LAND, deviation=Deviation.OTRA)["deviation"] is None
    assert case_of(house, number).deviations == 0


def test_what_is_returned_goes_back_and_comes_again(house: House) -> None:
    number = routed_case(house, LAND, MAYOR)
    assert hand(house, number, LAND, deviation=Deviation.DEVUELTO)["deviation"] == "devuelto"
    assert statuses(view_of(house, number)) == ["done", "current", "coming", "coming"]
    assert hand(house, number, MAYOR)["deviation"] is None


def test_after_the_last_station_the_way_on_is_a_decision(house: House) -> None:
    number = routed_case(house, LAND, MAYOR)
    with pytest.raises(RouteEnded) as refused:
        hand(house, number, LICENCES)
    assert refused.value.facts == {"station": "Licencias"}
    said = hand(house, number, LICENCES, deviation=Deviation.COMPETENCIA)
    assert (said["expected"], said["deviation"]) == (None, "competencia")


@pytest.mark.parametrize("deviation", [None, *Deviation])
def test_a_case_is_not_handed_to_the_office_that_has_it(
    house: House, deviation: Deviation | None
) -> None:
    number = routed_case(house, LAND)
    with pytest.raises(RouteDeviation):
        hand(house, number, LAND, deviation=deviation)
    assert case_of(house, number).station_since == MONDAY


def test_an_office_that_is_not_there_is_refused_with_or_without_a_reason(house: House) -> None:
    number = routed_case(house)
    for deviation in (None, Deviation.OTRA):
        with pytest.raises(OfficeUnknown):
            hand(house, number, "sotano", deviation=deviation)


def test_without_a_route_a_case_goes_anywhere_and_nothing_is_pinned(either_house: House) -> None:
    number = a_case(either_house)
    assert hand(either_house, number, LICENCES) == {"station": LICENCES}
    assert hand(either_house, number, MAYOR, deviation=Deviation.OTRA) == {"station": MAYOR}
    case = case_of(either_house, number)
    assert (case.station_since, case.station_term, case.deviations) == (MONDAY, None, 0)


def test_without_a_route_handing_to_the_same_office_again_moves_no_day(house: House) -> None:
    number = a_case(house)
    hand(house, number, LICENCES)
    hand(house, number, LICENCES, on=TUESDAY)
    assert case_of(house, number).stays == (Stay(LICENCES, MONDAY),)


def test_a_move_that_the_state_forbids_is_refused_as_such_on_a_route_too(house: House) -> None:
    number = routed_case(house, LAND)
    house.moving.observe(number, act(MONDAY), reasons=("firma-solicitud",))
    with pytest.raises(IllegalMove) as refused:
        hand(house, number, OFF)
    assert refused.value.facts == {"state": "REQUERIDO", "move": "case_routed"}


def test_a_hand_over_does_not_come_before_the_one_before(house: House) -> None:
    number = routed_case(house, LAND, on=WEDNESDAY)
    with pytest.raises(DateOutOfOrder):
        hand(house, number, MAYOR, on=TUESDAY)


def test_a_later_version_of_the_route_moves_no_day_of_a_stay(either_house: House) -> None:
    number = routed_case(either_house, LAND)
    before = case_of(either_house, number)
    day = view_of(either_house, number).due
    publish_route(
        either_house,
        {"office": DESK, "kind": "same_day"},
        {"office": LAND, "kind": "custom", "days": 1, "basis": "Ordenanza 12"},
        {"office": OFF, "kind": "mere_procedure"},
        version=2,
    )
    assert case_of(either_house, number) == before
    view = view_of(either_house, number)
    assert (view.due, view.expected_next) == (day, OFF)
    assert view.stations[1].term == before.station_term
    assert hand(either_house, number, OFF)["route"] == 2


def test_every_stay_is_rebuilt_to_the_same_bytes(either_house: House) -> None:
    number = routed_case(either_house, LAND)
    hand(either_house, number, OFF, deviation=Deviation.FALTA_INFORME)
    hand(either_house, number, LAND)
    either_house.moving.extend(number, act(MONDAY))
    hand(either_house, number, MAYOR, on=TUESDAY)
    a_case(either_house)
    before = projected(either_house)
    either_house.shelf.journal.rebuild(either_house.shelf.ledger.reckon(), lambda _: None)
    assert projected(either_house) == before
    case = case_of(either_house, number)
    assert [stay.office for stay in case.stays] == [LAND, OFF, LAND, MAYOR]
    assert [stay.is_extended for stay in case.stays] == [False, False, True, False]


def test_a_case_that_was_never_handed_over_is_kept_as_before(house: House) -> None:
    a_case(house)
    (row,) = rows(house, "case_file")
    assert "stays" not in row["clock"]


def test_a_report_is_given_three_days_more_once(either_house: House) -> None:
    number = routed_case(either_house, LAND)
    assert view_of(either_house, number).due == date(2026, 11, 25)
    event = either_house.moving.extend(number, act(TUESDAY))
    assert event.draft.data["term"] == REPORT | {"count": 10}
    view = view_of(either_house, number)
    assert (view.due, view.stations[1].since) == (date(2026, 11, 30), MONDAY)
    assert not view.may_extend
    with pytest.raises(IllegalMove) as refused:
        either_house.moving.extend(number, act())
    assert refused.value.facts == {"state": "EN_TRAMITE", "move": "station_extended"}


def test_days_that_are_over_are_not_given_back(house: House) -> None:
    number = routed_case(house, LAND)
    last = on_day(house, date(2026, 11, 25))
    assert view_of(house, number).may_extend
    with pytest.raises(IllegalMove):
        house.moving.extend(number, on_day(house, date(2026, 11, 26)))
    on_day(house, date(2026, 11, 26))
    assert house.moving.extend(number, last).draft.effective_on == date(2026, 11, 25)


@pytest.mark.parametrize("offices", [(), (LAND, MAYOR)])
def test_only_a_report_is_given_more_days(house: House, offices: tuple[str, ...]) -> None:
    number = routed_case(house, *offices)
    with pytest.raises(IllegalMove):
        house.moving.extend(number, act())


def test_what_has_no_route_is_given_no_more_days(house: House) -> None:
    with pytest.raises(IllegalMove):
        house.moving.extend(a_case(house), act())


def test_an_appeal_goes_a_way_of_its_own(house: House) -> None:
    publish_route(house)
    number = an_asserted_case(house, State.IMPUGNADO, {"procedure": PROCEDURE}, on=MONDAY)
    said = replace(act(), seen=case_of(house, number).last)
    event = house.moving.route(number, said, station=OFF)
    assert event.draft.data == {"station": OFF}
    assert case_of(house, number).stays == ()
    assert case_of(house, number).station == OFF
    assert event.draft.effective_on == TODAY
