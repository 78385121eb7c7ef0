"""A person takes the conversation by text with a citizen, answers in it and hands it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.letterbox import Handling
from core.model.thread import Change, NewText, Thread, Way
from core.model.thread_notice import Says
from core.ports import Clock, FormsDone
from core.ports.threads import Deed, Moved, ThreadsKept
from core.refusals import (
    PartsTooMany,
    PhoneMissing,
    TextMissing,
    ThreadClosed,
    ThreadMoved,
    ThreadUnread,
)
from core.texting import Texting, readable
from core.thread_reading import ThreadReading
from core.thread_wishes import person_source, person_text

_REFUSED = {Moved.CHANGED: ThreadMoved, Moved.UNREAD: ThreadUnread}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversing:
    """Acts on threads for the staff: each form once, and only where the thread stands as it did.

    `measure` counts the parts in which a text really travels; `blind` makes a phone unreadable.
    """

    reading: ThreadReading
    kept: ThreadsKept
    texting: Texting
    forms: FormsDone
    clock: Clock
    blind: Callable[[str], str]
    measure: Callable[[str], int]
    most_parts: int

    def begin(self, number: str, phone: str | None, handling: Handling) -> Thread:
        """Take the conversation with a phone on file, so as to write first about a case."""
        if phone is None:
            raise PhoneMissing
        thread = self.texting.with_phone(self.blind(phone), phone)
        if self._is_done(handling) or thread.is_with(handling.by):
            return thread
        if self.texting.is_opted_out(thread) and thread.waiting_since is None:
            raise ThreadClosed
        self.take(thread.id, handling, number)
        return thread

    def take(self, thread: str, handling: Handling, number: str | None) -> None:
        """Take the conversation: from now on the house does not answer by itself."""
        before, now = self.reading.get(thread, handling.institution), self.clock.now()
        if self._is_done(handling):
            return
        about = number if number in self.reading.cases(before, handling.institution) else None
        after = before.taken(handling.by, handling.institution, now, about)
        self._move(before, after, Deed(at=now, key=handling.key, change=Change.TAKEN), handling)

    def count(self, text: str) -> int:
        """Count the parts in which a text would travel."""
        return self.measure(_tidy(text))

    def reply(self, thread: str, handling: Handling, text: str, seen: int) -> None:
        """Write to the citizen; what they wrote up to `seen` waits no more."""
        before, now = self.reading.get(thread, handling.institution), self.clock.now()
        if self._is_done(handling):
            return
        after = before.answered(handling.by, now)
        words = self._fitting(text)
        is_asked = before.waiting_since is not None
        if before.phone is None or (self.texting.is_opted_out(before) and not is_asked):
            raise ThreadClosed
        new = self._written(before, handling, words, now)
        wish = person_text(before, new.source, number=new.number, at=now)
        deed = Deed(at=now, key=handling.key, seen=seen, text=new, intents=(wish,))
        self._move(before, after, deed, handling)

    def give_back(self, thread: str, handling: Handling, seen: int) -> None:
        """Let the house answer again, and say so; nobody gives back what they have not read."""
        before, now = self.reading.get(thread, handling.institution), self.clock.now()
        if self._is_done(handling):
            return
        before.held_by(handling.by)
        deed = Deed(
            at=now,
            key=handling.key,
            change=Change.RETURNED,
            seen=seen,
            leaves_nothing=True,
            intents=self.texting.goodbye(before, Says.BACK, now),
        )
        self._move(before, before.returned(), deed, handling)

    def _fitting(self, text: str) -> str:
        words = _tidy(text)
        if not words:
            raise TextMissing
        parts = self.measure(words)
        if parts > self.most_parts:
            raise PartsTooMany(parts=parts, most=self.most_parts)
        return words

    def _written(self, thread: Thread, handling: Handling, words: str, at: datetime) -> NewText:
        source = person_source(handling.key)
        return NewText(
            source=source,
            way=Way.OUT,
            author=handling.by,
            at=at,
            kept_until=at + self.texting.kept_for,
            words=self.texting.sealed(source, words),
            parts=self.measure(words),
            number=None if thread.hand is None else thread.hand.number,
            institution=handling.institution,
        )

    def _move(self, before: Thread, after: Thread, deed: Deed, handling: Handling) -> None:
        moved = self.kept.move(before, after, deed)
        # Of two presses at the same moment the second finds the thread moved, by the first.
        if moved is not Moved.DONE and not self._is_done(handling):
            raise _REFUSED[moved]

    def _is_done(self, handling: Handling) -> bool:
        return self.forms.done(handling.key) is not None


def _tidy(text: str) -> str:
    return readable(text.replace("\r\n", "\n")).strip()
