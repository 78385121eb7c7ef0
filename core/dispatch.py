"""Performs what was wished: the worker's loop over the outbox, each wish by its own hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.ports import Clock, Job, Outbox
from core.refusals import Refusal

# One at a time: the lease of what waits for its turn would run out meanwhile.
A_CLAIM = 1
LEASE_SECONDS = 300
MOST_ATTEMPTS = 6
FIRST_RETRY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Performed:
    """It was done: the provider's id for it, and what it cost."""

    provider_id: str
    cost_cents: int = 0


@dataclass(frozen=True, slots=True)
class NotPerformed:
    """It was not done: a stable code, and whether another try can help.

    `in_doubt` says that nobody can tell whether it was done: then it is not tried again. What only
    waits for its hour says `retry_at`, and may wait as often as it must.
    """

    code: str
    retryable: bool
    in_doubt: bool = False
    retry_at: datetime | None = None


Performance = Performed | NotPerformed
Performer = Callable[[Job], Performance]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """Claims wishes and performs them; running it twice at once does nothing twice."""

    outbox: Outbox
    clock: Clock
    performers: Mapping[str, Performer]

    def run(self) -> int:
        """Perform everything that is due; tell how many wishes were tried."""
        tried = 0
        while jobs := self.outbox.claim(limit=A_CLAIM, lease_seconds=LEASE_SECONDS):
            for job in jobs:
                self._settle(job, self._perform(job))
            tried += len(jobs)
        return tried

    def _perform(self, job: Job) -> Performance:
        performer = self.performers.get(job.intent.kind)
        if performer is None:
            return NotPerformed("kind_unknown", retryable=False)
        if job.attempts > MOST_ATTEMPTS:
            # It may be what ends the worker each time: nobody is left to say that it failed.
            return NotPerformed("too_many_attempts", retryable=False)
        try:
            return performer(job)
        except Refusal as refusal:
            # The facts have changed since the wish: no phone, no address, erased. Not tried again.
            return NotPerformed(refusal.code, retryable=False)

    def _settle(self, job: Job, performance: Performance) -> None:
        if isinstance(performance, Performed):
            self.outbox.done(
                job, provider_id=performance.provider_id, cost_cents=performance.cost_cents
            )
        elif performance.in_doubt:
            self.outbox.doubted(job, code=performance.code)
        else:
            may_retry = performance.retryable and job.attempts < MOST_ATTEMPTS
            wait = FIRST_RETRY * 2 ** (job.attempts - 1)
            again = self.clock.now() + wait if may_retry else None
            retry_at = performance.retry_at or again
            self.outbox.failed(job, code=performance.code, retry_at=retry_at)
