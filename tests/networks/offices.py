"""A house with its doors open on loopback and carriers of its own, over real stores and time."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from pydantic import SecretStr
from werkzeug.serving import make_server

from config.carriers import switch_of
from config.going_on import GoingOn
from config.house import House, build
from config.web import create_app
from core.dispatch import Dispatch, NotPerformed, Performance, Performed, Performer
from core.model.delivery import Delivery
from core.onward import TEXT_ONWARD
from core.ports import Carrier, Failed, Intent, Job
from core.wishes import STATUS_TEXT
from tests.houses import settings, shipped

TOKEN = "a-word-made-for-the-test"
PHONE = "+51987654321"


@dataclass
class Stumbling:
    """Answers, and then says that it could not: as a proxy does that lost the answer."""

    inside: Any
    faults: int = 0
    asked: list[str] = field(default_factory=list)

    def __call__(self, environ: Mapping[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401  # WSGI's
        answer: Iterable[bytes] = self.inside(
            environ, start if not self._stumbles(environ) else _drop
        )
        if environ.get("stumbled"):
            list(answer)
            start("500 Internal Server Error", [("Content-Type", "text/plain")])
            return [b""]
        return answer

    def _stumbles(self, environ: Any) -> bool:  # noqa: ANN401  # WSGI's
        if not environ["PATH_INFO"].endswith("/incoming"):
            return False
        self.asked.append(environ["QUERY_STRING"])
        if len(self.asked) > self.faults:
            return False
        environ["stumbled"] = True
        return True


def _drop(_status: str, _headers: list[tuple[str, str]], _fault: object = None) -> object:
    """Take the head of an answer that nobody will hear."""
    return lambda _bytes: None


@dataclass(frozen=True)
class Office:
    """A house and where it is reached."""

    house: House
    door: Stumbling
    port: int

    def wish(self, key: str, text: str, to: str = PHONE) -> None:
        """Wish for a text, as an event of a case does."""
        with self.house.shelf.ledger.writing() as work:
            said = {"to": to, "text": text}
            work.intend(
                Intent(kind=STATUS_TEXT, cause=key, unique_key=key, person="", payload=said)
            )

    def work(self) -> int:
        """Perform what was wished, as the worker does."""
        return dispatch_of(self.house).run()

    def delivery(self, key: str) -> Delivery:
        """Tell how far a text came."""
        found = self.house.shelf.deliveries.of_wish(key)
        assert found is not None
        return found


def dispatch_of(house: House) -> Dispatch:
    """Assemble a worker that sends what a wish says, in words made for the test."""
    switch = switch_of(house, pause=lambda _seconds: None)

    def send(carrier: Carrier, job: Job) -> Performance:
        said = job.intent.payload
        sent = carrier.send(said["to"], said["text"], key=job.intent.unique_key)
        if isinstance(sent, Failed):
            return NotPerformed(sent.code, retryable=sent.retryable, in_doubt=sent.in_doubt)
        return Performed(sent.provider_id, sent.cost_cents)

    others = dict.fromkeys(("alarm", "recount", "status_letter"), _nothing)
    texts: dict[str, Performer] = {
        STATUS_TEXT: partial(send, switch),
        TEXT_ONWARD: GoingOn(switch, {STATUS_TEXT: send}).perform,
    }
    return Dispatch(outbox=house.shelf.outbox, clock=house.clock, performers={**texts, **others})


def _nothing(_job: Job) -> Performance:
    return Performed("nothing")


def house_at(var: Path, template: Path, port: int, carriers: str, *, url: str = "") -> House:
    """Open a copy of a founded house in real time; `carriers` is its file."""
    var.mkdir(exist_ok=True)
    if not url:
        shutil.copy(template / "convergencia.sqlite", var / "convergencia.sqlite")
    file = var / "carriers.toml"
    file.write_text(carriers, encoding="utf-8")
    told = {
        "carriers": str(file),
        "public_url": f"http://127.0.0.1:{port}",
        "kannel_token": SecretStr(TOKEN),
    }
    return build(settings(var, url).model_copy(update=told), shipped=shipped())


@contextmanager
def opened(house: House, port: int) -> Iterator[Office]:
    """Open the doors of a house."""
    door = Stumbling(create_app(house))
    server = make_server("127.0.0.1", port, Flask(__name__), threaded=True)
    server.app = door
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Office(house, door, port)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        house.close()
