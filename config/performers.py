"""The hands of the worker: what performs each kind of wish."""

from collections.abc import Mapping
from functools import partial

from channels.porch.tell import tell
from channels.sms.carriers import Carrier
from channels.sms.sending import send
from config.carriers import switch_of
from config.going_on import GoingOn
from config.house import House
from config.messages import taking_in
from config.recounting import recount
from config.returning import CallHand, placer_of
from config.thread_texts import keep_said, send_notice, send_person_text, sent
from config.visit_texts import send_visit_text, spread_change
from core.dispatch import NotPerformed, Performance, Performed, Performer
from core.letter_hands import Hand
from core.mailing import Wanted
from core.model.case_number import CaseNumber
from core.model.letter import LetterKind
from core.onward import TEXT_ONWARD
from core.ports import Job
from core.thread_wishes import PERSON_TEXT, THREAD_NOTICE
from core.visit_notices import VISIT_CHANGED, VISIT_TEXT
from core.wishes import (
    ALARM,
    CALL_BACK,
    EVENT,
    LOST_NUMBERS,
    RECOUNT,
    STATUS_LETTER,
    STATUS_TEXT,
    VOICE_MESSAGE,
)

OPTED_OUT = "texting_opted_out"
WORKER = Hand(by="system:worker", via="worker")


def performers(house: House) -> Mapping[str, Performer]:
    """Give the worker a hand for each kind of wish."""
    carrier = switch_of(house)
    texts = {
        STATUS_TEXT: partial(send_text, house),
        LOST_NUMBERS: partial(send_numbers, house),
        PERSON_TEXT: partial(send_person_text, house),
        THREAD_NOTICE: partial(send_notice, house),
        VISIT_TEXT: partial(send_visit_text, house),
    }
    return {
        **{kind: partial(hand, carrier) for kind, hand in texts.items()},
        TEXT_ONWARD: GoingOn(carrier, texts).perform,
        STATUS_LETTER: partial(queue_letter, house),
        CALL_BACK: CallHand(house, placer_of(house)).call_back,
        VISIT_CHANGED: partial(spread_change, house),
        RECOUNT: partial(count_again, house),
        ALARM: partial(sound_alarm, house),
        VOICE_MESSAGE: taking_in(house).perform,
    }


def send_text(house: House, carrier: Carrier, job: Job) -> Performance:
    """Text the standing of a case to the phone on file, in words of now."""
    number = CaseNumber.parse(job.intent.payload["number"])
    text = house.correspondence.status_text(number)
    # Who opted out is told nothing of our own accord; what somebody asked for is still sent.
    is_ours = job.intent.cause.startswith(EVENT)
    if is_ours and house.shelf.opt_outs.has(house.blind_caller(text.to)):
        return NotPerformed(OPTED_OUT, retryable=False)
    words = tell(house.wording, text.language, "sms", text.answer, more=False)
    said, wish = " ".join(words.texts), job.intent.unique_key
    keep_said(house, text.to, said, wish=wish, number=number.digits)
    return sent(send(carrier, text.to, said, key=wish))


def send_numbers(house: House, carrier: Carrier, job: Job) -> Performance:
    """Text lost numbers to the phone on file; if nobody has the document, that is all."""
    text = house.correspondence.numbers_text(job.intent.payload["document"])
    if text is None:
        return Performed("nobody")
    words = tell(house.wording, text.language, "sms", text.answer, more=False)
    said, wish = " ".join(words.texts), job.intent.unique_key
    keep_said(house, text.to, said, wish=wish)
    return sent(send(carrier, text.to, said, key=wish))


def queue_letter(house: House, job: Job) -> Performance:
    """Queue the letter about a case for the next print run; the same wish again is one letter."""
    number = CaseNumber.parse(job.intent.payload["number"])
    wanted = Wanted(kind=LetterKind.STATUS, wish=job.intent.unique_key, number=number.digits)
    return Performed(house.post.mailing.queue(wanted, WORKER).id.code)


def count_again(house: House, _job: Job) -> Performance:
    """Count deadlines again after a calendar was published."""
    return Performed(f"recounted:{recount(house)}")


def sound_alarm(house: House, job: Job) -> Performance:
    """Write down for staff that something is amiss; no personal value is in an alarm."""
    path = house.settings.var_folder / "alarms.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{house.clock.now().isoformat()} {job.intent.payload['alarm']}\n")
    return Performed(job.intent.unique_key)
