"""No route is missed: what holds for every door is asked of every address that the house has."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from config.house import House
from config.web import create_app
from core.model.case_number import CaseNumber
from core.model.policy_of_staff import may
from core.model.user import Role
from tests.channels.handsets import open_on
from tests.clerks import COOKIE, Clerk, a_clerk, without_marks
from tests.core.rows import projected
from tests.core.stories import a_case, case_of
from tests.desk_deeds import DEEDS
from tests.houses import PUBLIC_URL, TODAY, TWILIO_TOKEN, copy_of

# Who may come in without being known: whoever signs in, and what that page loads.
OPEN = {"desk.sign_in", "desk.let_in", "desk.asset"}
WEBHOOKS = {"voice", "sms"}
PLAIN = {"health", "audio.sound"}  # sounds of the release, which carriers fetch unsigned
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
Form = dict[str, str]
CALL, TEXT = "CA" + "5" * 32, "SM" + "5" * 32
PHONE = "+51984123456"


@dataclass(frozen=True, slots=True)
class Route:
    """One address and one way to ask it."""

    endpoint: str
    method: str
    path: str

    @property
    def door(self) -> str:
        return self.endpoint.rpartition(".")[0]

    @property
    def room(self) -> str:
        return self.endpoint.rpartition(".")[2]


def routes(app: Flask, number: CaseNumber) -> list[Route]:
    """List every route, with something real in each place of its address."""
    given = {
        "digits": number.digits,
        "seen": "hub.1.1",
        "kind": "case_resolved",
        "code": "domicilio",
        "name": "desk.css",
        "key": "0" * 32,
        "turn": 1,
        "place": 0,
        "message": "5" * 32,
        "thread": "5" * 32,
        "filename": "handset.css",
        "mark": "a" * 64,
    }
    binding = app.url_map.bind("localhost")
    return [
        Route(rule.endpoint, method, binding.build(rule.endpoint, places, method=method))
        for rule in app.url_map.iter_rules()
        for places in ({name: given[name] for name in rule.arguments},)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


@pytest.fixture
def app(house: House) -> Flask:
    return create_app(house)


@pytest.fixture
def number(house: House) -> CaseNumber:
    return a_case(house)


def of_door(app: Flask, number: CaseNumber, *doors: str) -> list[Route]:
    found = [route for route in routes(app, number) if route.door in doors]
    assert found
    return found


def ask(app: Flask, route: Route, data: Form, headers: Form) -> TestResponse:
    return app.test_client().open(route.path, method=route.method, data=data, headers=headers)


def test_every_route_belongs_to_a_door_that_is_watched(app: Flask, number: CaseNumber) -> None:
    doors = {route.door for route in routes(app, number)}
    assert doors <= {*WEBHOOKS, "desk", "handset", "audio", ""}
    assert {route.endpoint for route in of_door(app, number, "audio", "")} == PLAIN
    rooms = {route.room for route in of_door(app, number, "desk")}
    assert rooms == {*DEEDS, *OWN, *(name.partition(".")[2] for name in OPEN)}


def signed(path: str, form: Form) -> Form:
    validator = RequestValidator(TWILIO_TOKEN)
    return {"X-Twilio-Signature": str(validator.compute_signature(PUBLIC_URL + path, form))}


def form_of(route: Route) -> Form:
    if route.door == "sms":
        return {"MessageSid": TEXT, "From": PHONE, "Body": "AYUDA"}
    return {"CallSid": CALL, "From": PHONE, "CallStatus": "completed"}


def test_no_webhook_is_heard_unsigned_or_signed_by_another(app: Flask, number: CaseNumber) -> None:
    for route in of_door(app, number, *WEBHOOKS):
        form = form_of(route)
        foreign = {"X-Twilio-Signature": "QUFBQUFBQUFBQUFBQUFBQUFBQUE="}
        elsewhere = signed("/voice/other", form)
        changed = signed(route.path, {**form, "From": "+51984123457"})
        for headers in ({}, foreign, elsewhere, changed):
            answer = ask(app, route, data=form, headers=headers)
            assert answer.status_code == 403, (route, headers)
            assert "<Response>" not in answer.text


def test_a_webhook_that_comes_again_gets_the_same_bytes(
    house: House, app: Flask, number: CaseNumber
) -> None:
    for route in of_door(app, number, *WEBHOOKS):
        form = form_of(route)
        headers = signed(route.path, form)
        first, again = (ask(app, route, data=form, headers=headers) for _ in range(2))
        assert first.status_code < 300, route
        assert (first.status_code, first.data) == (again.status_code, again.data), route
    assert house.shelf.contacts.turns(CALL, 1)[1] is not None


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
        assert "unsafe" not in policy
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


def test_what_the_handset_signs_is_refused_where_it_is_off(
    founded_house: Path, tmp_path: Path, app: Flask, number: CaseNumber
) -> None:
    copy_of(founded_house, tmp_path / "on").close()
    house = open_on(tmp_path / "on")
    signer = RequestValidator(house.handset_token)
    house.close()
    for route in of_door(app, number, *WEBHOOKS):
        form = form_of(route)
        header = str(signer.compute_signature(PUBLIC_URL + route.path, form))
        answer = ask(app, route, form, {"X-Twilio-Signature": header})
        assert answer.status_code == 403, route
