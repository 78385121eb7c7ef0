"""A day at the counter in a real browser: by mouse, by keyboard alone, and without scripts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from channels.desk.signing.codes import code_of
from config.desk import staff_of, staffing_of
from config.house import House
from core.model.case_number import CaseNumber
from core.model.state import State
from core.model.user import Role
from tests.browsers import Served, page_of
from tests.core.rows import rows
from tests.core.stories import case_of
from tests.counts import is_full
from tests.houses import StoodClock, act

CALCA = "PE/muni-calca"
NAME, PASSWORD = "Julia Condori", "el puente sobre el Vilcanota"
GRAVE = {"serious", "critical"}
MOST_TABS = 120


@dataclass(frozen=True, slots=True)
class Hand:
    """Someone at the mouse."""

    page: Page

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(words)

    def tick(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    def press(self, name: str) -> None:
        button = self.page.get_by_role("button", name=name, exact=True)
        link = self.page.get_by_role("link", name=name, exact=True)
        (button if button.count() else link).first.click()
        self.page.wait_for_load_state()


@dataclass(frozen=True, slots=True)
class Keys:
    """Someone who has no mouse: Tab, letters, space and Enter are all there is."""

    page: Page

    def write(self, label: str, words: str) -> None:
        self._reach(label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def tick(self, label: str) -> None:
        self._reach(label)
        self.page.keyboard.press("Space")

    def press(self, name: str) -> None:
        self._reach(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _reach(self, name: str) -> None:
        """Go on with Tab until what is meant has the focus, and can be seen to have it."""
        for _ in range(MOST_TABS):
            here = self.page.evaluate(FOCUSED)
            if here["name"].startswith(name):
                assert here["is_seen"], name
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {name!r}")


# A mouse does what both others do together: without scripts one clicks, with keys they run.
WAYS = [
    *([pytest.param(Hand, True, id="mouse")] if is_full() else []),
    pytest.param(Keys, True, id="keys"),
    pytest.param(Hand, False, id="bare"),
]


# What has the focus: its name as a screen reader tells it, and whether an outline shows it.
FOCUSED = """() => {
  const here = document.activeElement;
  const labels = here.labels && here.labels.length ? here.labels[0].innerText : here.innerText;
  const style = getComputedStyle(here);
  return {name: (labels || "").trim(), is_seen: style.outlineStyle !== "none"};
}"""
Person = Hand | Keys


def add_clerk(house: House) -> str:
    issued = staffing_of(house).add(NAME, institution=CALCA, role=Role.OFFICER, act=act())
    return issued.password


def sign_in(
    person: Person,
    house: House,
    once: str,
    show: Callable[[str], None] = lambda _: None,
    *,
    name: str = NAME,
) -> None:
    """Sign in for the first time; `show` is told at each step where we are."""
    page = person.page
    page.goto("/ventanilla/")
    person.write("Nombre de usuario", name)
    person.write("Contraseña", once)
    person.press("Seguir")
    show("new-password")
    person.write("Contraseña nueva", PASSWORD)
    person.write("La misma, otra vez", PASSWORD)
    person.press("Guardar y seguir")
    show("second-step-begins")
    secret = page.locator("strong.number").inner_text().replace(" ", "")
    person.write("Código de seis cifras", pyotp.TOTP(secret).at(house.clock.now()))
    person.press("Comprobar y seguir")
    expect(page.get_by_role("heading", name="Mi día")).to_be_visible()


def take_in(person: Person) -> CaseNumber:
    person.press("Nuevo")
    person.write("¿Qué quiere la persona?", "sertificado domisilio")
    person.press("Buscar el trámite")
    person.press("Certificado domiciliario")
    person.write("Nombre completo", "Rosa Mamani Quispe")
    person.write("Número de documento", "10117410")
    person.write("Teléfono", "984 123 456")
    person.press("Recibir y dar el cargo")
    number = person.page.locator("[data-number]").inner_text()
    assert len(person.page.locator("[data-clave]").inner_text().replace(" ", "")) == 6
    person.press(f"Ir al expediente {number}")
    return CaseNumber.parse(number)


def move_on(person: Person, looked: Callable[[Page], None]) -> None:
    """Observe, cure, hand over, resolve and deliver: each on a page of its own."""
    steps: tuple[tuple[str, str | None], ...] = (
        ("Observar: decir qué falta", "su firma en la solicitud"),
        ("Subsanar: ya trajo lo que faltaba", None),
        ("Derivar a otra área", None),
        ("Resolver", "favorable"),
        ("Registrar la notificación", None),
        ("Entregar", None),
    )
    for name, choice in steps:
        person.press(name)
        looked(person.page)
        if choice is not None:
            person.tick(choice)
        person.press("Registrar")
        expect(person.page.get_by_role("status")).to_contain_text("Quedó registrado")
        looked(person.page)


def grave_faults(page: Page) -> list[str]:
    """Ask axe-core what keeps people out of a page."""
    found = Axe().run(page).response["violations"]
    return [f"{page.url}: {one['id']}" for one in found if one["impact"] in GRAVE]


@pytest.fixture
def looked() -> Iterator[Callable[[Page], None]]:
    """Look at every page that the walk comes by; what axe-core finds is told at the end."""
    faults: list[str] = []
    yield lambda page: faults.extend(grave_faults(page))
    assert faults == []


@pytest.mark.parametrize("hands", [Hand, Keys] if is_full() else [Keys])
def test_a_case_is_walked_from_the_counter_to_the_hand(
    hands: type[Hand] | type[Keys],
    browser: Browser,
    open_house: Served,
    looked: Callable[[Page], None],
) -> None:
    once = add_clerk(open_house.house)
    with page_of(browser, open_house.address) as page:
        person = hands(page)
        page.goto("/ventanilla/")
        looked(page)
        sign_in(person, open_house.house, once)
        looked(page)
        number = take_in(person)
        looked(page)
        move_on(person, looked)
    assert case_of(open_house.house, number).state is State.ENTREGADO


def test_without_scripts_everything_works_the_same(browser: Browser, open_house: Served) -> None:
    once = add_clerk(open_house.house)
    with page_of(browser, open_house.address, scripts=False) as page:
        person = Hand(page)
        sign_in(person, open_house.house, once)
        number = take_in(person)
        move_on(person, lambda _: None)
    assert case_of(open_house.house, number).state is State.ENTREGADO


def test_a_double_press_takes_one_case_in(browser: Browser, open_house: Served) -> None:
    once = add_clerk(open_house.house)
    with page_of(browser, open_house.address, scripts=False) as page:
        person = Hand(page)
        sign_in(person, open_house.house, once)
        page.goto("/ventanilla/nuevo/domicilio")
        person.write("Nombre completo", "Rosa Mamani Quispe")
        page.get_by_role("button", name="Recibir y dar el cargo").dblclick()
        # The second press breaks off the first answer: only where it ends counts.
        expect(page).to_have_url(re.compile(r"/cargo$"))
    assert len(rows(open_house.house, "case_file")) == 1


def test_who_is_signed_out_while_writing_finds_everything_again(
    browser: Browser, open_house: Served
) -> None:
    house = open_house.house
    once = add_clerk(house)
    with page_of(browser, open_house.address) as page:
        person = Hand(page)
        sign_in(person, house, once)
        page.goto("/ventanilla/nuevo/domicilio")
        person.write("Nombre completo", "Rosa Mamani Quispe")
        person.write("Referencia", "frente a la plaza")
        later(house, hours=1)
        person.press("Recibir y dar el cargo")
        person.write("Nombre de usuario", NAME)
        person.write("Contraseña", PASSWORD)
        person.press("Seguir")
        person.write("Código de seis cifras", code_of_now(house))
        person.press("Entrar")
        expect(page.get_by_role("heading", name="Nada se perdió")).to_be_visible()
        person.press("Volver a lo que escribía")
        expect(page.get_by_label("Nombre completo")).to_have_value("Rosa Mamani Quispe")
        expect(page.get_by_label("Referencia")).to_have_value("frente a la plaza")
        assert rows(house, "case_file") == []
        person.press("Recibir y dar el cargo")
        expect(page.get_by_role("heading", name="Cargo de recepción")).to_be_visible()
    assert len(rows(house, "case_file")) == 1


def test_every_page_fits_a_narrow_screen(browser: Browser, open_house: Served) -> None:
    once = add_clerk(open_house.house)
    with page_of(browser, open_house.address) as page:
        person = Hand(page)
        sign_in(person, open_house.house, once)
        number = take_in(person)
        page.set_viewport_size({"width": 320, "height": 600})
        case = f"/ventanilla/expediente/{number}"
        for path in ("/ventanilla/", "/ventanilla/nuevo/domicilio", case, f"{case}/case_observed"):
            page.goto(path)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 320, path


def later(house: House, *, hours: int) -> None:
    """Let time pass for the house."""
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(hours=hours)


def code_of_now(house: House) -> str:
    """Tell what the application of codes shows now."""
    user = staff_of(house).find(NAME)
    assert user is not None
    return code_of(house.keys.second_factor(user.id, user.codes_issue), house.clock.now())
