"""A telephone for trying the doors: it signs as the provider does and reads the TwiML it gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import fromstring

from flask import Flask
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator

SIGNATURE_HEADER = "X-Twilio-Signature"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs webhooks with the house's own token."""

    public_url: str
    token: str = field(repr=False)

    def headers(self, path: str, form: Mapping[str, str]) -> dict[str, str]:
        """Sign a form as the provider does."""
        validator = RequestValidator(self.token)
        signature = validator.compute_signature(self.public_url.rstrip("/") + path, dict(form))
        return {SIGNATURE_HEADER: signature}


class Telephone:
    """Sends what a phone network would send, to doors in the same process."""

    def __init__(self, app: Flask, signer: Signer, phone: str) -> None:
        self._client: FlaskClient = app.test_client()
        self._signer = signer
        self._phone = phone

    def text(self, message_id: str, words: str) -> str:
        """Send a text and read the reply."""
        form = {"MessageSid": message_id, "From": self._phone, "Body": words}
        return " ".join(_words(self.post("/sms/incoming", form), "Message"))

    def call(self, call_id: str) -> "Call":
        """Dial, and hear the first words."""
        return Call(self, call_id, self._phone)

    def post(self, path: str, form: Mapping[str, str]) -> str:
        """Send a signed webhook; anything but an answer is a fault."""
        response = self._client.post(path, data=form, headers=self._signer.headers(path, form))
        if response.status_code != 200:  # noqa: PLR2004 - HTTP's own number
            raise RuntimeError(f"{path}: {response.status_code}")
        return response.get_data(as_text=True)


class Call:
    """One call: what was said last, and where the next key goes."""

    def __init__(self, telephone: Telephone, call_id: str, phone: str) -> None:
        self._telephone = telephone
        self._form = {"CallSid": call_id, "From": phone, "CallStatus": "in-progress"}
        self._next = "/voice/incoming"
        self.heard: tuple[str, ...] = ()
        self.is_over = False
        self._go({})

    def press(self, digits: str) -> tuple[str, ...]:
        """Press keys and hear what follows."""
        self._go({"Digits": digits})
        return self.heard

    def _go(self, keys: Mapping[str, str]) -> None:
        answer = self._telephone.post(self._next, {**self._form, **keys})
        self.heard = _words(answer, "Say")
        gather = fromstring(answer).find(".//Gather")  # noqa: S314 - the house's own words
        self.is_over = gather is None
        if gather is not None:
            self._next = gather.attrib["action"]


def _words(answer: str, verb: str) -> tuple[str, ...]:
    root = fromstring(answer)  # noqa: S314 - the house's own words
    return tuple(" ".join("".join(said.itertext()).split()) for said in root.iter(verb))
