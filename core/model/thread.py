"""The texts with one phone: who of the staff has the conversation in hand, and what waits."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from core.refusals import ThreadMoved

# Who wrote a text, where it was no member of staff.
CITIZEN, HOUSE = "citizen", "house"
_ID = re.compile(r"[0-9a-f]{32}")
# A number of ten figures and a phone of nine stay, as people write them; six alone may be a clave.
_FIGURES = re.compile(
    r"(?<![0-9])(?:"
    r"(?P<kept>[0-9]{3}(?P<gap>[ .-]?)[0-9]{3}(?P=gap)[0-9]{3,4})"
    r"|[0-9]{6}|[0-9]{3}[ .-][0-9]{3}"
    r")(?![0-9])"
)
HIDDEN = "••••••"


class Way(StrEnum):
    """Which way a text went."""

    IN = "in"
    OUT = "out"


class Change(StrEnum):
    """How a conversation changed hands."""

    TAKEN = "taken"
    RETURNED = "returned"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Someone of the staff who has a conversation, since when and about which case.

    `acted_at` is when they last did something; `is_told` says that the citizen knows of them.
    """

    member: str
    institution: str
    since: datetime
    acted_at: datetime
    number: str | None = None
    is_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The texts with one phone, known blinded; without a hand the house answers by itself.

    `waiting_since` is when the citizen wrote the oldest text that waits for who has it, or for
    anyone where nobody has.
    """

    id: str
    country: str
    caller: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    hand: Hand | None = None
    waiting_since: datetime | None = None

    def is_with(self, member: str) -> bool:
        """Say whether someone has the conversation."""
        return self.hand is not None and self.hand.member == member

    def taken(self, by: str, institution: str, at: datetime, number: str | None) -> "Thread":
        """Let someone take the conversation, if nobody has it."""
        if self.hand is not None:
            raise ThreadMoved
        hand = Hand(member=by, institution=institution, since=at, acted_at=at, number=number)
        return replace(self, hand=hand)

    def held_by(self, member: str) -> Hand:
        """Tell the hand of someone, or refuse whoever has not the conversation."""
        if self.hand is None or self.hand.member != member:
            raise ThreadMoved
        return self.hand

    def answered(self, by: str, at: datetime) -> "Thread":
        """Note that who has it wrote: the citizen then knows that a person answers."""
        return replace(self, hand=replace(self.held_by(by), acted_at=at, is_told=True))

    def returned(self) -> "Thread":
        """Let the house answer again."""
        return replace(self, hand=None)

    def quiet_since(self) -> datetime | None:
        """Tell since when the citizen waits for who has it, or else nothing was done."""
        if self.hand is None:
            return None
        if self.waiting_since is None:
            return self.hand.acted_at
        return max(self.waiting_since, self.hand.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """One text to be kept; `words` are sealed, `source` is the carrier's id or our own wish."""

    source: str
    way: Way
    author: str
    at: datetime
    kept_until: datetime
    words: str = field(repr=False)
    parts: int
    number: str | None = None
    institution: str | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """One text as it stands in its thread, `id` telling its place.

    `number` and `institution` are of the case that it is about. `reply` is what the house answered
    to it by itself; `errand` how far the wish came that sends it, and `code` why no further.
    """

    id: int
    source: str
    way: Way
    author: str
    at: datetime
    words: str | None = field(repr=False)
    parts: int
    number: str | None
    institution: str | None
    waits: bool
    reply: str = field(repr=False)
    errand: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Handed:
    """A conversation that changed hands: when, how, and who of the staff had it."""

    at: datetime
    change: Change
    member: str
    institution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A thread as one line of a list."""

    thread: Thread
    texts: int
    waiting: int
    last_at: datetime | None


def hide_claves(text: str) -> str:
    """Hide what may be a clave: a stored text never opens a case to who reads it."""
    return _FIGURES.sub(lambda found: found[0] if found["kept"] else HIDDEN, text)


def is_thread_id(text: str) -> bool:
    """Say whether a text has the form of a thread's id."""
    return _ID.fullmatch(text) is not None
