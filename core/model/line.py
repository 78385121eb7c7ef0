"""One thing to say, and the kinds of facts that it may carry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.model.case_number import CaseNumber
from core.model.money import Money
from core.model.reasons import Reason
from core.model.term import Term


@dataclass(frozen=True, slots=True)
class Place:
    """An office or a stop as a channel can afford to name it: `short` has at most 24 letters."""

    short: str
    full: str


Value = str | int | date | CaseNumber | Money | Place | Reason | Term | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say: a message of the catalogue and the facts that it carries."""

    message: str
    facts: Mapping[str, Value]
