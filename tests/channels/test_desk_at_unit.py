"""The desk of a unit without a line: what it takes in, and what it says of the entity's time."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from config.house import House
from config.unit_counter import acknowledged_at, stop_of
from config.web import create_app
from core.model.case_number import CaseNumber
from core.model.exchange_session import ExchangeSession
from core.model.state import State
from core.model.visit import Visit
from core.refusals import HubOnly
from core.visit_events import NewVisit
from tests.channels.units.crews import a_manned_unit, a_sailor
from tests.channels.units.exchanges import BOAT, Between
from tests.clerks import Clerk, case_page, move_page, words
from tests.core.stories import PISAC_DISTRICT, a_case, case_of
from tests.houses import TODAY, StoodClock, act

FORM = "/ventanilla/nuevo/domicilio"
ON_ITS_WAY = "El plazo de la entidad empieza cuando la sede lo recibe."
WALKS_IN = {"name": "Rosa Mamani Quispe", "document": "10117410", "phone": "984 123 456"}


@pytest.fixture
def line(house: House, tmp_path: Path) -> Iterator[Between]:
    """Send a unit out."""
    line = a_manned_unit(house, tmp_path / "boat")
    yield line
    line.unit.close()


@pytest.fixture
def boat_app(line: Between) -> Flask:
    return create_app(line.unit)


@pytest.fixture
def boatman(line: Between, boat_app: Flask) -> Clerk:
    return a_sailor(line.unit, boat_app.test_client())


def taken_in(clerk: Clerk, **fields: object) -> tuple[CaseNumber, str]:
    """Take a request in at the unit; tell its number and the receipt."""
    done = clerk.send(FORM, **{**WALKS_IN, **fields})
    assert done.status_code == 303, words(done.text)
    number = re.search(r"[0-9]{10}", done.location)
    assert number is not None
    return CaseNumber(number[0]), clerk.get(done.location).text


def test_a_request_gets_number_clave_and_both_dates_without_a_line(
    line: Between, boatman: Clerk
) -> None:
    assert ON_ITS_WAY in words(boatman.get(FORM).text)
    number, page = taken_in(boatman)
    said = words(page)
    assert number.digits.startswith("210")
    assert number.grouped in said
    assert "data-clave" in page
    assert "Presentado 20/11/2026, unidad boat-1" in said
    assert "Recibido por la entidad todavía no" in said
    assert f"Presentado hoy en la unidad. {ON_ITS_WAY}" in said
    case = case_of(line.unit, number)
    assert (case.state, case.presented_on, case.received_on) == (State.EN_RUTA, TODAY, None)


def test_no_form_and_no_verb_makes_a_unit_believe_that_the_entity_has_it(
    line: Between, boatman: Clerk
) -> None:
    number, _ = taken_in(boatman, handed_in="elsewhere")
    other = a_case(line.unit, TODAY, received_on=TODAY)
    for each in (number, other):
        assert case_of(line.unit, each).received_on is None
        with pytest.raises(HubOnly):
            line.unit.moving.receive(each, act())
    page = boatman.get(case_page(number)).text
    assert "La entidad todavía no lo recibió." in words(page)
    assert move_page(number, "case_received") not in page
    assert "case_withdrawn" in page


def test_the_event_names_the_unit_and_its_stop_of_today(line: Between, boatman: Clerk) -> None:
    stop = NewVisit(
        id="5" * 32,
        district=PISAC_DISTRICT,
        place="Tambo de Pisac",
        short_place="Pisac",
        on=TODAY,
        services=("status",),
    )
    line.unit.visiting.plan(stop, act())
    number, _ = taken_in(boatman)
    opened = line.unit.shelf.case_log.events(number)[0].draft
    assert (opened.via, opened.data["visit"]) == ("unit", stop.id)


def a_visit(unit: str, name: str) -> Visit:
    return Visit(
        id=name,
        district=PISAC_DISTRICT,
        place="",
        short_place="",
        on=TODAY,
        services=(),
        unit=unit,
    )


def test_of_several_stops_a_unit_is_at_its_own_or_at_none() -> None:
    other, own = a_visit("boat-2", "a"), a_visit(BOAT, "b")
    assert stop_of(BOAT, (other, own)) == "b"
    assert stop_of(BOAT, (other,)) == "a"
    assert stop_of(BOAT, (other, a_visit("", "c"))) == ""
    assert stop_of(BOAT, ()) == ""


def test_a_cure_keeps_its_day_and_the_entitys_time_waits_for_the_office(
    line: Between, boatman: Clerk
) -> None:
    number = a_case(line.hub, date(2026, 11, 16))
    line.hub.moving.route(number, act(date(2026, 11, 16)), station="licencias")
    line.hub.moving.observe(number, act(date(2026, 11, 17)), reasons=("firma-solicitud",))
    line.all()
    done = boatman.send(move_page(number, "case_cured"), on=TODAY.isoformat())
    assert done.status_code == 303
    case = case_of(line.unit, number)
    cured = line.unit.shelf.case_log.events(number)[-1].draft
    assert (case.state, case.reasons) == (State.EN_TRAMITE, ())
    assert (cured.presented_on, cured.received_on) == (TODAY, None)
    assert case.clock.pauses[-1].until is None
    said = words(boatman.get(case_page(number)).text)
    assert "La persona ya entregó lo que faltaba, en la unidad." in said


def test_phone_and_language_are_corrected_at_the_same_desk(line: Between, boatman: Clerk) -> None:
    number, _ = taken_in(boatman)
    page = f"{case_page(number)}/persona"
    assert boatman.send(page, phone="984 999 888", language="quz").status_code == 303
    citizen = line.unit.casework.person(case_of(line.unit, number).applicant)
    assert citizen.citizen is not None
    assert citizen.citizen.language == "quz"
    assert "+51984999888" in citizen.phones


def test_every_page_says_what_the_office_lacks_and_is_good_only_when_it_lacks_nothing(
    line: Between, boat_app: Flask, boatman: Clerk
) -> None:
    page = boatman.get("/ventanilla/").text
    assert "Unidad boat-1 · la sede todavía no acusó nada · 1 por enviar" in words(page)
    assert "unit-line no-print good" not in page
    line.all()
    line.unit.shelf.exchange_log.note(
        ExchangeSession(
            origin=BOAT, at=line.unit.clock.now(), transport="http", bytes_up=1, bytes_down=1
        )
    )
    page = boatman.get("/ventanilla/").text
    assert "todo llegó a la sede" in words(page)
    assert "unit-line no-print good" in page
    clock = line.unit.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(days=3)
    boatman = a_sailor(line.unit, boat_app.test_client())
    taken_in(boatman)
    page = boatman.get(FORM).text
    assert "último acuse de la sede hace 3 días · 4 por enviar" in words(page)
    assert "unit-line no-print good" not in page


def test_what_was_only_carried_away_or_went_wrong_is_no_acknowledgement() -> None:
    at = datetime(2026, 11, 1, tzinfo=UTC)

    def one(day: int, **told: object) -> ExchangeSession:
        return ExchangeSession(origin=BOAT, at=at + timedelta(days=day), transport="usb", **told)  # type: ignore[arg-type] # figures as they come

    carried, broken = one(9, bytes_up=5), one(8, bytes_down=5, code="link_down")
    assert acknowledged_at((carried, broken, one(3, bytes_down=5))) == at + timedelta(days=3)
    assert acknowledged_at((carried, broken)) is None


def test_the_hubs_desk_has_no_such_line(clerk: Clerk) -> None:
    assert "unit-line" not in clerk.get("/ventanilla/").text
