"""A stop is moved and reported in a real browser: by mouse, by keyboard alone, without scripts."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browsers import Served, page_of
from tests.core.trips import TRIP, days, of_trip, planned
from tests.journeys.test_desk_walk import WAYS, Hand, Keys, add_clerk, grave_faults, sign_in

ROOM = "/ventanilla/viajes"


@pytest.mark.parametrize(("hands", "scripts"), WAYS)
def test_somebody_moves_a_trip_along(
    browser: Browser, open_house: Served, hands: type[Hand] | type[Keys], *, scripts: bool
) -> None:
    house = open_house.house
    once = add_clerk(house)
    planned(house)
    with page_of(browser, open_house.address, scripts=scripts) as page:
        person = hands(page)
        sign_in(person, house, once)
        page.goto(ROOM)
        person.press(TRIP)
        person.press("Local comunal de Calca")
        person.write("Cuántos días", "2")
        person.press("Mover")
        expect(page.get_by_role("status")).to_contain_text("La fecha cambió y se avisa")
    assert days(house) == [4, 8, 10]


def test_every_page_of_the_room_lets_everyone_in_and_fits_a_narrow_screen(
    browser: Browser, open_house: Served
) -> None:
    house = open_house.house
    once = add_clerk(house)
    planned(house)
    stop = f"/ventanilla/parada/{of_trip(house)[0].id}"
    trip = f"{ROOM}/{TRIP}"
    with page_of(browser, open_house.address) as page:
        sign_in(Hand(page), house, once)
        page.set_viewport_size({"width": 320, "height": 600})
        for path in (ROOM, trip, stop, f"{trip}/revision", f"{trip}/parada"):
            page.goto(path)
            assert grave_faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
