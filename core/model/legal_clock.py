"""Whose time runs in a case and until when: worked out from facts and a calendar, never stored."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.model.calendar import Calendar
from core.model.pause import Pause, paused_due, run
from core.model.state import ClockEffect
from core.model.term import Silence, Term, Unit, due
from core.model.terms_of_law import AUTOMATIC_DOCUMENT, NOTIFY, SUSPENSION, rule_of

__all__ = ["ClockFacts", "Deadline", "Deadlines", "Pause", "deadlines"]

Whose = Literal["entity", "citizen"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFacts:
    """What the journal says of one case's time, without any day that can be worked out.

    `started_on` is the reception by the competent entity, or the cure when the counter observed
    (TUO LPAG arts. 131-133, 141.1, 142.1); a `term` of none is "por confirmar".
    """

    effect: ClockEffect
    term: Term | None
    silence: Silence
    started_on: date | None
    pauses: tuple[Pause, ...] = ()
    citizen_term: Term | None = None
    citizen_since: date | None = None
    issued_on: date | None = None
    distance_days: int = 0
    electronic: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day, whose it is, and the rule and norm that give it."""

    on: date
    whose: Whose
    rule: str
    basis: str
    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Every day that follows from the facts, with the calendar that they were counted with.

    Positive silence operates when `silence_on` ends; after `negative_silence_on` an appeal lies.
    """

    current: Deadline | None
    decide_by: Deadline | None
    silence_on: date | None
    negative_silence_on: date | None
    calendar_hash: str


def deadlines(facts: ClockFacts, calendar: Calendar) -> Deadlines:
    """Work out the last days of a case; what is unconfirmed or stopped has none."""
    decide_by = _decide_by(facts, calendar)
    return Deadlines(
        current=_current(facts, calendar, decide_by),
        decide_by=decide_by,
        silence_on=_silence_on(facts, calendar, decide_by),
        negative_silence_on=(
            decide_by.on if decide_by is not None and facts.silence is Silence.NEGATIVE else None
        ),
        calendar_hash=calendar.hash,
    )


def _current(facts: ClockFacts, calendar: Calendar, decide_by: Deadline | None) -> Deadline | None:
    match facts.effect:
        case ClockEffect.RUNS if facts.silence is Silence.AUTOMATIC:
            return _owed(AUTOMATIC_DOCUMENT, facts.started_on, calendar)
        case ClockEffect.RUNS:
            return decide_by
        case ClockEffect.TO_NOTIFY:
            is_automatic = facts.silence is Silence.AUTOMATIC
            return _owed(AUTOMATIC_DOCUMENT if is_automatic else NOTIFY, facts.issued_on, calendar)
        case ClockEffect.SUSPENDED | ClockEffect.CITIZEN:
            return _citizen(facts, calendar)
        case _:
            return None


def _decide_by(facts: ClockFacts, calendar: Calendar) -> Deadline | None:
    """Tell the entity's last day to decide: none while a cure is pending (art. 136.3.1)."""
    term, start = facts.term, facts.started_on
    if term is None or start is None or facts.silence is Silence.AUTOMATIC:
        return None
    if facts.effect not in _DECIDING or _waits_unrecorded(facts):
        return None
    on = paused_due(term, start, facts.pauses, calendar)
    return None if on is None else _deadline(term, on, "entity", rule_of(term, "K5"))


_DECIDING = frozenset({ClockEffect.RUNS, ClockEffect.SUSPENDED, ClockEffect.TO_NOTIFY})


def _waits_unrecorded(facts: ClockFacts) -> bool:
    """Say whether the case waits since a day that nobody stated, as an office may assert it."""
    is_open = any(pause.until is None for pause in facts.pauses)
    return facts.effect is ClockEffect.SUSPENDED and not is_open


def _silence_on(facts: ClockFacts, calendar: Calendar, decide_by: Deadline | None) -> date | None:
    """Tell the day at whose end positive silence operates: five days more (arts. 24.1, 199.1)."""
    if decide_by is None or facts.silence is not Silence.POSITIVE:
        return None
    return run(NOTIFY.count, decide_by.on, facts.pauses, calendar)


def _citizen(facts: ClockFacts, calendar: Calendar) -> Deadline | None:
    term, since = facts.citizen_term, facts.citizen_since
    if term is None or since is None:
        return _suspension(facts, calendar)
    on = due(term, since, calendar, facts.distance_days)
    return _deadline(term, on, "citizen", rule_of(term, _citizen_rule(facts)))


def _citizen_rule(facts: ClockFacts) -> str:
    if facts.effect is ClockEffect.CITIZEN:
        return "K24"
    if facts.electronic:
        return "K15"
    return "K11" if facts.started_on is None else "K14"


def _suspension(facts: ClockFacts, calendar: Calendar) -> Deadline | None:
    """Tell the last day of a suspension that the citizen asked for (art. 147.4)."""
    for pause in facts.pauses:
        if pause.until is None and pause.basis == SUSPENSION.basis:
            return _deadline(SUSPENSION, due(SUSPENSION, pause.since, calendar), "citizen", "K16")
    return None


def _owed(term: Term, since: date | None, calendar: Calendar) -> Deadline | None:
    if since is None:
        return None
    return _deadline(term, due(term, since, calendar), "entity", rule_of(term, "K5"))


def _deadline(term: Term, on: date, whose: Whose, rule: str) -> Deadline:
    return Deadline(on, whose, rule, term.basis, term.count, term.unit)
