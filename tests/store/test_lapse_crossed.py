"""A lapse at the office and a cure on a boat cross: both sides judge alike, a person decides."""

from dataclasses import replace
from datetime import date

import pytest

from config.desk import staffing_of
from config.reception import reception_of
from core.inquiry import Asker
from core.model.answers import Line
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.disclosure import Path
from core.model.state import State
from core.model.user import Role
from core.resolving import IN_TIME_AFTER_ALL, Ground
from tests.core.rows import projected
from tests.core.stories import MONDAY, PISAC, a_case, case_of, on_day
from tests.houses import act
from tests.store.units import Hub, Unit, Units, shared

REASONS = ("firma-solicitud",)
# Ten business days after Friday 20 November 2026 end on Friday 4 December.
LAST_DAY, LATER = date(2026, 12, 4), date(2026, 12, 7)


@pytest.fixture
def crossed(quick_hub: Hub, units: Units) -> tuple[Hub, Unit, CaseNumber]:
    """Let a boat take in what was missing, and the office close the case meanwhile."""
    number = a_case(quick_hub.house, MONDAY)
    quick_hub.house.moving.route(number, act(), station="licencias")
    quick_hub.house.moving.observe(number, act(), reasons=REASONS)
    unit = units()
    unit.load(quick_hub)
    on_board = replace(unit.house.moving, at_unit=True)
    on_board.cure(number, on_day(unit.house, LAST_DAY))
    quick_hub.house.moving.record(number, on_day(quick_hub.house, LATER), kind="case_lapsed")
    return quick_hub, unit, number


def met(hub: Hub, unit: Unit, number: CaseNumber) -> Case:
    """Let both exchange, and tell the case of which they think alike."""
    unit.exchange(hub)
    here, there = shared(hub, unit)
    assert here == there
    for place in (hub, unit):
        before = projected(place.house)
        place.rebuild()
        assert projected(place.house) == before
    return case_of(unit.house, number)


def test_hub_and_unit_judge_it_alike_and_whoever_asks_hears_that_it_is_verified(
    crossed: tuple[Hub, Unit, CaseNumber],
) -> None:
    hub, unit, number = crossed
    # Before the boat has heard of the acknowledgement it knows of the contradiction already.
    unit.down(hub)
    assert case_of(unit.house, number).is_disputed
    case = met(hub, unit, number)
    assert (case.state, case.is_disputed) == (State.NO_PRESENTADO, True)
    assert case.lapse is not None
    assert case.lapse.until == LAST_DAY
    told = hub.house.inquiry.status(number.digits, Asker(Path.CALLER, None, None))
    assert Line("status.disputed", {}) in told.must_tell
    assert hub.told == []


def test_a_person_finds_that_the_papers_came_in_time_and_the_office_takes_them_in(
    crossed: tuple[Hub, Unit, CaseNumber],
) -> None:
    hub, unit, number = crossed
    cure = met(hub, unit, number).open_disputes[0].event
    house, reception = hub.house, reception_of(hub.house)
    assert reception.waiting(PISAC, limit=10) == ()
    issued = staffing_of(house).add(
        "Ana Ccopa", institution=PISAC, role=Role.OFFICER, act=act(LATER)
    )
    officer = act(LATER, actor=f"user:{issued.user}")
    event = house.resolving.resolve(number, officer, chosen=cure, ground=Ground.PAPERS)
    assert (event.draft.basis, event.draft.presented_on) == (IN_TIME_AFTER_ALL, LAST_DAY)
    assert event.draft.data["move"]["data"]["from"] == "REQUERIDO"
    case = met(hub, unit, number)
    assert (case.state, case.lapse, case.is_disputed) == (State.EN_TRAMITE, None, False)
    # The entity's time goes on when the office has the papers, which came from the boat.
    assert case.clock.pauses[-1].until is None
    (arrival,) = reception.waiting(PISAC, limit=10)
    assert (arrival.number, arrival.unit, arrival.is_cure) == (number, "tambo.1", True)
    assert arrival.presented_on == LAST_DAY
    reception.receive(number, PISAC, act(LATER))
    assert reception.waiting(PISAC, limit=10) == ()
    assert met(hub, unit, number).clock.pauses[-1].until == LATER


def test_what_was_handed_in_a_day_late_stays_a_fact_and_the_case_closed(
    quick_hub: Hub, units: Units
) -> None:
    number = a_case(quick_hub.house, MONDAY)
    quick_hub.house.moving.observe(number, act(), reasons=REASONS)
    unit = units()
    unit.load(quick_hub)
    on_board = replace(unit.house.moving, at_unit=True)
    # At the counter the law gives two days: they ended on Tuesday 24 November.
    on_board.cure(number, on_day(unit.house, date(2026, 11, 25)))
    after = on_day(quick_hub.house, date(2026, 11, 26))
    quick_hub.house.moving.record(number, after, kind="case_lapsed")
    case = met(quick_hub, unit, number)
    assert (case.state, case.is_disputed) == (State.NO_PRESENTADO, False)
