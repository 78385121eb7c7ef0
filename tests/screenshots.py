"""Takes a picture of every page of desk and handset for docs/screens: `make screenshots`."""

import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from config.desk import staffing_of
from config.house import House
from core.model.case_number import CaseNumber
from core.model.letter import LetterState
from core.model.route import Deviation
from core.model.user import Role
from tests.browsers import chromium, page_of, served
from tests.channels.kept_calls import LEFT, WHOLE, a_call, keep
from tests.core.stories import a_case, a_citizen, on_day
from tests.core.threads import hear
from tests.core.trips import TRIP, of_trip, planned
from tests.houses import TODAY, act, founded
from tests.journeys.test_desk_walk import CALCA, NAME, Hand, sign_in
from tests.journeys.test_disputes_walk import ROOM as DISPUTES
from tests.journeys.test_disputes_walk import a_contradicted_case, a_unit_is_known
from tests.journeys.test_letters_walk import ROOM as LETTERS
from tests.journeys.test_letters_walk import an_observed_case, prepare, printed
from tests.journeys.test_messages_walk import ROOM, leave
from tests.journeys.test_threads_walk import ROOM as THREADS
from tests.journeys.test_threads_walk import a_talk
from tests.journeys.test_trips_walk import ROOM as TRIPS
from tests.sources import HOUSE

FOLDER = HOUSE / "docs" / "screens"
DAYS = (date(2026, 10, 26), date(2026, 11, 9), date(2026, 11, 17), date(2026, 11, 18))
LEADER, SIGNER = "Nora Vega", "Percy Luna"
PEOPLE = ("Rosa Mamani Quispe", "Percy Luna Condori", "Nora Ccopa Huamán", "Hugo Ríos Vilca")


@dataclass(frozen=True, slots=True)
class Camera:
    """Keeps pictures under the names that the docs call them by."""

    page: Page

    def take(self, name: str, path: str = "") -> None:
        if path:
            self.page.goto(path)
        self.page.screenshot(path=FOLDER / f"{name}.png", full_page=True)


def a_busy_counter(house: House) -> CaseNumber:
    """Fill the counter of Calca with a few weeks of invented work; tell the newest case."""
    numbers = []
    for back, name in enumerate(PEOPLE):
        day = DAYS[back]
        on_day(house, day)
        citizen = a_citizen(house, name, phone=f"98412345{back}", own_phone=True, sms=True)
        number = a_case(house, day, institution=CALCA, applicant=citizen)
        numbers.append(number)
        house.moving.observe(number, act(day), reasons=("firma-solicitud",), note="Firme aquí.")
        if back:
            house.moving.cure(number, act(day))
            house.moving.route(number, act(day), station="desarrollo-urbano")
    on_day(house, TODAY)
    return numbers[-1]


def walk(page: Page, house: House, number: CaseNumber) -> None:
    """Come by every page once."""
    camera, person = Camera(page), Hand(page)
    once = staffing_of(house).add(NAME, institution=CALCA, role=Role.OFFICER, act=act()).password
    camera.take("sign-in", "/ventanilla/")
    sign_in(person, house, once, camera.take)
    camera.take("my-day")
    person.write("Buscar expediente", "Rosa Quispe Ccopa")
    person.press("Buscar")
    camera.take("search-nothing")
    camera.take("choose-procedure", "/ventanilla/nuevo")
    camera.take("intake", "/ventanilla/nuevo/domicilio")
    person.write("Nombre completo", "Rosa Mamani Quispe")
    person.write("Número de documento", "1011741")
    person.press("Recibir y dar el cargo")
    camera.take("intake-refused")
    person.write("Número de documento", "10117410")
    person.press("Recibir y dar el cargo")
    camera.take("receipt")
    case = f"/ventanilla/expediente/{number}"
    camera.take("case", case)
    camera.take("hand-over", f"{case}/case_routed")
    camera.take("observe", f"{case}/case_observed")
    house.moving.route(number, act(), station="mesa-de-partes", deviation=Deviation.FALTA_INFORME)
    person.tick("su firma en la solicitud")
    person.write("Nota para la persona", "Falta firmar la segunda hoja.")
    person.press("Registrar")
    camera.take("changed-meanwhile")
    messages(camera, house, number)
    threads(camera, house)
    disputes(camera, house)
    trips(camera, house)
    units(camera, house)
    # Who prepares a letter that acts in law does not approve it.
    prepare(person, an_observed_case(house))
    camera.take("letter-draft")
    camera.take("account", "/ventanilla/mi-cuenta")


