"""Who may hear what: the path that an answer takes decides."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How much may be told; each level holds all that lies below it."""

    OPEN = 0  # procedures, requirements, fees, offices, visits
    STAGE = 1  # received, in progress or finished: no name, no reason
    DETAIL = 2  # stage, office, what is missing, deadline, next step
    EVERYTHING = 3  # everything, and change of phone or address


class Path(StrEnum):
    """How the answer travels to whoever hears it."""

    REPLY_TO_NUMBER = "reply_to_number"  # our text, which goes to that number whoever asked
    CALLER = "caller"  # a call that came in: its caller ID can be forged
    OUR_CALL = "our_call"  # a call that we placed
    ADDRESS = "address"  # a letter to the address on file
    DESK = "desk"  # a person before a clerk, at an office or a unit


REACHES_A_PHONE = frozenset({Path.REPLY_TO_NUMBER, Path.OUR_CALL})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of whoever will hear the answer about one case.

    `phone_is_registered`: the phone at the end of the path is on file for the case's citizen;
    `phone_is_own`: it is also proved, by our code or in person, and not shared. A clave counts
    only beside the number that it belongs to.
    """

    path: Path
    clave_is_right: bool = False
    phone_is_own: bool = False
    phone_is_registered: bool = False
    document_seen: bool = False
    number_is_given: bool = True


def level(evidence: Evidence) -> Level:
    """Tell how much may be told; what a path cannot prove is not looked at."""
    if evidence.path is Path.DESK and evidence.document_seen:
        return Level.EVERYTHING
    if _reaches_the_citizen(evidence) or (evidence.number_is_given and evidence.clave_is_right):
        return Level.DETAIL
    if evidence.number_is_given or _reaches_the_household(evidence):
        return Level.STAGE
    return Level.OPEN


def _reaches_the_citizen(evidence: Evidence) -> bool:
    """Say whether the answer travels to the one person's own phone, or to the address on file."""
    if evidence.path is Path.ADDRESS:
        return True
    return evidence.path in REACHES_A_PHONE and evidence.phone_is_own


def _reaches_the_household(evidence: Evidence) -> bool:
    """Say whether it travels to a phone on file that others may hold, in neutral words."""
    return evidence.path in REACHES_A_PHONE and evidence.phone_is_registered
