"""Forms at the desk: only our own count, and what was typed survives an expired sign-in."""

from collections.abc import Mapping

import pytest
from flask import Flask

from channels.desk.signing.carried import LONGEST, Carried, fields_to_carry, pack, unpack
from channels.desk.signing.fence import POLICY
from channels.desk.signing.guard import Need
from config.desk import staffing_of
from config.house import House
from core.model.session import IDLE
from tests.channels.desk_browser import (
    CARRIED,
    PASSWORD,
    Browser,
    Person,
    browser_of,
    later,
    settled,
    small_desk,
)
from tests.houses import PUBLIC_URL, act

FORM = "/ventanilla/formulario/uno"
KEY = b"k" * 32


@pytest.fixture
def app(house: House) -> Flask:
    return small_desk(house)[0]


@pytest.fixture
def ana(house: House) -> Person:
    return settled(house)


@pytest.fixture
def browser(app: Flask, ana: Person) -> Browser:
    """Sit Ana down, with a form before her."""
    browser = browser_of(app)
    ana.signs_in(browser)
    browser.get("/ventanilla/mi-cuenta")
    return browser


def expired(house: House, browser: Browser, **fields: str) -> str:
    """Send a form that comes too late; read the sign-in page."""
    later(house, IDLE)
    reply = browser.post(FORM, **fields)
    assert reply.status_code == 401
    assert "Entrar a la ventanilla" in reply.text
    return reply.text


def signs_in_again(browser: Browser, person: Person) -> str:
    """Go through both steps on the pages that follow one another; read the last."""
    reply = browser.post("/ventanilla/entrar", name=person.name, password=PASSWORD)
    assert reply.status_code == 200
    return browser.post("/ventanilla/codigo", code=person.code()).text


def test_a_form_of_ours_is_acted_on(browser: Browser) -> None:
    assert browser.post(FORM, what="una cosa").text.startswith("hecho uno: ")


@pytest.mark.parametrize("token", ["", "x", "ImFiYyI.x.y", "ñ"])
def test_a_form_without_our_mark_is_given_back_with_all_that_was_typed(
    browser: Browser, token: str
) -> None:
    reply = browser.post(FORM, csrf_token=token, what='una "cosa" <b>')
    assert reply.status_code == 400
    assert "Nada se perdió" in reply.text
    assert 'name="what" value="una &#34;cosa&#34; &lt;b&gt;"' in reply.text
    assert browser.post(FORM, resume="1", what="una").text.startswith("otra vez uno: ")


def test_a_mark_of_another_browser_is_none(app: Flask, house: House, browser: Browser) -> None:
    other = browser_of(app)
    settled(house, "Beto Quispe").signs_in(other)
    other.get("/ventanilla/mi-cuenta")
    browser.page = other.page
    assert browser.post(FORM, what="x").status_code == 400


def test_a_mark_from_before_the_sign_in_is_none_after_it(app: Flask, ana: Person) -> None:
    browser = browser_of(app)
    before = browser.get("/ventanilla/entrar").text
    ana.signs_in(browser)
    browser.page = before
    assert browser.post(FORM, what="x").status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"{PUBLIC_URL}.evil.example"},
        {"Origin": PUBLIC_URL.replace("https", "http")},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": PUBLIC_URL},
    ],
)
def test_a_form_from_somebody_elses_page_is_forbidden_in_spite_of_its_mark(
    browser: Browser, headers: Mapping[str, str]
) -> None:
    browser.headers = dict(headers)
    reply = browser.post(FORM, what="x")
    assert reply.status_code == 403
    assert "otra página" in reply.text
    assert CARRIED.search(reply.text) is None


@pytest.mark.parametrize(
    "headers",
    [{"Origin": PUBLIC_URL}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}],
)
def test_a_form_from_our_page_is_acted_on(browser: Browser, headers: Mapping[str, str]) -> None:
    browser.headers = dict(headers)
    assert browser.post(FORM, what="x").status_code == 200


def test_a_link_from_elsewhere_still_opens_a_page(browser: Browser) -> None:
    browser.headers = {"Sec-Fetch-Site": "cross-site"}
    assert browser.get("/ventanilla/").status_code == 200


def test_what_was_typed_survives_an_expired_sign_in(
    house: House, browser: Browser, ana: Person
) -> None:
    expired(house, browser, what="falta su firma\nen la hoja 2", district="080405")
    page = signs_in_again(browser, ana)
    assert "Nada se perdió" in page
    assert f'action="{FORM}"' in page
    assert 'name="what" value="falta su firma\nen la hoja 2"' in page
    assert 'name="district" value="080405"' in page
    assert 'name="csrf_token"' in page
    reply = browser.post(FORM, resume="1", what="falta su firma")
    assert reply.text.startswith("otra vez uno: ")


def test_what_was_typed_survives_wrong_passwords_and_codes_on_the_way(
    house: House, browser: Browser, ana: Person
) -> None:
    expired(house, browser, what="una cosa")
    assert browser.post("/ventanilla/entrar", name=ana.name, password="x").status_code == 422
    browser.post("/ventanilla/entrar", name=ana.name, password=PASSWORD)
    assert browser.post("/ventanilla/codigo", code="000000").status_code == 422
    assert "una cosa" in browser.post("/ventanilla/codigo", code=ana.code()).text


def test_nobody_else_gets_what_was_typed(house: House, browser: Browser) -> None:
    beto = settled(house, "Beto Quispe")
    expired(house, browser, what="una cosa")
    page = signs_in_again(browser, beto)
    assert "una cosa" not in page
    assert browser.get("/ventanilla/").text == "Mi día: Beto Quispe"


