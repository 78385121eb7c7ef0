"""Threads of texts as the staff of one institution may see them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from core.model.messages import Course, course_of
from core.model.thread import HOUSE, Glance, Handed, KeptText, Thread, Way, is_thread_id
from core.ports import Deliveries
from core.ports.threads import ThreadLists, ThreadsKept
from core.refusals import ThreadUnknown
from core.texting import Texting

MOST_LISTED = 60
MOST_TEXTS = 40
REPLY = "reply:"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at a thread; `may_read` says whether their role reads what citizens write."""

    member: str
    institution: str
    may_read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text as it is shown: without `words` where they are not for who looks, or deleted."""

    at: datetime
    way: Way
    author: str
    parts: int
    words: str | None = field(default=None, repr=False)
    is_deleted: bool = False
    waits: bool = False
    number: str | None = None
    course: Course | None = None
    errand: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a thread in the order of its times.

    `newest` is the place of its last text; `earlier` that of its first, where there are others
    before it.
    """

    entries: tuple[Entry | Handed, ...]
    newest: int
    earlier: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadReading:
    """Reads threads for one institution at a time: of another's cases nothing is shown.

    What is about a case is read by who may read the case; the rest by who has the conversation.
    `measure` counts the parts in which a text really travels.
    """

    kept: ThreadsKept
    lists: ThreadLists
    texting: Texting
    deliveries: Deliveries
    measure: Callable[[str], int]

    def listed(self, institution: str) -> tuple[Glance, ...]:
        """List threads, who waits for a person first."""
        return self.lists.of_institution(institution, limit=MOST_LISTED)

    def of_case(self, number: str, institution: str) -> tuple[Glance, ...]:
        """List the threads about a case of an institution, and those of its citizen's phones."""
        return self.lists.of_case(number, institution, limit=MOST_LISTED)

    def count_waiting(self, institution: str) -> int:
        """Count the threads in which somebody waits for a person."""
        return self.lists.count_waiting(institution)

    def get(self, thread: str, institution: str) -> Thread:
        """Read a thread; one of other institutions is as unknown as none."""
        found = self.lists.get(thread) if is_thread_id(thread) else None
        if found is None or not self._is_for(found, institution):
            raise ThreadUnknown
        return found

    def by_caller(self, caller: str | None, institution: str) -> Thread | None:
        """Find the thread of a blinded phone, if the institution may see it."""
        found = None if caller is None else self.kept.of_caller(caller)
        return found if found is not None and self._is_for(found, institution) else None

    def read(self, thread: Thread, reader: Reader, before: int | None = None) -> Stretch:
        """Tell the newest texts before a place, and who had the conversation meanwhile."""
        texts = self.lists.texts(thread.id, before=before, limit=MOST_TEXTS + 1)
        shown, is_more = texts[-MOST_TEXTS:], len(texts) > MOST_TEXTS
        told = [one for text in shown for one in self._entries(thread, text, reader)]
        handed = [
            one
            for one in self.lists.handed(thread.id, limit=MOST_TEXTS)
            if one.institution == reader.institution
        ]
        return Stretch(
            entries=tuple(sorted([*told, *handed], key=lambda one: one.at)),
            newest=shown[-1].id if shown else 0,
            earlier=shown[0].id if is_more else None,
        )

    def cases(self, thread: Thread, institution: str) -> tuple[str, ...]:
        """List the cases that a conversation can be about."""
        return self.lists.cases(thread.id, institution)

    def phone_end(self, thread: Thread) -> str:
        """Tell how the phone ends, as long as it is kept: that is all that a page shows."""
        phone = self.texting.phone(thread)
        return "" if phone is None else phone[-3:]

    def _is_for(self, thread: Thread, institution: str) -> bool:
        if self.lists.concerns(thread.id, institution):
            return True
        is_here = thread.country == institution.partition("/")[0]
        return is_here and self.lists.concerns_nobody(thread.id)

    def _entries(self, thread: Thread, text: KeptText, reader: Reader) -> Iterator[Entry]:
        if text.institution not in {None, reader.institution}:
            return
        is_about_a_case = text.number is not None and text.institution is not None
        is_open = reader.may_read and (is_about_a_case or thread.is_with(reader.member))
        is_ours = text.way is Way.OUT
        sealed = text.words if is_open else None
        yield Entry(
            at=text.at,
            way=text.way,
            author=text.author,
            parts=text.parts,
            words=None if sealed is None else self.texting.chest.open_text(text.source, sealed),
            is_deleted=text.words is None,
            waits=text.waits,
            number=text.number,
            course=course_of(self.deliveries.messages_of(text.source)) if is_ours else None,
            errand=text.errand,
            code=text.code,
        )
        if text.reply:
            yield Entry(
                at=text.at,
                way=Way.OUT,
                author=HOUSE,
                parts=self.measure(text.reply),
                words=text.reply if sealed is not None else None,
                is_deleted=text.words is None,
                number=text.number,
                course=course_of(self.deliveries.messages_of(f"{REPLY}{text.source}")),
            )
