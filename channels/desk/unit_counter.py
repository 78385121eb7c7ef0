"""What the desk of a unit knows of itself: its name, its stop of today, what the hub lacks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from channels.desk.message_words import MessageWords
from channels.desk.words import Words
from core.model.exchange_session import UnitStanding

CHANNEL = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCounter:
    """A unit as its desk shows it; `acknowledged` is when the hub last said what it has."""

    name: str
    standing: Callable[[], UnitStanding]
    acknowledged: Callable[[], datetime | None]
    stop: Callable[[date], str]
    # How many papers of this unit the hub has not said to have.
    papers_missing: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Banner:
    """The line on every page of a unit: never good while the hub lacks something."""

    text: str
    is_good: bool


def banner_of(unit: UnitCounter, words: Words, now: datetime) -> Banner:
    """Say how far what was written here has come."""
    standing, at = unit.standing(), unit.acknowledged()
    missing, aside = standing.saved - standing.received, len(standing.quarantined)
    papers = unit.papers_missing()
    told = MessageWords(words, now, lambda _: "")
    last = words.say("unit.never") if at is None else words.say("unit.last", age=told.age(at))
    if missing:
        waits = words.say("unit.waits", count=missing)
    elif papers and not aside:
        waits = words.say("unit.papers", count=papers)
    else:
        waits = words.say("unit.aside", count=aside) if aside else words.say("unit.arrived")
    is_good = at is not None and not (missing or aside or papers)
    text = words.say("unit.banner", unit=unit.name, last=last, waits=waits)
    return Banner(text, is_good)
