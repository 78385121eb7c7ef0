"""Kannel's side of the SMS door: its requests in, plain text out, and its receipts."""

import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Blueprint, Response, request

from channels.porch.webhook import blinded
from channels.sms.carriers.kannel_return import USER, KannelReturn
from channels.sms.door import Incoming, SmsDoor
from channels.sms.in_order import LATE_SECONDS, InOrder
from channels.sms.receipts import KANNEL, Receipts, kannel_receipt
from core.model.gsm7 import parts
from core.ports.carrying import Handing

PLAIN = "text/plain; charset=utf-8"
_MESSAGE_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
# As SMPP brings it: the country's prefix, and neither + nor 00 before it.
_BARE = re.compile(r"[1-9][0-9]{10,14}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KannelSide:
    """What Kannel's door needs besides; `key_of` makes a wish into the key of its receipts."""

    back: KannelReturn
    receipts: Receipts
    key_of: Callable[[str], str]
    order: InOrder


def blueprint(door: SmsDoor, side: KannelSide) -> Blueprint:
    """Build Kannel's door: whoever does not know the word of its addresses is refused."""
    kannel = Blueprint("kannel", __name__, url_prefix="/sms/kannel")

    @kannel.before_request
    def only_kannel() -> Response | None:
        known = request.authorization
        given = "" if known is None or known.username != USER else known.password or ""
        is_known = hmac.compare_digest(given.encode(), side.back.token.encode())
        return None if is_known else Response(status=HTTPStatus.FORBIDDEN)

    @kannel.get("/incoming")
    def incoming() -> Response:
        """Answer a text: whatever it says is answered with 200, or Kannel would ask again."""
        arrived = _incoming(door)
        if arrived is None:
            return Response("", status=HTTPStatus.BAD_REQUEST, content_type=PLAIN)
        now = door.clock.now().timestamp()
        written = now if arrived.written_at is None else arrived.written_at.timestamp()
        phone = arrived.caller or ""
        with side.order.turn(phone, written, is_late=now - written > LATE_SECONDS):
            reply = door.receive(arrived)
        return Response(reply, content_type=PLAIN, headers=_headers(side, arrived.id, reply))

    @kannel.get("/delivery/<key>")
    def delivery(key: str) -> Response:
        """Note what became of a text; Kannel asks again after any answer but 200."""
        side.receipts.note(KANNEL, kannel_receipt(key, request.args))
        return Response("", content_type=PLAIN)

    return kannel


def _incoming(door: SmsDoor) -> Incoming | None:
    fields = request.args
    message_id, phone = fields.get("id", ""), _whole(fields.get("from", ""))
    if not _MESSAGE_ID.fullmatch(message_id) or "text" not in fields:
        return None
    caller = blinded(phone, door.blind)
    return Incoming(
        id=f"KN{message_id}",
        caller=caller,
        text=fields["text"],
        country=door.country_of(phone),
        phone=phone,
        written_at=_moment(fields.get("at", "")),
    )


def _moment(told: str) -> datetime | None:
    """Read when the network took the text (%T); a figure that is none says nothing."""
    is_figure = re.fullmatch(r"[0-9]{1,10}", told) is not None
    return datetime.fromtimestamp(int(told), UTC) if is_figure else None


def _headers(side: KannelSide, message_id: str, reply: str) -> dict[str, str]:
    if not reply:
        return {}
    wish = f"reply:{message_id}"
    key = side.key_of(wish)
    side.receipts.deliveries.replied(Handing(key=key, wish=wish, parts=parts(reply)), KANNEL)
    return dict(side.back.headers(key, reply))


def _whole(phone: str) -> str:
    """Write a phone with its +, as every other door gets it."""
    plain = phone.strip()
    if plain.startswith("00"):
        return f"+{plain[2:]}"
    return f"+{plain}" if _BARE.fullmatch(plain) else plain
