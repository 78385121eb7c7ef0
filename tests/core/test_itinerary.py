"""Wherever a case is sent, its position on the route is one, and known from where it has been."""

from hypothesis import given
from hypothesis import strategies as st

from core.model.itinerary import Position, Stay, follow
from core.model.route import Deviation
from tests.core.routes import DESK, LAND, LICENCES, MAYOR, OFF, a_route

OFFICES = (DESK, LAND, LICENCES, MAYOR, OFF)


def at(step: int, *, is_off: bool = False) -> Position:
    return Position(a_route(), step, is_off)


def offices(position: Position) -> list[str]:
    return [station.office for station in position.regular]


def test_the_next_station_is_expected_and_one_that_may_be_skipped_is_passed_over() -> None:
    assert offices(at(-1)) == [DESK]
    assert offices(at(0)) == [LAND]
    assert offices(at(1)) == [LICENCES, MAYOR]
    assert offices(at(2)) == [MAYOR]
    assert offices(at(3)) == []


def test_off_the_route_a_case_goes_back_to_where_it_left_or_on() -> None:
    off = at(1).after(OFF, Deviation.FALTA_INFORME)
    assert (off.step, off.is_off, off.station) == (1, True, None)
    assert offices(off) == [LAND, LICENCES, MAYOR]
    assert off.after(LAND, None) == at(1)
    assert off.after(MAYOR, None) == at(3)


def test_an_office_that_stands_twice_is_the_next_one_unless_the_case_is_returned() -> None:
    stations = [{"office": office, "kind": "same_day"} for office in (DESK, LAND, DESK, MAYOR)]
    route = a_route(*stations)
    here = Position(route, 1)
    assert here.after(DESK, None).step == 2
    assert here.after(DESK, Deviation.DEVUELTO).step == 0
    assert Position(route, 3).after(DESK, Deviation.OTRA).step == 2
    assert Position(route, 0).after(DESK, None).step == 0


def test_one_that_is_returned_ahead_goes_ahead() -> None:
    assert at(0).after(MAYOR, Deviation.DEVUELTO).step == 3


STAYS = st.lists(
    st.builds(
        Stay,
        office=st.sampled_from(OFFICES),
        since=st.none(),
        deviation=st.none() | st.sampled_from(Deviation),
    ),
    max_size=12,
)


@given(stays=STAYS)
def test_any_history_has_one_position_after_every_stay_and_repeats_itself(
    stays: list[Stay],
) -> None:
    route = a_route()
    positions = follow(Position(route), stays)
    assert len(positions) == len(stays) + 1
    assert positions == follow(Position(route), stays)
    for stay, position in zip(stays, positions[1:], strict=True):
        assert -1 <= position.step < len(route.stations)
        assert position.is_off == (stay.office == OFF)
        if position.station is not None:
            assert position.station.office == stay.office
        assert stay.office not in offices(position)


@given(stays=STAYS)
def test_whatever_is_expected_leads_on_or_back_to_the_route(stays: list[Stay]) -> None:
    position = follow(Position(a_route()), stays)[-1]
    for station in position.regular:
        after = position.after(station.office, None)
        assert not after.is_off
        assert after.step >= position.step
