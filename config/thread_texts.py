"""The worker's hands for threads: sends what staff wrote and what is said of who answers."""

from channels.porch.last_contact import last_contact
from channels.porch.tell import tell
from channels.sms.carriers import Carrier, Failed, Sent
from channels.sms.sending import send
from config.house import House
from core.dispatch import NotPerformed, Performance, Performed
from core.ports import Job
from core.texting import Outgoing

SMS = "sms"


def send_person_text(house: House, carrier: Carrier, job: Job) -> Performance:
    """Text what somebody of the staff wrote, in their own words."""
    outgoing = house.texting.outgoing(job.intent.payload["source"])
    return sent(send(carrier, outgoing.phone, outgoing.words, key=job.intent.unique_key))


def send_notice(house: House, carrier: Carrier, job: Job) -> Performance:
    """Text who answers from now on, in the language in which the person writes."""
    payload = job.intent.payload
    outgoing = house.texting.notice(payload["thread"], payload["says"], payload["institution"])
    words = _words(house, outgoing)
    keep_said(house, outgoing.phone, words, wish=job.intent.unique_key)
    return sent(send(carrier, outgoing.phone, words, key=job.intent.unique_key))


def keep_said(
    house: House, phone: str, words: str, *, wish: str, number: str | None = None
) -> None:
    """Keep in its thread what the house is about to text of its own accord."""
    caller = house.blind_phone(phone)
    house.texting.said(caller, phone, words, wish=wish, number=number)


def sent(said: Sent | Failed) -> Performance:
    """Tell the worker what a carrier said."""
    if isinstance(said, Failed):
        return NotPerformed(said.code, retryable=said.retryable, in_doubt=said.in_doubt)
    return Performed(said.provider_id, said.cost_cents)


def _words(house: House, outgoing: Outgoing) -> str:
    if outgoing.notice is None:
        return outgoing.words
    caller, now = house.blind_phone(outgoing.phone), house.clock.now()
    latest = last_contact(house.shelf.contacts, caller, SMS, now)
    language = house.wording.languages(SMS)[0] if latest is None else latest.language
    return " ".join(tell(house.wording, language, SMS, outgoing.notice, more=False).texts)
