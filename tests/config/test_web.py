"""The web process: what every address answers, whoever asks."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from channels.handset.network import Signer
from config.house import House
from config.web import LONGEST_REQUEST, create_app
from tests.houses import PUBLIC_URL, TWILIO_TOKEN

WEBHOOKS = ("/voice/incoming", "/sms/incoming")


@pytest.fixture
def client(house: House) -> Iterator[FlaskClient]:
    with create_app(house).test_client() as client:
        yield client


def test_the_house_says_that_it_is_open(client: FlaskClient) -> None:
    reply = client.get("/health")
    assert (reply.status_code, reply.text) == (200, "ok\n")


@pytest.mark.parametrize("path", ["/", "/nada", "/static/x", "/voice", "/sms/", "/health/../x"])
def test_an_address_that_there_is_not_is_not_found(client: FlaskClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 404
    assert "Traceback" not in reply.text


@pytest.mark.parametrize("path", WEBHOOKS)
def test_a_webhook_is_only_posted_to(client: FlaskClient, path: str) -> None:
    for method in ("GET", "PUT", "DELETE"):
        assert client.open(path, method=method).status_code == 405
    assert client.post("/health").status_code == 405


@pytest.mark.parametrize("path", WEBHOOKS)
def test_a_body_that_no_carrier_sends_is_too_large(client: FlaskClient, path: str) -> None:
    reply = client.post(path, data={"Body": "x" * (LONGEST_REQUEST + 1)})
    assert reply.status_code == 413
    assert "Traceback" not in reply.text


@pytest.mark.parametrize("path", WEBHOOKS)
def test_what_nobody_signed_is_forbidden_and_leaves_nothing(
    client: FlaskClient, house: House, path: str
) -> None:
    before = house.shelf.journal.count()
    form = {"From": "+51984650777", "MessageSid": "SM1", "CallSid": "CA1", "Body": "1400004276"}
    for headers in ({}, {"X-Twilio-Signature": "x"}, {"X-Twilio-Signature": "ñ"}):
        assert client.post(path, data=form, headers=headers).status_code == 403
    assert house.shelf.journal.count() == before
    assert house.shelf.contacts.turns("SM1", 0) == (None, None)


def test_what_was_signed_with_the_houses_token_is_answered(client: FlaskClient) -> None:
    form = {"From": "+51984650777", "MessageSid": "SM1", "Body": "AYUDA"}
    signer = Signer(PUBLIC_URL, TWILIO_TOKEN)
    path = "/sms/incoming"
    reply = client.post(path, data=form, headers=signer.headers(path, form))
    assert reply.status_code == 200
    assert "<Message>" in reply.text
