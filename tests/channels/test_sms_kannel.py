"""Kannel's door and its carrier: what goes over the wire, and what is made of each answer."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socket import create_server

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from channels.sms.carriers import Failed, Sent
from channels.sms.carriers.kannel import IN_DOUBT, KannelCarrier, StatusPage
from channels.sms.carriers.kannel_return import KannelReturn
from channels.sms.in_order import InOrder
from config.house import House
from config.web import create_app
from core.model.delivery import State
from tests.kannels import KNOWN, TOKEN, with_kannel
from tests.postgres import free_port

BACK = KannelReturn("http://127.0.0.1:8000/casa", TOKEN)
TO, TEXT, KEY = "+51984123456", "Exp 140-000-4276: listo.", "e" * 32


@pytest.fixture
def office(founded_house: Path, tmp_path: Path) -> Iterator[House]:
    house = with_kannel(founded_house, tmp_path / "var")
    yield house
    house.close()


@pytest.fixture
def kannel(office: House) -> FlaskClient:
    return create_app(office).test_client()


def ask(kannel: FlaskClient, **more: str) -> TestResponse:
    fields = {"from": TO, "id": "abc-1", "text": "AYUDA", "at": "1795257416", **more}
    return kannel.get("/sms/kannel/incoming", query_string=fields, headers=KNOWN)


def test_a_text_is_answered_in_plain_letters_and_a_repeat_with_the_same(
    kannel: FlaskClient,
) -> None:
    first, again = ask(kannel), ask(kannel)
    assert first.status_code == 200
    assert first.content_type == "text/plain; charset=utf-8"
    assert "<" not in first.text
    assert first.text
    assert (first.data, first.headers["X-Kannel-DLR-Url"]) == (
        again.data,
        again.headers["X-Kannel-DLR-Url"],
    )
    assert first.headers["X-Kannel-DLR-Mask"] == "31"
    assert first.headers["X-Kannel-Coding"] in {"0", "2"}


@pytest.mark.parametrize("text", ["", " ", "\x00", "😀😀", "א" * 200, "a" * 1600, "%00%00", "\r\n"])
def test_whatever_a_text_says_kannel_is_answered_with_success(
    kannel: FlaskClient, text: str
) -> None:
    answer = ask(kannel, text=text)
    assert answer.status_code == 200
    assert "\r" not in answer.headers["X-Kannel-DLR-Url"]


@pytest.mark.parametrize("at", ["", "yesterday", "-5", "9" * 40, "0"])
def test_a_time_that_is_none_holds_nothing_up(kannel: FlaskClient, at: str) -> None:
    assert ask(kannel, at=at).status_code == 200


@pytest.mark.parametrize("sender", ["984123456", "51984123456", "0051984123456", TO])
def test_a_phone_is_the_same_in_every_spelling(
    office: House, kannel: FlaskClient, sender: str
) -> None:
    ask(kannel, **{"from": sender})
    kept = office.shelf.contacts.turns("KNabc-1", 0)[1]
    assert kept is not None
    assert kept.caller == office.blind_caller(TO)


@pytest.mark.parametrize("message_id", ["", "a" * 65, "a b", "../x"])
def test_a_request_that_is_none_of_kannels_is_refused(kannel: FlaskClient, message_id: str) -> None:
    assert ask(kannel, id=message_id).status_code == 400


def test_without_a_word_there_is_no_door(house: House) -> None:
    answer = create_app(house).test_client().get("/sms/kannel/incoming", headers=KNOWN)
    assert answer.status_code == 404


def test_receipts_of_a_reply_are_kept_in_any_order_and_others_counted(
    office: House, kannel: FlaskClient
) -> None:
    key = ask(kannel).headers["X-Kannel-DLR-Url"].split("/delivery/")[1].split("?")[0]
    for asked in (f"{key}?type=1&answer=&id=x", f"{key}?type=8&answer=ACK/&id=", f"{KEY}?type=1"):
        answer = kannel.get(f"/sms/kannel/delivery/{asked}", headers=KNOWN)
        # Kannel asks again after any other answer than 200.
        assert (answer.status_code, answer.data) == (200, b"")
    found = office.shelf.deliveries.of_wish("reply:KNabc-1")
    assert found is not None
    assert found.state is State.DELIVERED
    assert office.shelf.deliveries.strays() == 1


def test_late_texts_of_one_phone_are_answered_as_they_were_written() -> None:
    order, done = InOrder(hold=0.2), []

    def answer(written: float) -> None:
        with order.turn("phone", written, is_late=True):
            done.append(written)

    threads = [threading.Thread(target=answer, args=(at,)) for at in (3.0, 1.0, 2.0)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [1.0, 2.0, 3.0]


def carrier(port: int, **more: object) -> KannelCarrier:
    told = {
        "url": f"http://127.0.0.1:{port}/cgi-bin/sendsms",
        "user": "u",
        "password": "p",
        "sender": "1234",
        "back": BACK,
        "seconds": 0.5,
    }
    return KannelCarrier(**{**told, **more})  # type: ignore[arg-type]  # what the test gives


@contextmanager
def answering(status: int, body: bytes = b"") -> Iterator[tuple[int, list[dict[str, str]]]]:
    """Stand where Kannel would, and say one thing."""
    heard: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            text = self.rfile.read(length).decode()
            heard.append({**dict(self.headers), "path": self.path, "text": text})
            self.do_GET()

        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port, heard
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (202, Sent(KEY, 1, 0)),
        (200, Sent(KEY, 1, 0)),
        (400, Failed("text_invalid", retryable=False)),
        (403, Failed("account_refused", retryable=True)),
        (404, Failed("account_refused", retryable=True)),
        (418, Failed("carrier_418", retryable=False)),
        (503, Failed("network_down", retryable=True)),
        (500, IN_DOUBT),
        (502, IN_DOUBT),
    ],
)
def test_each_answer_of_kannel_has_its_meaning(status: int, said: Sent | Failed) -> None:
    with answering(status) as (port, _):
        assert carrier(port).send(TO, TEXT, key=KEY) == said


def test_phone_text_and_password_are_in_no_address() -> None:
    with answering(202) as (port, heard):
        carrier(port, network="claro").send(TO, "Trámite listo", key=KEY)
    (one,) = heard
    assert one["path"] == "/cgi-bin/sendsms"
    assert (one["X-Kannel-To"], one["X-Kannel-Coding"], one["text"]) == (TO, "2", "Trámite listo")
    assert one["X-Kannel-SMSC"] == "claro"
    assert one["X-Kannel-DLR-Url"].startswith(
        f"http://kannel:{TOKEN}@127.0.0.1:8000/casa/sms/kannel/delivery/{KEY}?"
    )


def test_what_never_reached_kannel_surely_was_not_sent() -> None:
    failed = carrier(free_port()).send(TO, TEXT, key=KEY)
    assert failed == Failed("not_reached", retryable=True)


def test_a_kannel_that_takes_the_text_and_says_nothing_leaves_a_doubt() -> None:
    with create_server(("127.0.0.1", 0)) as silent:
        assert carrier(silent.getsockname()[1]).send(TO, TEXT, key=KEY) == IN_DOUBT


PAGE = (
    b"<gateway><smscs><smsc><admin-id>claro</admin-id><status>%s</status></smsc></smscs></gateway>"
)


@pytest.mark.parametrize(
    ("status", "page", "said"),
    [
        (200, PAGE % b"re-connecting", Failed("network_down", retryable=True)),
        (200, b"<gateway/>", Failed("network_down", retryable=True)),
        (403, b"Denied", Failed("not_reached", retryable=True)),
        (200, b"no page", Failed("not_reached", retryable=True)),
    ],
)
def test_nothing_is_handed_over_for_a_network_that_is_down(
    status: int, page: bytes, said: Failed
) -> None:
    with answering(202) as (port, heard), answering(status, page) as (other, _):
        watched = StatusPage(f"http://127.0.0.1:{other}/status.xml", "mira")
        sent = carrier(port, network="claro", status=watched).send(TO, TEXT, key=KEY)
    assert (sent, heard) == (said, [])


def test_a_network_that_is_online_gets_the_text() -> None:
    with answering(202) as (port, heard), answering(200, PAGE % b"online 2s") as (other, _):
        watched = StatusPage(f"http://127.0.0.1:{other}/status.xml")
        carrier(port, network="claro", status=watched).send(TO, TEXT, key=KEY)
    assert len(heard) == 1
