"""Appointments at a stop of a unit: who comes in which hour, and for what.

Told in the story of the stop, so that they move along with it when it is delayed:
- `appointment_made` {appointment, number, hour, purpose}: what two places made unseen is all kept;
- `appointment_changed` {appointment, hour}, `appointment_cancelled` {appointment}.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

MADE = "appointment_made"
CHANGED, CANCELLED = "appointment_changed", "appointment_cancelled"
# What one counter can attend in an hour without anyone waiting for the next one.
MOST_AN_HOUR = 6
# Of a stop that says no hours.
FIRST_HOUR, LAST_HOUR = 8, 16
_HOUR = re.compile("(?:[01][0-9]|2[0-3]):00")
Facts = Mapping[str, Any]


class Purpose(StrEnum):
    """What somebody comes for; a code, never anyone's words."""

    PAPERS = "traer_papeles"
    LETTER = "recoger_carta"
    DOCUMENT = "recoger_documento"
    SIGN = "firmar"
    ASK = "consulta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One appointment, named by its id; `hour` is when its window of an hour begins, HH:MM."""

    id: str
    number: str
    hour: str
    purpose: Purpose

    @property
    def until(self) -> str:
        """Tell when its window ends."""
        return after(self.hour)

    def facts(self) -> dict[str, Any]:
        """Write it as it is told and kept with its stop."""
        return {
            "appointment": self.id,
            "number": self.number,
            "hour": self.hour,
            "purpose": self.purpose.value,
        }


Booked = tuple[Appointment, ...]


def read_appointment(facts: Facts) -> Appointment:
    """Read an appointment back."""
    return Appointment(
        id=str(facts["appointment"]),
        number=str(facts["number"]),
        hour=_hour(facts["hour"]),
        purpose=Purpose(facts["purpose"]),
    )


def made(booked: Booked, facts: Facts) -> Booked:
    """Add an appointment, once."""
    new = read_appointment(facts)
    return booked if any(one.id == new.id for one in booked) else (*booked, new)


def changed(booked: Booked, facts: Facts) -> Booked:
    """Put an appointment into another hour, if it is still there."""
    hour = _hour(facts["hour"])
    return tuple(
        replace(one, hour=hour) if one.id == facts["appointment"] else one for one in booked
    )


def cancelled(booked: Booked, facts: Facts) -> Booked:
    """Take an appointment away, if it is there."""
    return tuple(one for one in booked if one.id != facts["appointment"])


BOOKING_STEPS: Mapping[str, Callable[[Booked, Facts], Booked]] = {
    MADE: made,
    CHANGED: changed,
    CANCELLED: cancelled,
}


def hours_of(begins: str, ends: str) -> tuple[str, ...]:
    """List the whole hours in which a stop attends; its last one ends when the stop does."""
    first = FIRST_HOUR if not begins else int(begins[:2]) + (begins[3:] > "00")
    last = LAST_HOUR if not ends else int(ends[:2])
    return tuple(f"{hour:02}:00" for hour in range(first, last))


def after(hour: str) -> str:
    """Tell the hour an hour later."""
    return f"{int(hour[:2]) + 1:02}{hour[2:]}"


def crowded(booked: Sequence[Appointment]) -> frozenset[str]:
    """Name the hours with more appointments than fit: two places gave the same room away."""
    counts = Counter(one.hour for one in booked)
    return frozenset(hour for hour, count in counts.items() if count > MOST_AN_HOUR)


def _hour(written: object) -> str:
    """Read an hour from anywhere; a whole one of a day, or it is none."""
    text = str(written)
    if _HOUR.fullmatch(text) is None:
        raise ValueError(text)
    return text
