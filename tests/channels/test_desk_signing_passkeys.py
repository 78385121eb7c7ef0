"""Passkeys at the desk: added and asked by a software authenticator, forged in every way."""

import html
import json
import re
from datetime import timedelta

import pytest
from flask import Flask

from channels.desk.signing.passkeys import Passkey, Site
from config.desk import staff_of
from config.house import House
from core.model.session import FRESH
from tests.channels.authenticator import Authenticator
from tests.channels.desk_browser import (
    PASSWORD,
    Browser,
    Person,
    added,
    browser_of,
    later,
    settled,
    small_desk,
)
from tests.core.rows import rows
from tests.houses import PUBLIC_URL

OPTIONS = re.compile(r'data-options="([^"]+)"')
HOME = "/ventanilla/"


@pytest.fixture
def app(house: House) -> Flask:
    return small_desk(house)[0]


@pytest.fixture
def ana(house: House) -> Person:
    return settled(house)


@pytest.fixture
def key() -> Authenticator:
    return Authenticator(PUBLIC_URL)


def options_of(browser: Browser) -> str:
    found = OPTIONS.search(browser.page)
    assert found is not None
    return html.unescape(found[1])


def adds(browser: Browser, person: Person, key: Authenticator) -> None:
    person.signs_in(browser)
    browser.get("/ventanilla/codigo-nuevo")
    answer = key.creates(options_of(browser))
    assert browser.post("/ventanilla/llave-nueva", answer=answer).headers["Location"] == HOME


def half_way(app: Flask, person: Person) -> Browser:
    browser = browser_of(app)
    browser.get("/ventanilla/entrar")
    browser.post("/ventanilla/entrar", name=person.name, password=PASSWORD)
    browser.get("/ventanilla/codigo")
    return browser


def test_a_passkey_is_added_and_opens_the_desk_in_place_of_a_code(
    house: House, app: Flask, ana: Person, key: Authenticator
) -> None:
    adds(browser_of(app), ana, key)
    assert ana.user.passkeys == ("passkey:1",)
    browser = half_way(app, ana)
    key.used = 1
    reply = browser.post("/ventanilla/llave", answer=key.gets(options_of(browser)))
    assert reply.headers["Location"] == HOME
    assert browser.get(HOME).text == "Mi día: Ana Ccopa"
    assert rows(house, "passkey_count")[0]["used"] == 1
    house.shelf.journal.verify(lambda _: None)


def test_a_passkey_can_be_the_only_second_factor(
    house: House, app: Flask, key: Authenticator
) -> None:
    new, browser = added(house), browser_of(app)
    browser.get("/ventanilla/entrar")
    browser.post("/ventanilla/entrar", name=new.name, password=new.password)
    browser.get("/ventanilla/clave-nueva")
    browser.post("/ventanilla/clave-nueva", password=PASSWORD, again=PASSWORD)
    browser.get("/ventanilla/codigo-nuevo")
    browser.post("/ventanilla/llave-nueva", answer=key.creates(options_of(browser)))
    assert browser.get(HOME).status_code == 200
    browser = half_way(app, new)
    assert 'name="code"' not in browser.page
    browser.post("/ventanilla/llave", answer=key.gets(options_of(browser)))
    assert browser.get(HOME).status_code == 200


def test_nothing_of_a_passkey_but_a_commitment_is_in_the_journal(
    house: House, app: Flask, ana: Person, key: Authenticator
) -> None:
    adds(browser_of(app), ana, key)
    kept = staff_of(house).value(ana.id, "passkey:1") or ""
    passkey = Passkey.of(kept)
    assert passkey.id == key.id
    said = json.loads(kept)
    assert said["key"] not in str(rows(house, "event"))
    assert said["id"] not in str(rows(house, "event"))


