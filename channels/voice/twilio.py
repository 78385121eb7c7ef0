"""Twilio's side of the voice door: signed webhooks in, TwiML out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, request

from channels.porch.signature import Signature
from channels.porch.webhook import blinded, refused, required, signed_form
from channels.voice.conversation import LAST_TURN, Call, Conversation
from channels.voice.finding import Finding
from channels.voice.questions import Inquiring
from channels.voice.render import twiml
from channels.voice.telling import CHANNEL
from core.ports import Clock, Contact, Contacts, Wording
from core.refusals import Refusal, RequestIncomplete
from ivr_flows.effects import HungUp, Input, Keys, Silence
from ivr_flows.script import Script

_OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
_CALL_ID = re.compile(r"[A-Za-z0-9]{1,64}")


@dataclass(frozen=True, slots=True)
class VoiceDoor:
    """What the door is built of; `keys_blind` makes a phone unreadable, a hidden one none.

    `country_of` tells the other country of a phone, or nothing.
    """

    inquiry: Inquiring
    finding: Finding
    wording: Wording
    contacts: Contacts
    clock: Clock
    keys_blind: Callable[[str], str | None]
    country_of: Callable[[str], str]
    script: Script
    signature: Signature


def blueprint(door: VoiceDoor) -> Blueprint:
    """Build the voice door around the core it serves."""
    voice = Blueprint("voice", __name__, url_prefix="/voice")
    conversation = _conversation(door)

    @voice.post("/incoming")
    def incoming() -> Response:
        return _spoken(conversation.begin(_call(door, signed_form(door.signature))))

    @voice.post(f"/turn/<int(max={LAST_TURN}):turn>")
    def turn(turn: int) -> Response:
        form = signed_form(door.signature)
        heard = _heard(form, is_silent=request.query_string == b"silence=1")
        return _spoken(conversation.go_on(_call(door, form, turn), heard))

    @voice.post("/ended")
    def ended() -> Response:
        form = signed_form(door.signature)
        how = form.get("CallStatus", "")
        if how not in _OVER:
            raise RequestIncomplete(field="CallStatus")
        conversation.end(_call(door, form), how)
        return Response(status=204)

    voice.register_error_handler(Refusal, partial(refused, door.wording, CHANNEL))
    return voice


def _conversation(door: VoiceDoor) -> Conversation:
    return Conversation(
        inquiry=door.inquiry,
        finding=door.finding,
        wording=door.wording,
        contacts=door.contacts,
        clock=door.clock,
        script=door.script,
        render=partial(twiml, base_path=door.signature.base_path),
    )


def _call(door: VoiceDoor, form: Mapping[str, str], turn: int = 0) -> Call:
    call_id = required(form, "CallSid")
    if not _CALL_ID.fullmatch(call_id):
        raise RequestIncomplete(field="CallSid")
    phone = required(form, "From")
    return Call(call_id, blinded(phone, door.keys_blind), turn, door.country_of(phone))


def _heard(form: Mapping[str, str], *, is_silent: bool) -> Input:
    if form.get("CallStatus") in _OVER:
        return HungUp()
    digits = form.get("Digits", "")
    if is_silent or not (digits or form.get("FinishedOnKey")):
        return Silence()
    return Keys(digits)


def _spoken(contact: Contact) -> Response:
    return Response(contact.reply, content_type="text/xml; charset=utf-8")
