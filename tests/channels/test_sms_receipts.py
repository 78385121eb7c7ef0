"""What carriers tell of our texts, in their words, is read as one state and one cause."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from channels.sms.carriers.codes import meaning, meanings
from channels.sms.receipts import kannel_receipt, twilio_receipt
from config.house import House
from config.web import create_app
from core.model.carrier_line import Terms
from core.model.delivery import Cause, State
from core.ports import Handing, Sent
from tests.houses import PUBLIC_URL, TWILIO_TOKEN

KEY = "c" * 32
TERMS = Terms(name="twilio")


@pytest.mark.parametrize("carrier", ["twilio", "kannel", "modem"])
def test_every_code_of_a_table_has_a_cause(carrier: str) -> None:
    assert all(isinstance(one.cause, Cause) for one in meanings(carrier).values())


def test_the_tables_know_the_codes_that_offices_meet() -> None:
    assert len(meanings("twilio")) >= 15
    assert {f"dlr.{kind}" for kind in ("2", "16")} <= meanings("kannel").keys()
    known = meaning("twilio", "30003")
    assert known is not None
    assert (known.cause, known.retryable) == (Cause.PHONE_OFF, True)
    assert meaning("twilio", "99999") is None


@pytest.mark.parametrize(
    ("status", "code", "state", "cause"),
    [
        ("queued", "", State.ACCEPTED, None),
        ("sent", "", State.SENT, None),
        ("delivered", "", State.DELIVERED, None),
        ("undelivered", "30003", State.UNDELIVERED, Cause.PHONE_OFF),
        ("undelivered", "30999", State.UNDELIVERED, Cause.UNKNOWN),
        ("failed", "21610", State.REJECTED, Cause.OPTED_OUT),
        ("failed", "", State.REJECTED, Cause.UNKNOWN),
    ],
)
def test_twilio_is_understood(status: str, code: str, state: State, cause: Cause | None) -> None:
    receipt = twilio_receipt(KEY, {"MessageStatus": status, "ErrorCode": code})
    assert receipt is not None
    assert (receipt.state, receipt.cause) == (state, cause)


@pytest.mark.parametrize(
    ("kind", "answer", "state", "cause", "code"),
    [
        ("8", "ACK/", State.SENT, None, ""),
        ("4", "", State.SENT, None, ""),
        ("1", "id:M1 stat:DELIVRD err:000", State.DELIVERED, None, ""),
        ("16", "NACK/0x0000000b/Invalid", State.REJECTED, Cause.PHONE_INVALID, "smpp.11"),
        ("16", "NACK/88/Throttled", State.REJECTED, Cause.TOO_FAST, "smpp.88"),
        ("2", "id:1 stat:UNDELIV err:027 text:", State.UNDELIVERED, Cause.PHONE_OFF, "err.27"),
        ("2", "id:1 stat:EXPIRED err:000", State.UNDELIVERED, Cause.EXPIRED, "stat.EXPIRED"),
        ("2", "id:1 stat:EXPIRED err:999", State.UNDELIVERED, Cause.EXPIRED, "err.999"),
        ("2", "", State.UNDELIVERED, Cause.UNKNOWN, "dlr.2"),
        ("16", "", State.REJECTED, Cause.NETWORK_REFUSED, "dlr.16"),
    ],
)
def test_kannel_is_understood(
    kind: str, answer: str, state: State, cause: Cause | None, code: str
) -> None:
    receipt = kannel_receipt(KEY, {"type": kind, "answer": answer})
    assert receipt is not None
    assert (receipt.state, receipt.cause, receipt.code) == (state, cause, code)


@given(
    st.dictionaries(st.sampled_from(["type", "answer", "MessageStatus", "ErrorCode"]), st.text())
)
def test_no_receipt_is_a_fault(fields: dict[str, str]) -> None:
    for read in (twilio_receipt, kannel_receipt):
        receipt = read(KEY, fields)
        assert receipt is None or receipt.state in State


def begun(house: House) -> None:
    house.shelf.deliveries.begin(Handing(key=KEY, wish="wish", parts=1), TERMS)
    house.shelf.deliveries.settle(KEY, TERMS, Sent("SM1", 1, 4), is_final=False)


def post(app: Flask, key: str, form: dict[str, str], token: str = TWILIO_TOKEN) -> TestResponse:
    path = f"/sms/status/{key}"
    header = str(RequestValidator(token).compute_signature(PUBLIC_URL + path, form))
    return app.test_client().post(path, data=form, headers={"X-Twilio-Signature": header})


def test_twilio_tells_what_became_of_a_text(house: House) -> None:
    app = create_app(house)
    begun(house)
    for status in ("delivered", "sent", "queued", "delivered"):
        answer = post(app, KEY, {"MessageSid": "SM1", "MessageStatus": status})
        assert (answer.status_code, answer.data) == (204, b"")
    found = house.shelf.deliveries.of_wish("wish")
    assert found is not None
    assert found.state is State.DELIVERED


def test_a_receipt_of_a_stranger_is_answered_alike_and_counted(house: House) -> None:
    app = create_app(house)
    begun(house)
    told = {"MessageSid": "SM1", "MessageStatus": "delivered"}
    known = post(app, KEY, told)
    for key in ("d" * 32, "x", "C" * 32):
        answer = post(app, key, told)
        assert (answer.status_code, answer.data) == (known.status_code, known.data)
    assert post(app, KEY, {"MessageSid": "SM1", "MessageStatus": "teleported"}).status_code == 204
    assert house.shelf.deliveries.strays() == 4


def test_a_forged_receipt_changes_nothing(house: House) -> None:
    app = create_app(house)
    begun(house)
    assert post(app, KEY, {"MessageStatus": "delivered"}, token="another").status_code == 403
    found = house.shelf.deliveries.of_wish("wish")
    assert found is not None
    assert found.state is State.ACCEPTED
    assert house.shelf.deliveries.strays() == 0
