"""A contradiction is settled in a real browser: by mouse, by keyboard alone, without scripts."""

import pytest
from playwright.sync_api import Browser, expect

from config.house import House
from core.model.case_number import CaseNumber
from core.model.device import Device
from core.model.exchange_session import ExchangeSession
from core.model.state import State
from tests.browsers import Served, page_of
from tests.core.foreign import contradicted
from tests.core.stories import a_case, case_of
from tests.houses import act
from tests.journeys.test_desk_walk import CALCA, WAYS, Hand, Keys, add_clerk, grave_faults, sign_in

ROOM = "/ventanilla/contradicciones"


def a_contradicted_case(house: House) -> CaseNumber:
    """Open a case of Calca that was observed here, and withdrawn at a unit."""
    number = a_case(house, institution=CALCA)
    house.moving.observe(number, act(), reasons=("firma-solicitud",))
    contradicted(house, number)
    return number


def a_unit_is_known(house: House) -> None:
    """Enrol a unit that spoke once, so that the rooms about units have something to show."""
    now, today = house.clock.now(), house.clock.today()
    boat = Device(
        origin="boat-1",
        public_key="",
        recipient="",
        codes={7: "210"},
        buckets=frozenset(),
        crew=frozenset(),
        url="",
        expires_on=today,
        enrolled_at=now,
    )
    house.shelf.devices.enrol(boat, actor="system:test")
    said = ExchangeSession(origin="boat-1", at=now, transport="http", bytes_up=900, code="x")
    house.shelf.exchange_log.note(said)


@pytest.mark.parametrize(("hands", "scripts"), WAYS)
def test_somebody_says_what_holds(
    browser: Browser, open_house: Served, hands: type[Hand] | type[Keys], *, scripts: bool
) -> None:
    house = open_house.house
    once, number = add_clerk(house), a_contradicted_case(house)
    with page_of(browser, open_house.address, scripts=scripts) as page:
        person = hands(page)
        sign_in(person, house, once)
        page.goto("/ventanilla/")
        person.press("1 expediente se contradice")
        person.press(number.grouped)
        person.press("Decir qué vale")
        person.tick("Vale lo que figura: Observado en mesa de partes")
        # Of radio buttons of one name, the keyboard comes to the first.
        person.tick("Según los papeles")
        person.press("Resolver")
        expect(page.get_by_role("status")).to_contain_text("La contradicción quedó resuelta")
    case = case_of(house, number)
    assert (case.state, case.is_disputed) == (State.OBSERVADO_MESA, False)


def test_every_page_of_the_room_lets_everyone_in_and_fits_a_narrow_screen(
    browser: Browser, open_house: Served
) -> None:
    house = open_house.house
    once, number = add_clerk(house), a_contradicted_case(house)
    a_unit_is_known(house)
    case = f"/ventanilla/expediente/{number}"
    with page_of(browser, open_house.address) as page:
        sign_in(Hand(page), house, once)
        page.set_viewport_size({"width": 320, "height": 600})
        told = [f"/ventanilla/{room}" for room in ("unidades", "intercambios", "apartados")]
        for path in ("/ventanilla/", ROOM, case, f"{case}/contradiccion", *told):
            page.goto(path)
            assert grave_faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
