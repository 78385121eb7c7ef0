"""What a citizen or an event may wish for in the world: a text, a letter. Ids only."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from core.model.case_number import CaseNumber
from core.ports import Intent

STATUS_TEXT = "status_text"
STATUS_LETTER = "status_letter"
LOST_NUMBERS = "lost_numbers"
ALARM = "alarm"
RECOUNT = "recount"
STALE_CATALOGUE = "stale_catalogue"
EVENT = "event:"
# A text about yesterday's standing helps nobody.
TEXT_LASTS = timedelta(days=2)


def status_text(number: CaseNumber, *, cause: str, at: datetime) -> Intent:
    """Wish that the standing of a case is texted to the registered phone, never to the caller."""
    return Intent(
        kind=STATUS_TEXT,
        cause=cause,
        unique_key=f"{STATUS_TEXT}:{number.digits}:{_once(cause, at)}",
        person="",
        payload={"number": number.digits},
        priority=3,
        not_before=at,
        expires_at=at + TEXT_LASTS,
    )


def status_letter(number: CaseNumber, *, cause: str, at: datetime) -> Intent:
    """Wish that the standing of a case is printed and mailed to the address on file."""
    return Intent(
        kind=STATUS_LETTER,
        cause=cause,
        unique_key=f"{STATUS_LETTER}:{number.digits}:{_once(cause, at)}",
        person="",
        payload={"number": number.digits},
        not_before=at,
    )


def lost_numbers(blinded: str, *, cause: str, at: datetime) -> Intent:
    """Wish that whoever has this blinded document gets their numbers, where they are on file."""
    return Intent(
        kind=LOST_NUMBERS,
        cause=cause,
        unique_key=f"{LOST_NUMBERS}:{blinded}:{_once(cause, at)}",
        person="",
        payload={"document": blinded},
        not_before=at,
        expires_at=at + TEXT_LASTS,
    )


def _once(cause: str, at: datetime) -> str:
    """Grant each event its message, and whoever asks one a day: calling again runs up no bill."""
    return cause if cause.startswith(EVENT) else f"asked:{at.date().isoformat()}"


def alarm(name: str, *, at: datetime) -> Intent:
    """Wish that staff are told of something amiss, once an hour at most."""
    hour = at.strftime("%Y-%m-%dT%H")
    return Intent(
        kind=ALARM,
        cause=name,
        unique_key=f"{ALARM}:{name}:{hour}",
        person="",
        payload={"alarm": name, "hour": hour},
        priority=1,
        not_before=at,
    )


def stale_alarm(counts: Mapping[str, int], *, on: date, at: datetime) -> Intent:
    """Wish that staff read again what is old, once a day: how many entries of each country."""
    named = " ".join(f"{country}={count}" for country, count in sorted(counts.items()))
    return Intent(
        kind=ALARM,
        cause=STALE_CATALOGUE,
        unique_key=f"{ALARM}:{STALE_CATALOGUE}:{on.isoformat()}",
        person="",
        payload={"alarm": f"{STALE_CATALOGUE} {named}", "day": on.isoformat()},
        priority=1,
        not_before=at,
    )


def recount(cause: str, *, at: datetime) -> Intent:
    """Wish that deadlines are counted again, after a calendar was published."""
    return Intent(
        kind=RECOUNT,
        cause=cause,
        unique_key=f"{RECOUNT}:{cause}",
        person="",
        priority=2,
        not_before=at,
    )
