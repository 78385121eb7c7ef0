"""A letter of the bag handed over on a small screen: the signature is drawn with a finger."""

import pytest
from playwright.sync_api import Browser, Page, expect

from config.house import House
from core.letter_handover import DELIVERED, SIGNATURE_FIELD
from core.model.case_number import CaseNumber
from core.model.letter import Letter
from core.model.signature import LONGEST, Signature
from tests.browsers import SCREEN, Served
from tests.channels.test_desk_handover import STOP, a_stop, on_board
from tests.channels.units.crews import ticket_of
from tests.clerks import COOKIE
from tests.houses import TODAY, act
from tests.journeys.test_desk_walk import grave_faults
from tests.journeys.test_unit_counter_walk import (
    LEAST,
    TOO_SMALL,
    Finger,
    open_unit,  # noqa: F401 - a fixture
    tablet,
)


@pytest.fixture
def letter(house: House) -> Letter:
    """Put a letter into the bag of today's stop, before the unit is sent out."""
    house.visiting.plan(a_stop(STOP, TODAY), act())
    return on_board(house)


def looked(page: Page) -> None:
    """Look whether a page fits the screen, a finger, and everyone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREEN["width"], page.url
    assert page.evaluate(TOO_SMALL, LEAST) == [], page.url
    assert grave_faults(page) == []


def signed(page: Page) -> None:
    """Draw with more dots than can be kept."""
    field = page.locator("canvas.signature")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box is not None
    for stroke in range(8):
        page.mouse.move(box["x"] + 5, box["y"] + 5 + 10 * stroke)
        page.mouse.down()
        page.mouse.move(box["x"] + 400, box["y"] + 90, steps=90)
        page.mouse.up()


@pytest.fixture
def boat(letter: Letter, request: pytest.FixtureRequest) -> Served:
    """Open the desk of a unit that was sent out with the letter."""
    assert letter.unit_visit == STOP
    served: Served = request.getfixturevalue("open_unit")
    return served


def test_a_finger_signs_for_a_letter(browser: Browser, letter: Letter, boat: Served) -> None:
    unit = boat.house
    _, token = ticket_of(unit)
    case = f"/ventanilla/expediente/{letter.number}"
    with tablet(browser, boat.address) as page:
        page.context.add_cookies([{"name": COOKIE, "value": token, "url": boat.address}])
        for path in (f"{case}/cita", f"{case}/imprimir", f"/ventanilla/parada/{STOP}/citas"):
            page.goto(path)
            looked(page)
        page.goto("/ventanilla/bolsa")
        looked(page)
        Finger(page).press("Rosa Mamani Quispe")
        expect(page.get_by_role("heading", name="Se entrega")).to_be_visible()
        looked(page)
        signed(page)
        expect(page.get_by_label("Firmó en esta pantalla")).to_be_checked()
        Finger(page).press("Registrar la entrega")
        expect(page.get_by_role("status")).to_contain_text("quedó entregada")
    events = unit.shelf.case_log.events(CaseNumber(letter.number))
    assert [one.draft.data["signed"] for one in events if one.draft.kind == DELIVERED] == [
        "pantalla"
    ]
    drawn = unit.shelf.citizens.open_value(letter.person, f"{SIGNATURE_FIELD}{letter.id.code}")
    assert drawn is not None
    assert len(drawn) <= LONGEST
    assert len(Signature.parse(drawn).strokes) == 8
