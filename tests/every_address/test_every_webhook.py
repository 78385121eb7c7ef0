"""No webhook is missed: each is heard from its provider alone, and answers a repeat the same."""

from pathlib import Path

import pytest
from flask import Flask
from pydantic import SecretStr
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from config.house import House, build
from config.web import create_app
from core.model.case_number import CaseNumber
from tests.channels.handsets import open_on
from tests.houses import PUBLIC_URL, TWILIO_TOKEN, StoodClock, copy_of, settings, shipped
from tests.kannels import KNOWN, TOKEN, known_by
from tests.routes import Form, Route, ask, of_door

SIGNED, BY_ITS_WORD = ("voice", "sms"), ("kannel",)
CALL, TEXT = "CA" + "5" * 32, "SM" + "5" * 32
PHONE = "+51984123456"


def signed(path: str, form: Form) -> Form:
    validator = RequestValidator(TWILIO_TOKEN)
    return {"X-Twilio-Signature": str(validator.compute_signature(PUBLIC_URL + path, form))}


def form_of(route: Route) -> Form:
    if route.door == "kannel":
        return {"from": PHONE, "id": "abc-1", "text": "AYUDA", "at": "", "type": "1"}
    if route.door == "sms":
        return {"MessageSid": TEXT, "From": PHONE, "Body": "AYUDA"}
    return {"CallSid": CALL, "From": PHONE, "CallStatus": "completed"}


def test_no_webhook_is_heard_unsigned_or_signed_by_another(app: Flask, number: CaseNumber) -> None:
    for route in of_door(app, number, *SIGNED):
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
    for route in of_door(app, number, *SIGNED):
        form = form_of(route)
        headers = signed(route.path, form)
        first, again = (ask(app, route, data=form, headers=headers) for _ in range(2))
        assert first.status_code < 300, route
        assert (first.status_code, first.data) == (again.status_code, again.data), route
    assert house.shelf.contacts.turns(CALL, 1)[1] is not None


def test_what_the_handset_signs_is_refused_where_it_is_off(
    founded_house: Path, tmp_path: Path, app: Flask, number: CaseNumber
) -> None:
    copy_of(founded_house, tmp_path / "on").close()
    house = open_on(tmp_path / "on")
    signer = RequestValidator(house.handset_token)
    house.close()
    for route in of_door(app, number, *SIGNED):
        form = form_of(route)
        header = str(signer.compute_signature(PUBLIC_URL + route.path, form))
        answer = ask(app, route, form, {"X-Twilio-Signature": header})
        assert answer.status_code == 403, route


@pytest.mark.parametrize("key", ["", TWILIO_TOKEN, "left from development"])
def test_without_a_token_of_twilio_every_webhook_of_it_is_refused(
    founded_house: Path, tmp_path: Path, number: CaseNumber, key: str
) -> None:
    var = tmp_path / "alone"
    copy_of(founded_house, var).close()
    (var / "keys").mkdir()
    (var / "keys" / "twilio_auth_token").write_text("left from development")
    more = {"environment": "production", "twilio_auth_token": SecretStr("")}
    told = settings(var).model_copy(update=more)
    house = build(told, clock=StoodClock(), shipped=shipped())
    app, signer = create_app(house), RequestValidator(key)
    for route in of_door(app, number, *SIGNED):
        form = form_of(route)
        header = str(signer.compute_signature(PUBLIC_URL + route.path, form))
        for headers in ({}, {"X-Twilio-Signature": ""}, {"X-Twilio-Signature": header}):
            answer = ask(app, route, form, headers)
            assert answer.status_code == 403, route
            assert "<Response>" not in answer.text, route
    assert house.shelf.contacts.turns(CALL, 0) == (None, None)
    assert house.shelf.contacts.turns(TEXT, 0) == (None, None)
    house.close()


def asked_of_kannel(route: Route) -> Route:
    query = "&".join(f"{name}={value}" for name, value in form_of(route).items())
    return Route(route.endpoint, route.method, f"{route.path}?{query.replace('+', '%2B')}")


def test_no_webhook_of_kannels_is_heard_from_who_does_not_know_its_word(
    house: House, app: Flask, number: CaseNumber
) -> None:
    for route in of_door(app, number, *BY_ITS_WORD):
        whole = asked_of_kannel(route)
        strangers: tuple[Form, ...] = (
            {},
            {"Authorization": "Basic !"},
            {"Authorization": f"Bearer {TOKEN}"},
            known_by(""),
            known_by("wrong"),
            known_by("ñ"),
            known_by(TOKEN.upper()),
            known_by(TOKEN, "admin"),
            signed(whole.path, {}),
        )
        for headers in strangers:
            for method in (route.method, "HEAD", "OPTIONS"):
                other = Route(route.endpoint, method, whole.path)
                answer = ask(app, other, {}, headers)
                assert (answer.status_code, answer.data) == (403, b""), (other, headers)
                assert not any(TOKEN in value for _, value in answer.headers), other
    assert house.shelf.contacts.turns("KNabc-1", 0) == (None, None)
    assert house.shelf.deliveries.strays() == 0


def test_a_webhook_of_kannels_that_comes_again_gets_the_same_bytes_and_headers(
    house: House, app: Flask, number: CaseNumber
) -> None:
    for route in of_door(app, number, *BY_ITS_WORD):
        whole = asked_of_kannel(route)
        first, again = (ask(app, whole, {}, KNOWN) for _ in range(2))
        # Kannel asks again after any other answer than 200.
        assert first.status_code == again.status_code == 200, route
        assert first.data == again.data, route
        assert kannels_own(first) == kannels_own(again), route
        assert first.content_type == "text/plain; charset=utf-8"
        assert bool(kannels_own(first)) is bool(first.data), route
    assert house.shelf.contacts.turns("KNabc-1", 0)[1] is not None
    assert sum(house.shelf.deliveries.counts()["kannel"].values()) == 1


def kannels_own(answer: TestResponse) -> Form:
    return {name: value for name, value in answer.headers if name.startswith("X-Kannel-")}


def test_no_webhook_of_kannels_is_heard_by_another_method(app: Flask, number: CaseNumber) -> None:
    for route in of_door(app, number, *BY_ITS_WORD):
        assert route.method == "GET", route
        whole = asked_of_kannel(route)
        for method in ("POST", "PUT", "DELETE"):
            answer = ask(app, Route(route.endpoint, method, whole.path), {}, KNOWN)
            assert answer.status_code == 405, (route, method)
