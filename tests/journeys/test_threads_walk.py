"""A conversation by text in a real browser: by mouse, by keyboard alone, and without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from config.house import House
from core.model.thread import Thread
from tests.browsers import Served, page_of
from tests.core.threads import a_known_case, hear, kept, thread_of, told, wishes
from tests.journeys.test_desk_walk import CALCA, WAYS, Hand, Keys, add_clerk, grave_faults, sign_in

ROOM = "/ventanilla/textos"


def a_talk(house: House) -> Thread:
    """Let someone of Calca ask for a case, and then for something else."""
    number = a_known_case(house, institution=CALCA)
    hear(house, number.digits)
    told(house, number, reply=f"Exp {number.grouped}: en tramite.")
    hear(house, "¿puedo ir con mi vecina?", "SM2")
    return thread_of(house)


def converse(person: Hand | Keys, page: Page, house: House) -> None:
    """Take the conversation, answer in it, and give it back."""
    person.press("Textos")
    person.press("Teléfono que termina en 456")
    expect(page.get_by_text("¿puedo ir con mi vecina?")).to_have_count(0)
    person.press("Tomar la conversación")
    expect(page.get_by_text("¿puedo ir con mi vecina?")).to_be_visible()
    hear(house, "¿hay alguien?", "SM3")
    page.reload()
    person.write("Su respuesta", "Sí. Venga con ella el lunes, de 8 a 1.")
    person.press("Enviar")
    expect(page.get_by_role("status").first).to_contain_text("Su texto está en camino")
    person.press("Devolver")
    expect(page.get_by_role("status").first).to_contain_text("volvió al sistema")


@pytest.mark.parametrize(("hands", "scripts"), WAYS)
def test_a_conversation_is_taken_answered_and_given_back(
    browser: Browser, open_house: Served, hands: type[Hand] | type[Keys], *, scripts: bool
) -> None:
    house = open_house.house
    once, thread = add_clerk(house), a_talk(open_house.house)
    with page_of(browser, open_house.address, scripts=scripts) as page:
        sign_in(hands(page), house, once)
        page.goto("/ventanilla/")
        converse(hands(page), page, house)
    assert kept(house, thread).hand is None
    assert wishes(house) == ["thread_notice", "person_text", "thread_notice"]


def test_parts_are_counted_while_one_writes_and_by_a_button_without_scripts(
    browser: Browser, open_house: Served
) -> None:
    house = open_house.house
    once, thread = add_clerk(house), a_talk(open_house.house)
    with page_of(browser, open_house.address) as page:
        sign_in(Hand(page), house, once)
        page.goto(f"{ROOM}/{thread.id}")
        Hand(page).press("Tomar la conversación")
        Hand(page).write("Su respuesta", "x" * 170)
        expect(page.locator("#partes")).to_have_text("Ocupa 2 partes de 3.")
        expect(page.get_by_label("Su respuesta")).to_have_value("x" * 170)
        Hand(page).write("Su respuesta", "x" * 500)
        expect(page.locator("#partes")).to_contain_text("Acórtelo")
        Hand(page).press("Contar las partes")
        expect(page.locator("#partes")).to_contain_text("Ocupa 4 partes")
        expect(page.get_by_label("Su respuesta")).to_have_value("x" * 500)


def test_every_page_of_the_room_lets_everyone_in_and_fits_a_narrow_screen(
    browser: Browser, open_house: Served
) -> None:
    house = open_house.house
    once, thread = add_clerk(house), a_talk(open_house.house)
    (number,) = house.thread_reading.cases(thread, CALCA)
    with page_of(browser, open_house.address) as page:
        sign_in(Hand(page), house, once)
        page.set_viewport_size({"width": 320, "height": 600})
        case = f"/ventanilla/expediente/{number}/textos"
        for path in ("/ventanilla/", ROOM, case, f"{ROOM}/{thread.id}"):
            look(page, path)
        Hand(page).press("Tomar la conversación")
        hear(house, f"¿hay alguien? {'w' * 200}", "SM3")
        look(page, f"{ROOM}/{thread.id}")
        Hand(page).press("Enviar")
        expect(page.get_by_role("alert")).to_contain_text("Hay algo que corregir")
        look(page)


def look(page: Page, path: str = "") -> None:
    if path:
        page.goto(path)
    assert grave_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
