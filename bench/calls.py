"""The webhooks of the bench, with every field that Twilio really sends and its signature."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from bench.server import Server

FORM = "application/x-www-form-urlencoded"
# What a call carries beside what the house reads: the check signs all of it.
CARRIED = {
    "AccountSid": "AC00000000000000000000000000000000",
    "ApiVersion": "2010-04-01",
    "Called": "+5117000000",
    "CalledCity": "",
    "CalledCountry": "PE",
    "CalledState": "Lima",
    "CalledZip": "",
    "CallerCity": "",
    "CallerCountry": "PE",
    "CallerState": "",
    "CallerZip": "",
    "Direction": "inbound",
    "FromCity": "",
    "FromCountry": "PE",
    "FromState": "",
    "FromZip": "",
    "To": "+5117000000",
    "ToCity": "",
    "ToCountry": "PE",
    "ToState": "Lima",
    "ToZip": "",
}


@dataclass(frozen=True, slots=True)
class Webhook:
    """One request, signed before the measurement begins."""

    path: str
    body: bytes
    headers: Mapping[str, str]

    def send(self, server: Server) -> bytes:
        """Send it."""
        return server.post(self.path, self.body, self.headers)


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs as the provider does."""

    public_url: str
    token: str

    def webhook(self, path: str, fields: Mapping[str, str]) -> Webhook:
        """Make a request of the fields that matter and of all that a carrier adds."""
        form = {**CARRIED, **fields}
        signature = RequestValidator(self.token).compute_signature(self.public_url + path, form)
        headers = {"Content-Type": FORM, "X-Twilio-Signature": signature}
        return Webhook(path, urlencode(form).encode(), headers)

    def call(self, call_id: str, caller: str, *, turn: int = 0, digits: str = "") -> Webhook:
        """Make a turn of a call."""
        path = f"/voice/turn/{turn}" if turn else "/voice/incoming"
        fields = {"CallSid": call_id, "From": caller, "Caller": caller, "CallStatus": "in-progress"}
        return self.webhook(path, fields | ({"Digits": digits} if digits else {}))

    def text(self, message_id: str, sender: str, body: str) -> Webhook:
        """Make a text."""
        fields = {"MessageSid": message_id, "SmsSid": message_id, "From": sender, "Body": body}
        return self.webhook("/sms/incoming", fields | {"NumMedia": "0", "NumSegments": "1"})
