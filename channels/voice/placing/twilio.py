"""Twilio as who places our calls, through its official client."""

from dataclasses import dataclass
from http import HTTPStatus

from twilio.base.exceptions import TwilioRestException, TwilioServiceException
from twilio.rest import Client

from channels.porch.twilio_account import was_reached
from core.ports import NotPlaced, Placed

RINGING_SECONDS = 25
# Nobody can tell whether the phone rings, and a second call would cost and confuse.
IN_DOUBT = NotPlaced("no_answer", retryable=False, in_doubt=True)
CODES = {
    13224: "phone_invalid",
    13227: "country_forbidden",
    21210: "sender_invalid",
    21211: "phone_invalid",
    21212: "sender_invalid",
    21215: "country_forbidden",
    21217: "phone_invalid",
}
LATER = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS})


@dataclass(frozen=True, slots=True)
class TwilioPlacer:
    """Places calls that show one number; Twilio asks at `public_url` how each goes on."""

    client: Client
    sender: str
    public_url: str

    def place(self, phone: str, key: str, /) -> Placed | NotPlaced:
        """Call a phone; the key comes back in the address, which never holds the phone."""
        house = self.public_url.rstrip("/")
        try:
            call = self.client.calls.create(
                to=phone,
                from_=self.sender,
                url=f"{house}/voice/placed/{key}",
                method="POST",
                status_callback=f"{house}/voice/ended",
                status_callback_method="POST",
                timeout=RINGING_SECONDS,
            )
        except (TwilioRestException, TwilioServiceException) as refused:
            return _refused(refused.status, refused.code)
        except OSError as fault:
            return IN_DOUBT if was_reached(fault) else NotPlaced("not_reached", retryable=True)
        except ValueError:
            return IN_DOUBT  # taken, perhaps: the answer was no JSON
        # A call that nobody can name would be one that nobody can charge.
        return IN_DOUBT if call.sid is None else Placed(call.sid)


def _refused(status: int, code: int | None) -> NotPlaced:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return IN_DOUBT
    name = CODES.get(code or 0, f"carrier_{code or status}")
    return NotPlaced(name, retryable=status in LATER)
