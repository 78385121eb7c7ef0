"""A caller with a phone: signs and sends what Twilio would, follows what the house answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from xml.etree import ElementTree as ET

from flask import Flask
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from channels.handset.vocabulary import check_twiml
from channels.porch.signature import Signature
from channels.voice.conversation import Conversation
from channels.voice.questions import Counter
from channels.voice.render import Speech, twiml
from channels.voice.twilio import VoiceDoor, blueprint
from core.inquiry import Asker
from core.model.answers import Line, Place, ProcedureAnswer, StatusAnswer, VisitAnswer
from core.model.case_number import CaseNumber
from core.model.choices import ChoicesAnswer
from core.model.disclosure import Level
from core.model.topics import Stage, Topic
from core.ports import Wording
from core.refusals import (
    CaseNotFound,
    ChoiceUnknown,
    ClaveWrong,
    PersonUnavailable,
    PhoneForeign,
    PhoneHidden,
    ProcedureNotUnderstood,
    ProcedureUnknown,
    VisitUnknown,
)
from ivr_flows.script import shipped
from tests.channels.returners import FakeReturning
from tests.every_answer import CHOICES
from tests.fakes import FakeClock, FakeContacts, PlainWording

URL, TOKEN = "https://tramites.example.pe", "a-token-made-for-the-test"
NUMBER, OTHER = (CaseNumber.compose("140", shown).digits for shown in (427, 428))
CLAVE = "735104"
PERSON = "+5184000111"


@dataclass
class FakeInquiry:
    """Knows one case by number and clave, and writes down who asked what."""

    procedure: str = "Certificado domiciliario"
    asked: list[tuple[str, Asker]] = field(default_factory=list)
    wrong: int = 0

    def status(self, number_text: str, asker: Asker, /) -> StatusAnswer:
        """Answer by level, or refuse as the core does."""
        self.asked.append((number_text, asker))
        number = CaseNumber.parse(number_text)
        if number.digits != NUMBER:
            raise CaseNotFound
        if asker.clave not in {None, CLAVE}:
            self.wrong += 1
            raise ClaveWrong
        return StatusAnswer(
            number=number,
            level=Level.STAGE if asker.clave is None else Level.DETAIL,
            stage=Stage.IN_PROGRESS,
            topic=Topic.IN_PROCESS,
            place=Place("Mesa de Partes", "Mesa de Partes, Municipalidad de Pisac"),
            procedure=self.procedure,
            due=date(2027, 1, 8),
        )

    def shortcut(self, digits: str, /) -> ProcedureAnswer:
        """Answer about the one procedure on the poster."""
        if digits != "22":
            raise ProcedureUnknown
        return ProcedureAnswer(
            code="certificado-domiciliario",
            name="Certificado domiciliario",
            short_name="Certificado domiciliario",
            requirements=("DNI", "Recibo de luz"),
            cost_kind="unconfirmed",
            cost=None,
            term=None,
            term_note=None,
            where="Municipalidad",
            read_on=date(2026, 11, 1),
        )

    def next_visit(self, district_text: str, /) -> VisitAnswer:
        """Answer about the one visit that is planned."""
        if district_text != "080704":
            raise VisitUnknown
        place = Place("Plaza", "Plaza de armas")
        return VisitAnswer(place=place, on=date(2026, 12, 4), services=("DNI",))


@dataclass
class FakeFinding:
    """Offers three procedures for the keys 364, and one of them is chosen."""

    asked: list[tuple[str, ...]] = field(default_factory=list)

    def by_letters(self, keys: str, country: str, /) -> ChoicesAnswer:
        """Offer three, or refuse the keys."""
        self.asked.append((keys, country))
        if keys != "364":
            raise ProcedureNotUnderstood
        return CHOICES

    def chosen_by_letters(self, keys: str, place: str, country: str, /) -> ProcedureAnswer:
        """Answer about the one on the poster, whichever was chosen."""
        self.asked.append((keys, place, country))
        if place not in {"1", "2"}:
            raise ChoiceUnknown(last=2)
        return FakeInquiry().shortcut("22")


@dataclass(frozen=True)
class Granted:
    """An answer that says only that it is so."""

    message: str
    may_tell: tuple[Line, ...] = ()

    @property
    def must_tell(self) -> tuple[Line, ...]:
        """Say it."""
        return (Line(self.message, {}),)


@dataclass
class FakeReaching:
    """A person who is there or not, and a house that calls back who has a phone."""

    is_open: bool = False
    remembered: dict[str, str] = field(default_factory=dict)

    def person(self) -> Granted:
        """Answer, or say that nobody is there."""
        if not self.is_open:
            raise PersonUnavailable
        return Granted("person.open")

    def call_back(self, caller: str | None, _phone: str, /) -> Granted:
        """Grant it to every phone that shows itself."""
        if caller is None:
            raise PhoneHidden
        return Granted("call_back.granted")

    def remember(self, caller: str, phone: str, /) -> None:
        """Keep the phone."""
        self.remembered[caller] = phone


def blind(phone: str) -> str | None:
    """Blind a Peruvian phone; a hidden one is none, a foreign one is refused."""
    if phone == "anonymous":
        return None
    if not phone.startswith("+51"):
        raise PhoneForeign
    return f"blind:{phone[-4:]}"


def country_of(phone: str) -> str:
    """Answer for Bolivia too."""
    return "BO" if phone.startswith("+591") else ""


@dataclass
class House:
    """A voice door over stand-ins, and the web around it."""

    inquiry: FakeInquiry = field(default_factory=FakeInquiry)
    finding: FakeFinding = field(default_factory=FakeFinding)
    reaching: FakeReaching = field(default_factory=FakeReaching)
    returning: FakeReturning = field(default_factory=FakeReturning)
    contacts: FakeContacts = field(default_factory=FakeContacts)
    clock: FakeClock = field(default_factory=FakeClock)
    wording: Wording = field(default_factory=PlainWording)
    url: str = URL

    def conversation(self, render: Callable[[Speech], str]) -> Conversation:
        """Hold conversations that are written as a carrier wants them."""
        return Conversation(
            counter=Counter(self.inquiry, self.finding, self.reaching),
            wording=self.wording,
            contacts=self.contacts,
            clock=self.clock,
            script=shipped("status"),
            render=render,
        )

    def client(self) -> FlaskClient:
        """Open the web."""
        web = Flask(__name__)
        signature = Signature(self.url, TOKEN)
        render = partial(twiml, base_path=signature.base_path, person=PERSON, public_url=self.url)
        door = VoiceDoor(
            conversation=self.conversation(render),
            keys_blind=blind,
            country_of=country_of,
            signature=signature,
            returns=self.returning.returns(),
        )
        web.register_blueprint(blueprint(door))
        return web.test_client()


@dataclass
class Caller:
    """One call from one phone."""

    house: House
    sid: str = "CA0123456789abcdef0123456789abcdef"
    phone: str = "+51984123456"
    turn: int = 0

    def post(self, path: str, **form: str) -> TestResponse:
        """Send a webhook as Twilio signs it."""
        form = {"CallSid": self.sid, "From": self.phone, "CallStatus": "in-progress"} | form
        return send(self.house, path, form)

    def dial(self) -> "Heard":
        """Call the house."""
        self.turn = 0
        return self._hear(self.post("/voice/incoming", CallStatus="ringing"))

    def press(self, digits: str, **form: str) -> "Heard":
        """Press keys, as the last turn asked."""
        self.turn += 1
        return self._hear(self.post(f"/voice/turn/{self.turn}", Digits=digits, **form))

    def press_the_finishing_key(self) -> "Heard":
        """Press `#` and nothing else."""
        return self.press("", FinishedOnKey="#")

    def wait(self) -> "Heard":
        """Press nothing until the house goes on by itself."""
        self.turn += 1
        return self._hear(self.post(f"/voice/turn/{self.turn}?silence=1"))

    @staticmethod
    def _hear(response: TestResponse) -> "Heard":
        assert response.status_code == 200
        assert response.content_type == "text/xml; charset=utf-8"
        return Heard(response.get_data())


@dataclass(frozen=True)
class Heard:
    """What came out of the phone."""

    body: bytes

    @property
    def verbs(self) -> ET.Element:
        """Read the TwiML."""
        return ET.fromstring(self.body)  # noqa: S314  # our own bytes

    @property
    def words(self) -> list[str]:
        """List what was said."""
        return ["".join(say.itertext()) for say in self.verbs.iter("Say")]

    @property
    def is_slow(self) -> bool:
        """Say whether everything was said slowly."""
        return all(say.find("prosody") is not None for say in self.verbs.iter("Say"))

    @property
    def messages(self) -> list[str]:
        """List the messages that were said, without their facts."""
        return [words.partition("(")[0] for words in self.words]

    @property
    def action(self) -> str | None:
        """Tell where keys are sent."""
        gather = self.verbs.find("Gather")
        return None if gather is None else gather.get("action")

    @property
    def hangs_up(self) -> bool:
        """Say whether the call ends here."""
        return self.verbs.find("Hangup") is not None


def send(
    house: House, path: str, form: dict[str, str], *, header: str | None = None
) -> TestResponse:
    """Post a form to the house, signed for its public address unless a header is given."""
    if header is None:
        header = str(RequestValidator(TOKEN).compute_signature(house.url + path, form))
    reply = house.client().post(path, data=form, headers={"X-Twilio-Signature": header})
    if reply.status_code == 200:
        check_twiml(reply.get_data(), "voice")
    return reply
