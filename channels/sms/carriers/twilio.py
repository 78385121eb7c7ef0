"""Twilio as a carrier of texts, through its official client."""

from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus

from twilio.base import values
from twilio.base.exceptions import TwilioRestException, TwilioServiceException
from twilio.rest import Client

from channels.porch.twilio_account import was_reached
from channels.sms.carriers import Failed, Sent
from channels.sms.carriers.codes import failure
from core.model.gsm7 import parts

# Nobody can tell whether the text left, and a second one would cost and confuse.
IN_DOUBT = Failed("no_answer", retryable=False, in_doubt=True)
LATER = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS})


@dataclass(frozen=True, slots=True)
class TwilioCarrier:
    """Sends texts from one number or sender; `answer_at` is where Twilio tells what became of them.

    Nothing is asked back where that address is empty, for Twilio refuses one that it cannot reach.
    """

    client: Client
    sender: str
    answer_at: str = ""

    def send(self, to: str, text: str, /, *, key: str) -> Sent | Failed:
        """Hand the text over; Twilio brings the key back in the address of its receipts."""
        back = f"{self.answer_at}/sms/status/{key}" if self.answer_at else values.unset
        try:
            message = self.client.messages.create(
                to=to, from_=self.sender, body=text, status_callback=back
            )
        except (TwilioRestException, TwilioServiceException) as refused:
            return _refused(refused.status, refused.code)
        except OSError as fault:
            return IN_DOUBT if was_reached(fault) else Failed("not_reached", retryable=True)
        except ValueError:
            return IN_DOUBT  # taken, perhaps: the answer was no JSON
        if message.sid is None or message.error_code is not None:
            return _refused(HTTPStatus.BAD_REQUEST, message.error_code)
        count = max(int(message.num_segments or 0), parts(text))
        return Sent(message.sid, count, _cents(message.price))


def _refused(status: int, code: int | None) -> Failed:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return IN_DOUBT
    plain = Failed(f"carrier_{code or status}", retryable=status in LATER)
    return failure("twilio", str(code or status), otherwise=plain)


def _cents(price: str | None) -> int:
    """Read what the carrier asks, which it tells late and with a minus sign."""
    return round(abs(Decimal(price or "0")) * 100)
