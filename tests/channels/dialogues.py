"""Plays the conversations of the golden transcripts through a carrier's own door, words and all."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from flask.testing import FlaskClient

from channels.handset.network import Network, Reply, Signer
from channels.handset.phone import Call, Telephone
from channels.handset.walk import Listening
from channels.handset.webhooks import Fields, Parties
from core.inquiry import Asker
from core.model.answers import ProcedureAnswer, StatusAnswer
from core.model.choices import ChoicesAnswer
from core.ports import Contact
from core.refusals import every_refusal
from ivr_flows.nodes import FOUND, IN_PART
from tests.channels import callers
from tests.channels.agi_peer import (
    ANSWERED,
    HANGS_UP,
    SILENCE,
    SPEAKS,
    UNANSWERED,
    Asterisk,
)
from tests.channels.callers import (
    CLAVE,
    NUMBER,
    FakeFinding,
    FakeInquiry,
    FakeReaching,
    Granted,
    blind,
)
from tests.channels.exchange import Exchange
from tests.every_answer import CHOICES
from tests.fakes import NOON_IN_LIMA, FakeClock, FakeContacts, PlainWording

FIRST_PHONE = 984_123_450
# Languages that a voice can read stand in for those that none can yet.
SPEAKABLE = {"es": "es", "quz": "es-PE", "ayr": "es-BO"}
# What the handset has keys for where a real phone has none.
STANDS_FOR = {SPEAKS: "#", ANSWERED: "1"}
WAITS = frozenset({SILENCE, UNANSWERED})
REFUSALS = {kind.code: kind for kind in every_refusal()}


@dataclass
class TickingClock(FakeClock):
    """Goes on a second at every look, so that what came later is known as later."""

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Outcomes:
    """What the core answers, in the order of the transcript."""

    left: deque[str]

    def settle(self) -> bool:
        """Refuse if the transcript does; say whether the answer is the whole one."""
        code = self.left.popleft() if self.left else FOUND
        if code not in {FOUND, IN_PART}:
            raise REFUSALS[code]
        return code == FOUND


@dataclass
class ScriptedInquiry(FakeInquiry):
    """Knows whatever the transcript says."""

    outcomes: Outcomes = field(default_factory=lambda: Outcomes(deque()))

    def status(self, number_text: str, asker: Asker, /) -> StatusAnswer:
        self.asked.append((number_text, asker))
        clave = CLAVE if self.outcomes.settle() else None
        return FakeInquiry().status(NUMBER, Asker(asker.path, asker.caller, clave))

    def shortcut(self, _digits: str, /) -> ProcedureAnswer:
        self.outcomes.settle()
        return FakeInquiry().shortcut("22")


@dataclass
class ScriptedFinding(FakeFinding):
    """Finds whatever the transcript says."""

    outcomes: Outcomes = field(default_factory=lambda: Outcomes(deque()))

    def by_letters(self, _keys: str, _country: str, /) -> ChoicesAnswer:
        self.outcomes.settle()
        return CHOICES

    def chosen_by_letters(self, _keys: str, _place: str, _country: str, /) -> ProcedureAnswer:
        self.outcomes.settle()
        return FakeInquiry().shortcut("22")


@dataclass
class ScriptedReaching(FakeReaching):
    """Reaches whom the transcript says."""

    outcomes: Outcomes = field(default_factory=lambda: Outcomes(deque()))

    def person(self) -> Granted:
        self.outcomes.settle()
        return Granted("person.open")

    def call_back(self, _caller: str | None, _phone: str, /) -> Granted:
        self.outcomes.settle()
        return Granted("call_back.granted")


@dataclass(frozen=True)
class Scene:
    """One call of a transcript: from which phone, and what the caller does."""

    phone: str
    remembered: str
    acts: list[str] = field(default_factory=list)


@dataclass
class Transcript:
    """What callers do in each of its calls, and what the script says of its own.

    A call that is not said to follow one that was cut off comes from another phone.
    """

    languages: tuple[str, ...] = ()
    calls: list[Scene] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, path: Path) -> "Transcript":
        read = cls()
        for line in path.read_text(encoding="utf-8").splitlines():
            mark, _, rest = line.partition(" ")
            match mark:
                case "@":
                    read._begin(rest)
                case ">":
                    read.calls[-1].acts.append(rest)
                case "=":
                    read.outcomes.append(rest)
                case "<" if rest.startswith("voice."):
                    read.said.append(rest.split(" ")[0])
        return read

    def _begin(self, said: str) -> None:
        told, _, remembered = said.removesuffix(" cut off").partition(" remembered ")
        self.languages = tuple(SPEAKABLE[language] for language in told.split())
        phone = f"+51{FIRST_PHONE + len(self.calls)}"
        if said.endswith(" cut off"):
            phone = self.calls[-1].phone
        self.calls.append(Scene(phone, SPEAKABLE.get(remembered, "")))

    def ground(self) -> "Ground":
        """Make what both doors stand on, anew for each."""
        outcomes = Outcomes(deque(self.outcomes))
        contacts = FakeContacts()
        for call in self.calls:
            if call.remembered:
                contacts.keep(long_ago(call))
        return Ground(
            ScriptedInquiry(outcomes=outcomes),
            ScriptedFinding(outcomes=outcomes),
            ScriptedReaching(outcomes=outcomes),
            contacts,
            PlainWording(*self.languages),
        )


@dataclass(frozen=True)
class Ground:
    """What a door stands on."""

    inquiry: ScriptedInquiry
    finding: ScriptedFinding
    reaching: ScriptedReaching
    contacts: FakeContacts
    wording: PlainWording

    @property
    def outcomes(self) -> list[str]:
        """Tell how every turn went, whatever the carrier calls its calls."""
        names = list(dict.fromkeys(call for call, _ in self.contacts.kept))
        kept = self.contacts.kept
        return [
            kept[key].outcome for key in sorted(kept, key=lambda key: (names.index(key[0]), key[1]))
        ]

    @property
    def wished(self) -> list[str]:
        """Tell what was wished for."""
        return [intent.kind for intent in self.contacts.intents.values()]


def long_ago(call: Scene) -> Contact:
    return Contact(
        channel="voice",
        provider_id="before",
        turn=0,
        caller=blind(call.phone),
        at=NOON_IN_LIMA - timedelta(days=30),
        language=call.remembered,
        outcome="menu",
        state="",
        reply="",
    )


def by_twilio(transcript: Transcript, ground: Ground) -> list[str]:
    """Play it through the signed webhooks, as the handset does."""
    house = callers.House(
        inquiry=ground.inquiry,
        finding=ground.finding,
        reaching=ground.reaching,
        contacts=ground.contacts,
        clock=TickingClock(),
        wording=ground.wording,
    )
    network = Network(Signer(callers.URL, callers.TOKEN), Delivered(house.client()))
    return [
        words
        for call in transcript.calls
        for words in _call(Telephone(network, Parties(call.phone, "0800")).call(), call.acts)
    ]


@dataclass(frozen=True)
class Delivered:
    """Posts to the doors of a test."""

    client: FlaskClient

    def __call__(self, path: str, form: Fields, headers: Mapping[str, str], /) -> Reply:
        answer = self.client.post(path, data=dict(form), headers=dict(headers))
        return Reply(answer.status_code, answer.content_type or "", answer.get_data())


def _call(call: Call, acts: list[str]) -> Iterator[str]:
    yield from call.said
    for act in acts:
        if not isinstance(call.stands, Listening) or call.is_over:
            break
        if act == HANGS_UP:
            break
        call = (
            call.wait()
            if act in WAITS
            else call.key_in(STANDS_FOR.get(act, act)[: call.stands.most])
        )
        yield from call.said
    call.hang_up()


async def by_asterisk(transcript: Transcript, ground: Ground, folder: Path) -> list[str]:
    """Play it over FastAGI, as the scripted Asterisk does."""
    exchange = Exchange(
        folder,
        inquiry=ground.inquiry,
        finding=ground.finding,
        reaching=ground.reaching,
        contacts=ground.contacts,
        clock=TickingClock(),
        wording=ground.wording,
    )
    heard: list[str] = []
    for call in transcript.calls:
        caller = Asterisk(exchange.library, call.acts, facts={"agi_callerid": call.phone})
        async with exchange.open() as port:
            heard += (await caller.call(port)).heard
    return heard
