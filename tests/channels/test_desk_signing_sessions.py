"""Sessions at the desk: new tokens, ends, and what nobody may do half-way."""

from datetime import timedelta

import pytest
from flask import Flask

from config.desk import staffing_of
from config.house import House
from core.model.session import IDLE, LONGEST
from tests.channels.desk_browser import (
    COOKIE,
    PASSWORD,
    Browser,
    Person,
    browser_of,
    later,
    settled,
    small_desk,
)
from tests.core.rows import rows
from tests.houses import act

HOME = "/ventanilla/"


@pytest.fixture
def app(house: House) -> Flask:
    return small_desk(house)[0]


@pytest.fixture
def browser(app: Flask) -> Browser:
    return browser_of(app)


@pytest.fixture
def ana(house: House) -> Person:
    return settled(house)


def test_the_cookie_is_ours_alone_and_new_at_every_step(browser: Browser, ana: Person) -> None:
    reply = browser.get("/ventanilla/entrar")
    said = reply.headers["Set-Cookie"]
    assert said.startswith(f"{COOKIE}=")
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert f"; {part}" in said
    assert "Domain" not in said
    tokens = [browser.cookie()]
    browser.post("/ventanilla/entrar", name=ana.name, password=PASSWORD)
    tokens.append(browser.cookie())
    browser.get("/ventanilla/codigo")
    browser.post("/ventanilla/codigo", code=ana.code())
    tokens.append(browser.cookie())
    assert len(set(tokens)) == 3
    assert all(len(token) == 64 for token in tokens)


def test_a_token_that_someone_planted_opens_nothing_after_the_sign_in(
    app: Flask, browser: Browser, ana: Person
) -> None:
    planted = "ab" * 32
    browser.client.set_cookie(COOKIE, planted, domain="convergencia.example")
    ana.signs_in(browser)
    assert browser.get(HOME).status_code == 200
    thief = browser_of(app)
    thief.client.set_cookie(COOKIE, planted, domain="convergencia.example")
    assert thief.get(HOME).status_code == 401


def test_the_table_holds_no_token(house: House, browser: Browser, ana: Person) -> None:
    ana.signs_in(browser)
    assert browser.cookie() not in str(rows(house, "session"))


def test_half_way_opens_nothing(browser: Browser, ana: Person) -> None:
    browser.get("/ventanilla/entrar")
    browser.post("/ventanilla/entrar", name=ana.name, password=PASSWORD)
    for path in (HOME, "/ventanilla/mi-cuenta", "/ventanilla/nuevo"):
        assert browser.get(path).headers["Location"] == "/ventanilla/codigo"
    # Who knows the password alone neither changes it nor adds a second factor.
    assert browser.get("/ventanilla/codigo-nuevo").headers["Location"] == "/ventanilla/codigo"
    assert browser.get("/ventanilla/clave-nueva").headers["Location"] == "/ventanilla/codigo"
    browser.get("/ventanilla/codigo")
    for path in ("/ventanilla/codigo-nuevo", "/ventanilla/clave-nueva"):
        assert browser.post(path, code="1", password="y" * 20, again="y" * 20).status_code == 401
    assert ana.user.generation == 2


def test_after_the_way_out_the_old_cookie_opens_nothing(
    app: Flask, browser: Browser, ana: Person
) -> None:
    ana.signs_in(browser)
    old = browser.cookie()
    browser.get("/ventanilla/mi-cuenta")
    assert browser.post("/ventanilla/salir").headers["Location"] == "/ventanilla/entrar"
    thief = browser_of(app)
    thief.client.set_cookie(COOKIE, old, domain="convergencia.example")
    reply = thief.get(HOME)
    assert reply.status_code == 401
    assert "Entrar a la ventanilla" in reply.text


@pytest.mark.parametrize("away", [IDLE, LONGEST])
def test_a_session_ends_when_left_alone(
    house: House, browser: Browser, ana: Person, away: timedelta
) -> None:
    ana.signs_in(browser)
    later(house, away - timedelta(seconds=1) if away == IDLE else away)
    assert browser.get(HOME).status_code == (200 if away == IDLE else 401)
    later(house, IDLE)
    assert browser.get(HOME).status_code == 401


def test_a_busy_session_ends_after_half_a_day(house: House, browser: Browser, ana: Person) -> None:
    ana.signs_in(browser)
    for _ in range(35):
        later(house, timedelta(minutes=20))
        assert browser.get(HOME).status_code == 200
    later(house, timedelta(minutes=20))
    assert browser.get(HOME).status_code == 401


def test_who_is_shut_out_is_out_at_once_and_stays_out_of_old_sessions(
    house: House, browser: Browser, ana: Person
) -> None:
    ana.signs_in(browser)
    staffing_of(house).disable(ana.id, act())
    assert browser.get(HOME).status_code == 401
    staffing_of(house).enable(ana.id, act())
    assert browser.get(HOME).status_code == 401
    assert ana.signs_in(browser).headers["Location"] == HOME


def test_a_new_start_ends_every_session_and_every_factor(
    house: House, browser: Browser, ana: Person
) -> None:
    ana.signs_in(browser)
    before = ana.user.codes_issue
    issued = staffing_of(house).reset(ana.id, act())
    assert browser.get(HOME).status_code == 401
    browser.get("/ventanilla/entrar")
    assert browser.post("/ventanilla/entrar", name=ana.name, password=PASSWORD).status_code == 422
    reply = browser.post("/ventanilla/entrar", name=ana.name, password=issued.password)
    assert reply.headers["Location"] == "/ventanilla/clave-nueva"
    assert ana.user.codes_issue > before
    assert not ana.user.has_second_factor


def test_ones_own_account_shows_and_ends_other_sessions(
    house: House, app: Flask, ana: Person
) -> None:
    here, there = browser_of(app), browser_of(app)
    there.headers["User-Agent"] = "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0 <b>"
    ana.signs_in(there)
    later(house, timedelta(minutes=1))
    ana.signs_in(here)
    page = here.get("/ventanilla/mi-cuenta").text
    assert page.count("Firefox · Windows") == 1
    assert "(esta)" in page
    here.post("/ventanilla/mi-cuenta/cerrar")
    assert there.get(HOME).status_code == 401
    assert here.get(HOME).status_code == 200


def test_a_new_password_asks_for_the_present_one_and_ends_other_sessions(
    house: House, app: Flask, ana: Person
) -> None:
    here, there = browser_of(app), browser_of(app)
    ana.signs_in(there)
    later(house, timedelta(minutes=1))
    ana.signs_in(here)
    here.get("/ventanilla/clave-nueva")
    new = "niño añil ú, con tildes"
    reply = here.post("/ventanilla/clave-nueva", present="x", password=new, again=new)
    assert (reply.status_code, "La contraseña de ahora no es esa" in reply.text) == (422, True)
    reply = here.post("/ventanilla/clave-nueva", present=PASSWORD, password=new, again=new)
    assert reply.headers["Location"] == HOME
    assert here.get(HOME).status_code == 200
    assert there.get(HOME).status_code == 401
    # The same letters, composed otherwise, as another keyboard sends them.
    ana.password = "nin\u0303o an\u0303il u\u0301, con tildes"
    assert ana.signs_in(there).headers["Location"] == HOME
