"""What whoever texts may wish for themselves: notices, a call, silence, a person's answer."""

from dataclasses import dataclass, field

from core.acts import Act
from core.calling_back import CallingBack
from core.letterbox import Left, Letterbox
from core.model.case_number import CaseNumber
from core.model.left_message import Kind
from core.people import People
from core.ports import CallerBook, Cases, Clock, Intent, OptOuts
from core.refusals import CaseNotFound, NumberNeeded, PhoneUnregistered
from core.telling_change import CONSENT
from core.wishes import call_back, status_letter

VIA = "sms"
ACTOR = "citizen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Texter:
    """Who texts: a blinded phone, the phone itself, and what names this text once."""

    caller: str
    phone: str = field(repr=False)
    source: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByText:
    """Grants wishes that come by text; the answer goes to the phone, whoever forged it."""

    people: People
    cases: Cases
    callers: CallerBook
    calling_back: CallingBack
    letterbox: Letterbox
    opt_outs: OptOuts
    clock: Clock

    def stop(self, texter: Texter) -> bool:
        """Begin nothing with this phone from now on; tell whether that is new."""
        return self.opt_outs.add(texter.caller, channel=VIA, at=self.clock.now())

    def start(self, texter: Texter) -> None:
        """Let the house begin something with this phone again."""
        self.opt_outs.remove(texter.caller)

    def notices(self, texter: Texter, number: str, *, given: bool) -> None:
        """Record that the one citizen of this phone agrees to notices, or no longer does.

        Only for a phone on file; of several citizens the case says which one.
        """
        citizens = {
            case.applicant
            for case, _ in self.cases.of_phone(texter.caller)
            if not number or case.number.digits == number
        }
        if not citizens:
            raise PhoneUnregistered
        if len(citizens) > 1:
            raise NumberNeeded
        act = Act(actor=ACTOR, via=VIA, on=self.clock.today())
        self.people.consent(citizens.pop(), act, to=CONSENT, given=given)
        if given:
            self.start(texter)

    def call_me(self, texter: Texter) -> Intent:
        """Wish that the house calls this phone, or refuse it with a reason."""
        self.calling_back.allowed(texter.caller, texter.phone)
        self.callers.keep(texter.caller, texter.phone)
        return call_back(texter.caller, cause=f"{VIA}:{texter.source}", at=self.clock.now())

    def letter(self, texter: Texter, number: str) -> Intent:
        """Wish a letter about a case to the address on file, once a day."""
        found = self.cases.find(CaseNumber.parse(number), texter.caller)
        if found is None:
            raise CaseNotFound
        cause = f"{VIA}:{texter.source}"
        return status_letter(found.case.number, cause=cause, at=self.clock.now())

    def leave(self, texter: Texter, kind: Kind, words: str, number: str) -> None:
        """Leave words for a person, who can call or text this phone for a while."""
        self.callers.keep(texter.caller, texter.phone)
        left = Left(
            kind=kind,
            channel=VIA,
            conversation=texter.source,
            source=texter.source,
            at=self.clock.now(),
            language=texter.language,
            caller=texter.caller,
            number=number,
        )
        self.letterbox.leave_text(left, words)
