"""Signing in at the desk: two steps, a cookie of our own, and nothing told to who guesses."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from config.desk import staffing_of
from config.house import House
from core.model.user import Role
from tests.channels.desk_browser import (
    PASSWORD,
    TOKEN,
    Browser,
    Person,
    added,
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


def test_name_password_and_code_open_the_desk(browser: Browser, ana: Person) -> None:
    browser.get("/ventanilla/entrar")
    reply = browser.post("/ventanilla/entrar", name="Ana Ccopa", password=PASSWORD)
    assert (reply.status_code, reply.headers["Location"]) == (303, "/ventanilla/codigo")
    browser.get("/ventanilla/codigo")
    reply = browser.post("/ventanilla/codigo", code=ana.code())
    assert (reply.status_code, reply.headers["Location"]) == (303, HOME)
    assert browser.get(HOME).text == "Mi día: Ana Ccopa"


@pytest.mark.parametrize("typed", ["ana ccopa", "  ANA   CCOPA "])
def test_a_name_is_found_however_it_is_typed(browser: Browser, ana: Person, typed: str) -> None:
    ana.name = typed
    assert ana.signs_in(browser).headers["Location"] == HOME


def test_the_first_time_one_chooses_a_password_and_sets_up_codes(
    house: House, browser: Browser
) -> None:
    new = added(house)
    browser.get("/ventanilla/entrar")
    reply = browser.post("/ventanilla/entrar", name=new.name, password=new.password)
    assert reply.headers["Location"] == "/ventanilla/clave-nueva"
    browser.get("/ventanilla/clave-nueva")
    reply = browser.post("/ventanilla/clave-nueva", password=PASSWORD, again=PASSWORD)
    assert reply.headers["Location"] == "/ventanilla/codigo-nuevo"
    page = browser.get("/ventanilla/codigo-nuevo").text
    assert re.search(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", page)
    assert "<svg" in page
    assert "style=" not in page
    assert browser.post("/ventanilla/codigo-nuevo", code="000000").status_code == 422
    reply = browser.post("/ventanilla/codigo-nuevo", code=new.code())
    assert reply.headers["Location"] == HOME
    assert new.user.has_codes
    assert not new.user.must_choose


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("corta", "doce letras"),
        ("contraseña123", "doce letras"),
        ("ana ccopa 2026 pisac", "doce letras"),
        ("x" * 5000, "doce letras"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_not_taken(
    house: House, browser: Browser, password: str, words: str
) -> None:
    new = added(house)
    browser.get("/ventanilla/entrar")
    browser.post("/ventanilla/entrar", name=new.name, password=new.password)
    browser.get("/ventanilla/clave-nueva")
    reply = browser.post("/ventanilla/clave-nueva", password=password, again=password)
    assert reply.status_code == 422
    assert words in reply.text
    assert password not in reply.text
    assert new.user.must_choose


def test_two_passwords_that_differ_are_not_taken(house: House, browser: Browser) -> None:
    new = added(house)
    browser.get("/ventanilla/entrar")
    browser.post("/ventanilla/entrar", name=new.name, password=new.password)
    browser.get("/ventanilla/clave-nueva")
    reply = browser.post("/ventanilla/clave-nueva", password=PASSWORD, again=f"{PASSWORD}.")
    assert "no son iguales" in reply.text


def without_marks(page: str, name: str) -> str:
    return TOKEN.sub("", page).replace(name, "NAME")


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(
    house: House, app: Flask, ana: Person
) -> None:
    gone = settled(house, "Beto Quispe")
    staffing_of(house).disable(gone.id, act())
    answers = set()
    for name, password in (("Ana Ccopa", "x"), ("Nadie", PASSWORD), ("Beto Quispe", PASSWORD)):
        browser = browser_of(app)
        browser.get("/ventanilla/entrar")
        reply = browser.post("/ventanilla/entrar", name=name, password=password)
        answers.add((reply.status_code, without_marks(reply.text, name)))
    assert len(answers) == 1
    assert ana.user.has_codes


def test_guesses_make_one_wait_longer_and_longer_but_never_for_good(
    house: House, browser: Browser, ana: Person
) -> None:
    browser.get("/ventanilla/entrar")
    seen = [
        browser.post("/ventanilla/entrar", name="Ana Ccopa", password=f"{n}").status_code
        for n in range(7)
    ]
    assert seen == [422] * 5 + [429] * 2
    assert browser.post("/ventanilla/entrar", name="Nadie", password="x").status_code == 422
    # The right password must wait as well, or waiting would tell that it is right.
    reply = browser.post("/ventanilla/entrar", name="Ana Ccopa", password=PASSWORD)
    assert reply.status_code == 429
    later(house, timedelta(hours=1))
    assert ana.signs_in(browser).headers["Location"] == HOME


def test_unknown_names_wait_like_known_ones(browser: Browser) -> None:
    browser.get("/ventanilla/entrar")
    seen = [
        browser.post("/ventanilla/entrar", name="Nadie", password="x").status_code for _ in range(6)
    ]
    assert seen == [422] * 5 + [429]


def test_a_code_serves_once(house: House, app: Flask, ana: Person) -> None:
    first, second = browser_of(app), browser_of(app)
    code = ""
    for browser in (first, second):
        browser.get("/ventanilla/entrar")
        browser.post("/ventanilla/entrar", name=ana.name, password=PASSWORD)
        browser.get("/ventanilla/codigo")
        code = code or ana.code()
    assert first.post("/ventanilla/codigo", code=code).status_code == 303
    reply = second.post("/ventanilla/codigo", code=code)
    assert reply.status_code == 422
    assert "no es el de ahora" in reply.text
    assert len(rows(house, "spent_code")) == 1


@pytest.mark.parametrize("passed", [-60, -30, 30, 60])
def test_a_code_of_the_step_before_or_after_is_taken_and_no_other(
    house: House, browser: Browser, ana: Person, passed: int
) -> None:
    browser.get("/ventanilla/entrar")
    browser.post("/ventanilla/entrar", name=ana.name, password=PASSWORD)
    browser.get("/ventanilla/codigo")
    later(house, timedelta(minutes=10))
    code = ana.code()
    later(house, timedelta(seconds=passed))
    expected = 303 if abs(passed) == 30 else 422
    assert browser.post("/ventanilla/codigo", code=code).status_code == expected


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "abcdef", "x" * 5000, "١٢٣٤٥٦ñ", "🦙" * 6]
)
def test_what_is_no_code_is_a_wrong_one(browser: Browser, ana: Person, code: str) -> None:
    browser.get("/ventanilla/entrar")
    browser.post("/ventanilla/entrar", name=ana.name, password=PASSWORD)
    browser.get("/ventanilla/codigo")
    assert browser.post("/ventanilla/codigo", code=code).status_code == 422


def test_a_code_may_be_typed_in_two_groups(browser: Browser, ana: Person) -> None:
    browser.get("/ventanilla/entrar")
    browser.post("/ventanilla/entrar", name=ana.name, password=PASSWORD)
    browser.get("/ventanilla/codigo")
    code = ana.code()
    assert browser.post("/ventanilla/codigo", code=f" {code[:3]} {code[3:]} ").status_code == 303


def test_after_five_wrong_codes_one_begins_again(browser: Browser, ana: Person) -> None:
    browser.get("/ventanilla/entrar")
    browser.post("/ventanilla/entrar", name=ana.name, password=PASSWORD)
    browser.get("/ventanilla/codigo")
    seen = [browser.post("/ventanilla/codigo", code="000000").status_code for _ in range(6)]
    assert seen == [422] * 5 + [401]
    assert browser.post("/ventanilla/codigo", code=ana.code()).status_code == 401


def test_a_password_for_one_use_is_too_old_after_three_days(house: House, browser: Browser) -> None:
    new = added(house)
    later(house, timedelta(hours=72))
    browser.get("/ventanilla/entrar")
    reply = browser.post("/ventanilla/entrar", name=new.name, password=new.password)
    assert reply.status_code == 422
    assert "ya venció" in reply.text


def test_what_a_role_does_not_allow_is_forbidden_in_words(house: House, browser: Browser) -> None:
    auditor = settled(house, "Eva Auditora", Role.AUDITOR)
    auditor.signs_in(browser)
    reply = browser.get("/ventanilla/nuevo")
    assert reply.status_code == 403
    assert "Su cargo no permite" in reply.text


@pytest.mark.parametrize("value", ["ñ" * 2500, "🦙" * 1250, "a" * 5000, "\x00", "' OR 1=1 --", ""])
def test_strange_names_and_passwords_are_just_wrong(browser: Browser, value: str) -> None:
    browser.get("/ventanilla/entrar")
    reply = browser.post("/ventanilla/entrar", name=value, password=value)
    assert reply.status_code == 422


def test_a_name_with_markup_is_shown_as_text(browser: Browser) -> None:
    browser.get("/ventanilla/entrar")
    reply = browser.post("/ventanilla/entrar", name='"><script>x</script>', password="x")
    assert "<script>x" not in reply.text
    assert "&lt;script&gt;x" in reply.text
