"""The hands of the worker: what performs each kind of wish."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

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
from core.dispatch import NotPerformed, Performance, Performed, Performer
from core.model.case_number import CaseNumber
from core.model.place import Ubigeo, UbigeoSystem
from core.onward import TEXT_ONWARD
from core.ports import Job
from core.thread_wishes import PERSON_TEXT, THREAD_NOTICE
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
from letters.address_block import address_lines
from letters.cover import Cover
from letters.press import Press
from letters.typeset import Typesetter

OPTED_OUT = "texting_opted_out"


def performers(house: House) -> Mapping[str, Performer]:
    """Give the worker a hand for each kind of wish."""
    carrier = switch_of(house)
    texts = {
        STATUS_TEXT: partial(send_text, house),
        LOST_NUMBERS: partial(send_numbers, house),
        PERSON_TEXT: partial(send_person_text, house),
        THREAD_NOTICE: partial(send_notice, house),
    }
    posting = Posting(house, Typesetter(house.wording, house.country.phone_region), Press())
    return {
        **{kind: partial(hand, carrier) for kind, hand in texts.items()},
        TEXT_ONWARD: GoingOn(carrier, texts).perform,
        STATUS_LETTER: posting.print_letter,
        CALL_BACK: CallHand(house, placer_of(house)).call_back,
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


@dataclass(frozen=True, slots=True)
class Posting:
    """Prints letters into the folder from which they are mailed."""

    house: House
    typesetter: Typesetter
    press: Press

    def print_letter(self, job: Job) -> Performance:
        """Print the standing of a case for the address on file; twice gives the same file."""
        house = self.house
        number = CaseNumber.parse(job.intent.payload["number"])
        post = house.correspondence.status_post(number)
        district = house.gazetteer.district(Ubigeo(UbigeoSystem.INEI, post.address.district.code))
        reference = f"{number.grouped}-{job.id}"
        cover = Cover(
            sender=post.institution.name,
            sender_place=post.answer.place.full,
            sent_on=house.clock.today(),
            recipient=post.recipient,
            address=address_lines(post.recipient, post.address, district),
            phone=house.country.support_phone,
            reference=reference,
            note=post.note,
        )
        html = self.typesetter.status(post.answer, cover, post.language)
        path = house.settings.var_folder / "letters" / f"{reference}.pdf"
        keep(path, self.press.print(html).pdf)
        return Performed(path.name)


def keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, though the power fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


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
