"""The camera of a browser reads the code of a letter from a film, and moves the letter on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect

from core.model.letter import LetterState, LetterStep
from core.model.letter_id import SheetCode
from tests.browsers import CHROMIUM, FLAGS, Served, page_of
from tests.core.mail import stands
from tests.journeys.test_desk_walk import Hand, grave_faults, sign_in
from tests.journeys.test_letters_walk import LEADER, ROOM, add_leader, printed
from tests.pictured_codes import write_film

A_SCAN_MS = 60_000


@contextmanager
def chromium_that_sees(film: Path, like: Browser) -> Iterator[Browser]:
    """Start one more Chromium, with a film in place of a camera."""
    flags = (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )
    seeing = like.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
    yield seeing
    seeing.close()


def test_the_camera_reads_a_code_and_the_letter_moves_on_once(
    browser: Browser, open_house: Served, tmp_path: Path
) -> None:
    house = open_house.house
    once, letter = add_leader(house), printed(house)
    code = SheetCode(letter=letter.id, sheet=1, sheets=1, run=letter.run)
    write_film(tmp_path / "sheet.y4m", str(code))
    with (
        chromium_that_sees(tmp_path / "sheet.y4m", browser) as seeing,
        page_of(seeing, open_house.address) as page,
    ):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        sign_in(Hand(page), house, once, name=LEADER)
        page.goto(f"{ROOM}/escanear")
        assert not any("zxing" in url for url in asked)
        page.get_by_role("button", name="Usar la cámara").click()
        first = page.locator("#lineas li").first
        expect(first).to_contain_text(letter.id.grouped, timeout=A_SCAN_MS)
        expect(first).to_contain_text("Hecho.")
        expect(page.get_by_role("status")).to_contain_text("La cámara está abierta")
        page.wait_for_timeout(1_500)
        expect(page.locator("#lineas li")).to_have_count(1)
        assert grave_faults(page) == []
        page.get_by_role("button", name="Cerrar la cámara").click()
        expect(page.locator("#visor")).to_be_hidden()
        assert any(".wasm" in url for url in asked)
        assert all(url.startswith(open_house.address) for url in asked), asked
    assert stands(house, letter).state is LetterState.ENVELOPED
    taken = [one.step for one in house.shelf.letters.steps(letter.id)]
    assert taken.count(LetterStep.ENVELOPE) == 1


def test_without_a_camera_the_page_says_so_and_codes_are_typed(
    browser: Browser, open_house: Served
) -> None:
    once = add_leader(open_house.house)
    with page_of(browser, open_house.address) as page:
        sign_in(Hand(page), open_house.house, once, name=LEADER)
        page.goto(f"{ROOM}/escanear")
        page.get_by_role("button", name="Usar la cámara").click()
        expect(page.get_by_role("status")).to_contain_text("No se pudo abrir la cámara")
        expect(page.get_by_label("Códigos de las cartas")).to_be_editable()
