"""Twilio's routes for calls that the house misses and places."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, Response

from channels.voice.call import Call
from channels.voice.conversation import Conversation
from channels.voice.returning import Returns

# Rejected calls cost nothing; the busy tone is what a caller who counts on it waits for.
REJECT = '<?xml version="1.0" encoding="UTF-8"?><Response><Reject reason="busy"/></Response>'
TWIML = "text/xml; charset=utf-8"
LONGEST_KEY = 64
_NOBODY = frozenset({"busy", "no-answer"})
_LONGEST_SECONDS = 8
Read = Callable[[], tuple[Mapping[str, str], Call]]


@dataclass(frozen=True, slots=True)
class Leg:
    """One call as Twilio bills it; on a call of ours the citizen is the one who is called."""

    id: str
    status: str
    seconds: int
    is_ours: bool

    @property
    def citizen(self) -> str:
        """Name the field that holds the citizen's phone."""
        return "To" if self.is_ours else "From"

    def settle(self, returns: Returns) -> None:
        """Keep what it cost, and try once more if nobody answered."""
        if self.seconds:
            returns.charge(self.id, self.seconds, "out" if self.is_ours else "in")
        if self.is_ours and self.status in _NOBODY:
            returns.returning.unanswered(self.id)


def leg_of(form: Mapping[str, str]) -> Leg:
    """Read which way a call goes, and how long it was if it is over."""
    return Leg(
        id=form.get("CallSid", ""),
        status=form.get("CallStatus", ""),
        seconds=_seconds(form.get("CallDuration", "")),
        is_ours=form.get("Direction", "") == "outbound-api",
    )


def settle_transfer(form: Mapping[str, str], returns: Returns) -> None:
    """Keep what the other half of a transfer cost, once that is over."""
    if "DialCallDuration" not in form:
        return
    seconds, leg = _seconds(form["DialCallDuration"]), form.get("DialCallSid", "")
    if leg and seconds:
        returns.charge(leg, seconds, "transfer")


def _seconds(told: str) -> int:
    is_count = told.isascii() and told.isdigit() and len(told) <= _LONGEST_SECONDS
    return int(told) if is_count else 0


def add_returning(
    voice: Blueprint, returns: Returns, conversation: Conversation, read: Read
) -> None:
    """Add the number that is rung and not answered, and the calls that were placed for it."""

    @voice.post("/missed")
    def missed() -> Response:
        _, call = read()
        returns.missed(call)
        return Response(REJECT, content_type=TWIML)

    @voice.post(f"/placed/<string(maxlength={LONGEST_KEY}):key>")
    def placed(key: str) -> Response:
        _, call = read()
        contact = conversation.begin(returns.placed(call, key))
        return Response(contact.reply, content_type=TWIML)
