"""Opens Twilio's official client for what we send and place, and reads how it failed."""

import socket
from collections.abc import Iterator

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

SECONDS_TO_ANSWER = 10.0


def open_client(account_sid: str, auth_token: str) -> Client:
    """Open the client as we need it: never waiting for ever, never trying twice by itself."""
    http = TwilioHttpClient(timeout=SECONDS_TO_ANSWER, max_retries=0)
    return Client(account_sid, auth_token, http_client=http)


def was_reached(fault: BaseException) -> bool:
    """Say whether the carrier may have heard us: not if its name or its door was never found."""
    return not any(isinstance(c, socket.gaierror | ConnectionRefusedError) for c in _causes(fault))


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__
