"""The texts with each phone, as the doors tell of them and as they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Protocol

from core.model.thread import Change, Glance, Handed, KeptText, NewText, Thread
from core.ports.effects import Intent


class Threads(Protocol):
    """What doors and worker tell of texts, and whether a person answers in the house's place."""

    def heard(self, caller: str, phone: str, text: str, /, *, at: datetime, source: str) -> bool:
        """Keep what a citizen wrote, once; tell whether a person has it, so do not answer."""
        ...

    def said(self, caller: str, phone: str, text: str, /, *, wish: str, number: str | None) -> None:
        """Keep what the house texts of its own accord; the same wish again replaces it."""
        ...


class Moved(Enum):
    """What came of an act on a thread."""

    DONE = auto()
    CHANGED = auto()
    UNREAD = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """All that an act on a thread does at once.

    `key` is of the form that was sent; `seen` the last text that its page showed: what waited up to
    it for this institution waits no more. `leaves_nothing` refuses where more waits.
    """

    at: datetime
    key: str | None = None
    change: Change | None = None
    seen: int | None = None
    leaves_nothing: bool = False
    text: NewText | None = None
    intents: Sequence[Intent] = ()


class ThreadsKept(Protocol):
    """Keeps texts sealed, and who has which conversation."""

    def of_caller(self, caller: str, /) -> Thread | None:
        """Read the thread of a blinded phone."""
        ...

    def begin(self, thread: Thread, /) -> Thread:
        """Keep a new thread, with its sealed phone; tell the one of this caller that is there."""
        ...

    def add_if_free(self, caller: str, text: NewText, /) -> bool:
        """Keep a new text of a phone whose thread nobody has in hand; tell whether it was."""
        ...

    def add(self, thread: Thread, text: NewText, /) -> bool:
        """Keep a text, once for each source; tell whether it is new."""
        ...

    def add_waiting(self, thread: Thread, text: NewText, notice: Intent, /) -> bool:
        """Keep a text for who has the conversation; tell whether anyone still has.

        The first one since they took it brings about `notice`.
        """
        ...

    def put(self, thread: Thread, text: NewText, /) -> None:
        """Keep a text of ours, or replace the words of the one with this source."""
        ...

    def move(self, before: Thread, after: Thread, deed: Deed, /) -> Moved:
        """Act on a thread that still stands as it did before."""
        ...

    def held(self) -> tuple[Thread, ...]:
        """List the threads that someone has in hand."""
        ...

    def sweep(self, now: datetime, /) -> int:
        """Delete the words whose time is over, and phones of which no words are left."""
        ...


class ThreadLists(Protocol):
    """Reads threads for one institution."""

    def get(self, thread: str, /) -> Thread | None:
        """Read a thread."""
        ...

    def concerns(self, thread: str, institution: str, /) -> bool:
        """Say whether a thread is about a case of an institution, or of somebody who has one."""
        ...

    def concerns_nobody(self, thread: str, /) -> bool:
        """Say whether a thread is of no institution at all."""
        ...

    def of_institution(self, institution: str, /, *, limit: int) -> tuple[Glance, ...]:
        """List what concerns an institution: what waits first, the oldest at the top."""
        ...

    def of_case(self, number: str, institution: str, /, *, limit: int) -> tuple[Glance, ...]:
        """List the threads about a case, and those of its citizen's phones."""
        ...

    def count_waiting(self, institution: str, /) -> int:
        """Count the threads in which somebody waits for a person."""
        ...

    def texts(self, thread: str, /, *, before: int | None, limit: int) -> tuple[KeptText, ...]:
        """Read the newest texts of a thread before a place, the oldest of them first."""
        ...

    def text(self, source: str, /) -> tuple[Thread, KeptText] | None:
        """Read one text and its thread."""
        ...

    def handed(self, thread: str, /, *, limit: int) -> tuple[Handed, ...]:
        """Read how a conversation changed hands, the oldest first."""
        ...

    def cases(self, thread: str, institution: str, /) -> tuple[str, ...]:
        """List the cases of an institution that a thread is about, or its phone's people have."""
        ...
