"""Threads of texts, each told in one line, for the tests of what becomes of them."""

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

from config.house import House
from core.letterbox import Handling
from core.model.case_number import CaseNumber
from core.model.thread import Handed, KeptText, Thread, Way
from core.ports import Contact
from core.thread_reading import Entry, Reader
from core.thread_wishes import PERSON_TEXT, THREAD_NOTICE
from tests.core.left_messages import JULIA, PERCY
from tests.core.rows import rows
from tests.core.stories import PISAC, a_case, a_citizen
from tests.houses import StoodClock

__all__ = ["JULIA", "PERCY", "PHONE"]
PHONE = "+51984123456"
LIMA = ZoneInfo("America/Lima")


def hear(house: House, text: str, source: str = "SM1", phone: str = PHONE) -> bool:
    """Let the door tell of a text; tell whether a person has it."""
    caller = house.blind_phone(phone)
    return house.texting.heard(caller, phone, text, at=house.clock.now(), source=source)


def told(house: House, number: CaseNumber | None, source: str = "SM1", reply: str = "Exp.") -> None:
    """Let the door keep what it answered to a text by itself, and about which case."""
    contact = Contact(
        channel="sms",
        provider_id=source,
        turn=0,
        caller=house.blind_phone(PHONE),
        at=house.clock.now(),
        language="es",
        outcome="status",
        state="",
        reply=reply,
        number=None if number is None else number.digits,
    )
    house.shelf.contacts.keep(contact)


def a_known_case(house: House, phone: str = PHONE, **asked: str) -> CaseNumber:
    """Take in a request of someone who has the phone of these tests."""
    return a_case(house, applicant=a_citizen(house, phone=phone), **asked)  # type: ignore[arg-type]


def a_thread(house: House, text: str = "cuando sale mi papel", source: str = "SM1") -> Thread:
    """Let someone of Pisac text; tell the thread."""
    a_known_case(house)
    hear(house, text, source)
    return thread_of(house)


def thread_of(house: House, phone: str = PHONE) -> Thread:
    found = house.shelf.threads.of_caller(house.blind_phone(phone))
    assert found is not None
    return found


def hand(key: str = "1", *, by: str = JULIA, institution: str = PISAC) -> Handling:
    return Handling(by=by, institution=institution, key=key * 32)


def reader(by: str = JULIA, institution: str = PISAC, *, may_read: bool = True) -> Reader:
    return Reader(member=by, institution=institution, may_read=may_read)


def take(house: House, thread: Thread, key: str = "1", **more: str) -> Thread:
    house.conversing.take(thread.id, hand(key, **more), None)
    return kept(house, thread)


def kept(house: House, thread: Thread) -> Thread:
    found = house.shelf.thread_lists.get(thread.id)
    assert found is not None
    return found


def texts(house: House, thread: Thread) -> tuple[KeptText, ...]:
    return house.shelf.thread_lists.texts(thread.id, before=None, limit=1_000)


def seen(house: House, thread: Thread) -> int:
    """Tell the place of the newest text, as a page opened now would."""
    return house.thread_reading.read(thread, reader()).newest


def entries(house: House, thread: Thread, who: Reader | None = None) -> list[Entry]:
    told = house.thread_reading.read(kept(house, thread), who or reader()).entries
    return [one for one in told if isinstance(one, Entry)]


def hands(house: House, thread: Thread, who: Reader | None = None) -> list[Handed]:
    told = house.thread_reading.read(kept(house, thread), who or reader()).entries
    return [one for one in told if isinstance(one, Handed)]


def said_by_citizen(house: House, thread: Thread, who: Reader | None = None) -> list[str | None]:
    return [one.words for one in entries(house, thread, who) if one.way is Way.IN]


def wishes(house: House) -> list[str]:
    """List what is to be texted in threads, in the order of the wishes."""
    kinds = [row["kind"] for row in rows(house, "outbox")]
    return [kind for kind in kinds if kind in {PERSON_TEXT, THREAD_NOTICE}]


def says(house: House) -> list[str]:
    """List what the house has to say of who answers."""
    notices = [row for row in rows(house, "outbox") if row["kind"] == THREAD_NOTICE]
    return [json.loads(row["payload"])["says"] for row in notices]


def time_passes(house: House, **passed: float) -> None:
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(**passed)
    clock.day = clock.moment.astimezone(LIMA).date()


def waiting(house: House, thread: Thread) -> list[str]:
    return [text.source for text in texts(house, thread) if text.waits]


def reply(house: House, thread: Thread, words: str = "Venga el lunes.", key: str = "2") -> None:
    house.conversing.reply(thread.id, hand(key), words, seen(house, thread))


def give_back(house: House, thread: Thread, key: str = "3") -> None:
    house.conversing.give_back(thread.id, hand(key), seen(house, thread))
