"""Puts what a text asks to the core."""

from typing import Protocol

from channels.sms.asked import (
    Asked,
    LostNumberAsked,
    MyCasesAsked,
    OfficeAsked,
    ProcedureAsked,
    ShortcutAsked,
    StatusAsked,
    VisitAsked,
)
from channels.sms.words import HELP
from core.inquiry import Asker
from core.model.answers import (
    Answer,
    MyCasesAnswer,
    NumbersSentAnswer,
    OfficeAnswer,
    ProcedureAnswer,
    StatusAnswer,
    VisitAnswer,
)
from core.model.disclosure import Path


class Inquiring(Protocol):
    """The part of the core's inquiry that a text may ask."""

    def status(self, number_text: str, asker: Asker, /) -> StatusAnswer:
        """Answer where a case stands."""
        ...

    def my_cases(self, asker: Asker, /) -> MyCasesAnswer:
        """List the cases of a phone."""
        ...

    def procedure(self, code: str, /) -> ProcedureAnswer:
        """Answer what a procedure needs, costs and takes."""
        ...

    def shortcut(self, digits: str, /) -> ProcedureAnswer:
        """Answer the same by the number of the printed list."""
        ...

    def office(self, institution: str, /) -> OfficeAnswer:
        """Answer where the reception of an institution is."""
        ...

    def lost_number(self, document_text: str, /) -> NumbersSentAnswer:
        """Answer whoever texts a DNI: always the same."""
        ...

    def next_visit(self, district_text: str, /) -> VisitAnswer:
        """Answer when the unit comes to a district."""
        ...


def ask(inquiry: Inquiring, asked: Asked, caller: str | None) -> Answer:
    """Ask the core; the answer travels to the number that texted, whoever forged it."""
    answer: Answer = HELP
    match asked:
        case StatusAsked(number_text, clave):
            answer = inquiry.status(number_text, Asker(Path.REPLY_TO_NUMBER, caller, clave))
        case MyCasesAsked():
            answer = inquiry.my_cases(Asker(Path.REPLY_TO_NUMBER, caller))
        case ProcedureAsked(code):
            answer = inquiry.procedure(code)
        case ShortcutAsked(digits):
            answer = inquiry.shortcut(digits)
        case OfficeAsked(institution):
            answer = inquiry.office(institution)
        case VisitAsked(district):
            answer = inquiry.next_visit(district)
        case LostNumberAsked(document):
            answer = inquiry.lost_number(document)
    return answer
