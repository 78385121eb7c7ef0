"""Words what is known of a thread of texts: who has it, who wrote when, how far each text came."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from channels.desk.message_words import MessageWords
from channels.desk.words import Words
from core.model.case_number import CaseNumber
from core.model.delivery import Cause
from core.model.messages import Course
from core.model.thread import CITIZEN, HOUSE, Glance, Handed, Thread, Way
from core.thread_reading import Entry, Reader

# What a text is called until a carrier was asked, by how far the wish came that sends it.
_BEFORE_CARRIERS: Mapping[str | None, str] = {
    None: "at_once",
    "queued": "queued",
    "performing": "queued",
    "done": "accepted",
    "failed": "rejected",
    "expired": "rejected",
    "in_doubt": "in_doubt",
}
_ENDED = frozenset({"failed", "expired"})
_KNOWN = frozenset(cause.value for cause in Cause)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenThread:
    """One thread as a list shows it."""

    id: str
    title: str
    stands: str
    texts: int
    waiting: int
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEntry:
    """One text, or a change of hands, as a page shows it."""

    at: str
    who: str
    words: str = ""
    hint: str = ""
    is_ours: bool = False
    is_text: bool = True
    waits: bool = False
    number: CaseNumber | None = None
    parts: str = ""
    state: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """Words threads for whoever looks; `name_of` names a member of staff, `end_of` a phone."""

    words: Words
    now: datetime
    reader: Reader
    name_of: Callable[[str], str]
    end_of: Callable[[Thread], str]

    def listed(self, glance: Glance) -> SeenThread:
        """Word one line of a list."""
        last = glance.last_at
        return SeenThread(
            id=glance.thread.id,
            title=self.title(glance.thread),
            stands=self.stands(glance.thread),
            texts=glance.texts,
            waiting=glance.waiting,
            last="" if last is None else self._age(last),
        )

    def _age(self, at: datetime) -> str:
        return MessageWords(self.words, self.now, self.name_of).age(at)

    def title(self, thread: Thread) -> str:
        """Name a thread by how its phone ends, for those who read what citizens write."""
        end = self.end_of(thread) if self.reader.may_read else ""
        if end:
            return self.words.say("thread.phone", last=end)
        return self.words.say("thread.phone.hidden" if thread.phone else "thread.phone.gone")

    def stands(self, thread: Thread) -> str:
        """Tell who answers; a person of another institution is somebody else, and no more."""
        hand = thread.hand
        if hand is None:
            return self.words.say("thread.stands.house")
        if hand.institution != self.reader.institution:
            return self.words.say("thread.stands.elsewhere")
        if hand.member == self.reader.member:
            return self.words.say("thread.stands.mine")
        return self.words.say("thread.stands.taken", by=self.name_of(hand.member))

    def entry(self, entry: Entry | Handed) -> SeenEntry:
        """Word one text, or a change of hands."""
        at = self.words.hour(entry.at)
        if isinstance(entry, Handed):
            by = self.name_of(entry.member)
            who = self.words.say(f"thread.handed.{entry.change}", by=by)
            return SeenEntry(at=at, who=who, is_text=False)
        state, means = self._came(entry) if entry.way is Way.OUT else ("", "")
        return SeenEntry(
            at=at,
            who=self._author(entry.author),
            words=entry.words or "",
            hint="" if entry.words else self._why_not(entry),
            is_ours=entry.way is Way.OUT,
            waits=entry.waits,
            number=None if entry.number is None else CaseNumber(entry.number),
            parts=self.words.say("thread.parts", count=entry.parts),
            state=state,
            means=means,
        )

    def _author(self, author: str) -> str:
        if author in {CITIZEN, HOUSE}:
            return self.words.say(f"thread.author.{author}")
        return self.words.say("thread.author.member", by=self.name_of(author))

    def _why_not(self, entry: Entry) -> str:
        if entry.is_deleted:
            return self.words.say("thread.deleted")
        return self.words.say("thread.closed" if self.reader.may_read else "thread.counts_only")

    def _came(self, entry: Entry) -> tuple[str, str]:
        """Tell how far a text of ours came, and what it means or what staff can do."""
        if entry.course is not None:
            return self._delivered(entry.course)
        state = _BEFORE_CARRIERS[entry.errand]
        if state == "at_once":
            return self.words.say("thread.at_once"), ""
        if entry.errand in _ENDED and entry.code not in _KNOWN:
            return self._state(state), self.words.say(f"errand_state.{entry.errand}")
        return self._state(state), self._why(state, entry.code)

    def _delivered(self, course: Course) -> tuple[str, str]:
        delivery = course.delivery
        cause = None if delivery.cause is None else delivery.cause.value
        state, means = self._state(delivery.state), self._why(delivery.state, cause)
        if not course.is_partly:
            return state, means
        lost = self.words.say("text.means.partly", failed=course.failed, messages=course.messages)
        return self._state("partly"), f"{lost} {means}"

    def _state(self, state: str) -> str:
        return self.words.say(f"text.state.{state}")

    def _why(self, state: str, cause: str | None) -> str:
        if cause not in _KNOWN:
            return self.words.say(f"text.means.{state}")
        why = self.words.say(f"text.cause.{cause}")
        return f"{why} {self.words.say(f'text.remedy.{cause}')}"
