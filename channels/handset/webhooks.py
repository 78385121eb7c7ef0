"""The fields of Twilio's webhooks, all that it sends and not only what the house reads."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from core.model.gsm7 import parts

Fields = Mapping[str, str]
ACCOUNT = f"AC{'0' * 32}"
_PLACES = ("City", "Country", "State", "Zip")


def new_call_id() -> str:
    """Make the id of a call as Twilio writes one."""
    return f"CA{secrets.token_hex(16)}"


def new_message_id() -> str:
    """Make the id of a text as Twilio writes one."""
    return f"SM{secrets.token_hex(16)}"


@dataclass(frozen=True, slots=True)
class Parties:
    """Whose phone rings whose."""

    caller: str
    house: str

    def call(self, call_id: str, status: str) -> dict[str, str]:
        """Write the fields of a turn of a call."""
        return {
            **self._both(("From", self.caller), ("Caller", self.caller)),
            **self._both(("To", self.house), ("Called", self.house)),
            "AccountSid": ACCOUNT,
            "ApiVersion": "2010-04-01",
            "CallSid": call_id,
            "CallStatus": status,
            "Direction": "inbound",
        }

    def text(self, message_id: str, words: str) -> dict[str, str]:
        """Write the fields of a text."""
        return {
            **self._both(("From", self.caller), ("To", self.house)),
            "AccountSid": ACCOUNT,
            "ApiVersion": "2010-04-01",
            "Body": words,
            "MessageSid": message_id,
            "NumMedia": "0",
            "NumSegments": str(parts(words)),
            "SmsMessageSid": message_id,
            "SmsSid": message_id,
            "SmsStatus": "received",
        }

    @staticmethod
    def _both(*named: tuple[str, str]) -> dict[str, str]:
        # Twilio tells the place of a number where it knows one; of a mobile in Peru it does not.
        places = {f"{name}{place}": "" for name, _ in named for place in _PLACES}
        return places | dict(named)
