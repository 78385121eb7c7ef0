"""The rooms of exchanges, units and what lies aside: true words, and never green too early."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from channels.desk.session_drawing import draw_sessions
from channels.porch.exchange_words import ENDINGS, REASONS, ExchangeWords
from config.house import House
from config.web import create_app
from core.model.device import Device
from core.model.exchange_session import ExchangeSession
from core.model.user import Role
from core.refusals.refusal import every_refusal
from tests.channels.units.crews import a_manned_unit, a_sailor
from tests.channels.units.exchanges import BOAT, Between
from tests.clerks import Clerk, a_clerk, words
from tests.core.stories import a_case, a_draft
from tests.houses import TODAY, StoodClock, shipped
from tests.store.units import untaught

ROOM, UNITS, ASIDE = "/ventanilla/intercambios", "/ventanilla/unidades", "/ventanilla/apartados"
MONDAY = date(2026, 11, 16)


@pytest.fixture
def line(house: House, tmp_path: Path) -> Iterator[Between]:
    """Send a unit out."""
    line = a_manned_unit(house, tmp_path / "boat")
    yield line
    line.unit.close()


def noted(house: House, **told: object) -> None:
    """Let a session of the unit have gone so."""
    one = ExchangeSession(origin=BOAT, at=house.clock.now(), transport="http")
    house.shelf.exchange_log.note(replace(one, **told))  # type: ignore[arg-type] # figures as they come


def later(house: House, app: Flask, **passed: int) -> Clerk:
    """Let time go by; whoever was signed in has to sign in again."""
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(**passed)
    return a_clerk(house, app.test_client(), name=f"Persona {passed}")


def test_a_unit_tells_how_its_last_sessions_went(line: Between) -> None:
    unit = line.unit
    sailor = a_sailor(unit, create_app(unit).test_client())
    assert "Todavía no hubo ninguno." in words(sailor.get(ROOM).text)
    noted(unit, bytes_up=7282, bytes_down=900, events_up=3, milliseconds=4200, drift_seconds=-720)
    noted(unit, transport="stick", bytes_up=5000)
    noted(unit, bytes_up=300, code="link_down")
    noted(unit, bytes_up=300, code="something_new")
    page = sailor.get(ROOM).text
    said = words(page)
    assert "línea 7.1 KB 3 pasos 900 bytes 0 pasos 4.2 s ✓ Terminó bien." in said
    assert "memoria USB 4.9 KB" in said
    assert "✕ No se llegó a la sede. Lo guardado sigue aquí. Pruebe más tarde." in said
    assert "No terminó bien (something_new)." in said
    assert "Último acuse de la sede hace menos de una hora" in said
    assert '<span class="late">atrasado 12 minutos: corríjalo</span>' in page
    assert page.count("<rect") == 2 + 5
    assert sailor.get(UNITS).status_code == 422
    assert "Intercambios" in words(sailor.get("/ventanilla/").text)


def test_the_hub_tells_of_one_unit_or_of_all(house: House, clerk: Clerk) -> None:
    boat = Device(
        origin=BOAT,
        public_key="",
        recipient="",
        codes={7: "210"},
        buckets=frozenset(),
        crew=frozenset(),
        url="",
        expires_on=TODAY,
        enrolled_at=house.clock.now(),
    )
    house.shelf.devices.enrol(boat, actor="system:test")
    noted(house, bytes_up=10)
    noted(house, origin="boat-9", bytes_up=20)
    assert "boat-9" in words(clerk.get(ROOM).text)
    one = words(clerk.get(f"{ROOM}?unidad={BOAT}").text)
    assert f"Intercambios de {BOAT}" in one
    assert "boat-9" not in one
    for strange in ("boat-9", "<script>", "x" * 500):
        page = clerk.get(f"{ROOM}?unidad={strange}").text
        assert "boat-9" in page
        assert "<script>" not in page
    for typed in ("", "x", "9" * 60, "<script>", "-1"):
        page = clerk.get(f"{ASIDE}?desde={typed}&aplicados={typed}&quedan={typed}").text
        assert "<script>" not in page
        assert 'role="status"' not in page


def test_a_unit_is_good_only_as_long_as_it_is_heard_and_lacks_nothing(
    line: Between, desk_app: Flask, clerk: Clerk
) -> None:
    page = clerk.get(UNITS).text
    assert "Todavía no se supo nada de ella." in words(page)
    assert "good-word" not in page
    line.all()
    page = clerk.get(UNITS).text
    assert "✓ al día" in words(page)
    assert f"{BOAT} hace menos de una hora 19/01/2027 1 va con el de la sede" in words(page)
    clock = line.unit.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(hours=2, minutes=5)
    line.once()
    assert line.hub.shelf.exchange_log.last(BOAT)[0].drift_seconds == 2 * 3600 + 300
    assert "Su reloj va mal. Pida que lo corrijan." in words(clerk.get(UNITS).text)
    assert "adelantado 2 horas" in words(clerk.get(f"{ROOM}?unidad={BOAT}").text)
    quiet = later(line.hub, desk_app, days=7).get(UNITS).text
    assert "No se sabe de ella desde hace 7 días." in words(quiet)
    assert "good-word" not in quiet
    line.hub.shelf.devices.revoke(BOAT, (), actor="system:test")
    over = later(line.hub, desk_app, hours=1).get(UNITS).text
    assert "Dada de baja." in words(over)


def test_what_lies_aside_is_listed_tried_again_and_in_nobodys_way(
    line: Between, house: House, desk_app: Flask, clerk: Clerk
) -> None:
    assert "No hay nada apartado." in words(clerk.get(ASIDE).text)
    number = a_case(line.unit, MONDAY)
    with line.unit.shelf.ledger.writing() as work:
        untaught(work)
        work.append(a_draft(f"case:{number}", "clave_issued"))
        work.append(a_draft("citizen:<b>nobody", "phone_heard"))
    line.all()
    assert "2 pasos apartados por mirar" in words(clerk.get("/ventanilla/").text)
    page = clerk.get(ASIDE).text
    said = words(page)
    assert f"{number.grouped} clave_issued Esta versión no lo puede leer." in said
    assert "citizen:<b>nobody" in said
    assert "<b>" not in page
    answer = clerk.post(ASIDE)
    assert answer.location.endswith("aplicados=0&quedan=2")
    assert "Se aplicaron 0 pasos. 2 siguen apartados." in words(clerk.get(answer.location).text)
    assert "2 pasos suyos no se pudieron aplicar." in words(clerk.get(UNITS).text)
    auditor = a_clerk(house, desk_app.test_client(), name="Ana Paz", role=Role.AUDITOR)
    assert "Probar otra vez" not in auditor.get(ASIDE).text
    assert auditor.post(ASIDE).status_code == 403
    calca = a_clerk(house, desk_app.test_client(), name="Luz Paz", institution="PE/muni-calca")
    assert number.grouped not in calca.get(ASIDE).text


def test_who_keeps_the_house_sees_units_and_no_case(house: House, desk_app: Flask) -> None:
    keeper = a_clerk(house, desk_app.test_client(), role=Role.ADMINISTRATOR)
    assert keeper.get(UNITS).status_code == 200
    assert keeper.get(ROOM).status_code == 200
    assert keeper.get(ASIDE).status_code == 403
    assert ASIDE not in keeper.get(UNITS).text


def test_every_ending_and_reason_has_words_of_its_own_and_a_code_of_the_house() -> None:
    said = ExchangeWords(shipped().wording)
    codes = {kind.code for kind in every_refusal()}
    assert codes >= ENDINGS | REASONS
    endings = {code: said.ended(code) for code in ENDINGS}
    reasons = {code: said.why_aside(code) for code in REASONS}
    for told in (endings, reasons):
        assert len(set(told.values())) == len(told)
        assert not [code for code, text in told.items() if code in text]
    assert "nobodys_code" in said.ended("nobodys_code")
    assert "nobodys_code" in said.why_aside("nobodys_code")


@pytest.mark.parametrize(
    ("seconds", "words_"),
    [
        (0, "va con el de la sede"),
        (-300, "va con el de la sede"),
        (301, "adelantado 5 minutos: corríjalo"),
        (-3600, "atrasado 1 hora: corríjalo"),
        (5 * 365 * 86400, "adelantado 1825 días: corríjalo"),
    ],
)
def test_a_clock_is_told_in_words(seconds: int, words_: str) -> None:
    assert ExchangeWords(shipped().wording).drift(seconds) == words_


def test_a_drawing_shows_the_least_that_was_carried_and_nothing_of_nothing() -> None:
    at = StoodClock().now()
    small = ExchangeSession(origin=BOAT, at=at, transport="http", bytes_up=1)
    large = ExchangeSession(origin=BOAT, at=at, transport="http", bytes_down=10**6, code="x")
    drawing = draw_sessions([large, *[small] * 60])
    assert drawing is not None
    assert len(drawing.bars) == 50
    first, last = drawing.bars[0], drawing.bars[-1]
    assert (first.up, first.down, first.is_bad) == (2, 0, False)
    assert (last.up, last.down, last.is_bad) == (0, 80, True)
    assert last.x + 2 * drawing.bar <= drawing.width
    assert draw_sessions([ExchangeSession(origin=BOAT, at=at, transport="http")]) is None
