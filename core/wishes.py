"""What a citizen or an event may wish for in the world: a text, a letter. Ids only."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from core.model.calling import caller_person
from core.model.case_number import CaseNumber
from core.ports import Intent

STATUS_TEXT = "status_text"
STATUS_LETTER = "status_letter"
LOST_NUMBERS = "lost_numbers"
CALL_BACK = "call_back"
AGAIN = "again:"
VOICE_MESSAGE = "voice_message"
ALARM = "alarm"
RECOUNT = "recount"
STALE_CATALOGUE = "stale_catalogue"
EVENT = "event:"
# A text about yesterday's standing helps nobody.
TEXT_LASTS = timedelta(days=2)
# The caller puts the phone down first; and who waits longer has gone to the field.
HANGS_UP_WITHIN = timedelta(seconds=10)
CALL_LASTS = timedelta(minutes=15)
CALLS_AGAIN_AFTER = timedelta(minutes=4)


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


def call_back(
    caller: str, *, cause: str, at: datetime, by_day_from: datetime | None = None
) -> Intent:
    """Wish that the house calls this blinded phone, once it is free again.

    A call that follows one of the caller's is made at any hour. Of any other, `by_day_from` tells
    from when on it wakes nobody.
    """
    begins = at if by_day_from is None else by_day_from
    return Intent(
        kind=CALL_BACK,
        cause=cause,
        unique_key=wish_of_call(_call_key(caller, cause)),
        person=caller_person(caller),
        payload={"caller": caller, "by_day": by_day_from is not None},
        priority=1,
        not_before=begins + HANGS_UP_WITHIN,
        expires_at=begins + CALL_LASTS,
    )


def call_again(caller: str, *, first: str, at: datetime) -> Intent:
    """Wish for the one other try of a call that nobody answered; `first` is the key of that."""
    begins = at + CALLS_AGAIN_AFTER
    return Intent(
        kind=CALL_BACK,
        cause=f"{AGAIN}{first}",
        unique_key=wish_of_call(_call_key(caller, f"{AGAIN}{first}")),
        person=caller_person(caller),
        payload={"caller": caller, "by_day": False, "first": first},
        priority=2,
        not_before=begins,
        expires_at=begins + CALL_LASTS,
    )


def wish_of_call(key: str) -> str:
    """Tell the unique key of a wished call from the key that carriers bring back."""
    return f"{CALL_BACK}:{key}"


def call_key(unique_key: str) -> str:
    """Tell the key that carriers bring back: it stands in addresses and says nothing."""
    return unique_key.removeprefix(f"{CALL_BACK}:")


def _call_key(caller: str, cause: str) -> str:
    return hashlib.sha256(f"{caller}|{cause}".encode()).hexdigest()[:32]


def voice_message(
    recording: str,
    *,
    seconds: int,
    number: str,
    caller: str | None,
    language: str,
    cause: str,
    at: datetime,
) -> Intent:
    """Wish that a recording reaches the desk; `number` is that of a case, or nothing."""
    return Intent(
        kind=VOICE_MESSAGE,
        cause=cause,
        unique_key=f"{VOICE_MESSAGE}:{cause}:{recording}",
        person="" if caller is None else caller_person(caller),
        payload={
            "recording": recording,
            "seconds": seconds,
            "number": number,
            "caller": caller or "",
            "language": language,
        },
        not_before=at,
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


def spending_alarm(per_cent: int, *, month: str, at: datetime) -> Intent:
    """Wish that staff know how much of the month's money for calls is gone, once a month each."""
    name = f"calls_cost_{per_cent}_per_cent"
    return Intent(
        kind=ALARM,
        cause=name,
        unique_key=f"{ALARM}:{name}:{month}",
        person="",
        payload={"alarm": f"{name} {month}", "month": month},
        priority=1,
        not_before=at,
    )
