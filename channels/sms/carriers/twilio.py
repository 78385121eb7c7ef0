"""Twilio as a carrier of texts, through its official client."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus

from twilio.base.exceptions import TwilioRestException, TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from channels.sms.carriers import Failed, Sent
from core.model.gsm7 import parts

SECONDS_TO_ANSWER = 10.0
# Nobody can tell whether the text left, and a second one would cost and confuse.
IN_DOUBT = Failed("no_answer", retryable=False, in_doubt=True)
CODES = {
    21211: "phone_invalid",
    21408: "country_forbidden",
    21610: "opted_out",
    21614: "phone_not_mobile",
}
LATER = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS})


def open_client(account_sid: str, auth_token: str) -> Client:
    """Open the client as a text needs it: never waiting for ever, never trying twice by itself."""
    http = TwilioHttpClient(timeout=SECONDS_TO_ANSWER, max_retries=0)
    return Client(account_sid, auth_token, http_client=http)


@dataclass(frozen=True, slots=True)
class TwilioCarrier:
    """Sends texts from one number or sender."""

    client: Client
    sender: str

    def send(self, to: str, text: str, /, *, key: str) -> Sent | Failed:  # noqa: ARG002  # the port's
        """Hand the text over; `key` stays here, for Twilio knows no keys of ours."""
        try:
            message = self.client.messages.create(to=to, from_=self.sender, body=text)
        except (TwilioRestException, TwilioServiceException) as refused:
            return _refused(refused.status, refused.code)
        except OSError as fault:
            return IN_DOUBT if _reached(fault) else Failed("not_reached", retryable=True)
        except ValueError:
            return IN_DOUBT  # taken, perhaps: the answer was no JSON
        if message.sid is None or message.error_code is not None:
            return _refused(HTTPStatus.BAD_REQUEST, message.error_code)
        count = max(int(message.num_segments or 0), parts(text))
        return Sent(message.sid, count, _cents(message.price))


def _refused(status: int, code: int | None) -> Failed:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return IN_DOUBT
    name = CODES.get(code or 0, f"carrier_{code or status}")
    return Failed(name, retryable=status in LATER)


def _reached(fault: BaseException) -> bool:
    """Say whether the carrier may have heard us: not if its name or its door was never found."""
    return not any(isinstance(c, socket.gaierror | ConnectionRefusedError) for c in _causes(fault))


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def _cents(price: str | None) -> int:
    """Read what the carrier asks, which it tells late and with a minus sign."""
    return round(abs(Decimal(price or "0")) * 100)
