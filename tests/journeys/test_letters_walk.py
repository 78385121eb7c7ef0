"""A letter's whole way in a real browser: by mouse, by keyboard alone, and without scripts."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from config.desk import staffing_of
from config.house import House
from config.pressroom import letter_press_of
from core.letter_hands import Hand as Mover
from core.mailing import Wanted
from core.model.case_number import CaseNumber
from core.model.letter import Letter, LetterKind, LetterState, ReturnReason
from core.model.user import Role
from core.visiting import NewVisit
from tests.browsers import Served, page_of
from tests.core.mail import an_addressee, stands
from tests.core.stories import a_case
from tests.houses import TODAY, act
from tests.journeys.test_desk_walk import (
    CALCA,
    FOCUSED,
    WAYS,
    Hand,
    Keys,
    grave_faults,
    sign_in,
)

ROOM = "/ventanilla/cartas"
LEADER, WRITER = "Nora Vega", "Iris Solís"
A_MOMENT_MS = 500
CLERK = Mover(by="user:clerk", via="desk", institution=CALCA)
Person = Hand | Keys


def add_leader(house: House, name: str = LEADER) -> str:
    issued = staffing_of(house).add(name, institution=CALCA, role=Role.SUPERVISOR, act=act())
    return issued.password


def an_observed_case(house: House) -> CaseNumber:
    number = a_case(house, institution=CALCA, applicant=an_addressee(house))
    house.moving.observe(number, act(), reasons=("firma-solicitud",))
    return number


def choose(person: Person, first: str, name: str) -> None:
    """Choose one of several: with keys, Tab comes to the group and the arrows walk in it."""
    if isinstance(person, Hand):
        person.tick(name)
        return
    person.tick(first)
    for _ in range(10):
        if person.page.evaluate(FOCUSED)["name"] == name:
            return
        person.page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow comes to {name!r}")


def prepare(person: Person, number: CaseNumber) -> None:
    """Prepare a letter that acts in law, from the page of its case."""
    person.page.goto(f"/ventanilla/expediente/{number}")
    person.press("Preparar una carta")
    person.press("Requerimiento (observaciones)")
    person.write("Autoridad que firma", "Nélida Huamán, gerente")
    person.press("Preparar la carta")
    expect(person.page.get_by_role("status")).to_contain_text("Espera aprobación")


def approve(person: Person) -> None:
    """Read it and answer for it."""
    person.press("Leer y aprobar")
    proof = person.page.frame_locator("iframe.proof")
    expect(proof.get_by_text("Nélida Huamán")).to_be_visible()
    assert proof.locator("body").evaluate("body => getComputedStyle(body).maxWidth") != "none"
    scroll_past_the_frame(person, person.page.locator("[name=has_read]"))
    person.tick(f"La leí completa y respondo por ella: {LEADER}")
    person.press("Aprobar la carta")
    expect(person.page.get_by_role("status")).to_contain_text("quedó aprobada")


def scroll_past_the_frame(person: Person, to: Locator) -> None:
    """Wait for the scrolled page: a frame of another process lies where it was till it is drawn."""
    to.scroll_into_view_if_needed()
    person.page.wait_for_timeout(A_MOMENT_MS)


def print_run(person: Person, house: House) -> None:
    """Read a sample, close the run, let the worker print it, and say that it lies on paper."""
    person.page.goto(ROOM)
    person.press("Ver una muestra del próximo tiraje")
    sample = person.page.frame_locator("iframe.proof")
    expect(sample.get_by_text("Nélida Huamán")).to_be_visible()
    close = "Cerrar el tiraje ahora"
    scroll_past_the_frame(person, person.page.get_by_role("button", name=close))
    person.press(close)
    expect(person.page.get_by_role("status")).to_contain_text("quedó cerrado")
    letter_press_of(house).print_closed()
    person.page.goto(person.page.url.partition("?")[0])
    person.press("Ya está en papel")
    expect(person.page.get_by_role("status")).to_contain_text("Pasó 1 carta")


def scan(person: Person, code: str, doing: str, outcome: str) -> None:
    """Type a code as it stands on the paper."""
    person.page.goto(f"{ROOM}/escanear")
    choose(person, "Ensobrada", doing)
    if doing == "Devuelta":
        reason = person.page.get_by_label("Motivo, si volvieron")
        reason.focus()
        person.page.keyboard.type("No había")
    person.write("Códigos de las cartas", code)
    person.press("Registrar")
    expect(person.page.locator("#lineas li").first).to_contain_text(outcome)


@pytest.mark.parametrize(("hands", "scripts"), WAYS)
def test_a_letter_goes_out_and_comes_back(
    browser: Browser, open_house: Served, hands: type[Hand] | type[Keys], *, scripts: bool
) -> None:
    house = open_house.house
    number = an_observed_case(house)
    with page_of(browser, open_house.address, scripts=scripts) as page:
        writer = hands(page)
        sign_in(writer, house, add_leader(house, WRITER), name=WRITER)
        prepare(writer, number)
    (draft,) = house.shelf.letters.of_case(number.digits)
    with page_of(browser, open_house.address, scripts=scripts) as page:
        person = hands(page)
        sign_in(person, house, add_leader(house), name=LEADER)
        page.goto(f"{ROOM}/{draft.id.code}")
        approve(person)
        print_run(person, house)
        (letter,) = house.shelf.letters.of_case(number.digits)
        scan(person, letter.id.grouped, "Entregada al correo", "Hecho.")
        scan(person, letter.id.grouped, "Entregada al correo", "Ya estaba.")
        scan(person, letter.id.grouped, "Devuelta", "Hecho.")
    after = stands(house, letter)
    assert (after.state, after.reason) == (LetterState.RETURNED, ReturnReason.ABSENT)


def printed(house: House) -> Letter:
    """Put a letter of Calca on paper."""
    number = an_observed_case(house).digits
    wanted = Wanted(kind=LetterKind.STATUS, wish=f"walk:{number}", number=number)
    letter = house.post.mailing.queue(wanted, CLERK)
    run = letter_press_of(house).print(house.post.runs.close(CALCA, CLERK), CLERK)
    house.post.runs.printed(run.id, CLERK)
    return stands(house, letter)


def test_a_hand_scanner_types_each_code_and_hears_what_came_of_it(
    browser: Browser, open_house: Served
) -> None:
    house = open_house.house
    once, letter = add_leader(house), printed(house)
    with page_of(browser, open_house.address) as page:
        sign_in(Hand(page), house, once, name=LEADER)
        page.goto(f"{ROOM}/escanear")
        field = page.get_by_label("Códigos de las cartas")
        field.focus()
        for code, told in ((letter.id.code, "Hecho."), ("xyz", "No se entiende."), ("", "")):
            page.keyboard.type(code)
            page.keyboard.press("Enter")
            if told:
                expect(page.locator("#lineas li").first).to_contain_text(told)
        expect(field).to_be_focused()
        expect(page.locator("#lineas li")).to_have_count(2)
        assert page.locator("#lineas").get_attribute("aria-live") == "polite"
        assert grave_faults(page) == []
    assert stands(house, letter).state is LetterState.ENVELOPED


def test_who_is_signed_out_while_scanning_keeps_the_code(
    browser: Browser, open_house: Served
) -> None:
    house = open_house.house
    once, letter = add_leader(house), printed(house)
    with page_of(browser, open_house.address) as page:
        sign_in(Hand(page), house, once, name=LEADER)
        page.goto(f"{ROOM}/escanear")
        page.context.clear_cookies()
        page.get_by_label("Códigos de las cartas").fill(letter.id.code)
        page.keyboard.press("Enter")
        expect(page.get_by_label("Nombre de usuario")).to_be_visible()
    assert stands(house, letter) == letter


def test_every_page_of_the_room_lets_everyone_in_and_fits_a_narrow_screen(
    browser: Browser, open_house: Served
) -> None:
    house = open_house.house
    once, letter = add_leader(house), printed(house)
    stop = NewVisit(id="6" * 32, district="080405", on=TODAY, place="Amaru", short_place="Amaru")
    house.visiting.plan(stop, act())
    number = an_observed_case(house)
    with page_of(browser, open_house.address) as page:
        sign_in(Hand(page), house, once, name=LEADER)
        prepare(Hand(page), number)
        (draft, *_) = house.shelf.letters.of_case(number.digits)
        queued = Wanted(kind=LetterKind.STATUS, wish="walk", number=number.digits)
        house.post.mailing.queue(queued, CLERK)
        page.set_viewport_size({"width": 320, "height": 600})
        case = f"/ventanilla/expediente/{number}/carta"
        for path in (
            ROOM,
            f"{ROOM}/{letter.id.code}",
            f"{ROOM}/{draft.id.code}",
            f"{ROOM}/{draft.id.code}/aprobar",
            f"{ROOM}/{draft.id.code}/prueba",
            f"{ROOM}/muestra",
            f"{ROOM}/lista?cuales=cola",
            f"{ROOM}/tirajes",
            f"{ROOM}/tirajes/{letter.run}",
            f"{ROOM}/tirajes/{letter.run}/cartas",
            f"{ROOM}/visitas/{stop.id}",
            f"{ROOM}/escanear",
            case,
            f"{case}/status",
            f"{case}/observation",
            f"{case}/oral_answer",
        ):
            page.goto(path)
            look(page, path)


def look(page: Page, path: str) -> None:
    """Check that a page lets everyone in; where no script may run, axe can look at nothing."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    if not path.endswith("/prueba"):
        assert grave_faults(page) == [], path
