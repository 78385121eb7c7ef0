"""The answers that must fit one text message, told with the longest facts that are real."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import TypeVar

from core.model.answers import Answer, OnRoute, Place, ProcedureAnswer, StatusAnswer, VisitAnswer
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.cost import COST_KINDS
from core.model.disclosure import Level
from core.model.economy import plainest
from core.model.gsm7 import widths
from core.model.money import Money
from core.model.reasons import Reason
from core.model.term import Term
from core.model.text_cost import cost_of
from core.model.topics import DATED, WAITING, Stage, Topic

Fact = TypeVar("Fact")
# Every case number is written with the same count of figures.
_NUMBER, _OTHER = CaseNumber.compose("140", 427), CaseNumber.compose("141", 60_118)
_SEVERAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Longest:
    """The longest of each kind of fact that documents hold; `stop` is where a unit may stop."""

    place: Place
    stop: Place
    reason: Reason
    procedure: str
    day: date
    cost: Money
    term: Term
    where: str
    requirement: str


def longest(facts: Iterable[Fact], told: Callable[[Fact], str]) -> Fact:
    """Choose the fact that takes most places; before all, one whose letters nothing makes plain."""

    def weight(fact: Fact) -> tuple[int, int, str]:
        text = plainest(told(fact))
        return len(cost_of(text).costly), sum(widths(text)), text

    return max(facts, key=weight)


def one_part_answers(facts: Longest) -> Iterator[Answer]:
    """Yield every answer about a case or a visit: what must be told of it is one part."""
    either = (False, True)
    for topic, is_unconfirmed, is_asserted, is_disputed in product(Topic, either, either, either):
        if is_unconfirmed and topic not in DATED:
            continue
        outcomes = (None, *Outcome) if topic is Topic.NOTIFIED else (None,)
        missing = (0, 1, _SEVERAL) if topic in WAITING else (0,)
        joined = (_OTHER, None) if topic is Topic.JOINED else (None,)
        for outcome, count, joined_to in product(outcomes, missing, joined):
            yield StatusAnswer(
                number=_NUMBER,
                level=Level.DETAIL,
                stage=Stage.IN_PROGRESS,
                topic=topic,
                place=facts.place,
                procedure=facts.procedure,
                due=None if is_unconfirmed else facts.day,
                missing=(facts.reason,) * count,
                outcome=outcome,
                joined_to=joined_to,
                as_of=facts.day if is_asserted else None,
                on_route=OnRoute(station=facts.place, next_station=facts.place, due=facts.day),
                is_disputed=is_disputed,
            )
    yield from _stages(facts)
    visit = VisitAnswer(place=facts.stop, on=facts.day, services=(facts.procedure,))
    yield from (visit, replace(visit, was=facts.day), replace(visit, is_cancelled=True))


def _stages(facts: Longest) -> Iterator[StatusAnswer]:
    for stage, is_disputed in product(Stage, (False, True)):
        yield StatusAnswer(
            number=_NUMBER,
            level=Level.STAGE,
            stage=stage,
            topic=Topic.IN_PROCESS,
            place=facts.place,
            procedure=facts.procedure,
            is_disputed=is_disputed,
        )


def procedure_answers(facts: Longest) -> Iterator[ProcedureAnswer]:
    """Yield what is told of a procedure, whose sum and term may take several parts."""
    for kind in COST_KINDS:
        yield ProcedureAnswer(
            code="",
            name=facts.procedure,
            short_name=facts.procedure,
            requirements=(facts.requirement,),
            cost_kind=kind,
            cost=facts.cost if kind == "amount" else None,
            term=facts.term,
            term_note=None,
            where=facts.where,
            read_on=facts.day,
        )
