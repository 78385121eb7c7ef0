"""A unit's desk on a small screen, by finger: a request is taken in, cured and shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from config.house import House, build
from config.web import create_app
from core.model.exchange_session import ExchangeSession
from tests.browsers import PATIENCE_MS, SCREEN, Served
from tests.channels.units.crews import a_manned_unit, ticket_of
from tests.channels.units.exchanges import BOAT, unit_settings
from tests.clerks import COOKIE
from tests.houses import StoodClock, shipped
from tests.journeys.test_desk_walk import Hand, grave_faults, take_in

LEAST = 44
# Everything that a finger may press and that is smaller than a finger; words in a sentence may be.
TOO_SMALL = """least => [...document.querySelectorAll(
  "a[href], button, summary, select, textarea, input:not([type=hidden])")]
  .filter(one => one.checkVisibility() && !one.closest(".skip"))
  .map(one => [one.closest("label.tick") || one, one])
  .filter(([area]) => { const box = area.getBoundingClientRect();
                        return box.height < least || box.width < 24; })
  .map(([area, one]) => one.outerHTML.slice(0, 120) + " " + area.getBoundingClientRect().height)"""


class Finger(Hand):
    """Someone who has a finger and no pointer: nothing can be hovered over."""

    def press(self, name: str) -> None:
        button = self.page.get_by_role("button", name=name, exact=True)
        link = self.page.get_by_role("link", name=name, exact=True)
        (button if button.count() else link).first.tap()
        self.page.wait_for_load_state()


@pytest.fixture
def open_unit(house: House, tmp_path: Path) -> Iterator[Served]:
    """Send a unit out and open its desk at an address."""
    var = tmp_path / "boat"
    a_manned_unit(house, var).unit.close()
    server = make_server("127.0.0.1", 0, Flask(__name__), threaded=True)
    address = f"http://localhost:{server.server_port}"
    told = unit_settings(var).model_copy(update={"public_url": address})
    unit = build(told, clock=StoodClock(), shipped=shipped())
    server.app = create_app(unit)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield Served(unit, address)
    server.shutdown()
    thread.join()
    server.server_close()
    unit.close()


@contextmanager
def tablet(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=address,
        viewport={"width": SCREEN["width"], "height": SCREEN["height"]},
        has_touch=True,
        locale="es-PE",
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def exchanged(unit: House) -> None:
    """Let sessions have gone well and not, so that their pages have something to show."""
    well = ExchangeSession(
        origin=BOAT, at=unit.clock.now(), transport="http", bytes_up=7000, bytes_down=900
    )
    for one in (well, replace(well, code="link_down")):
        unit.shelf.exchange_log.note(one)


def test_a_finger_takes_a_request_in_on_ten_inches(browser: Browser, open_unit: Served) -> None:
    _, token = ticket_of(open_unit.house)
    with tablet(browser, open_unit.address) as page:
        page.context.add_cookies([{"name": COOKIE, "value": token, "url": open_unit.address}])
        person = Finger(page)
        exchanged(open_unit.house)
        page.goto("/ventanilla/")
        number = take_in(person)
        expect(page.locator(".unit-line")).to_contain_text("por enviar")
        case = f"/ventanilla/expediente/{number}"
        page.goto(f"{case}/cargo")
        expect(page.locator(".slip")).to_contain_text("cuando la sede lo recibe")
        forms = ("/ventanilla/nuevo/domicilio", f"{case}/persona")
        told = ("/ventanilla/", "/ventanilla/intercambios", "/ventanilla/apartados")
        for path in (*forms, *told, case):
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= SCREEN["width"], path
            assert page.evaluate(TOO_SMALL, LEAST) == [], path
            assert grave_faults(page) == []
