"""The questions that a call script may ask the core, and how each may be refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from channels.voice import finding, reaching
from channels.voice.call import Call
from channels.voice.finding import FINDING, Finding
from channels.voice.reaching import REACHING, Reaching
from core import refusals
from core.inquiry import Asker
from core.model.answers import Answer, ProcedureAnswer, StatusAnswer, VisitAnswer
from core.model.disclosure import Path
from core.refusals import Refusal


class Inquiring(Protocol):
    """The part of the core's inquiry that a caller may ask by keys."""

    def status(self, number_text: str, asker: Asker, /) -> StatusAnswer:
        """Answer where a case stands."""
        ...

    def shortcut(self, digits: str, /) -> ProcedureAnswer:
        """Answer what the procedure with this number on the poster needs."""
        ...

    def next_visit(self, district_text: str, /) -> VisitAnswer:
        """Answer when the unit comes to a district."""
        ...


Arguments = Mapping[str, str]
Question = Callable[[Inquiring, Call, Arguments], Answer]


@dataclass(frozen=True, slots=True)
class Counter:
    """Those in the core whom a caller may ask."""

    inquiry: Inquiring
    finding: Finding
    reaching: Reaching

    def answer(self, question: str, call: Call, given: Arguments) -> Answer:
        """Answer a question of a script, or refuse with a reason."""
        if question in QUESTIONS:
            return QUESTIONS[question](self.inquiry, call, given)
        if question in FINDING:
            return FINDING[question](self.finding, call.country, given)
        return REACHING[question](self.reaching, call)


def _status(inquiry: Inquiring, call: Call, given: Arguments) -> Answer:
    path = Path.OUR_CALL if call.placed else Path.CALLER
    return inquiry.status(given.get("number", ""), Asker(path, call.caller, given.get("clave")))


def _shortcut(inquiry: Inquiring, _call: Call, given: Arguments) -> Answer:
    return inquiry.shortcut(given.get("shortcut", ""))


def _next_visit(inquiry: Inquiring, _call: Call, given: Arguments) -> Answer:
    return inquiry.next_visit(given.get("district", ""))


QUESTIONS: Mapping[str, Question] = {
    "case.status": _status,
    "procedure.by_shortcut": _shortcut,
    "visit.next": _next_visit,
}

_REFUSED: Mapping[str, tuple[type[Refusal], ...]] = {
    "case.status": (
        refusals.NumberMissing,
        refusals.NumberIncomplete,
        refusals.NumberTooLong,
        refusals.NumberWrongCheck,
        refusals.CaseNotFound,
        refusals.ClaveMissing,
        refusals.ClaveMalformed,
        refusals.ClaveWrong,
        refusals.ClaveWait,
        refusals.ClaveClosed,
        refusals.ClaveRevoked,
    ),
    "procedure.by_shortcut": (refusals.ProcedureUnknown,),
    "visit.next": (
        refusals.PlaceUnknown,
        refusals.PlaceAmbiguous,
        refusals.VisitUnknown,
    ),
}


def refusal_codes() -> Mapping[str, tuple[str, ...]]:
    """Tell by which codes each question may be refused, so that a script can be checked."""
    refused = {**_REFUSED, **finding.REFUSED, **reaching.REFUSED}
    return {question: tuple(kind.code for kind in kinds) for question, kinds in refused.items()}
