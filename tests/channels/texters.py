"""A phone that texts: signs and sends what Twilio would, reads what the house texts back."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from xml.etree import ElementTree as ET

from flask import Flask
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from channels.handset.vocabulary import check_twiml
from channels.porch.signature import Signature
from channels.sms.counter import Counter
from channels.sms.understanding.reader import Reader
from channels.sms.web import SmsDoor, blueprint
from config.by_text import reader_of
from core.inquiry import Asker
from core.model.answers import (
    MyCasesAnswer,
    NumbersSentAnswer,
    OfficeAnswer,
    ProcedureAnswer,
    StatusAnswer,
    VisitAnswer,
)
from core.model.case_number import CaseNumber
from core.model.choices import ChoicesAnswer
from core.model.disclosure import Level
from core.model.place import District
from core.model.reasons import Reason
from core.model.reply_caps import ReplyCaps
from core.model.topics import Stage, Topic
from core.office_finding import OfficesAnswer
from core.ports import Wording
from core.refusals import (
    CaseNotFound,
    ChoiceUnknown,
    ClaveWrong,
    InstitutionUnknown,
    PhoneForeign,
    ProcedureNotUnderstood,
    ProcedureUnknown,
    VisitUnknown,
)
from tests.channels.wishers import AnsweredIn, FakeWishes
from tests.core.catalogues import shipped
from tests.every_answer import CHOICES, NUMBER, PLACE, office, procedures, reason, visit
from tests.fakes import FakeClock, FakeContacts

URL, TOKEN = "https://tramites.example.pe", "a-token-made-for-the-test"
CLAVE = "735104"
OBSERVED = StatusAnswer(
    number=NUMBER,
    level=Level.DETAIL,
    stage=Stage.IN_PROGRESS,
    topic=Topic.OBSERVED,
    place=PLACE,
    procedure="Certificado de domicilio",
    due=date(2027, 1, 8),
    missing=(reason("su firma en la solicitud"), reason("una copia clara")),
)


@dataclass
class FakeInquiry:
    """Knows one case by number and clave, and writes down what it was asked."""

    case: StatusAnswer = OBSERVED
    mine: tuple[CaseNumber, ...] = (NUMBER,)
    asked: list[tuple[str, Asker | None]] = field(default_factory=list)

    def status(self, number_text: str, asker: Asker, /) -> StatusAnswer:
        """Answer by level, or refuse as the core does."""
        self.asked.append((number_text, asker))
        if CaseNumber.parse(number_text) != self.case.number:
            raise CaseNotFound
        if asker.clave not in {None, CLAVE}:
            raise ClaveWrong
        return self.case if asker.clave else replace(self.case, level=Level.STAGE)

    def my_cases(self, asker: Asker, /) -> MyCasesAnswer:
        """Answer with the cases of the phone."""
        self.asked.append(("my_cases", asker))
        return MyCasesAnswer(tuple((number, Stage.RECEIVED) for number in self.mine))

    def procedure(self, code: str, /) -> ProcedureAnswer:
        """Answer about the one procedure."""
        self.asked.append((code, None))
        if code != "domicilio":
            raise ProcedureUnknown
        return list(procedures())[2]

    def shortcut(self, digits: str, /) -> ProcedureAnswer:
        """Answer about the one procedure on the printed list."""
        self.asked.append((digits, None))
        if digits != "22":
            raise ProcedureUnknown
        return list(procedures())[2]

    def office(self, institution: str, /) -> OfficeAnswer:
        """Answer about the one institution."""
        self.asked.append((institution, None))
        if institution != "muni-pisac":
            raise InstitutionUnknown
        return office(is_confirmed=True)

    def of_own_number(self, written: str, /) -> tuple[CaseNumber, ...]:
        """Find the one case under one number of an office."""
        self.asked.append((written, None))
        return (self.case.number,) if written.upper() == "EXP-2026-001234" else ()

    def answer(self, text: str, _country: str, /) -> OfficeAnswer | OfficesAnswer:
        """Find no office by other words than its code."""
        del text
        raise InstitutionUnknown

    def near(self, _text: str, /) -> tuple[District, ...]:
        """Find no district that is misspelt."""
        return ()

    def lost_number(self, document_text: str, /) -> NumbersSentAnswer:
        """Answer the same, whatever was asked."""
        self.asked.append((document_text, None))
        return NumbersSentAnswer()

    def next_visit(self, district_text: str, /) -> VisitAnswer:
        """Answer about the one visit that is planned."""
        self.asked.append((district_text, None))
        if district_text != "PISAC":
            raise VisitUnknown
        return visit()


@cache
def reader() -> Reader:
    """Build the reader once for the whole run."""
    return reader_of()


@dataclass
class FakeFinding:
    """Knows three procedures by one word and one by another; any other text asks for nothing."""

    asked: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, text: str, country: str, /) -> ChoicesAnswer | ProcedureAnswer:
        """Answer the one, or let choose among three, or refuse what asks for nothing."""
        self.asked.append((text, country))
        if text == "brevete":
            return procedure_of("PE/uno")
        if text != "licencia":
            raise ProcedureNotUnderstood
        return CHOICES

    def chosen(self, offered: Sequence[str], place: str, /) -> ProcedureAnswer:
        """Answer about the one in this place."""
        if int(place) > len(offered):
            raise ChoiceUnknown(last=len(offered))
        return procedure_of(offered[int(place) - 1])


def procedure_of(key: str) -> ProcedureAnswer:
    """Answer about a procedure that is called by its key."""
    return replace(next(procedures()), short_name=key)


def blind(phone: str) -> str | None:
    """Blind a Peruvian phone; a hidden one is none, a foreign one is refused."""
    if phone == "anonymous":
        return None
    if not phone.startswith(("+51", "+591")):
        raise PhoneForeign
    return f"blind:{phone[-4:]}"


def country_of(phone: str) -> str:
    """Answer for Bolivia too."""
    return "BO" if phone.startswith("+591") else ""


@dataclass
class House:
    """An SMS door over stand-ins, and the web around it."""

    inquiry: FakeInquiry = field(default_factory=FakeInquiry)
    finding: FakeFinding = field(default_factory=FakeFinding)
    contacts: FakeContacts = field(default_factory=FakeContacts)
    clock: FakeClock = field(default_factory=FakeClock)
    wording: Wording = field(default_factory=shipped)
    wishes: FakeWishes = field(default_factory=FakeWishes)
    caps: ReplyCaps = field(default_factory=ReplyCaps)
    taken_over: bool = False

    def door(self) -> SmsDoor:
        """Build the door over what stands in for the core."""
        return SmsDoor(
            reader=reader(),
            counter=Counter(
                inquiry=self.inquiry,
                finding=self.finding,
                offices=self.inquiry,
                districts=self.inquiry,
                wishes=self.wishes,
            ),
            answered=AnsweredIn(self.contacts),
            caps=self.caps,
            wording=self.wording,
            contacts=self.contacts,
            clock=self.clock,
            blind=blind,
            country_of=country_of,
            signature=Signature(URL, TOKEN),
            threads=self,
        )

    def heard(self, caller: str, phone: str, text: str, /, *, at: datetime, source: str) -> bool:
        """Tell whether a person has the conversation."""
        del caller, phone, text, at, source
        return self.taken_over

    def said(self, *_: object, **__: object) -> None:
        """Keep nothing."""

    def post(self, form: dict[str, str], header: str | None = None) -> TestResponse:
        """Send a webhook, signed for the public address unless a header is given."""
        web = Flask(__name__)
        web.register_blueprint(blueprint(self.door()))
        if header is None:
            header = str(RequestValidator(TOKEN).compute_signature(f"{URL}/sms/incoming", form))
        headers = {"X-Twilio-Signature": header}
        reply = web.test_client().post("/sms/incoming", data=form, headers=headers)
        if reply.status_code == 200:
            check_twiml(reply.get_data(), "messaging")
        return reply


@dataclass
class Phone:
    """One phone; every text has an id of its own."""

    house: House
    number: str = "+51984123456"
    sent: int = 0

    def text(self, body: str) -> str:
        """Text the house and read the one message that comes back."""
        self.sent += 1
        self.house.clock.at += timedelta(seconds=1)
        form = {"MessageSid": f"SM{self.number[1:]}{self.sent}", "From": self.number, "Body": body}
        answer = self.house.post(form)
        assert answer.status_code == 200
        assert answer.content_type == "text/xml; charset=utf-8"
        return message_in(answer.get_data())


def message_in(twiml: bytes) -> str:
    """Read the one message of a reply; nothing where none is sent."""
    messages = list(ET.fromstring(twiml))  # noqa: S314  # our own bytes
    assert [message.tag for message in messages] in ([], ["Message"])
    return messages[0].text or "" if messages else ""


def reasons(count: int) -> tuple[Reason, ...]:
    """Make so many things that are missing."""
    return tuple(reason(f"la hoja {place} de su documento") for place in range(count))


def outcomes(house: House) -> list[str]:
    """Tell how each text ended, in their order."""
    return [contact.outcome for contact in house.contacts.kept.values()]
