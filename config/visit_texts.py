"""The worker's hands for stops that changed: finds whom it concerns, and texts each of them."""

from channels.porch.tell import tell
from channels.sms.carriers import Carrier
from channels.sms.sending import send
from config.house import House
from config.thread_texts import keep_said, sent
from core.dispatch import NotPerformed, Performance, Performed
from core.model.calling import first_moment_by_day, is_quiet
from core.ports import Job
from core.refusals import CallingPaused

NIGHT = "quiet_hours"


def spread_change(house: House, job: Job) -> Performance:
    """Wish a text for everyone in the district whom a changed stop concerns."""
    if not house.spending.may_spend():
        raise CallingPaused
    payload = job.intent.payload
    return Performed(f"told:{house.trips.announcing.spread(payload['visit'], payload['mark'])}")


def send_visit_text(house: House, carrier: Carrier, job: Job) -> Performance:
    """Text how a stop stands now, by day and within the month's money."""
    if not house.spending.may_spend():
        raise CallingPaused
    now, zone = house.clock.now(), house.trips.announcing.zone
    if is_quiet(now, zone):
        return NotPerformed(NIGHT, retryable=True, retry_at=first_moment_by_day(now, zone))
    payload, wish = job.intent.payload, job.intent.unique_key
    notice = house.trips.announcing.notice(payload["visit"], payload["mark"], job.intent.person)
    words = " ".join(tell(house.wording, notice.language, "sms", notice.answer, more=False).texts)
    keep_said(house, notice.to, words, wish=wish)
    return sent(send(carrier, notice.to, words, key=wish))
