import json
import socket
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import requests
import responses

from channels.porch.twilio_account import open_client
from channels.sms.carriers import Carrier, Failed, Sent
from channels.sms.carriers.notebook import Notebook
from channels.sms.carriers.twilio import IN_DOUBT, TwilioCarrier
from tests.fakes import FakeClock

ACCOUNT = "AC00000000000000000000000000000000"
URL = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
TO, TEXT = "+51984123456", "Exp 140-000-4276: listo."
TAKEN = {"sid": "SM1", "status": "queued", "num_segments": "1", "price": None, "error_code": None}


@pytest.fixture
def carrier() -> Carrier:
    return TwilioCarrier(open_client(ACCOUNT, "a-token-made-for-the-test"), "+5116400000")


def refuse(status: int, code: int | None) -> None:
    body = {"code": code, "message": "no", "status": status} if code else {}
    responses.post(URL, json=body, status=status)


@responses.activate
def test_a_text_is_handed_over_as_it_is(carrier: Carrier) -> None:
    responses.post(URL, json=TAKEN, status=201)
    assert carrier.send(TO, TEXT, key="k") == Sent("SM1", parts=1, cost_cents=0)
    body = responses.calls[0].request.body
    assert parse_qs(str(body)) == {"To": [TO], "From": ["+5116400000"], "Body": [TEXT]}


@responses.activate
def test_parts_and_price_are_read_as_the_carrier_tells_them(carrier: Carrier) -> None:
    responses.post(URL, json=TAKEN | {"num_segments": "2", "price": "-0.0950"}, status=201)
    assert carrier.send(TO, TEXT, key="k") == Sent("SM1", parts=2, cost_cents=10)


@responses.activate
def test_where_the_carrier_counts_no_parts_yet_ours_are_counted(carrier: Carrier) -> None:
    responses.post(URL, json=TAKEN | {"num_segments": "0"}, status=201)
    sent = carrier.send(TO, "a" * 161, key="k")
    assert isinstance(sent, Sent)
    assert sent.parts == 2


@responses.activate
@pytest.mark.parametrize(
    ("status", "code", "failed"),
    [
        (400, 21211, Failed("phone_invalid", retryable=False)),
        (400, 21408, Failed("country_forbidden", retryable=False)),
        (400, 21610, Failed("opted_out", retryable=False)),
        (400, 21614, Failed("phone_not_mobile", retryable=False)),
        (400, 21602, Failed("carrier_21602", retryable=False)),
        (404, None, Failed("carrier_404", retryable=False)),
        (401, 20003, Failed("account_refused", retryable=True)),
        (429, 20429, Failed("too_fast", retryable=True)),
    ],
)
def test_a_clear_no_is_a_failure_with_a_code(
    carrier: Carrier, status: int, code: int | None, failed: Failed
) -> None:
    refuse(status, code)
    assert carrier.send(TO, TEXT, key="k") == failed


@responses.activate
def test_a_refusal_in_the_carriers_newer_form_is_read_too(carrier: Carrier) -> None:
    body = {"type": "about:blank", "title": "no", "status": 400, "code": 21610}
    responses.post(URL, json=body, status=400)
    assert carrier.send(TO, TEXT, key="k") == Failed("opted_out", retryable=False)


@responses.activate
@pytest.mark.parametrize(
    "fault",
    [
        requests.ReadTimeout("slow"),
        requests.ConnectTimeout("slow"),
        requests.ConnectionError("reset by peer"),
        requests.exceptions.ChunkedEncodingError("half an answer"),
    ],
)
def test_a_silence_is_never_taken_for_a_failure(carrier: Carrier, fault: Exception) -> None:
    responses.post(URL, body=fault)
    assert carrier.send(TO, TEXT, key="k") == IN_DOUBT
    assert len(responses.calls) == 1


@responses.activate
@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_broken_carrier_leaves_it_in_doubt(carrier: Carrier, status: int) -> None:
    refuse(status, None)
    assert carrier.send(TO, TEXT, key="k") == IN_DOUBT


@responses.activate
def test_an_answer_that_cannot_be_read_leaves_it_in_doubt(carrier: Carrier) -> None:
    responses.post(URL, body="<html>", status=201)
    assert carrier.send(TO, TEXT, key="k") == IN_DOUBT


@responses.activate
@pytest.mark.parametrize(
    "cause", [socket.gaierror("no such name"), ConnectionRefusedError("closed")]
)
def test_a_carrier_that_was_never_reached_is_tried_again(carrier: Carrier, cause: OSError) -> None:
    unreached = requests.ConnectionError("not reached")
    unreached.__cause__ = cause
    responses.post(URL, body=unreached)
    assert carrier.send(TO, TEXT, key="k") == Failed("not_reached", retryable=True)


@responses.activate
@pytest.mark.parametrize(
    ("taken", "failed"),
    [
        ({"status": "failed", "error_code": 21610}, Failed("opted_out", retryable=False)),
        ({"sid": None}, Failed("carrier_400", retryable=False)),
    ],
)
def test_a_text_taken_and_dropped_at_once_has_failed(
    carrier: Carrier, taken: dict[str, object], failed: Failed
) -> None:
    responses.post(URL, json=TAKEN | taken, status=201)
    assert carrier.send(TO, TEXT, key="k") == failed


def test_the_notebook_writes_down_who_would_have_got_what(tmp_path: Path) -> None:
    file = tmp_path / "var" / "texts.jsonl"
    notebook: Carrier = Notebook(file, FakeClock())
    first = notebook.send(TO, "Señora, está listo.", key="wish 1")
    again = notebook.send(TO, "a" * 200, key="wish 1")
    other = notebook.send(TO, TEXT, key="wish 2")
    assert isinstance(first, Sent)
    assert isinstance(again, Sent)
    assert isinstance(other, Sent)
    assert (first.provider_id, again.parts) == (again.provider_id, 2)
    assert other.provider_id != first.provider_id
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line["text"] for line in lines] == ["Señora, está listo.", "a" * 200, TEXT]
    assert lines[0] == {
        "id": first.provider_id,
        "at": "2026-11-23T17:00:00+00:00",
        "to": TO,
        "parts": 1,
        "text": "Señora, está listo.",
    }


def test_a_notebook_that_cannot_be_opened_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where a folder should be", encoding="utf-8")
    notebook = Notebook(tmp_path / "var" / "texts.jsonl", FakeClock())
    assert notebook.send(TO, TEXT, key="k") == Failed("notebook_closed", retryable=True)