def test_what_was_typed_is_kept_from_whoever_has_no_session_at_all(app: Flask) -> None:
    stranger = browser_of(app)
    stranger.get("/ventanilla/entrar")
    reply = stranger.post(FORM, what="una cosa")
    assert reply.status_code == 401
    assert CARRIED.search(reply.text) is None
    assert "no se guardó" in reply.text


@pytest.mark.parametrize(
    "value", ['"><script>alert(1)</script>', "</form><form action=https://evil.example>", "'-x-'"]
)
def test_markup_in_what_is_carried_stays_text(
    house: House, browser: Browser, ana: Person, value: str
) -> None:
    page = expired(house, browser, **{"what": value, value: "name"})
    assert value not in page
    page = signs_in_again(browser, ana)
    assert "<script>alert" not in page
    assert "evil.example>" not in page
    assert page.count("<form") == expired_forms(page)


def expired_forms(page: str) -> int:
    """Count the forms that a page of ours has: search, way out, and the one that is kept."""
    return page.count('action="/ventanilla/')


def test_marks_passwords_and_claves_are_never_carried() -> None:
    given = [("csrf_token", "t"), ("password", "p"), ("clave", "123456"), ("what", "x")]
    assert fields_to_carry(given) == (("what", "x"),)


def test_more_than_anyone_types_is_not_carried(house: House, browser: Browser) -> None:
    later(house, IDLE)
    reply = browser.post(FORM, what="ñ" * (LONGEST // 2))
    assert reply.status_code == 401
    assert CARRIED.search(reply.text) is None
    assert "no se guardó" in reply.text
    assert fields_to_carry([("a", "b")] * 301) is None


def test_a_page_that_was_asked_for_is_opened_after_the_sign_in(
    house: House, browser: Browser, ana: Person
) -> None:
    later(house, IDLE)
    assert browser.get("/ventanilla/nuevo").status_code == 401
    browser.post("/ventanilla/entrar", name=ana.name, password=PASSWORD)
    reply = browser.post("/ventanilla/codigo", code=ana.code())
    assert reply.headers["Location"] == "/ventanilla/nuevo"


def test_what_is_carried_can_be_written_by_nobody_else(house: House) -> None:
    now = house.clock.now()
    kept = Carried(user="a", path=FORM, posted=True, fields=(("what", "ñ\n"),))
    text = pack(kept, KEY, now)
    assert unpack(text, KEY, now) == kept
    assert unpack(text, b"x" * 32, now) is None
    for spoilt in ("", ".", "x.y", text[:-1], text[1:], f"{text}0", "ñ.ñ", text.replace(".", "")):
        assert unpack(spoilt, KEY, now) is None


def test_what_is_carried_grows_old(house: House) -> None:
    now = house.clock.now()
    text = pack(Carried(user="a", path=FORM, posted=True), KEY, now)
    later(house, IDLE * 24)
    assert unpack(text, KEY, house.clock.now()) is None


def test_someone_half_way_loses_nothing_either(app: Flask, ana: Person) -> None:
    browser = browser_of(app)
    browser.get("/ventanilla/entrar")
    browser.post("/ventanilla/entrar", name=ana.name, password=PASSWORD)
    browser.get("/ventanilla/codigo")
    assert "Segundo paso" in browser.post(FORM, what="una cosa").text
    assert "una cosa" in browser.post("/ventanilla/codigo", code=ana.code()).text


def test_every_page_of_the_desk_bears_its_headers(browser: Browser, app: Flask) -> None:
    stranger = browser_of(app)
    for reply in (
        browser.get("/ventanilla/"),
        browser.get("/ventanilla/nada"),
        browser.post(FORM, csrf_token="x"),
        stranger.get("/ventanilla/"),
        stranger.get("/ventanilla/entrar"),
    ):
        assert reply.headers["Content-Security-Policy"] == POLICY
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["Referrer-Policy"] == "same-origin"
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "unsafe" not in POLICY


def test_every_view_that_is_not_said_to_be_open_needs_all(house: House) -> None:
    app, signing = small_desk(house)
    said = {name for name, need in signing.guard.needs.items() if need is Need.NOTHING}
    assert said == {"sign_in", "let_in"}
    known = {rule.endpoint.rpartition(".")[2] for rule in app.url_map.iter_rules()}
    assert set(signing.guard.needs) <= known


def test_every_address_of_the_desk_turns_strangers_away(house: House, app: Flask) -> None:
    _, signing = small_desk(house)
    browser = browser_of(app)
    browser.get("/ventanilla/entrar")
    for rule in app.url_map.iter_rules():
        if signing.guard.needs.get(rule.endpoint.rpartition(".")[2]) is Need.NOTHING:
            continue
        path = rule.rule.replace("<kind>", "uno")
        send = browser.post if "POST" in (rule.methods or ()) else browser.get
        assert send(path).status_code == 401, path


def test_every_form_of_the_desk_needs_our_mark(app: Flask, browser: Browser) -> None:
    asked = 0
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            path = rule.rule.replace("<kind>", "uno")
            assert browser.post(path, csrf_token="x").status_code == 400, path
            asked += 1
    assert asked > 8


def test_a_disabled_person_cannot_send_a_form(house: House, browser: Browser, ana: Person) -> None:
    staffing_of(house).disable(ana.id, act())
    assert browser.post(FORM, what="x").status_code == 401
