"""Twilio's side of the SMS door: signed webhooks in, TwiML out."""

import re
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response

from channels.porch.webhook import blinded, refused, required, signed_form
from channels.sms import twiml
from channels.sms.door import CHANNEL, Incoming, SmsDoor
from channels.sms.receipts import TWILIO, Receipts, twilio_receipt
from core.refusals import Refusal, RequestIncomplete

__all__ = ["SmsDoor", "blueprint"]

_MESSAGE_ID = re.compile(r"[A-Za-z0-9]{1,64}")


def blueprint(door: SmsDoor, receipts: Receipts | None = None) -> Blueprint:
    """Build the SMS door around the core it serves; `receipts` keeps what became of our texts."""
    sms = Blueprint("sms", __name__, url_prefix="/sms")

    @sms.post("/incoming")
    def incoming() -> Response:
        reply = door.receive(_incoming(door, signed_form(door.signature)))
        written = twiml.message(reply) if reply else twiml.NOTHING
        return Response(written, content_type="text/xml; charset=utf-8")

    if receipts is not None:

        @sms.post("/status/<key>")
        def status(key: str) -> Response:
            """Note what Twilio tells of a text of ours; nothing is said of one that is not."""
            form = signed_form(door.signature)
            receipts.note(TWILIO, twilio_receipt(key, form))
            return Response(status=HTTPStatus.NO_CONTENT)

    sms.register_error_handler(Refusal, partial(refused, door.wording, CHANNEL))
    return sms


def _incoming(door: SmsDoor, form: Mapping[str, str]) -> Incoming:
    message_id = required(form, "MessageSid")
    if not _MESSAGE_ID.fullmatch(message_id):
        raise RequestIncomplete(field="MessageSid")
    phone = required(form, "From")
    if "Body" not in form:
        raise RequestIncomplete(field="Body")
    caller = blinded(phone, door.blind)
    return Incoming(message_id, caller, form["Body"], door.country_of(phone), phone)
