"""Puts what a text asks to the core."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    WishAsked,
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
from core.model.choices import ChoicesAnswer
from core.model.disclosure import Path
from core.refusals import ProcedureUnknown


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


class Finding(Protocol):
    """The part of the core's finding that a text may ask."""

    def answer(self, text: str, country: str, /) -> ChoicesAnswer | ProcedureAnswer:
        """Answer what a text in a person's own words may mean."""
        ...

    def chosen(self, offered: Sequence[str], place: str, /) -> ProcedureAnswer:
        """Answer about the one that was chosen by its place among those offered."""
        ...


@dataclass(frozen=True, slots=True)
class Texter:
    """Who texts: a blinded phone or none, and the country of it where that is not the house's."""

    caller: str | None
    country: str


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks the core; the answer travels to the number that texted, whoever forged it."""

    inquiry: Inquiring
    finding: Finding

    def ask(self, asked: Asked, texter: Texter) -> Answer:
        """Ask what the text asks."""
        answer: Answer = HELP
        inquiry, caller = self.inquiry, texter.caller
        match asked:
            case StatusAsked(number_text, clave):
                answer = inquiry.status(number_text, Asker(Path.REPLY_TO_NUMBER, caller, clave))
            case MyCasesAsked():
                answer = inquiry.my_cases(Asker(Path.REPLY_TO_NUMBER, caller))
            case ProcedureAsked(code):
                answer = self._procedure(code, texter.country)
            case WishAsked(words):
                answer = self.finding.answer(words, texter.country)
            case ShortcutAsked(digits):
                answer = inquiry.shortcut(digits)
            case OfficeAsked(institution):
                answer = inquiry.office(institution)
            case VisitAsked(district):
                answer = inquiry.next_visit(district)
            case LostNumberAsked(document):
                answer = inquiry.lost_number(document)
        return answer

    def _procedure(self, code: str, country: str) -> Answer:
        try:
            return self.inquiry.procedure(f"{country}/{code}" if country else code)
        except ProcedureUnknown:
            return self.finding.answer(code.replace("-", " "), country)
