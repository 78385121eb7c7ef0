"""When another clave may be tried: strangers are slowed and stopped, the owner is never shut out.

Only the clave is locked. What the case number alone tells, a proven phone, a letter and a visit
ask for no clave, so that nobody can close them by guessing wrong (OWASP ASVS 5, 6.1.1).
"""

from dataclasses import dataclass
from datetime import datetime

from core.refusals import ClaveClosed, ClaveWait

_MOST_DOUBLINGS = 30
# Callers who hide their number share one purse of guesses, and none of them is ever known.
HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class CaseLock:
    """Wrong claves on one case since it was last opened, and whether they closed it."""

    wrong: int
    closed: bool


@dataclass(frozen=True, slots=True)
class CallerLock:
    """Wrong claves of one caller over all cases, and when the last one was."""

    wrong: int
    last_wrong_at: datetime | None


@dataclass(frozen=True, slots=True)
class Policy:
    """How patient the house is; `spray_budget` is for an hour over the whole installation."""

    free_tries: int = 3
    first_wait_seconds: int = 30
    longest_wait_seconds: int = 3600
    case_limit: int = 10
    spray_budget: int = 50
    forget_seconds: int = 86_400


def may_try(
    policy: Policy, case: CaseLock, caller: CallerLock, *, was_right_before: bool, now: datetime
) -> None:
    """Refuse a caller that is a stranger to a closed case, or that must still wait."""
    if case.closed and not was_right_before:
        raise ClaveClosed
    left = _seconds_left(policy, caller, now)
    if left > 0:
        raise ClaveWait(seconds=left)


def after_wrong(
    policy: Policy, case: CaseLock, caller: CallerLock, *, now: datetime
) -> tuple[CaseLock, CallerLock]:
    """Count a wrong clave: ten on one case close it, whoever made them."""
    wrong = case.wrong + 1
    closed = case.closed or wrong >= policy.case_limit
    return CaseLock(wrong, closed), CallerLock(_remembered(policy, caller, now) + 1, now)


def after_right(policy: Policy, case: CaseLock, caller: CallerLock) -> tuple[CaseLock, CallerLock]:
    """End the caller's wait, one try before the next; the count of the case stays.

    Were either set to nothing, someone with a clave of their own could buy new tries with it,
    and the owner's good days would give them to strangers.
    """
    kept = max(0, min(caller.wrong, policy.free_tries - 1))
    return case, CallerLock(kept, caller.last_wrong_at)


def reopened() -> CaseLock:
    """Open a case again, after a call-back to its citizen or a visit."""
    return CaseLock(0, closed=False)


def sprays(policy: Policy, wrong_in_hour: int) -> bool:
    """Say whether so many wrong claves in an hour look like someone trying every case."""
    return wrong_in_hour > policy.spray_budget


def wait_seconds(policy: Policy, wrong: int) -> int:
    """Tell how long a caller waits after so many wrong claves: each doubles the wait."""
    if wrong < policy.free_tries:
        return 0
    doublings = min(wrong - policy.free_tries, _MOST_DOUBLINGS)
    return min(policy.first_wait_seconds << doublings, policy.longest_wait_seconds)


def _seconds_left(policy: Policy, caller: CallerLock, now: datetime) -> int:
    wait = wait_seconds(policy, _remembered(policy, caller, now))
    return max(0, wait - _elapsed(caller, now)) if wait else 0


def _remembered(policy: Policy, caller: CallerLock, now: datetime) -> int:
    is_forgotten = _elapsed(caller, now) >= policy.forget_seconds
    return 0 if is_forgotten else caller.wrong


def _elapsed(caller: CallerLock, now: datetime) -> int:
    """Tell the whole seconds since the last wrong clave; a clock set back gives nothing away."""
    if caller.last_wrong_at is None:
        return 0
    return max(0, int((now - caller.last_wrong_at).total_seconds()))
