"""Callers who ring and hang up, told in one line, for the tests of what becomes of them."""

from datetime import UTC, datetime, timedelta

from config.house import House
from core.calling_back import MissedCall
from core.ports import Contact, Job
from core.wishes import CALL_BACK
from tests.core.rows import rows
from tests.houses import StoodClock

PHONE, OTHER = "+51984123456", "+51984777888"
# Ten in the evening in Lima: people sleep.
NIGHT = datetime(2026, 11, 21, 3, tzinfo=UTC)


def ring(house: House, call: str = "CA1", phone: str = PHONE) -> Contact:
    """Ring the house and hang up."""
    caller = house.blind_caller(phone) if phone.startswith("+51") else None
    return house.calling_back.missed(MissedCall(id=call, caller=caller, phone=phone))


def wished(house: House) -> list[Job]:
    """Claim what is due, as the worker does."""
    claimed = house.shelf.outbox.claim(limit=50, lease_seconds=300)
    return [job for job in claimed if job.intent.kind == CALL_BACK]


def calls(house: House) -> list[str]:
    """Tell the state of every wished call, oldest first."""
    return [str(row["state"]) for row in rows(house, "outbox") if row["kind"] == CALL_BACK]


def at(house: House, moment: datetime) -> None:
    """Let the house live at a moment."""
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = moment


def later(house: House, **passed: float) -> None:
    """Let time pass."""
    at(house, house.clock.now() + timedelta(**passed))


def due(house: House) -> Job:
    """Take the one call that is due."""
    (job,) = wished(house)
    return job


def done(house: House, job: Job, call: str = "CAours") -> None:
    """Let the carrier take a call."""
    house.shelf.outbox.done(job, provider_id=call)
