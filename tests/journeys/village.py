"""A village of journeys: one house with its doors open, its worker, and people with phones."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from xml.etree import ElementTree as ET

from flask import Flask
from sqlalchemy import func, select
from sqlmodel import SQLModel
from werkzeug.test import TestResponse

from channels.handset.network import Network, Signer
from channels.handset.vocabulary import check_twiml
from config.handset import in_process
from config.house import House
from config.letter_desk import proof_of
from config.performers import WORKER
from config.web import create_app
from config.worker import dispatch_of
from core.model.answers import Value
from core.model.case_number import CaseNumber
from core.model.letter import LetterState
from core.model.letter_id import LetterId
from letters.press.typeset_press import Press
from tests.core.stories import Said
from tests.forms import times
from tests.houses import StoodClock
from tests.letters import paper

ROSA, HER_NEIGHBOUR = "984 123 456", "984 777 888"
HOME = Said(address=("Comunidad Cuyo Grande",), reference="junto a la escuela")
MOST_LETTERS = 100
HOME_AND_PHONE = Said(phone=ROSA, **HOME)
MESA_DE_PARTES = "Mesa de Partes, Municipalidad Distrital de Pisac"


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back over a line: the bytes, and the words in them."""

    body: str

    @property
    def words(self) -> str:
        """Read all that was said or written."""
        said = [verb.text or "" for verb in self._twiml().iter() if verb.tag in {"Say", "Message"}]
        return " ".join(" ".join(said).split())

    @property
    def action(self) -> str:
        """Tell where the next keys go."""
        gather = self._twiml().find("Gather")
        assert gather is not None
        return gather.attrib["action"]

    @property
    def hangs_up(self) -> bool:
        """Say whether the call ends here."""
        return self._twiml().find("Hangup") is not None

    def tells(self, *facts: Value, channel: str) -> bool:
        """Say whether every one of these facts is told, as this channel tells facts."""
        return all(times(fact, channel, self.words) for fact in facts)

    def _twiml(self) -> ET.Element:
        return ET.fromstring(self.body)  # noqa: S314  # the house's own bytes


class Handset:
    """Somebody's phone: it calls and texts, and nothing of it is trusted but what the law lets."""

    def __init__(self, village: "Village", phone: str) -> None:
        e164 = f"+51{phone.replace(' ', '')}" if phone[:1] == "9" else phone
        self._line = Network(village.signer, in_process(village.app), watch=check_twiml)
        self._phone = e164
        self._ids = village.ids

    def text(self, words: str, message_id: str = "") -> Heard:
        """Text the house; every text has an id of its own unless it is sent again."""
        message = message_id or f"SM{next(self._ids):032}"
        form = {"MessageSid": message, "From": self._phone, "Body": words}
        return Heard(self._line.post("/sms/incoming", form).decode())

    def call(self) -> "Conversation":
        """Call the house."""
        form = {"CallSid": f"CA{next(self._ids):032}", "From": self._phone}
        return Conversation(self._line, {**form, "CallStatus": "in-progress"})

    def call_about(self, number: CaseNumber, clave: str = "") -> "Conversation":
        """Call and go as far as the answer, with the clave if there is one."""
        call = self.call()
        call.press("1")
        call.press(number.digits)
        if clave:
            call.press(clave)
        else:
            call.press_hash()
        return call


class Conversation:
    """One call, turn by turn; `heard` is what was said last."""

    def __init__(self, line: Network, form: Mapping[str, str]) -> None:
        self._line, self._form = line, form
        self.heard = self._send("/voice/incoming", {})

    def press(self, keys: str) -> Heard:
        """Press keys."""
        return self._send(self.heard.action, {"Digits": keys})

    def press_hash(self) -> Heard:
        """Press the finishing key alone."""
        return self._send(self.heard.action, {"Digits": "", "FinishedOnKey": "#"})

    def wait(self) -> Heard:
        """Press nothing until the house goes on by itself."""
        return self._send(f"{self.heard.action}?silence=1", {})

    def again(self, path: str, keys: str) -> Heard:
        """Let the carrier repeat a turn; the conversation stays where it is."""
        return Heard(self._line.post(path, {**self._form, "Digits": keys}).decode())

    def _send(self, path: str, keys: Mapping[str, str]) -> Heard:
        self.heard = Heard(self._line.post(path, {**self._form, **keys}).decode())
        return self.heard


