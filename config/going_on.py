"""The worker's hand for texts that a network refused after it had taken them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from channels.sms.carriers import Carrier
from channels.sms.carriers.onward import Onward
from channels.sms.carriers.switch import Switch
from core.dispatch import NotPerformed, Performance
from core.onward import first_wish
from core.ports import Job

UNKNOWN_KIND = "wish_unknown"


@dataclass(frozen=True, slots=True)
class GoingOn:
    """Performs the first wish again, with a carrier that sends what was refused and no more."""

    switch: Switch
    hands: Mapping[str, Callable[[Carrier, Job], Performance]]

    def perform(self, job: Job) -> Performance:
        """Text one message over the next line."""
        first = replace(job, intent=first_wish(job.intent))
        hand = self.hands.get(first.intent.kind)
        if hand is None:
            return NotPerformed(UNKNOWN_KIND, retryable=False)
        return hand(Onward(self.switch, job.intent.payload["message"]), first)
