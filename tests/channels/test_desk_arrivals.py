"""The office's list of what came from units: who sees it, and what a press does, once."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from config.house import House
from config.reception import reception_of
from config.web import create_app
from core.model.case_number import CaseNumber
from core.model.event import instant
from core.model.state import State
from core.model.user import Role
from core.ports import Mark
from core.refusals import CaseNotFound, HubOnly, IllegalMove
from tests.channels.units.crews import a_manned_unit, a_sailor
from tests.channels.units.exchanges import Between
from tests.clerks import Clerk, a_clerk, case_page, words
from tests.core.stories import PISAC, a_case, case_of, due_of
from tests.houses import TODAY, StoodClock, act

ROOM = "/ventanilla/llegadas"
MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)


@pytest.fixture
def line(house: House, tmp_path: Path) -> Iterator[Between]:
    """Send a unit out."""
    line = a_manned_unit(house, tmp_path / "boat")
    yield line
    line.unit.close()


@pytest.fixture
def came(line: Between) -> list[CaseNumber]:
    """Let two requests come home from the unit."""
    numbers = [a_case(line.unit, MONDAY), a_case(line.unit, TUESDAY)]
    line.all()
    return numbers


@pytest.fixture
def cured(line: Between) -> CaseNumber:
    """Let what was missing from a request come home from the unit."""
    number = a_case(line.hub, MONDAY)
    line.hub.moving.route(number, act(MONDAY), station="licencias")
    line.hub.moving.observe(number, act(TUESDAY), reasons=("firma-solicitud",))
    line.all()
    line.unit.moving.cure(number, act(TODAY))
    line.all()
    return number


def test_one_press_takes_one_case_in_and_its_day_of_presentation_stays(
    line: Between, came: list[CaseNumber], clerk: Clerk
) -> None:
    first, second = came
    assert "2 llegaron de las unidades" in words(clerk.get("/ventanilla/").text)
    said = words(clerk.get(ROOM).text)
    assert f"{first.grouped} Rosa Mamani Quispe" in said
    assert "16/11/2026, unidad boat-1" in said
    assert due_of(line.hub, first) is None
    answer = clerk.post(ROOM, number=first.digits)
    assert "Se recibió 1." in words(clerk.get(answer.location).text)
    case = case_of(line.hub, first)
    assert (case.state, case.presented_on, case.received_on) == (State.PRESENTADO, MONDAY, TODAY)
    assert due_of(line.hub, first) is not None
    said = words(clerk.get(ROOM).text)
    assert first.grouped not in said
    assert second.grouped in said


def test_one_press_takes_all_that_are_shown_and_a_second_one_none(
    line: Between, came: list[CaseNumber], clerk: Clerk
) -> None:
    assert "Recibir los 2 que se ven" in words(clerk.get(ROOM).text)
    all_of_them = [number.digits for number in came]
    assert clerk.post(ROOM, number=all_of_them).location.endswith("recibidos=2&quedan=0")
    assert clerk.post(ROOM, number=all_of_them).location.endswith("recibidos=0&quedan=2")
    assert [case_of(line.hub, each).events for each in came] == [2, 2]
    assert "No hay nada por recibir." in words(clerk.get(ROOM).text)


def test_what_lies_here_longer_than_the_law_allows_is_said_to_be_late(
    line: Between, desk_app: Flask, came: list[CaseNumber], clerk: Clerk
) -> None:
    late = "pasó el plazo de 24 horas"
    assert late not in words(clerk.get(ROOM).text)
    clock = line.hub.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(hours=25)
    later = a_clerk(line.hub, desk_app.test_client(), name="Percy Luna")
    assert words(later.get(ROOM).text).count(late) == len(came)


def test_a_cure_is_received_too_and_the_entitys_time_goes_on_from_that_day(
    line: Between, cured: CaseNumber, clerk: Clerk
) -> None:
    assert due_of(line.hub, cured) is None
    assert "Lo que faltaba: " in words(clerk.get(ROOM).text)
    assert clerk.post(ROOM, number=cured.digits).location.endswith("recibidos=1&quedan=0")
    case = case_of(line.hub, cured)
    assert (case.state, case.clock.pauses[-1].until) == (State.EN_TRAMITE, TODAY)
    assert due_of(line.hub, cured) is not None
    assert cured.grouped not in words(clerk.get(ROOM).text)
    told = words(clerk.get(case_page(cured)).text)
    assert "La entidad recibió lo que se entregó en la unidad." in told
    reception = reception_of(line.hub)
    with pytest.raises(IllegalMove):
        reception.receive(cured, PISAC, act())
    line.all()
    assert case_of(line.unit, cured) == case


def test_a_cure_at_the_counter_begins_the_time_on_the_day_of_reception(line: Between) -> None:
    number = a_case(line.hub, MONDAY)
    line.hub.moving.observe(number, act(TUESDAY), reasons=("firma-solicitud",))
    line.all()
    line.unit.moving.cure(number, act(TODAY))
    line.all()
    before = case_of(line.hub, number)
    assert (before.state, before.clock.started_on) == (State.PRESENTADO, None)
    reception_of(line.hub).receive(number, PISAC, act())
    assert case_of(line.hub, number).clock.started_on == TODAY


def test_a_cure_that_the_office_contradicts_is_not_on_the_list(line: Between) -> None:
    number = a_case(line.hub, MONDAY)
    line.hub.moving.observe(number, act(TUESDAY), reasons=("firma-solicitud",))
    line.all()
    line.unit.moving.cure(number, act(TODAY))
    line.hub.moving.cure(number, act(TODAY))
    line.all()
    reception = reception_of(line.hub)
    assert reception.waiting(PISAC, limit=9) == ()
    with pytest.raises(IllegalMove):
        reception.receive(number, PISAC, act())


def test_what_the_office_took_in_itself_is_not_on_the_list(house: House) -> None:
    a_case(house, MONDAY, received_on=None)
    assert reception_of(house).waiting(PISAC, limit=9) == ()


def test_a_long_list_goes_on_where_a_page_ended(line: Between, came: list[CaseNumber]) -> None:
    reception = reception_of(line.hub)
    first, second = reception.waiting(PISAC, limit=9)
    marks = [Mark(at=instant(one.came_at), name=one.number.digits) for one in (first, second)]
    assert {first.number, second.number} == set(came)
    assert reception.waiting(PISAC, limit=1) == (first,)
    assert reception.waiting(PISAC, after=marks[0], limit=9) == (second,)
    assert reception.waiting(PISAC, after=marks[1], limit=9) == ()


@pytest.mark.parametrize("typed", ["", "x", "1234567890", "9" * 400, "<script>"])
def test_a_number_that_is_none_takes_nothing_in(
    line: Between, came: list[CaseNumber], clerk: Clerk, typed: str
) -> None:
    answer = clerk.post(ROOM, number=typed)
    assert answer.location.endswith("recibidos=0&quedan=0")
    assert {case_of(line.hub, each).state for each in came} == {State.EN_RUTA}
    assert "<script>" not in clerk.get(f"{ROOM}?recibidos={typed}&quedan={typed}").text


def test_another_institution_neither_sees_nor_takes_in(
    line: Between, desk_app: Flask, came: list[CaseNumber]
) -> None:
    stranger = a_clerk(line.hub, desk_app.test_client(), institution="PE/muni-calca")
    assert came[0].grouped not in stranger.get(ROOM).text
    assert stranger.post(ROOM, number=came[0].digits).location.endswith("recibidos=0&quedan=1")
    with pytest.raises(CaseNotFound):
        reception_of(line.hub).receive(came[0], "PE/muni-calca", act())
    assert case_of(line.hub, came[0]).state is State.EN_RUTA


def test_an_auditor_sees_the_list_and_takes_nothing_in(
    line: Between, desk_app: Flask, came: list[CaseNumber]
) -> None:
    auditor = a_clerk(line.hub, desk_app.test_client(), role=Role.AUDITOR)
    page = auditor.get(ROOM).text
    assert came[0].grouped in page
    assert ">Recibir<" not in page
    assert auditor.post(ROOM, number=came[0].digits).status_code == 403


def test_a_unit_takes_nothing_in_for_the_office(line: Between) -> None:
    number = a_case(line.unit, MONDAY)
    boatman = a_sailor(line.unit, create_app(line.unit).test_client())
    assert boatman.get(ROOM).status_code == 422
    assert boatman.post(ROOM, number=number.digits).status_code == 422
    with pytest.raises(HubOnly):
        reception_of(line.unit).receive(number, PISAC, act())
