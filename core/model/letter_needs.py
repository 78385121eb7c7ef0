"""The facts that a kind of letter declares: what the house must know, and what staff must tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Literal, get_args

from core.model.body import Body
from core.model.told_facts import ToldFacts

# What every letter knows of its own: to whom, when and from whom it goes, and how to call back.
OF_COVER = frozenset({"name", "sent_on", "phone", "reference", "sender", "sender_place"})
# What the house finds in its own books, if it is asked by this name.
OF_HOUSE = frozenset(
    {
        *(
            "number",
            "procedure",
            "procedure_name",
            "place",
            "reception",
            "presented_on",
            "own_number",
        ),
        *("cure_by", "cure_term", "cure_since", "distance", "decide_by", "late_since"),
        *("silence_on", "notified_on", "appeal_by", "clave", "note", "document", "home"),
        *("office_address", "office_hours", "office_to_confirm"),
        *("where", "visit_on", "visit_place"),
    }
)
# What the house finds as a list, with the facts that each row has.
LISTS: Mapping[str, frozenset[str]] = {
    "missing": frozenset({"reason"}),
    "requirements": frozenset({"text"}),
    "services": frozenset({"text"}),
}
ROW_OF_STAFF = frozenset({"text"})
NOTHING: frozenset[str] = frozenset()
Answers = Literal["status", "procedure", "visit"]
ANSWERS: tuple[Answers, ...] = get_args(Answers)
NEEDS_FIELDS = ("answer", "needs", "may", "asks", "may_ask", "then_asks")
LONGEST_NAME = 40


class Asked(StrEnum):
    """In which form staff tell a fact that the house cannot know."""

    TEXT = "text"
    PARAGRAPHS = "paragraphs"
    DAY = "day"
    YES_OR_NO = "yes_or_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterNeeds:
    """What there must be before a letter is written, and what it tells only where it is known.

    `answer` is the answer of the house that the letter words, if it words one. `then_asks` names
    what must be told too once something else is.
    """

    answer: Answers | None
    needs: tuple[str, ...]
    may: tuple[str, ...]
    asks: Mapping[str, Asked]
    may_ask: Mapping[str, Asked]
    then_asks: Mapping[str, tuple[str, ...]]

    @classmethod
    def parse(cls, body: Body) -> "LetterNeeds":
        """Read them, or refuse a fact that nobody could give."""
        return cls(
            answer=body.choice("answer", ANSWERS) if body.has("answer") else None,
            needs=_known(body, "needs"),
            may=_known(body, "may"),
            asks=_asked(body, "asks"),
            may_ask=_asked(body, "may_ask"),
            then_asks=_then_asks(body),
        )

    def due(self, facts: ToldFacts) -> tuple[str, ...]:
        """Name what must be told, given what is."""
        then = (names for when, names in self.then_asks.items() if facts.has(when))
        return (*self.needs, *self.asks, *chain.from_iterable(then))

    @property
    def of_staff(self) -> Mapping[str, Asked]:
        """List what staff may tell, and in which form."""
        return {**self.asks, **self.may_ask}

    @property
    def certain(self) -> frozenset[str]:
        """Name the facts that are there whenever the letter is."""
        return OF_COVER | {*self.needs, *self.asks}

    @property
    def named(self) -> frozenset[str]:
        """Name every fact that is declared."""
        return self.certain | {*self.may, *self.may_ask}

    def row_of(self, each: str) -> frozenset[str]:
        """Name the facts that every row of a list has; what is no list has none."""
        if self.of_staff.get(each) is Asked.PARAGRAPHS:
            return ROW_OF_STAFF
        return LISTS.get(each, NOTHING)


def _known(body: Body, field: str) -> tuple[str, ...]:
    names = body.texts(field, LONGEST_NAME) if body.has(field) else ()
    for name in names:
        if name not in OF_HOUSE and name not in LISTS:
            raise body.refuse("unknown_fact", f"{field}.{name}")
    return names


def _asked(body: Body, field: str) -> Mapping[str, Asked]:
    part = body.part(field) if body.has(field) else Body(body.document, {})
    taken = OF_COVER | OF_HOUSE | LISTS.keys()
    for name in part.fields:
        if name in taken or not name.replace("_", "").isalpha():
            raise part.refuse("not_name", name)
    return {name: part.choice(name, Asked) for name in part.fields}


def _then_asks(body: Body) -> Mapping[str, tuple[str, ...]]:
    part = body.part("then_asks") if body.has("then_asks") else Body(body.document, {})
    asked = {**_asked(body, "asks"), **_asked(body, "may_ask")}
    then = {when: part.texts(when, LONGEST_NAME) for when in part.fields}
    for when, names in then.items():
        for name in (when, *names):
            if name not in asked:
                raise part.refuse("unknown_fact", f"{when}.{name}")
    return then
