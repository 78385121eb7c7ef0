"""What is to be texted in a conversation that a person has in hand. Ids only."""

from datetime import datetime, timedelta

from core.model.calling import caller_person
from core.model.event import instant
from core.model.thread import Thread
from core.model.thread_notice import Says
from core.ports import Intent

PERSON_TEXT, THREAD_NOTICE = "person_text", "thread_notice"
# Whoever gets an answer so late has asked elsewhere.
ANSWER_LASTS = timedelta(days=2)


def person_source(key: str) -> str:
    """Name the text of a form: the same form again is the same text."""
    return f"{PERSON_TEXT}:{key}"


def person_text(thread: Thread, source: str, *, number: str | None, at: datetime) -> Intent:
    """Wish that what somebody of the staff wrote is texted."""
    about = {} if number is None else {"number": number}
    return Intent(
        kind=PERSON_TEXT,
        cause=f"thread:{thread.id}",
        unique_key=source,
        person=_person(thread),
        payload={"source": source, **about},
        priority=2,
        not_before=at,
        expires_at=at + ANSWER_LASTS,
    )


def thread_notice(
    thread: Thread, says: Says, *, institution: str, since: datetime, at: datetime
) -> Intent:
    """Wish that the citizen knows who answers, once for each time that someone took it."""
    return Intent(
        kind=THREAD_NOTICE,
        cause=f"thread:{thread.id}",
        unique_key=f"{THREAD_NOTICE}:{thread.id}:{instant(since)}:{says}",
        person=_person(thread),
        payload={"thread": thread.id, "says": says.value, "institution": institution},
        priority=3,
        not_before=at,
        expires_at=at + ANSWER_LASTS,
    )


def _person(thread: Thread) -> str:
    return "" if thread.caller is None else caller_person(thread.caller)
