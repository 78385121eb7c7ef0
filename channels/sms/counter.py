"""Those in the core whom a text may ask, each as narrow as the door needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.by_text import Texter
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
from core.model.case_number import CaseNumber
from core.model.choices import ChoicesAnswer
from core.model.left_message import Kind
from core.model.place import District
from core.office_finding import OfficesAnswer
from core.ports import Intent


class Inquiring(Protocol):
    """The part of the core's inquiry that a text may ask."""

    def status(self, number_text: str, asker: Asker, /) -> StatusAnswer:
        """Answer where a case stands."""
        ...

    def of_own_number(self, written: str, /) -> tuple[CaseNumber, ...]:
        """Find the cases that an office files under a number of its own."""
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


class Offices(Protocol):
    """Finds offices by what people call them."""

    def answer(self, text: str, country: str, /) -> OfficeAnswer | OfficesAnswer:
        """Answer where the office is that a text means, or let the person choose."""
        ...


class Districts(Protocol):
    """Finds districts by what people call them."""

    def near(self, text: str, /) -> tuple[District, ...]:
        """List the districts that a name may mean."""
        ...


class Wishes(Protocol):
    """Grants what whoever texts wishes for themselves."""

    def stop(self, texter: Texter, /) -> bool:
        """Begin nothing with this phone from now on; tell whether that is new."""
        ...

    def start(self, texter: Texter, /) -> None:
        """Let the house begin something with this phone again."""
        ...

    def notices(self, texter: Texter, number: str, /, *, given: bool) -> None:
        """Record that the one citizen of this phone agrees to notices, or no longer does."""
        ...

    def call_me(self, texter: Texter, /) -> Intent:
        """Wish that the house calls this phone."""
        ...

    def letter(self, texter: Texter, number: str, /) -> Intent:
        """Wish a letter about a case to the address on file."""
        ...

    def leave(self, texter: Texter, kind: Kind, words: str, number: str, /) -> None:
        """Leave words for a person."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """All of them."""

    inquiry: Inquiring
    finding: Finding
    offices: Offices
    districts: Districts
    wishes: Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer, what it leaves open, what it causes and how it is counted.

    `number` is the case it is about; `whole` sends at once what may be told, up to the parts.
    """

    answer: Answer
    outcome: str
    state: str = ""
    number: str = ""
    language: str = ""
    whole: bool = False
    intents: tuple[Intent, ...] = ()