@dataclass(slots=True)
class Village:
    """Everything around one house."""

    house: House
    app: Flask = field(init=False)
    signer: Signer = field(init=False)
    ids: "count[int]" = field(init=False)
    proofs: dict[LetterId, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.app = create_app(self.house)
        self.signer = Signer(self.house.settings.public_url, self.house.twilio_token)
        self.ids = count(1)

    def send(self, path: str, form: Mapping[str, str]) -> TestResponse:
        """Send what the carrier signs, whatever comes back."""
        headers = self.signer.headers(path, form)
        return self.app.test_client().post(path, data=form, headers=headers)

    def phone(self, phone: str) -> Handset:
        """Pick up somebody's phone."""
        return Handset(self, phone)

    def someone(self) -> Handset:
        """Pick up a phone that nobody has seen before."""
        return Handset(self, f"9{next(self.ids) + 12_345_678:08}")

    def at(self, day: date) -> None:
        """Let a day come."""
        self._clock.day, self._clock.moment = day, None

    def later(self, **time: int) -> None:
        """Let time pass within the day."""
        self._clock.moment = self._clock.now() + timedelta(**time)

    @property
    def now(self) -> datetime:
        """Tell the moment."""
        return self._clock.now()

    def work(self) -> None:
        """Let the worker do all that is due."""
        dispatch_of(self.house).run()

    def texts(self) -> list[dict[str, str]]:
        """Read what the carrier was given to send."""
        notebook = self.house.settings.var_folder / "texts.jsonl"
        lines = notebook.read_text(encoding="utf-8").splitlines() if notebook.exists() else []
        return [json.loads(line) for line in lines]

    def letters(self) -> list[str]:
        """Read the letters that lie ready to be mailed, from their PDF."""
        return [paper.text(pdf) for pdf in self.printed()]

    def post_leaves(self) -> None:
        """Let all that is due be done, and what was written leave the house."""
        self.work()
        (self.house.settings.var_folder / "texts.jsonl").unlink(missing_ok=True)
        for institution in self.house.shelf.letters.waiting():
            self.house.post.runs.close(institution, WORKER)
        self.proofs.clear()

    def wishes(self) -> list[tuple[str, str, str | None]]:
        """List what was wished for citizens: kind, state and code."""
        told = [row for row in self.kept("outbox") if row["kind"].startswith("status_")]
        return [(row["kind"], row["state"], row["code"]) for row in told]

    def printed(self) -> list[bytes]:
        """Print the letters that wait for a run, each as it would be mailed when first seen."""
        press, listed = Press(), self.house.shelf.letters.listed
        for institution in self.house.shelf.letters.waiting():
            for letter in listed(institution, (LetterState.QUEUED,), limit=MOST_LETTERS):
                if letter.id not in self.proofs:
                    made = press.print_letter(proof_of(self.house, letter))
                    self.proofs[letter.id] = made.pdf
        return list(self.proofs.values())

    def rows(self) -> dict[str, int]:
        """Count the rows of every table."""
        with self.house.shelf.database.reader.connect() as connection:
            counted = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in SQLModel.metadata.sorted_tables
            }
        assert counted["event"]
        return counted

    def kept(self, table: str) -> list[dict[str, Any]]:
        """Read the rows of a table."""
        with self.house.shelf.database.reader.connect() as connection:
            found = connection.execute(SQLModel.metadata.tables[table].select()).mappings()
            return [dict(row) for row in found]

    @property
    def _clock(self) -> StoodClock:
        assert isinstance(self.house.clock, StoodClock)
        return self.house.clock