def messages(camera: Camera, house: House, number: CaseNumber) -> None:
    """Come by the room of what callers left for a person."""
    one, _ = leave(house), leave(house, "RE2", number=number.digits)
    camera.take("messages", ROOM)
    camera.take("message", f"{ROOM}/{one.id}")
    Hand(camera.page).press("Lo atiendo yo")
    camera.take("message-taken")


def disputes(camera: Camera, house: House) -> None:
    """Come by the room of contradictions: the list, the case and the form."""
    number = a_contradicted_case(house)
    camera.take("disputes", DISPUTES)
    camera.take("case-disputed", f"/ventanilla/expediente/{number}")
    camera.take("dispute", f"/ventanilla/expediente/{number}/contradiccion")


def trips(camera: Camera, house: House) -> None:
    """Come by the room of trips: the list, a trip, a stop and the list of a departure."""
    planned(house)
    camera.take("trips", TRIPS)
    camera.take("trip", f"{TRIPS}/{TRIP}")
    camera.take("trip-ready", f"{TRIPS}/{TRIP}/revision")
    camera.take("trip-stop", f"/ventanilla/parada/{of_trip(house)[0].id}")


def units(camera: Camera, house: House) -> None:
    """Come by the rooms of units: how they stand, how they exchanged, what lies aside."""
    a_unit_is_known(house)
    for name, room in (
        ("units", "unidades"),
        ("exchanges", "intercambios"),
        ("aside", "apartados"),
    ):
        camera.take(name, f"/ventanilla/{room}")


def threads(camera: Camera, house: House) -> None:
    """Come by the room of texts: the list, a thread, and the conversation taken and answered."""
    thread = a_talk(house)
    camera.take("threads", THREADS)
    camera.take("thread", f"{THREADS}/{thread.id}")
    person = Hand(camera.page)
    person.press("Tomar la conversación")
    hear(house, "¿hay alguien?", "SM3")
    camera.take("thread-taken", f"{THREADS}/{thread.id}")
    person.write("Su respuesta", "Sí. Venga con ella el lunes, de 8 a 1.")
    person.press("Enviar")
    camera.take("thread-answered")


def letters(page: Page, house: House) -> None:
    """Come by the room of letters, as whoever may approve them, with a run on paper."""
    issued = staffing_of(house).add(SIGNER, institution=CALCA, role=Role.SUPERVISOR, act=act())
    camera, person = Camera(page), Hand(page)
    sign_in(person, house, issued.password, name=SIGNER)
    (draft,) = house.shelf.letters.listed(CALCA, (LetterState.DRAFT,), limit=1)
    letter = printed(house)
    page.goto(f"{LETTERS}/{draft.id.code}")
    person.press("Leer y aprobar")
    page.frame_locator("iframe.proof").get_by_role("heading").first.wait_for()
    camera.take("letter-approve")
    case = f"/ventanilla/expediente/{draft.number}/carta"
    camera.take("letter-kinds", case)
    camera.take("letter-prepare", f"{case}/oral_answer")
    camera.take("letters", LETTERS)
    camera.take("letter", f"{LETTERS}/{letter.id.code}")
    camera.take("letter-run", f"{LETTERS}/tirajes/{letter.run}")
    page.goto(f"{LETTERS}/escanear")
    person.write("Códigos de las cartas", f"{letter.id.grouped}\n{letter.id.grouped}\nAJENO/1")
    person.press("Registrar")
    camera.take("letter-scan")


def calls(page: Page, house: House) -> None:
    """Come by the room that whoever leads the counter looks into."""
    for each in range(40):
        keep(house, a_call(f"CA{each}", LEFT if each % 3 == 0 else WHOLE))
    issued = staffing_of(house).add(LEADER, institution=CALCA, role=Role.SUPERVISOR, act=act())
    sign_in(Hand(page), house, issued.password, name=LEADER)
    Camera(page).take("calls", "/ventanilla/llamadas")


def handset(page: Page) -> None:
    camera, person = Camera(page), Hand(page)
    camera.take("handset", "/telefono")
    person.press("Llamar")
    camera.take("handset-call")
    camera.take("handset-messages", "/telefono/mensajes")


def main() -> None:
    """Take every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        founded(Path(folder)).close()
        with served(Path(folder), handset=True) as opened, chromium() as browser:
            number = a_busy_counter(opened.house)
            for walked in (
                lambda page: walk(page, opened.house, number),
                lambda page: letters(page, opened.house),
                lambda page: calls(page, opened.house),
                handset,
            ):
                with page_of(browser, opened.address) as page:
                    walked(page)
    sys.stdout.write(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER.name}\n")


if __name__ == "__main__":
    main()
