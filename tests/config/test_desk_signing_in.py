"""The sign-in before the whole desk, as the web process assembles it."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from config.house import House
from config.web import create_app
from tests.channels.desk_browser import (
    PASSWORD,
    Browser,
    added,
    browser_of,
    later,
    settled,
)

OPEN = {"asset", "sign_in", "let_in"}


@pytest.fixture
def app(house: House) -> Flask:
    return create_app(house)


def addresses(app: Flask, method: str) -> list[tuple[str, str]]:
    """List every address of the desk, with something in the place of what varies."""
    return [
        (rule.endpoint.removeprefix("desk."), re.sub(r"<[^>]+>", "1400004276", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("desk.") and method in (rule.methods or ())
    ]


def test_from_a_first_password_to_a_form_that_was_nearly_lost(house: House, app: Flask) -> None:
    new, browser = added(house), browser_of(app)
    assert browser.get("/ventanilla/").status_code == 401
    page = browser.post("/ventanilla/entrar", name=new.name, password=new.password).text
    assert "Elija su contraseña" in page
    page = browser.post("/ventanilla/clave-nueva", password=PASSWORD, again=PASSWORD).text
    assert "Agregue un segundo paso" in page
    reply = browser.post("/ventanilla/codigo-nuevo", code=new.code())
    assert (reply.status_code, reply.headers["Location"]) == (303, "/ventanilla/")
    assert browser.get("/ventanilla/").status_code == 200
    later(house, timedelta(hours=1))
    assert browser.post("/ventanilla/buscar", wanted="ñandú").status_code == 401
    browser.post("/ventanilla/entrar", name=new.name, password=PASSWORD)
    assert 'value="ñandú"' in browser.post("/ventanilla/codigo", code=new.code()).text


def test_every_page_of_ones_own_can_be_opened(house: House, app: Flask) -> None:
    browser = browser_of(app)
    settled(house).signs_in(browser)
    for path in ("mi-cuenta", "clave-nueva", "codigo-nuevo"):
        assert browser.get(f"/ventanilla/{path}").status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_address_of_the_desk_turns_strangers_away(app: Flask, method: str) -> None:
    browser = browser_of(app)
    browser.get("/ventanilla/entrar")
    asked = [(name, path) for name, path in addresses(app, method) if name not in OPEN]
    assert len(asked) > 5
    for _, path in asked:
        reply = browser.get(path) if method == "GET" else browser.post(path)
        assert reply.status_code == 401, path
        assert "Entrar a la ventanilla" in reply.text


@pytest.mark.parametrize(
    ("fields", "headers", "status"),
    [
        ({"csrf_token": ""}, {}, 400),
        ({"csrf_token": "x"}, {}, 400),
        ({}, {"Origin": "https://evil.example"}, 403),
        ({}, {"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_no_address_takes_a_form_that_is_not_ours(
    house: House, app: Flask, fields: dict[str, str], headers: dict[str, str], status: int
) -> None:
    browser = browser_of(app)
    settled(house).signs_in(browser)
    browser.get("/ventanilla/mi-cuenta")
    before = house.shelf.journal.count()
    for _, path in addresses(app, "POST"):
        browser.headers = headers
        assert browser.post(path, **fields).status_code == status, path
    assert house.shelf.journal.count() == before


def test_the_doors_of_carriers_need_no_mark_of_ours(app: Flask) -> None:
    for path in ("/voice/incoming", "/sms/incoming"):
        assert app.test_client().post(path, data={"Body": "x"}).status_code == 403


def test_a_house_tried_without_https_gives_a_cookie_that_travels_there(
    house: House, app: Flask
) -> None:
    browser = Browser(app.test_client(), url="http://localhost:8000")
    said = browser.get("/ventanilla/entrar").headers["Set-Cookie"]
    assert said.startswith("ventanilla=")
    assert "Secure" not in said
    assert settled(house).signs_in(browser).status_code == 303
    assert browser.get("/ventanilla/").status_code == 200
