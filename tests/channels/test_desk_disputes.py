"""The room of contradictions without any script: what is shown, who settles it, and once."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from config.house import House
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.state import State
from core.model.user import Role
from tests.clerks import Clerk, a_clerk, case_page, controls_of, words
from tests.core.foreign import contradicted
from tests.core.stories import a_case, case_of
from tests.houses import StoodClock, act

ROOM = "/ventanilla/contradicciones"
KEPT = {"holds": "lo_que_figura", "ground": "papeles"}


@pytest.fixture
def number(house: House) -> CaseNumber:
    """Open a case of Pisac that was observed here, and withdrawn at a unit."""
    number = a_case(house)
    house.moving.observe(number, act(), reasons=("firma-solicitud",))
    contradicted(house, number)
    return number


def form_of(number: CaseNumber) -> str:
    return f"{case_page(number)}/contradiccion"


def later(house: House, app: Flask, passed: timedelta) -> Clerk:
    """Let time go by; whoever was signed in has to sign in again."""
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + passed
    return a_clerk(house, app.test_client())


def offered(page: str) -> list[str]:
    return re.findall(r'type="radio" name="holds" value="([^"]+)"', page)


def other_side(house: House, number: CaseNumber) -> str:
    return str(case_of(house, number).open_disputes[0].event)


def test_the_list_tells_which_case_how_it_stands_and_since_when(
    house: House, desk_app: Flask, number: CaseNumber
) -> None:
    clerk = later(house, desk_app, timedelta(days=3))
    page = clerk.get(ROOM).text
    said = words(page)
    assert number.grouped in said
    assert "Observado en mesa de partes" in said
    assert "hace 3 días" in said
    assert case_page(number) in page
    assert "1 expediente se contradice" in words(clerk.get("/ventanilla/").text)


def test_what_is_older_stands_first_and_what_is_only_a_fact_is_not_there(
    house: House, desk_app: Flask, number: CaseNumber
) -> None:
    closed = a_case(house)
    house.moving.record(closed, act(), kind="case_withdrawn")
    contradicted(house, closed, "case_routed", {"station": "licencias"}, seq=2)
    clerk = later(house, desk_app, timedelta(hours=5))
    newer = a_case(house)
    house.moving.route(newer, act(), station="licencias")
    contradicted(house, newer, "case_observed", {"reasons": ["pago-tasa"]}, seq=3)
    said = words(clerk.get(ROOM).text)
    assert said.index(number.grouped) < said.index(newer.grouped)
    assert closed.grouped not in said


def test_nothing_contradicted_is_said_in_words(clerk: Clerk) -> None:
    assert "No tiene que hacer nada aquí." in words(clerk.get(ROOM).text)


def test_the_page_of_the_case_sets_both_accounts_beside_each_other(
    clerk: Clerk, number: CaseNumber
) -> None:
    page = clerk.get(case_page(number)).text
    said = words(page)
    assert "En verificación" in said
    assert "Lo que figura: Observado en mesa de partes" in said
    assert "Llevaría a: Desistido" in said
    assert "Anotado en tambo.3." in said
    assert "No cambió el expediente: contradice lo que figura." in said
    assert form_of(number) in page
    assert f"{case_page(number)}/case_cured" not in page
    assert "Nada, hasta que se diga qué vale." in said
    assert clerk.get(f"{case_page(number)}/case_cured").status_code == 409


def test_what_stands_is_kept_by_a_form_that_acts_once(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    whole = {**controls_of(clerk.get(form_of(number)).text), **KEPT}
    clerk.client.post(form_of(number), data=whole)
    answer = clerk.client.post(form_of(number), data=whole)
    assert answer.status_code == 303
    assert answer.location.endswith("/contradicciones?hecho=contradiccion")
    assert case_of(house, number).state is State.OBSERVADO_MESA
    assert case_of(house, number).events == 4
    assert "La contradicción quedó resuelta." in words(clerk.get(answer.location).text)
    story = words(clerk.get(case_page(number)).text)
    assert "Se resolvió una contradicción" in story
    assert clerk.get(form_of(number)).status_code == 404


def test_the_other_account_is_offered_by_name_and_may_hold(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    other = other_side(house, number)
    assert offered(clerk.get(form_of(number)).text) == ["lo_que_figura", other]
    assert clerk.send(form_of(number), holds=other, ground="la_persona").status_code == 303
    assert case_of(house, number).state is State.DESISTIDO


def test_what_the_law_forbids_is_shown_and_not_offered(house: House, clerk: Clerk) -> None:
    number = a_case(house)
    house.moving.observe(number, act(), reasons=("firma-solicitud",))
    event = contradicted(house, number, "case_routed", {"station": "licencias"})
    page = clerk.get(form_of(number)).text
    assert offered(page) == ["lo_que_figura"]
    assert "Anotado en tambo.3." in words(page)
    answer = clerk.send(form_of(number), holds=str(event.id), ground="papeles")
    assert answer.status_code == 422
    assert case_of(house, number).is_disputed


@pytest.mark.parametrize(
    "fields",
    [
        {"ground": "papeles"},
        {"holds": "lo_que_figura"},
        {"holds": "<script>", "ground": "papeles"},
        {"holds": "lo_que_figura", "ground": "porque sí"},
        {"holds": "hub.1.99999999999999999", "ground": "papeles"},
        {"holds": "lo_que_figura", "ground": "papeles", "key": "x"},
        {"holds": "lo_que_figura", "ground": "papeles", "seen": "x"},
    ],
)
def test_a_form_that_says_too_little_or_nonsense_changes_nothing(
    house: House, clerk: Clerk, number: CaseNumber, fields: dict[str, str]
) -> None:
    answer = clerk.send(form_of(number), **fields)
    assert answer.status_code == 422
    assert "<script>" not in answer.text
    assert case_of(house, number).is_disputed


def test_an_older_page_is_told_that_the_case_changed(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    whole = {**controls_of(clerk.get(form_of(number)).text), **KEPT}
    contradicted(house, number, "case_abandoned", base=(), seq=2)
    answer = clerk.client.post(form_of(number), data=whole)
    assert answer.status_code == 409
    assert "El expediente cambió" in words(answer.text)
    assert len(case_of(house, number).open_disputes) == 2


def test_a_form_that_comes_back_after_a_sign_in_is_shown_and_not_acted_on(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    answer = clerk.send(form_of(number), **KEPT, resume="1")
    assert answer.status_code == 200
    assert 'value="lo_que_figura" checked' in answer.text
    assert case_of(house, number).is_disputed


def test_another_institution_finds_neither_list_nor_form(
    house: House, desk_app: Flask, number: CaseNumber
) -> None:
    stranger = a_clerk(house, desk_app.test_client(), institution="PE/muni-calca")
    assert number.grouped not in stranger.get(ROOM).text
    assert stranger.get(form_of(number)).status_code == 404
    assert stranger.post(form_of(number), **KEPT).status_code == 404


def test_who_travels_reads_the_contradiction_and_does_not_settle_it(
    house: House, desk_app: Flask, number: CaseNumber
) -> None:
    boatman = a_clerk(house, desk_app.test_client(), role=Role.UNIT)
    page = boatman.get(case_page(number)).text
    assert "En verificación" in words(page)
    assert form_of(number) not in page
    assert boatman.get(form_of(number)).status_code == 403


def test_a_second_delivery_is_on_the_list_and_is_only_looked_at(house: House, clerk: Clerk) -> None:
    number = a_case(house)
    house.moving.resolve(number, act(), outcome=Outcome.FAVORABLE)
    house.moving.notify(number, act())
    house.moving.deliver(number, act())
    contradicted(house, number, "case_delivered")
    assert number.grouped in words(clerk.get(ROOM).text)
    page = clerk.get(form_of(number)).text
    assert offered(page) == ["lo_que_figura"]
    assert clerk.send(form_of(number), **KEPT).status_code == 303
    assert number.grouped not in words(clerk.get(ROOM).text)
