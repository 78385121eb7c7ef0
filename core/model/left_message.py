"""What a citizen left for a person of the office: who has it in hand, and what came of it."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from core.refusals import MessageMoved

# The most that may be kept of one: a minute and a half of speech, and a text of many parts.
MOST_SECONDS = 180
MOST_TEXT = 2_000
# What may be written by hand on paper that came back; each is a picture of its own.
PICTURES = (
    "phone",
    "comments",
    "date",
    "hour",
    "name",
    "document",
    "relation",
    "signature",
    "features",
    "server",
    "fingerprint",
)
_ID = re.compile(r"[0-9a-f]{32}")


class Kind(StrEnum):
    """What is wanted: an answer; or a claim (Ley 29571), or a complaint (TUO LPAG art. 169).

    A slip came back by post: what it says is for a person to read.
    """

    VOICE = "voice"
    PERSON = "persona"
    CLAIM = "reclamo"
    COMPLAINT = "queja"
    SLIP = "hoja"


class Content(StrEnum):
    """What there is to hear or read: a sound is fetched from its carrier first."""

    AWAITED = "awaited"
    SOUND = "sound"
    TEXT = "text"
    NONE = "none"
    DELETED = "deleted"


class Progress(StrEnum):
    """How far it came: only who has taken a message settles it."""

    WAITING = "waiting"
    TAKEN = "taken"
    SETTLED = "settled"


class How(StrEnum):
    """What came of it."""

    CALLED = "called"
    TEXTED = "texted"
    VISITED = "visited"
    UNREACHED = "unreached"
    UNCLEAR = "unclear"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftMessage:
    """One message; sound, text and note lie sealed elsewhere, by its id, until `kept_until`.

    `source` is what the channel calls it; with `conversation` it is there once. Whoever called is
    known blinded or not at all. Without an `institution` it is for all of the country.
    """

    id: str
    kind: Kind
    channel: str
    conversation: str
    source: str
    at: datetime
    language: str
    country: str
    institution: str | None
    kept_until: datetime
    caller: str | None = field(default=None, repr=False)
    number: str | None = None
    content: Content = Content.AWAITED
    seconds: int = 0
    progress: Progress = Progress.WAITING
    by: str | None = None
    since: datetime | None = None
    how: How | None = None
    note: str | None = field(default=None, repr=False)

    def is_for(self, institution: str) -> bool:
        """Say whether the staff of an institution may see it."""
        if self.institution is not None:
            return self.institution == institution
        return institution.partition("/")[0] == self.country

    def is_readable(self, now: datetime) -> bool:
        """Say whether there is something to hear or read, and its time is not over."""
        return self.content in {Content.SOUND, Content.TEXT} and now < self.kept_until

    def is_with(self, member: str) -> bool:
        """Say whether someone has it in hand."""
        return self.progress is Progress.TAKEN and self.by == member

    def taken(self, by: str, at: datetime) -> "LeftMessage":
        """Let someone take it in hand, if nobody has."""
        self._require(self.progress is Progress.WAITING)
        return replace(self, progress=Progress.TAKEN, by=by, since=at)

    def given_back(self, by: str, at: datetime) -> "LeftMessage":
        """Let who has it give it back: it waits again."""
        self._require(self.is_with(by))
        return replace(self, progress=Progress.WAITING, by=None, since=at)

    def settled(self, by: str, at: datetime, how: How, note: str | None) -> "LeftMessage":
        """Let who has it say what came of it."""
        self._require(self.is_with(by))
        return replace(self, progress=Progress.SETTLED, since=at, how=how, note=note)

    def _require(self, is_so: bool) -> None:  # noqa: FBT001 - what must be so is its only word
        if not is_so:
            raise MessageMoved


def is_message_id(text: str) -> bool:
    """Say whether a text has the form of a message's id."""
    return _ID.fullmatch(text) is not None
