"""What leaves each door of a house that has one answer to every question: its final bytes."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from html import unescape
from itertools import count
from typing import Any, cast
from uuid import uuid4

from channels.handset.network import Network, Signer
from channels.handset.phone import Telephone
from channels.handset.walk import Listening
from channels.handset.webhooks import Parties
from channels.sms.carriers.notebook import Notebook
from config.handset import in_process
from config.house import House
from config.letter_specimens import specimens
from config.performers import send_text
from config.web import create_app
from core.correspondence import Correspondence, StatusText
from core.finding import Finding
from core.inquiry import Asker, Inquiry
from core.model.answers import (
    Answer,
    Line,
    MyCasesAnswer,
    NumbersSentAnswer,
    OfficeAnswer,
    ProcedureAnswer,
    RefusalAnswer,
    StatusAnswer,
    VisitAnswer,
)
from core.model.case_number import CaseNumber
from core.model.choices import ChoicesAnswer
from core.model.letter_id import LetterId
from core.model.letter_template import LetterTemplate
from core.model.told_facts import ToldFacts
from core.ports import Contact, Job, Wording
from core.wishes import status_text
from letters.composing import Composer
from letters.cover import Cover
from letters.plan import plan_of
from letters.press import Press
from letters.typeset import html_of
from tests.houses import StoodClock
from tests.letters import paper
from tests.sentinels import NUMBER

PHONE = "+51984123456"
CLAVE = "735104"
NOTE = "traiga el Zurrón azul"
COVER = Cover(
    id=LetterId.parse("F8QY4-0YGE2"),
    sender="Municipalidad del Ñandú",
    sender_place="Plazuela Ocaso s/n",
    sent_on=date(2026, 11, 17),
    recipient="Zenobia Yáñez Zárate",
    address=("Zacarías Yupa", "Sector Jilguero s/n", "ZAPATA", "ZURITE - ANTA"),
    phone="084 223 346",
    reference="140-938-0000-5",
)
HEAD, TAG = re.compile(r"<head>.*?</head>", re.DOTALL), re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Told:
    """What a citizen gets: at once, and when asking for more; `whole` is all of it."""

    must: str
    may: str
    whole: str


@dataclass(slots=True)
class Planted:
    """Answers every question with the answer that was planted last, or refuses it."""

    answer: Answer

    def tell(self, *_asked: str | Asker) -> Any:  # noqa: ANN401  # whatever the test planted
        if isinstance(self.answer, RefusalAnswer):
            raise self.answer.refusal
        return self.answer

    status = my_cases = procedure = shortcut = office = next_visit = lost_number = tell


@dataclass(slots=True)
class PlantedWishes:
    """Answers every wish with what was planted last."""

    planted: Planted

    def answer(self, _text: str, _country: str) -> Any:  # noqa: ANN401  # whatever the test planted
        return self.planted.tell()

    by_letters = answer


class Wire:
    """A telephone whose network keeps every byte that came back."""

    def __init__(self, house: House, phone: str) -> None:
        self.came: list[str] = []
        signer = Signer(house.settings.public_url, house.twilio_token)
        network = Network(signer, in_process(create_app(house)), watch=self._keep)
        self.telephone = Telephone(network, Parties(phone, house.country.support_phone))

    def _keep(self, body: bytes) -> None:
        self.came.append(body.decode())


class Doors:
    """The doors of one house, with one planted answer at a time behind them."""

    def __init__(self, house: House) -> None:
        self._planted = Planted(NumbersSentAnswer())
        self._house = replace(
            house,
            inquiry=cast("Inquiry", self._planted),
            finding=cast("Finding", PlantedWishes(self._planted)),
        )
        # Whoever hides the phone is asked for a language at every call.
        self._caller, self._texter = (Wire(self._house, who) for who in ("anonymous", PHONE))
        # A house answers a repeated id with the bytes of before: no two doors may share one.
        self._ids = (f"{uuid4().hex[:8]}{number}" for number in count(1))

    def voice(self, answer: Answer, language: str = "es") -> Told:
        """Ask by phone, in a language, and press the key for more."""
        self._plant(answer)
        call = self._caller.telephone.call()
        languages = self._house.wording.languages("voice")
        if len(languages) > 1:
            call = call.key_in(str(languages.index(language) + 1))
        if isinstance(answer, ProcedureAnswer):
            call, more = call.key_in("2").key_in("22"), "1"
        elif isinstance(answer, ChoicesAnswer):
            call, more = call.key_in("2").key_in("#").key_in("364#"), ""
        else:
            call, more = call.key_in("1").key_in(NUMBER.digits), "3"
            # What the number alone opens is told at once, and the clave is not asked for.
            if isinstance(call.stands, Listening) and call.stands.most == len(CLAVE):
                call = call.key_in(CLAVE)
        must = " ".join(call.said)
        has_no_more = isinstance(answer, RefusalAnswer | ChoicesAnswer)
        may = "" if has_no_more else " ".join(call.key_in(more).said)
        return Told(must, may, " ".join(self._caller.came))

    def sms(self, answer: Answer, language: str = "es") -> Told:
        """Ask by text in the language of last time, then text MAS until there is no more."""
        self._plant(answer)
        if language != "es":
            self._has_texted_in(language)
        replies = [self._text(asking(answer))]
        while "MAS" in replies[-1]:
            replies.append(self._text("MAS"))
        must, *more = replies
        # Whoever writes REQUISITOS is sent what may be told at once.
        may = replies if isinstance(answer, ProcedureAnswer) else more
        return Told(must, " ".join(may), " ".join(self._texter.came))

    def _plant(self, answer: Answer) -> None:
        self._planted.answer = answer
        # One phone that asks for everything is asking for months, or it would be told to wait.
        clock = self._house.clock
        assert isinstance(clock, StoodClock)
        clock.moment = clock.now() + timedelta(hours=2)
        self._caller.came.clear()
        self._texter.came.clear()

    def _text(self, words: str) -> str:
        return " ".join(self._texter.telephone.text(words))

    def _has_texted_in(self, language: str) -> None:
        house = self._house
        contact = Contact(
            channel="sms",
            provider_id=f"SM{next(self._ids)}",
            turn=0,
            caller=house.blind_caller(PHONE),
            at=house.clock.now(),
            language=language,
            outcome="help",
            state="",
            reply="",
        )
        house.shelf.contacts.keep(contact)


ASKING: Mapping[type[Answer], str] = {
    ProcedureAnswer: "REQUISITOS zampona",
    ChoicesAnswer: "kiero la zampona",
    OfficeAnswer: "OFICINA urpi",
    VisitAnswer: "VISITA itaca",
    MyCasesAnswer: "MIS TRAMITES",
    NumbersSentAnswer: "PERDI MI NUMERO 10117410",
}


def asking(answer: Answer) -> str:
    """Write the text that asks for such an answer."""
    return ASKING.get(type(answer), f"{NUMBER.grouped} {CLAVE}")


def sent_by_the_worker(house: House, answer: StatusAnswer, language: str = "es") -> str:
    """Let the worker text a status to the phone on file; read what the carrier was given."""
    text = StatusText(to=PHONE, language=language, answer=answer)
    planted = replace(house, correspondence=cast("Correspondence", Filed(text)))
    notebook = Notebook(house.settings.var_folder / "texts.jsonl", house.clock)
    intent = status_text(NUMBER, cause="voice:CA1", at=house.clock.now())
    send_text(planted, notebook, Job(id=1, intent=intent, attempts=1))
    return str(json.loads(notebook.file.read_text(encoding="utf-8").splitlines()[-1])["text"])


@dataclass(frozen=True, slots=True)
class Filed:
    """Has one text to send, whatever the case."""

    text: StatusText

    def status_text(self, _number: CaseNumber) -> StatusText:
        return self.text


def letter_html(wording: Wording, answer: StatusAnswer, language: str = "es") -> str:
    """Typeset the letter of a status, one step short of paper."""
    template = shipped_template("status")
    return html_of(Composer(wording, "PE").compose(template, status_facts(answer), COVER, language))


def status_facts(answer: StatusAnswer) -> ToldFacts:
    """Tell a letter's template all of a status, and what an official added to it."""
    return ToldFacts(values={"number": answer.number, "note": NOTE}, answer=answer)


@cache
def shipped_template(kind: str) -> LetterTemplate:
    """Read how a kind of letter is written in this release."""
    return specimens().templates[kind]


def read_html(html: str) -> str:
    """Read what a page shows."""
    shown = HEAD.sub("", html).replace('<span class="unbroken">', "").replace("</span>", "")
    return unescape(TAG.sub(" ", shown))


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed letter, as other people's tools read it."""

    read: str
    pages: int


def letter(press: Press, html: str) -> Paper:
    """Print a letter and read it back from the PDF."""
    printed = press.print(html)
    return Paper(paper.text(printed.pdf), printed.pages)


def frame(answer: StatusAnswer) -> tuple[Line, ...]:
    """List what a letter says around its answer."""
    plan = plan_of(shipped_template("status"), status_facts(answer), COVER)
    answered = (*answer.must_tell, *answer.may_tell)
    return tuple(line for line in plan.lines if line not in answered)
