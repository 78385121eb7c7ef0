"""Twilio's side of the SMS door: signed webhooks in, TwiML out."""

import re
from collections.abc import Mapping
from functools import partial

from flask import Blueprint, Response

from channels.porch.webhook import blinded, refused, required, signed_form
from channels.sms.door import CHANNEL, Incoming, SmsDoor
from core.refusals import Refusal, RequestIncomplete

__all__ = ["SmsDoor", "blueprint"]

_MESSAGE_ID = re.compile(r"[A-Za-z0-9]{1,64}")


def blueprint(door: SmsDoor) -> Blueprint:
    """Build the SMS door around the core it serves."""
    sms = Blueprint("sms", __name__, url_prefix="/sms")

    @sms.post("/incoming")
    def incoming() -> Response:
        reply = door.receive(_incoming(door, signed_form(door.signature)))
        return Response(reply, content_type="text/xml; charset=utf-8")

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
    return Incoming(message_id, caller, form["Body"], door.country_of(phone))
