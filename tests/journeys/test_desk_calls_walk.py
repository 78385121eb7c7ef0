"""The room of calls in a real browser: no grave fault, no sideways scroll, the picture is there."""

import pytest
from playwright.sync_api import Browser, expect

from config.desk import staffing_of
from core.model.user import Role
from tests.browsers import Served, page_of
from tests.channels.kept_calls import LEFT, WHOLE, a_call, keep
from tests.houses import act
from tests.journeys.test_desk_walk import CALCA, NAME, Hand, grave_faults, sign_in

CALLS = "/ventanilla/llamadas"


@pytest.mark.parametrize("scripts", [True, False])
def test_whoever_looks_at_calls_finds_figures_and_the_picture(
    browser: Browser, open_house: Served, *, scripts: bool
) -> None:
    house = open_house.house
    for each in range(12):
        keep(house, a_call(f"CA{each}", LEFT if each % 2 else WHOLE))
    issued = staffing_of(house).add(NAME, institution=CALCA, role=Role.SUPERVISOR, act=act())
    with page_of(browser, open_house.address, scripts=scripts) as page:
        sign_in(Hand(page), house, issued.password)
        Hand(page).press("Llamadas")
        expect(page.get_by_role("heading", name="Llamadas", exact=True)).to_be_visible()
        Hand(page).press("7 días")
        picture = page.get_by_role("img", name="Los pasos de la llamada")
        expect(picture).to_be_visible()
        if scripts:
            assert grave_faults(page) == []
            assert picture.evaluate("image => image.naturalWidth") > 500
            page.set_viewport_size({"width": 320, "height": 600})
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
        Hand(page).press("Ver el dibujo en grande")
        assert page.url.endswith("dibujo.svg?dias=7")
