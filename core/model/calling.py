"""How often and at what hours the house may call, whoever carries the call."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from core.refusals import CallsTooMany

# Nobody is woken by a call that did not follow one of their own.
FIRST_HOUR, LAST_HOUR = time(7), time(21)
# Under it a caller's phone lies in the vault, and calls to it in the outbox.
CALLER = "caller:"
# How an exchange's call is named: first when it is placed, then when someone answers it.
PLACED_BY_EXCHANGE, ANSWERED_ON_EXCHANGE = "AMI", "AGI"
# How carriers write a number that was withheld: keys of a telephone that spell it, or words.
WITHHELD = frozenset(
    {
        "",
        "anonymous",
        "unknown",
        "unavailable",
        "restricted",
        "+266696687",
        "+7378742833",
        "+2562533",
        "+8566696",
        "+86282452253",
    }
)


@dataclass(frozen=True, slots=True)
class Caps:
    """The most calls of a day; `from_a_phone` counts those that come in, and 0 lets in all."""

    to_a_phone: int = 3
    in_all: int = 300
    from_a_phone: int = 30


def caller_person(caller: str) -> str:
    """Name a blinded caller among the persons of the vault."""
    return f"{CALLER}{caller}"


def require_room(caps: Caps, *, to_this_phone: int, in_all: int) -> None:
    """Refuse one more call where today's are made, to this phone or over the whole house."""
    if to_this_phone >= caps.to_a_phone or in_all >= caps.in_all:
        raise CallsTooMany


def is_withheld(phone: str) -> bool:
    """Say whether a carrier tells no phone, however it says so."""
    return phone.strip().lower() in WITHHELD


def is_quiet(at: datetime, zone: tzinfo) -> bool:
    """Say whether people sleep, where the country lives."""
    return not FIRST_HOUR <= at.astimezone(zone).time() < LAST_HOUR


def first_moment_by_day(at: datetime, zone: tzinfo) -> datetime:
    """Tell the first moment from now on at which a call wakes nobody."""
    local = at.astimezone(zone)
    if not is_quiet(at, zone):
        return at
    day = local.date() + timedelta(days=1 if local.time() >= LAST_HOUR else 0)
    return datetime.combine(day, FIRST_HOUR, zone).astimezone(UTC)


def day_of(at: datetime, zone: tzinfo) -> datetime:
    """Tell the moment at which the day began, where the country lives."""
    return datetime.combine(at.astimezone(zone).date(), time(), zone).astimezone(UTC)


def month_of(at: datetime, zone: tzinfo) -> datetime:
    """Tell the moment at which the month began, where the country lives."""
    first = at.astimezone(zone).date().replace(day=1)
    return datetime.combine(first, time(), zone).astimezone(UTC)
