"""Three truths of every record at a unit: saved here, received by the hub, applied there."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from config.house import House
from config.web import create_app
from core.model.case_number import CaseNumber
from tests.channels.units.crews import a_manned_unit, a_sailor
from tests.channels.units.exchanges import Between
from tests.clerks import Clerk, case_page, words
from tests.core.foreign import contradicted
from tests.core.stories import a_case, a_draft
from tests.houses import StoodClock, act
from tests.store.units import untaught

DAY, ASIDE = "/ventanilla/", "/ventanilla/apartados"
SAVED, RECEIVED, APPLIED = "✓ guardado aquí", "✓ recibido en la sede", "✓ aplicado"
NOT_RECEIVED, NOT_APPLIED = "○ falta que la sede lo reciba", "○ falta aplicarlo"
MONDAY = date(2026, 11, 16)


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


def later(line: Between, app: Flask, days: int) -> Clerk:
    """Let days go by at the unit; who is on board signs in again."""
    clock = line.unit.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(days=days)
    return a_sailor(line.unit, app.test_client())


def poison(line: Between, number: CaseNumber, kind: str = "clave_issued") -> None:
    """Let a unit write of a case what no hub can read, and bring it home."""
    with line.unit.shelf.ledger.writing() as work:
        untaught(work)
        work.append(a_draft(f"case:{number}", kind))
    line.all()


def ticks(page: str) -> list[tuple[bool, str]]:
    """Read what a page says of how far things came, and whether it looks good."""
    found = re.findall(r'<ul class="ticks( good)?"[^>]*>(.*?)</ul>', page, re.DOTALL)
    return [(bool(good), words(said)) for good, said in found]


def test_every_page_of_a_record_says_what_the_hub_does_not_have_yet(
    line: Between, boatman: Clerk
) -> None:
    first, second = a_case(line.unit, MONDAY), a_case(line.unit, MONDAY)
    waits = (False, f"{SAVED} {NOT_RECEIVED} {NOT_APPLIED}")
    case, receipt = case_page(first), f"{case_page(first)}/cargo"
    assert set(ticks(boatman.get(case).text)) == {waits}
    slip = boatman.get(receipt).text
    assert ticks(slip) == [waits]
    # The paper that is printed says nothing that is over tomorrow.
    assert re.search(r'<div class="no-print">\s*<ul class="ticks"', slip)
    assert "ticks" not in slip.partition('class="sheet slip"')[2]
    assert ticks(boatman.get(DAY).text) == [waits] * 2
    assert second.grouped in words(boatman.get(DAY).text)
    assert ticks(boatman.post("/ventanilla/buscar", wanted="Rosa Mamani").text) == [waits] * 2
    line.all()
    there = (True, f"{SAVED} {RECEIVED} {APPLIED}")
    assert set(ticks(boatman.get(case).text)) == {there}
    assert ticks(boatman.get(receipt).text) == [there]
    assert ticks(boatman.get(DAY).text) == []
    assert ticks(boatman.post("/ventanilla/buscar", wanted="Rosa Mamani").text) == [there] * 2


def test_what_the_hub_could_not_apply_is_named_where_it_was_written_and_at_the_hub(
    line: Between, boat_app: Flask, boatman: Clerk, clerk: Clerk
) -> None:
    number = a_case(line.unit, MONDAY)
    assert "apartado" not in words(boatman.get(DAY).text)
    line.all()
    assert ticks(clerk.get(case_page(number)).text) == []
    poison(line, number)
    page = clerk.get(case_page(number)).text
    assert [good for good, _ in ticks(page)] == [False]
    assert "Esta versión no lo puede leer." in words(page)
    assert ticks(clerk.post("/ventanilla/buscar", wanted="Rosa Mamani").text) == []
    whole, newest, *_ = ticks(boatman.get(case_page(number)).text)
    assert whole == newest == (False, f"{SAVED} {RECEIVED} ✕ no se pudo aplicar")
    boatman = later(line, boat_app, 3)
    said = words(boatman.get(case_page(number)).text)
    assert "Hay un paso que no se pudo aplicar" in said
    assert "Esta versión no lo puede leer." in said
    assert "Está apartado hace 3 días." in said
    assert "1 paso apartado por mirar, hace 3 días" in words(boatman.get(DAY).text)
    listed = boatman.get(ASIDE).text
    assert number.grouped in words(listed)
    assert "La sede lo ve también." in words(listed)
    assert "Probar otra vez" not in listed
    assert boatman.post(ASIDE).status_code == 403
    for kind in ("case_observed", "case_routed", "case_resolved", "case_joined"):
        poison(line, number, kind)
    # Of facts that are missing no page breaks.
    assert "En verificación" in words(clerk.get(case_page(number)).text)


def test_each_step_says_it_for_itself_and_a_contradiction_is_named_with_its_age(
    line: Between, boat_app: Flask, boatman: Clerk
) -> None:
    number = a_case(line.hub, MONDAY)
    line.all()
    line.unit.moving.record(number, act(), kind="case_withdrawn")
    whole, newest, *before = ticks(boatman.get(case_page(number)).text)
    assert whole == newest == (False, f"{SAVED} {NOT_RECEIVED} {NOT_APPLIED}")
    assert set(before) == {(True, f"{SAVED} {RECEIVED} {APPLIED}")}
    boatman = later(line, boat_app, 9)
    line.hub.moving.observe(number, act(), reasons=("firma-solicitud",))
    line.all()
    whole, newest, *_ = ticks(boatman.get(case_page(number)).text)
    assert whole == (False, f"{SAVED} {RECEIVED} ✕ se contradice")
    assert whole in (newest, *_)
    boatman = later(line, boat_app, 2)
    assert "1 expediente se contradice, hace 2 días" in words(boatman.get(DAY).text)
    assert "hace 2 días" in words(boatman.get("/ventanilla/contradicciones").text)
    page = words(boatman.get(case_page(number)).text)
    assert "Mientras tanto no sale ningún aviso. Se supo aquí hace 2 días." in page


def test_a_unit_that_was_loaded_with_a_contradiction_shows_it(house: House, tmp_path: Path) -> None:
    number = a_case(house)
    house.moving.observe(number, act(), reasons=("firma-solicitud",))
    contradicted(house, number)
    line = a_manned_unit(house, tmp_path / "boat")
    boatman = a_sailor(line.unit, create_app(line.unit).test_client())
    old = "desde antes de la primera carga"
    assert f"1 expediente se contradice, {old}" in words(boatman.get(DAY).text)
    listed = words(boatman.get("/ventanilla/contradicciones").text)
    assert number.grouped in listed
    assert old in listed
    assert boatman.get(case_page(number)).status_code == 200
    line.unit.close()
