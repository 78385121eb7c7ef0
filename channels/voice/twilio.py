"""Twilio's side of the voice door: signed webhooks in, TwiML out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, request

from channels.porch.signature import Signature
from channels.porch.webhook import blinded, refused, required, signed_form
from channels.voice.call import Call
from channels.voice.conversation import LAST_TURN, Conversation
from channels.voice.returning import Returns
from channels.voice.returning_routes import add_returning, leg_of, settle_transfer
from channels.voice.telling import CHANNEL
from core.ports import Contact
from core.refusals import Refusal, RequestIncomplete
from ivr_flows.effects import Dialled, HungUp, Input, Keys, Recorded, Silence

_OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
_ANSWERED = frozenset({"completed", "answered"})
_RECORDING = re.compile("RE[0-9a-f]{32}")
_CALL_ID = re.compile(r"[A-Za-z0-9]{1,64}")


@dataclass(frozen=True, slots=True)
class VoiceDoor:
    """What the door is built of; `keys_blind` makes a phone unreadable, a hidden one none.

    `country_of` tells the other country of a phone, or nothing.
    """

    conversation: Conversation
    keys_blind: Callable[[str], str | None]
    country_of: Callable[[str], str]
    signature: Signature
    returns: Returns


def blueprint(door: VoiceDoor) -> Blueprint:
    """Build the voice door around the core it serves."""
    voice = Blueprint("voice", __name__, url_prefix="/voice")
    conversation = door.conversation

    @voice.post("/incoming")
    def incoming() -> Response:
        call = _call(door, signed_form(door.signature))
        return _spoken(door.returns.begin(conversation, call))

    @voice.post(f"/turn/<int(max={LAST_TURN}):turn>")
    def turn(turn: int) -> Response:
        form = signed_form(door.signature)
        heard = _heard(form, is_silent=request.query_string == b"silence=1")
        settle_transfer(form, door.returns)
        return _spoken(conversation.go_on(_call(door, form, turn), heard))

    @voice.post("/ended")
    def ended() -> Response:
        form = signed_form(door.signature)
        how = form.get("CallStatus", "")
        if how not in _OVER:
            raise RequestIncomplete(field="CallStatus")
        conversation.end(_call(door, form), how)
        leg_of(form).settle(door.returns)
        return Response(status=204)

    def read() -> tuple[Mapping[str, str], Call]:
        form = signed_form(door.signature)
        return form, _call(door, form)

    add_returning(voice, door.returns, conversation, read)
    voice.register_error_handler(Refusal, partial(refused, conversation.wording, CHANNEL))
    return voice


def _call(door: VoiceDoor, form: Mapping[str, str], turn: int = 0) -> Call:
    call_id = required(form, "CallSid")
    if not _CALL_ID.fullmatch(call_id):
        raise RequestIncomplete(field="CallSid")
    phone = required(form, leg_of(form).citizen)
    caller = blinded(phone, door.keys_blind)
    return Call(call_id, caller, turn, door.country_of(phone), phone)


def _heard(form: Mapping[str, str], *, is_silent: bool) -> Input:
    recorded = _recorded(form)
    if recorded is not None:
        return recorded  # also of who hung up instead of pressing the last key
    if form.get("CallStatus") in _OVER:
        return HungUp()
    if "DialCallStatus" in form:
        return Dialled(answered=form["DialCallStatus"] in _ANSWERED)
    digits = form.get("Digits", "")
    if is_silent or not (digits or form.get("FinishedOnKey")):
        return Silence()
    return Keys(digits)


def _recorded(form: Mapping[str, str]) -> Recorded | None:
    name, seconds = form.get("RecordingSid", ""), form.get("RecordingDuration", "")
    if not _RECORDING.fullmatch(name) or not (seconds.isascii() and seconds.isdigit()):
        return None
    return Recorded(name, int(seconds)) if int(seconds) else None


def _spoken(contact: Contact) -> Response:
    return Response(contact.reply, content_type="text/xml; charset=utf-8")