def test_an_answer_serves_once(app: Flask, ana: Person, key: Authenticator) -> None:
    adds(browser_of(app), ana, key)
    browser = half_way(app, ana)
    answer = key.gets(options_of(browser))
    assert browser.post("/ventanilla/llave", answer=answer).status_code == 303
    again = half_way(app, ana)
    assert again.post("/ventanilla/llave", answer=answer).status_code == 422


def test_a_question_is_too_old_after_five_minutes(
    house: House, app: Flask, ana: Person, key: Authenticator
) -> None:
    adds(browser_of(app), ana, key)
    browser = half_way(app, ana)
    later(house, timedelta(minutes=5))
    answer = key.gets(options_of(browser))
    assert browser.post("/ventanilla/llave", answer=answer).status_code == 422


def test_a_copy_that_counts_less_is_refused(app: Flask, ana: Person, key: Authenticator) -> None:
    key.used = 4
    adds(browser_of(app), ana, key)
    for used, status in ((5, 303), (5, 422), (3, 422), (6, 303)):
        browser = half_way(app, ana)
        key.used = used
        answer = key.gets(options_of(browser))
        assert browser.post("/ventanilla/llave", answer=answer).status_code == status


def test_a_passkey_of_another_site_key_or_person_is_refused(
    house: House, app: Flask, ana: Person, key: Authenticator
) -> None:
    adds(browser_of(app), ana, key)
    beto = settled(house, "Beto Quispe")
    his = Authenticator(PUBLIC_URL, id=b"another")
    adds(browser_of(app), beto, his)
    elsewhere = Authenticator("https://evil.example", key=key.key)
    forged = Authenticator(PUBLIC_URL)
    absent = Authenticator(PUBLIC_URL, key=key.key, flags=0)
    for wrong in (his, elsewhere, forged, absent):
        browser = half_way(app, ana)
        reply = browser.post("/ventanilla/llave", answer=wrong.gets(options_of(browser)))
        assert reply.status_code == 422
        assert browser.get(HOME).status_code == 303
        later(house, timedelta(hours=1))


BROKEN = [
    *("", "{}", "[]", "null", "x", '"x"', "[" * 100_000, '{"id": 5}', '{"id": "ñ"}'),
    *('{"id": "' + "A" * 20_000 + '"}', '{"id": "cGFzc2tleSBvZiBhIHRlc3Q"}'),
]


@pytest.mark.parametrize("answer", BROKEN)
def test_a_broken_answer_is_a_wrong_one(
    app: Flask, ana: Person, key: Authenticator, answer: str
) -> None:
    first = browser_of(app)
    adds(first, ana, key)
    browser = half_way(app, ana)
    assert browser.post("/ventanilla/llave", answer=answer).status_code == 422
    first.get("/ventanilla/codigo-nuevo")
    assert first.post("/ventanilla/llave-nueva", answer=answer).status_code == 422
    assert ana.user.passkeys == ("passkey:1",)


@pytest.mark.parametrize("part", ["clientDataJSON", "attestationObject"])
@pytest.mark.parametrize("content", ["", "AAAA", "oA", "e30", 5, None])
def test_a_new_passkey_with_a_broken_part_is_refused(
    app: Flask, ana: Person, key: Authenticator, part: str, content: object
) -> None:
    browser = browser_of(app)
    ana.signs_in(browser)
    browser.get("/ventanilla/codigo-nuevo")
    answer = key.creates(options_of(browser), **{part: content})
    assert browser.post("/ventanilla/llave-nueva", answer=answer).status_code == 422
    assert ana.user.passkeys == ()


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
@pytest.mark.parametrize("content", ["", "AAAA", "e30", 5, None])
def test_an_answer_with_a_broken_part_is_refused(
    app: Flask, ana: Person, key: Authenticator, part: str, content: object
) -> None:
    adds(browser_of(app), ana, key)
    browser = half_way(app, ana)
    answer = key.gets(options_of(browser), **{part: content})
    assert browser.post("/ventanilla/llave", answer=answer).status_code == 422


