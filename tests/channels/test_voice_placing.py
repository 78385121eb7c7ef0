"""Who makes phones ring: Twilio, an exchange over its manager, and the notebook."""

import json
import socket
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import requests
import responses

from channels.porch.twilio_account import open_client
from channels.voice.placing.ami import IN_DOUBT, NOT_REACHED, AmiPlacer, Exchange
from channels.voice.placing.notebook import CallNotebook
from channels.voice.placing.twilio import IN_DOUBT as TWILIO_IN_DOUBT
from channels.voice.placing.twilio import TwilioPlacer
from core.ports import CallPlacer, NotPlaced, Placed
from tests.channels.ami_peer import EVENT, Manager
from tests.fakes import FakeClock

ACCOUNT = "AC00000000000000000000000000000000"
URL = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Calls.json"
PHONE, KEY = "+51984123456", "0123456789abcdef0123456789abcdef"
HOUSE = "https://tramites.example.pe"
EXCHANGE = Exchange(
    host="127.0.0.1",
    port=0,
    user="convergencia",
    secret="a word made for the test",
    channel="PJSIP/{phone}@trunk",
    agi="agi://127.0.0.1:4573/a-token-made-for-the-test",
    shows="+5184000111",
    seconds=2.0,
)
SUCCESS = b"Response: Success\r\nActionID: {id}\r\nMessage: ok\r\n\r\n"
ERROR = b"Response: Error\r\nActionID: {id}\r\nMessage: no\r\n\r\n"
NO_ONE = b"Response: Error\r\nMessage: Missing action in request\r\n\r\n"


@pytest.fixture
def placer() -> CallPlacer:
    client = open_client(ACCOUNT, "a-token-made-for-the-test")
    return TwilioPlacer(client, "+5116400000", f"{HOUSE}/")


@responses.activate
def test_twilio_is_told_where_the_call_goes_on_and_ends(placer: CallPlacer) -> None:
    responses.post(URL, json={"sid": "CA1", "status": "queued"}, status=201)
    assert placer.place(PHONE, KEY) == Placed("CA1")
    assert parse_qs(str(responses.calls[0].request.body)) == {
        "To": [PHONE],
        "From": ["+5116400000"],
        "Url": [f"{HOUSE}/voice/placed/{KEY}"],
        "Method": ["POST"],
        "StatusCallback": [f"{HOUSE}/voice/ended"],
        "StatusCallbackMethod": ["POST"],
        "Timeout": ["25"],
    }


@responses.activate
@pytest.mark.parametrize(
    ("status", "code", "failed"),
    [
        (400, 21211, NotPlaced("phone_invalid", retryable=False)),
        (400, 21217, NotPlaced("phone_invalid", retryable=False)),
        (400, 21215, NotPlaced("country_forbidden", retryable=False)),
        (400, 21210, NotPlaced("sender_invalid", retryable=False)),
        (400, 20404, NotPlaced("carrier_20404", retryable=False)),
        (401, 20003, NotPlaced("carrier_20003", retryable=True)),
        (429, 20429, NotPlaced("carrier_20429", retryable=True)),
        (500, None, TWILIO_IN_DOUBT),
        (503, None, TWILIO_IN_DOUBT),
    ],
)
def test_a_clear_no_is_a_failure_and_a_broken_carrier_is_a_doubt(
    placer: CallPlacer, status: int, code: int | None, failed: NotPlaced
) -> None:
    body = {"code": code, "message": "no", "status": status} if code else {}
    responses.post(URL, json=body, status=status)
    assert placer.place(PHONE, KEY) == failed
    assert len(responses.calls) == 1


@responses.activate
@pytest.mark.parametrize(
    "answer",
    [
        requests.ReadTimeout("slow"),
        requests.ConnectionError("reset by peer"),
        "<html>",
        '{"sid": null}',
    ],
)
def test_a_call_that_may_ring_already_is_never_placed_again(
    placer: CallPlacer, answer: Exception | str
) -> None:
    responses.post(URL, body=answer, status=201)
    assert placer.place(PHONE, KEY) == TWILIO_IN_DOUBT
    assert len(responses.calls) == 1


@responses.activate
def test_a_carrier_that_was_never_reached_is_tried_again(placer: CallPlacer) -> None:
    unreached = requests.ConnectionError("not reached")
    unreached.__cause__ = socket.gaierror("no such name")
    responses.post(URL, body=unreached)
    assert placer.place(PHONE, KEY) == NotPlaced("not_reached", retryable=True)


def by(manager: Manager, phone: str = PHONE, key: str = KEY) -> Placed | NotPlaced:
    """Have the exchange place one call."""
    with manager.open() as port:
        return AmiPlacer(replace(EXCHANGE, port=port)).place(phone, key)


