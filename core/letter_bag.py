"""Tells the stop of a unit which letters it carries, so that whoever has the stop has its bag."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.model.bag import AWAITS, BOARDED, UNBOARDED, Carried
from core.model.event import Draft
from core.model.letter import Letter, LetterState, LetterStep
from core.model.visit import Visit
from core.ports import StepTaken, Work

_OFF = frozenset({LetterStep.RETURN, LetterStep.DELIVER, LetterStep.HAND})


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does something to a bag, through which door and when."""

    by: str
    via: str
    at: datetime


def tell_bag(work: Work, between: tuple[Letter, Letter], taken: StepTaken) -> None:
    """Note what a step of a letter at the office does to the bag of its stop."""
    before, after = between
    stop = work.visit(after.unit_visit) if after.unit_visit else None
    if stop is None:
        return
    doing = Doing(taken.by, taken.via, taken.at)
    if taken.step is LetterStep.BOARD:
        carried = Carried(
            letter=after.id.code,
            kind=after.kind,
            institution=after.institution,
            person=after.person,
            number=after.number,
        )
        _tell(work, stop, (BOARDED, carried.facts()), doing)
    elif taken.step in _OFF and before.state is LetterState.ON_BOARD:
        take_out(work, stop, after.id.code, doing)


def take_out(work: Work, stop: Visit, letter: str, doing: Doing) -> None:
    """Note that a letter is no longer in the bag of a stop."""
    _tell(work, stop, (UNBOARDED, {"letter": letter}), doing)


def keep_in(work: Work, stop: Visit, letter: str, doing: Doing, *, until: date) -> None:
    """Note that a letter waits in the bag for the day that a notice named."""
    _tell(work, stop, (AWAITS, {"letter": letter, "until": until.isoformat()}), doing)


def _tell(work: Work, stop: Visit, told: tuple[str, dict[str, Any]], doing: Doing) -> None:
    kind, facts = told
    work.append(
        Draft(
            kind=kind,
            subject=f"visit:{stop.id}",
            institution="",
            actor=doing.by,
            via=doing.via,
            happened_at=doing.at,
            data=facts,
            buckets=(stop.district,),
        )
    )
