"""A message is answered in a real browser: by mouse, by keyboard alone, and without scripts."""

from array import array

import pytest
from playwright.sync_api import Browser, Page, expect

from channels.porch.waves import Sound, pcm_wave
from config.house import House
from core.letterbox import Handling
from core.model.left_message import How, LeftMessage
from tests.browsers import Served, page_of
from tests.core.left_messages import PHONE, kept, left
from tests.journeys.test_desk_walk import CALCA, WAYS, Hand, Keys, add_clerk, grave_faults, sign_in

ROOM = "/ventanilla/mensajes"
SPOKEN = pcm_wave(Sound(8_000, array("h", range(8_000 * 3))))


def leave(house: House, source: str = "RE1", number: str = "") -> LeftMessage:
    """Leave a spoken message; about no case, Calca sees it as everyone does."""
    house.shelf.callers.keep(house.blind_phone(PHONE), PHONE)
    message = house.letterbox.expect(left(house, source, number=number))
    house.letterbox.add_sound(message, SPOKEN, 3)
    return message


def answer(person: Hand | Keys, page: Page) -> None:
    """Take the message, hear the phone, and say what came of it."""
    person.press("1 mensaje espera respuesta")
    person.press("Mensaje de voz, 20/11/2026 12:00")
    person.press("Lo atiendo yo")
    expect(page.get_by_text(PHONE)).to_be_visible()
    person.tick("Hablé con la persona")
    person.write("Nota", "vendrá el lunes")
    person.press("Resuelto")
    expect(page.get_by_role("status")).to_contain_text("El mensaje quedó resuelto")


@pytest.mark.parametrize(("hands", "scripts"), WAYS)
def test_a_message_is_answered(
    browser: Browser, open_house: Served, hands: type[Hand] | type[Keys], *, scripts: bool
) -> None:
    house = open_house.house
    once, message = add_clerk(house), leave(house)
    with page_of(browser, open_house.address, scripts=scripts) as page:
        sign_in(hands(page), house, once)
        page.goto("/ventanilla/")
        answer(hands(page), page)
    assert kept(house, message).how is How.CALLED


def test_the_browser_plays_what_was_said(browser: Browser, open_house: Served) -> None:
    once, message = add_clerk(open_house.house), leave(open_house.house)
    with page_of(browser, open_house.address) as page:
        sign_in(Hand(page), open_house.house, once)
        page.goto(f"{ROOM}/{message.id}")
        assert page.evaluate(PLAYED) == 3


PLAYED = """() => new Promise((tell, refuse) => {
  const sound = document.querySelector("audio");
  sound.onloadedmetadata = () => tell(sound.duration);
  sound.onerror = () => refuse(new Error("not played"));
  sound.load();
  sound.preload = "auto";
})"""


def test_every_page_of_the_room_lets_everyone_in_and_fits_a_narrow_screen(
    browser: Browser, open_house: Served
) -> None:
    house = open_house.house
    once, message, other = add_clerk(house), leave(house), leave(house, "RE2")
    with page_of(browser, open_house.address) as page:
        sign_in(Hand(page), house, once)
        page.goto(f"{ROOM}/{message.id}")
        Hand(page).press("Lo atiendo yo")
        done = Handling(by="user:x", institution=CALCA, key="9" * 32)
        house.letterbox.take(other.id, done)
        page.set_viewport_size({"width": 320, "height": 600})
        for path in ("/ventanilla/", ROOM, f"{ROOM}/{message.id}", f"{ROOM}/{other.id}"):
            page.goto(path)
            assert grave_faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
