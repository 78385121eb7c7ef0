"""How long a sign-in lasts: the rules of a session at the desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# OWASP ASVS 5, 7.3.1 and 7.3.2: a shared office computer forgets whoever walks away.
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
# Time enough to choose a password and set up an application for codes.
HALF_WAY = timedelta(minutes=30)
# A second factor is added or taken away soon after both were shown (OWASP ASVS 5, 7.5.1).
FRESH = timedelta(minutes=10)
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Caller:
    """From where someone signs in, only as exactly as a person needs to recognise it."""

    place: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser of one member of staff; half-way until the second factor was shown."""

    key: str
    user: str
    generation: int
    is_full: bool
    opened_at: datetime
    seen_at: datetime
    ends_at: datetime
    caller: Caller

    def is_alive(self, now: datetime) -> bool:
        """Say whether it is neither over nor left alone for too long."""
        return now < self.ends_at and now - self.seen_at < IDLE

    def is_fresh(self, now: datetime) -> bool:
        """Say whether all was proved only just now."""
        return now - self.opened_at < FRESH

    def is_to_note(self, now: datetime) -> bool:
        """Say whether it is time to write down that it was seen."""
        return now - self.seen_at >= NOTED_EVERY


def end_of(opened_at: datetime, *, is_full: bool) -> datetime:
    """Tell when a session ends, however busy it is."""
    return opened_at + (LONGEST if is_full else HALF_WAY)
