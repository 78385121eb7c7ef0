"""Houses with the handset on, and doors that answer whatever TwiML a test writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from channels.handset.network import Network, Reply, Signer
from channels.handset.phone import Telephone
from channels.handset.webhooks import Fields, Parties
from config.house import House, build
from config.settings import Settings
from tests.houses import MASTER_KEY, PUBLIC_URL, StoodClock, shipped

PHONE, HOUSE = "+51984000001", "0800-00-000"
ASK = (
    '<Gather action="/voice/turn/1" finishOnKey="#" input="dtmf" method="POST"{more} timeout="7">'
    '<Say language="es-MX" voice="Polly.Mia-Neural">Marque.</Say></Gather>'
)
SILENCE = '<Redirect method="POST">/voice/turn/1?silence=1</Redirect>'
BYE = '<Say language="es-MX" voice="Polly.Mia-Neural">Hasta luego.</Say><Hangup/>'


def reply(verbs: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Response>{verbs}</Response>'


def asking(**attributes: str) -> str:
    """Write a reply that asks for keys."""
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return reply(ASK.format(more=more) + SILENCE)


@dataclass
class Scripted:
    """Doors that answer from a list, and write down what was sent to them."""

    answers: list[str]
    posted: list[tuple[str, Fields]] = field(default_factory=list)
    status: int = 200
    content_type: str = "text/xml; charset=utf-8"

    def __call__(self, path: str, form: Fields, _headers: Mapping[str, str], /) -> Reply:
        self.posted.append((path, dict(form)))
        if path == "/voice/ended":
            return Reply(204, "", b"")
        body = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return Reply(self.status, self.content_type, body.encode())

    def telephone(self, url: str = PUBLIC_URL) -> Telephone:
        return Telephone(Network(Signer(url, "a key"), self), Parties(PHONE, HOUSE))


def settings_on(var: Path, **more: str) -> Settings:
    """Write settings as a stranger's first run has them: nothing set but keys and an address."""
    told = {"master_key": MASTER_KEY, "public_url": PUBLIC_URL, "twilio_auth_token": ""} | more
    return Settings.model_validate({"var_folder": var, "twilio_account_sid": "", **told})


def open_on(var: Path, **more: str) -> House:
    """Open a house with the handset on."""
    return build(settings_on(var, **more), clock=StoodClock(), shipped=shipped())
