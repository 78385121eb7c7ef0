"""What the script adds to the phone in a real browser: sound after sound, quick keys, silence."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browsers import Served, page_of, served
from tests.core.stories import a_receipt

SOUNDS = """() => {
  window.sounds = [];
  window.lasting = 20;
  HTMLMediaElement.prototype.play = function () {
    window.sounds.push(this.getAttribute("src"));
    setTimeout(() => this.onended && this.onended(), window.lasting);
    return Promise.resolve();
  };
}"""
# The clock of the page, not of the machine, counts the caller's silence.
SECONDS_OF_SILENCE = 7


@pytest.fixture
def lit(founded_house: Path, tmp_path: Path) -> Iterator[Served]:
    var = tmp_path / "var"
    var.mkdir()
    shutil.copy(founded_house / "convergencia.sqlite", var / "convergencia.sqlite")
    with served(var, handset=True) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, lit: Served) -> Iterator[Page]:
    """Open the phone, with sounds that end at once and a clock that the test turns."""
    with page_of(browser, lit.address) as opened:
        opened.clock.install()
        opened.add_init_script(f"({SOUNDS})()")
        opened.goto("/telefono")
        yield opened


def lines(page: Page) -> list[str]:
    return [line.strip() for line in page.locator("[data-part=log] li").all_inner_texts()]


def test_keys_of_the_keyboard_pressed_ahead_reach_the_house_in_order(
    page: Page, lit: Served
) -> None:
    receipt = a_receipt(lit.house)
    page.get_by_role("button", name="Llamar", exact=True).click()
    expect(page.get_by_role("log")).to_contain_text("marque 1")
    page.keyboard.type(f"1{receipt.number.digits}{receipt.clave}")
    expect(page.get_by_role("log")).to_contain_text("Este aviso es solo informativo")
    expect(page.get_by_role("log")).to_contain_text("Mesa de Partes")


def test_sounds_are_played_one_after_another_and_then_silence_counts(page: Page) -> None:
    page.get_by_role("button", name="Llamar", exact=True).click()
    expect(page.get_by_role("log")).to_contain_text("marque 1")
    page.clock.run_for(200)
    heard = page.evaluate("window.sounds")
    assert len(heard) == 2
    assert heard == sorted(set(heard))
    page.clock.run_for(SECONDS_OF_SILENCE * 1000 - 500)
    assert "No marca nada" not in " ".join(lines(page))
    page.clock.run_for(1000)
    expect(page.get_by_role("log")).to_contain_text("No marca nada")


def test_who_unticks_the_box_is_never_hurried(page: Page) -> None:
    page.get_by_label("Seguir sola").uncheck()
    page.get_by_role("button", name="Llamar", exact=True).click()
    expect(page.get_by_role("log")).to_contain_text("marque 1")
    page.clock.run_for(60_000)
    assert "No marca nada" not in " ".join(lines(page))


def test_a_key_cuts_the_voice_short(page: Page) -> None:
    page.evaluate("window.lasting = 60000")
    page.get_by_role("button", name="Llamar", exact=True).click()
    expect(page.get_by_role("log")).to_contain_text("marque 1")
    page.get_by_role("button", name="1", exact=True).click()
    expect(page.get_by_role("log")).to_contain_text("diez cifras")
    page.clock.run_for(500)
    first, answer = page.evaluate("window.sounds")
    assert first != answer


def test_a_form_of_before_is_told_and_the_next_press_works(page: Page) -> None:
    forget = "(all) => all.forEach((field) => { field.value = ''; })"
    page.locator("[name=csrf_token]").evaluate_all(forget)
    page.get_by_role("button", name="Llamar", exact=True).click()
    expect(page.locator("main")).to_contain_text("no se hizo nada")
    page.get_by_role("button", name="Llamar", exact=True).click()
    expect(page.get_by_role("log")).to_contain_text("marque 1")


@pytest.mark.parametrize("path", ["/telefono", "/telefono/mensajes"])
def test_axe_finds_no_violation_and_nothing_sticks_out_of_a_small_screen(
    page: Page, path: str
) -> None:
    page.get_by_role("button", name="Llamar", exact=True).click()
    expect(page.get_by_role("log")).to_contain_text("marque 1")
    page.goto(path)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = "(all) => all.map((b) => b.getBoundingClientRect()).filter((r) => r.height < 44).length"
    assert page.locator("button").evaluate_all(small) == 0