def test_taking_a_passkey_away_ends_other_sessions_and_the_last_factor_stays(
    house: House, app: Flask, key: Authenticator
) -> None:
    ana = settled(house)
    here, there = browser_of(app), browser_of(app)
    adds(there, ana, key)
    later(house, timedelta(minutes=1))
    ana.signs_in(here)
    here.get("/ventanilla/mi-cuenta")
    assert "Quitar la llave 1" in here.page
    here.post("/ventanilla/llave-quitar", field="passkey:9")
    assert there.get(HOME).status_code == 200
    here.post("/ventanilla/llave-quitar", field="passkey:1")
    assert len(ana.user.passkeys) == 0
    assert here.get(HOME).status_code == 200
    assert there.get(HOME).status_code == 401


def test_the_last_second_factor_cannot_be_taken_away(
    house: House, app: Flask, key: Authenticator
) -> None:
    new, browser = added(house), browser_of(app)
    browser.get("/ventanilla/entrar")
    browser.post("/ventanilla/entrar", name=new.name, password=new.password)
    browser.get("/ventanilla/clave-nueva")
    browser.post("/ventanilla/clave-nueva", password=PASSWORD, again=PASSWORD)
    browser.get("/ventanilla/codigo-nuevo")
    browser.post("/ventanilla/llave-nueva", answer=key.creates(options_of(browser)))
    browser.get("/ventanilla/mi-cuenta")
    reply = browser.post("/ventanilla/llave-quitar", field="passkey:1")
    assert reply.status_code == 422
    assert "no puede quedar sin segundo paso" in reply.text


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://convergencia.example", "convergencia.example"),
        ("http://localhost:8000/", "localhost"),
        ("http://127.0.0.1:8000", None),
        ("https://[::1]", None),
        ("http://convergencia.example", None),
        ("", None),
    ],
)
def test_passkeys_need_a_name_and_https_or_this_very_machine(url: str, host: str | None) -> None:
    site = Site.of(url)
    assert (None if site is None else site.host) == host


def test_where_there_can_be_no_passkey_none_is_offered(house: House, app: Flask) -> None:
    ana = settled(house)
    browser = browser_of(app)
    browser.url = "http://127.0.0.1:8000"
    ana.signs_in(browser)
    page = browser.get("/ventanilla/codigo-nuevo").text
    assert "data-options" not in page
    assert "<svg" in page


def test_a_second_factor_is_changed_only_soon_after_signing_in(
    house: House, app: Flask, ana: Person, key: Authenticator
) -> None:
    browser = browser_of(app)
    adds(browser, ana, key)
    browser.get("/ventanilla/mi-cuenta")
    later(house, FRESH)
    reply = browser.post("/ventanilla/llave-quitar", field="passkey:1")
    assert reply.status_code == 401
    assert "entre otra vez" in reply.text
    assert len(ana.user.passkeys) == 1
    ana.signs_in(browser)
    browser.get("/ventanilla/codigo-nuevo")
    later(house, FRESH)
    assert browser.get("/ventanilla/codigo-nuevo").status_code == 401
    browser.post("/ventanilla/entrar", name=ana.name, password=PASSWORD)
    reply = browser.post("/ventanilla/codigo", code=ana.code())
    assert reply.headers["Location"] == "/ventanilla/codigo-nuevo"
    assert browser.get("/ventanilla/codigo-nuevo").status_code == 200


def test_changing_an_account_again_and_again_makes_no_session_last_longer(
    house: House, app: Flask, ana: Person, key: Authenticator
) -> None:
    browser = browser_of(app)
    adds(browser, ana, key)
    opened = {row["opened_at"] for row in rows(house, "session") if row["is_full"]}
    later(house, FRESH / 2)
    browser.get("/ventanilla/codigo-nuevo")
    other = Authenticator(PUBLIC_URL, id=b"another")
    browser.post("/ventanilla/llave-nueva", answer=other.creates(options_of(browser)))
    assert len(ana.user.passkeys) == 2
    assert {row["opened_at"] for row in rows(house, "session") if row["is_full"]} == opened