def test_the_exchange_is_told_whom_to_call_and_where_to_bring_the_call() -> None:
    manager = Manager()
    assert by(manager) == Placed(f"AMI{KEY}")
    assert manager.orders == [
        {
            "Action": "Login",
            "ActionID": "login",
            "Username": "convergencia",
            "Secret": "a word made for the test",
            "Events": "off",
        },
        {
            "Action": "Originate",
            "ActionID": KEY,
            "Channel": "PJSIP/+51984123456@trunk",
            "Application": "AGI",
            "Data": f"agi://127.0.0.1:4573/a-token-made-for-the-test,placed,{KEY}",
            "Timeout": "25000",
            "Async": "true",
            "CallerID": "+5184000111",
        },
    ]


def test_with_a_context_the_dial_plan_brings_the_call_and_no_token_is_sent() -> None:
    manager = Manager()
    with manager.open() as port:
        exchange = replace(EXCHANGE, port=port, context="llamadas-nuestras", shows="")
        assert AmiPlacer(exchange).place(PHONE, KEY) == Placed(f"AMI{KEY}")
    order = manager.orders[1]
    where = (order["Context"], order["Exten"], order["Priority"])
    assert where == ("llamadas-nuestras", KEY, "1")
    assert not {"Application", "Data", "CallerID"} & set(order)
    assert "a-token-made-for-the-test" not in str(manager.orders)


def test_what_the_manager_says_by_itself_is_no_answer() -> None:
    other = b"Response: Error\r\nActionID: another\r\n\r\n"
    noisy = Manager(login=EVENT + SUCCESS, originate=EVENT + other + NO_ONE + EVENT + SUCCESS)
    assert by(noisy) == Placed(f"AMI{KEY}")


@pytest.mark.parametrize(
    ("manager", "answer"),
    [
        (Manager(login=ERROR), NotPlaced("manager_refused", retryable=True)),
        (Manager(originate=ERROR), NotPlaced("originate_refused", retryable=False)),
        (Manager(greeting=b"SSH-2.0-OpenSSH\r\n"), NOT_REACHED),
        (Manager(greeting=b""), NOT_REACHED),
        (Manager(greeting=b"Asterisk Call Manager/9"), NOT_REACHED),
        (Manager(login=b""), NOT_REACHED),
        (Manager(login=b"Response: Succ"), NOT_REACHED),
        (Manager(login=b"x" * 9000 + b"\r\n"), NOT_REACHED),
        (Manager(originate=b""), IN_DOUBT),
        (Manager(originate=b"Response: Success\r\nActionID: {id}\r\n"), IN_DOUBT),
        (Manager(originate=EVENT * 200), IN_DOUBT),
        (Manager(originate=b"\xff\xfe\r\n\r\n"), IN_DOUBT),
    ],
    ids=str,
)
def test_before_the_order_it_may_be_tried_again_and_after_it_there_is_doubt(
    manager: Manager, answer: NotPlaced
) -> None:
    with manager.open() as port:
        placer = AmiPlacer(replace(EXCHANGE, port=port, seconds=0.3))
        assert placer.place(PHONE, KEY) == answer


def test_an_exchange_that_is_not_there_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert AmiPlacer(replace(EXCHANGE, port=port)).place(PHONE, KEY) == NOT_REACHED


@pytest.mark.parametrize(
    ("phone", "key"),
    [
        ("+51984123456\r\nAction: Originate", KEY),
        ("+51984123456&SIP/1", KEY),
        ("984123456", KEY),
        ("", KEY),
        (PHONE, "k,evil"),
        (PHONE, f"{KEY}\r\n"),
        (PHONE, ""),
    ],
)
def test_nothing_that_could_be_an_order_of_its_own_reaches_the_exchange(
    phone: str, key: str
) -> None:
    manager = Manager()
    assert by(manager, phone, key) == NotPlaced("phone_invalid", retryable=False)
    assert manager.orders == []


def test_an_exchange_does_not_show_its_secrets() -> None:
    assert EXCHANGE.secret not in repr(EXCHANGE)
    assert "a-token-made-for-the-test" not in repr(AmiPlacer(EXCHANGE))


def test_the_notebook_writes_down_who_would_have_been_called(tmp_path: Path) -> None:
    file = tmp_path / "var" / "calls.jsonl"
    notebook: CallPlacer = CallNotebook(file, FakeClock())
    first, again = notebook.place(PHONE, KEY), notebook.place(PHONE, KEY)
    assert isinstance(first, Placed)
    assert first == again
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert lines[0] == {
        "id": first.provider_id,
        "at": "2026-11-23T17:00:00+00:00",
        "to": PHONE,
        "key": KEY,
    }


def test_a_notebook_that_cannot_be_opened_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where a folder should be", encoding="utf-8")
    notebook = CallNotebook(tmp_path / "var" / "calls.jsonl", FakeClock())
    assert notebook.place(PHONE, KEY) == NotPlaced("notebook_closed", retryable=True)
