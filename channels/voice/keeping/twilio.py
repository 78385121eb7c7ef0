"""Recordings at Twilio: asked for by id in our own account, never at an address we are told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from twilio.base.exceptions import TwilioRestException, TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from channels.voice.keeping import NOT_OURS, NOT_READY, TOO_LARGE, NotHeard
from channels.voice.keeping.hearing import MOST_BYTES

SECONDS_TO_ANSWER = 10.0
A_PIECE = 64 * 1024
PLACE = "https://api.twilio.com/2010-04-01/Accounts/{account}/Recordings/{recording}.wav"
_ID = re.compile(r"RE[0-9a-f]{32}")
_LATER = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS})


@dataclass(frozen=True, slots=True)
class TwilioRecordings:
    """The recordings of one account, through the official client and its connections."""

    client: Client
    http: TwilioHttpClient

    @classmethod
    def open(cls, account_sid: str, auth_token: str) -> "TwilioRecordings":
        """Open the client: never waiting for ever, never trying twice by itself."""
        http = TwilioHttpClient(timeout=SECONDS_TO_ANSWER, max_retries=0)
        return cls(Client(account_sid, auth_token, http_client=http), http)

    def fetch(self, recording: str, /) -> bytes | NotHeard:
        """Give the file; a recording of another account is not there, like one not ready yet."""
        if _ID.fullmatch(recording) is None:
            return NOT_OURS
        place = PLACE.format(account=self.client.account_sid, recording=recording)
        try:
            # Elsewhere than at Twilio nobody is shown our token.
            with self.http.session.get(
                place,
                auth=self.client.auth,
                timeout=SECONDS_TO_ANSWER,
                allow_redirects=False,
                stream=True,
            ) as answer:
                if answer.status_code != HTTPStatus.OK:
                    return _refused(answer.status_code)
                return _read(answer.iter_content(A_PIECE))
        except OSError:
            return NotHeard("carrier_silent", retryable=True)

    def forget(self, recording: str, /) -> bool:
        """Delete it there; one that is not there is gone."""
        if _ID.fullmatch(recording) is None:
            return True
        try:
            return bool(self.client.recordings(recording).delete())
        except (TwilioRestException, TwilioServiceException) as refused:
            return bool(refused.status == HTTPStatus.NOT_FOUND)
        except OSError:
            return False


def _read(pieces: Iterable[bytes]) -> bytes | NotHeard:
    """Read no more than a message may have, however long the file is said to be."""
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > MOST_BYTES:
            return TOO_LARGE
    return bytes(content)


def _refused(status: int) -> NotHeard:
    if status == HTTPStatus.NOT_FOUND:
        return NOT_READY
    is_passing = status in _LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return NotHeard(f"carrier_{status}", retryable=is_passing)
