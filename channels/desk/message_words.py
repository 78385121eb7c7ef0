"""Words what is known of a message: what it is, how old, how far it came."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from channels.desk.words import Words
from core.model.case_number import CaseNumber
from core.model.left_message import Content, LeftMessage, Progress

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One message as a page shows it, without what it says."""

    id: str
    kind: str
    title: str
    age: str
    at: str
    length: str
    stands: str
    is_waiting: bool
    is_settled: bool
    number: CaseNumber | None
    is_of_all: bool


@dataclass(frozen=True, slots=True)
class MessageWords:
    """Words messages as they stand at a moment; `name_of` names who has one in hand."""

    words: Words
    now: datetime
    name_of: Callable[[str], str]

    def seen(self, message: LeftMessage) -> Seen:
        """Word one message."""
        kind = self.words.say(f"message.kind.{message.kind}")
        return Seen(
            id=message.id,
            kind=kind,
            title=f"{kind}, {self.words.hour(message.at)}",
            age=self.age(message.at),
            at=self.words.hour(message.at),
            length=self._length(message),
            stands=self._stands(message),
            is_waiting=message.progress is Progress.WAITING,
            is_settled=message.progress is Progress.SETTLED,
            number=None if message.number is None else CaseNumber(message.number),
            is_of_all=message.institution is None,
        )

    def age(self, at: datetime) -> str:
        """Tell since when someone waits, as people say it."""
        passed = max(self.now - at, timedelta())
        if passed < AN_HOUR:
            return self.words.say("age.now")
        if passed < A_DAY:
            return self.words.say("age.hours", count=passed // AN_HOUR)
        return self.words.say("age.days", count=passed // A_DAY)

    def _length(self, message: LeftMessage) -> str:
        if message.content is Content.SOUND:
            minutes, seconds = divmod(message.seconds, 60)
            return f"{minutes}:{seconds:02}"
        return self.words.say(f"message.content.{message.content}")

    def _stands(self, message: LeftMessage) -> str:
        by = "" if message.by is None else self.name_of(message.by)
        if message.how is not None:
            how = self.words.say(f"message.how.{message.how}")
            return self.words.say("message.progress.settled", how=how, by=by)
        if message.progress is Progress.TAKEN:
            return self.words.say("message.progress.taken", by=by)
        return self.words.say("message.progress.waiting")
