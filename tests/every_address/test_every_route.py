"""No route is missed: what holds for every door is asked of every address that the house has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from config.house import House
from config.web import create_app
from core.model.case_number import CaseNumber
from core.model.policy_of_staff import may
from core.model.user import Role
from tests.channels.handsets import open_on
from tests.clerks import COOKIE, Clerk, a_clerk, without_marks
from tests.core.rows import projected
from tests.core.stories import case_of
from tests.desk_deeds import DEEDS
from tests.houses import TODAY, copy_of
from tests.routes import Route, ask, of_door, routes

# Who may come in without being known: whoever signs in, and what that page loads.
OPEN = {"desk.sign_in", "desk.let_in", "desk.asset"}
WEBHOOKS = {"voice", "sms", "kannel"}  # asked in test_every_webhook.py
UNITS = {"units"}  # asked in test_every_unit_route.py
PLAIN = {"health", "audio.sound"}  # sounds of the release, which carriers fetch unsigned
# The one page that may open a camera, and run the reader that looks through it.
CAMERA = {"scan_letters", "take_scans"}
# What everyone does with their own sign-in, whatever their role.
OWN = {
    "my_account",
    "end_others",
    "sign_out",
    "new_password",
    "take_password",
    "second_step",
    "take_code",
    "begin_codes",
    "take_codes",
    "take_passkey",
    "add_passkey",
    "remove_passkey",
}


def test_every_route_belongs_to_a_door_that_is_watched(app: Flask, number: CaseNumber) -> None:
    doors = {route.door for route in routes(app, number)}
    assert doors <= {*WEBHOOKS, *UNITS, "desk", "handset", "audio", ""}
    assert {route.endpoint for route in of_door(app, number, "audio", "")} == PLAIN
    rooms = {route.room for route in of_door(app, number, "desk")}
    assert rooms == {*DEEDS, *OWN, *(name.partition(".")[2] for name in OPEN)}


def test_nobody_comes_to_the_desk_unknown(house: House, app: Flask, number: CaseNumber) -> None:
    before = projected(house)
    for route in of_door(app, number, "desk"):
        if route.endpoint in OPEN:
            continue
        for cookie in (None, "0" * 64, "x" * 3000):
            client = app.test_client()
            if cookie is not None:
                client.set_cookie(COOKIE, cookie)
            answer = client.open(route.path, method=route.method)
            assert answer.status_code in {400, 401}, (route, answer.status_code)
            assert number.grouped not in answer.text
    assert projected(house) == before


def test_no_form_is_taken_without_its_mark_or_from_elsewhere(
    house: House, app: Flask, number: CaseNumber
) -> None:
    clerk = a_clerk(house, app.test_client())
    before = projected(house)
    for route in of_door(app, number, "desk"):
        if route.method == "GET":
            continue
        marked = {"csrf_token": clerk.mark}
        bare = clerk.client.post(route.path, data={})
        assert bare.status_code == 400, route
        wrong = clerk.client.post(route.path, data={"csrf_token": "x"})
        assert wrong.status_code == 400, route
        for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            answer = clerk.client.post(route.path, data=marked, headers=headers)
            assert answer.status_code == 403, (route, headers)
    assert projected(house) == before


def test_each_role_enters_its_rooms_and_no_other(
    house: House, app: Flask, number: CaseNumber
) -> None:
    for role in Role:
        clerk = a_clerk(house, app.test_client(), name=f"Persona {role}", role=role)
        for route in of_door(app, number, "desk"):
            deed = DEEDS.get(route.room)
            if deed is None:
                continue
            answer = asked_by(clerk, route)
            is_in = answer.status_code not in {401, 403}
            assert is_in is may(role, deed), (role, route, answer.status_code)


def asked_by(clerk: Clerk, route: Route) -> TestResponse:
    return clerk.get(route.path) if route.method == "GET" else clerk.post(route.path)


def test_a_case_of_another_institution_is_as_unknown_as_none(
    house: House, app: Flask, number: CaseNumber
) -> None:
    stranger = a_clerk(house, app.test_client(), institution="PE/muni-calca")
    before, nobody = projected(house), CaseNumber.compose("999", 1)
    whole = {"key": "a" * 32, "seen": str(case_of(house, number).last), "on": TODAY.isoformat()}
    for route in of_door(app, number, "desk"):
        if number.digits not in route.path:
            continue
        other = Route(route.endpoint, route.method, route.path.replace(number.digits, str(nobody)))
        if route.method == "GET":
            there, nowhere = stranger.get(route.path), stranger.get(other.path)
        else:
            there, nowhere = (stranger.post(one.path, **whole) for one in (route, other))
        assert there.status_code == nowhere.status_code == 404, route
        assert without_marks(there.text) == without_marks(nowhere.text), route
    assert projected(house) == before


def test_every_page_of_the_desk_keeps_strangers_scripts_out(
    house: House, app: Flask, number: CaseNumber
) -> None:
    clerk = a_clerk(house, app.test_client())
    for route in of_door(app, number, "desk"):
        answer = asked_by(clerk, route)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, route
        assert "frame-ancestors 'none'" in policy, route
        if route.room in CAMERA:
            policy = policy.replace(" 'wasm-unsafe-eval'", "", 1)
        assert "unsafe" not in policy, route
        assert "camera=()" in answer.headers["Permissions-Policy"] or route.room in CAMERA, route
        assert answer.headers["X-Content-Type-Options"] == "nosniff", route
        if route.room != "asset":
            assert answer.headers["Cache-Control"] == "no-store", route
        assert " style=" not in answer.text, route
        assert "<script>" not in answer.text, route


@pytest.fixture
def lit_app(founded_house: Path, tmp_path: Path) -> Iterator[Flask]:
    """Open a house with the handset on, which needs that no real account is there."""
    copy_of(founded_house, tmp_path / "lit").close()
    house = open_on(tmp_path / "lit")
    yield create_app(house)
    house.close()


def test_the_handset_takes_no_form_of_another_page(lit_app: Flask, number: CaseNumber) -> None:
    for route in of_door(lit_app, number, "handset"):
        if route.method == "GET":
            continue
        for headers in ({}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            answer = ask(lit_app, route, {"keys": "1", "text": "AYUDA"}, headers)
            assert answer.status_code in {400, 403}, (route, headers)


def test_where_the_handset_is_off_none_of_its_routes_is_there(
    app: Flask, lit_app: Flask, number: CaseNumber
) -> None:
    for route in of_door(lit_app, number, "handset"):
        assert ask(app, route, {}, {}).status_code == 404, route
