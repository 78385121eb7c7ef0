"""The letterbox of the office: a citizen leaves a message, staff take it in hand and settle it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.model.case_number import CaseNumber
from core.model.left_message import (
    MOST_TEXT,
    PICTURES,
    Content,
    How,
    Kind,
    LeftMessage,
    is_message_id,
)
from core.ports import Cases, Chest, Clock, FormsDone, LeftMessages
from core.refusals import MessageMoved, MessageUnknown, Refusal, TextMissing, TextTooLong

MOST_LISTED = 100
A_SWEEP = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a channel knows of who leaves a message; `number` is the case as it was keyed.

    One about no case is for the `institution`, if that is known, or for all of the country.
    """

    kind: Kind
    channel: str
    conversation: str
    source: str
    at: datetime
    language: str
    caller: str | None = None
    number: str = ""
    seconds: int = 0
    institution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """Someone's hand on a message: who they are, where they work and the form they sent."""

    by: str
    institution: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterbox:
    """Takes messages in from every channel and hands them to staff; `kept_for` ends their content.

    Who sees one belongs to the institution of its case, or to the country of the house.
    """

    messages: LeftMessages
    chest: Chest
    cases: Cases
    forms: FormsDone
    clock: Clock
    country: str
    kept_for: timedelta
    new_id: Callable[[], str]

    def expect(self, left: Left) -> LeftMessage:
        """Note that somebody spoke, before the sound is here; again is the same message."""
        return self.messages.keep(self._new(left))

    def leave_text(self, left: Left, text: str) -> LeftMessage:
        """Take in what somebody wrote; again is the same message."""
        wanted = text.strip()
        if not wanted:
            raise TextMissing
        if len(wanted) > MOST_TEXT:
            raise TextTooLong(limit=MOST_TEXT)
        kept = self.expect(left)
        if kept.content is Content.AWAITED:
            self.chest.put(kept.id, wanted.encode())
            self.messages.fill(kept, replace(kept, content=Content.TEXT))
        return kept

    def leave_paper(self, left: Left, text: str, pictures: Mapping[str, bytes]) -> LeftMessage:
        """Take in what came on paper: in words, and pictures of what is written by hand."""
        kept = self.expect(left)
        if kept.content is Content.AWAITED:
            for name in PICTURES:
                if name in pictures:
                    self.chest.put(_picture_of(kept.id, name), pictures[name])
        return self.leave_text(left, text)

    def add_sound(self, message: LeftMessage, sound: bytes, seconds: int) -> None:
        """Keep what was said, once it is here."""
        self.chest.put(message.id, sound)
        heard = replace(message, content=Content.SOUND, seconds=seconds)
        if not self.messages.fill(message, heard) and not self._is_kept(message.id):
            self.chest.remove(message.id)  # its time was over before it came

    def give_up_sound(self, message: LeftMessage) -> None:
        """Note that there is nothing to hear: that somebody called is not lost."""
        self.messages.fill(message, replace(message, content=Content.NONE))

    def listed(self, institution: str) -> tuple[LeftMessage, ...]:
        """List messages, what waits first."""
        return self.messages.of_institution(institution, limit=MOST_LISTED)

    def count_waiting(self, institution: str) -> int:
        """Count what waits for somebody to take it."""
        return self.messages.count_waiting(institution)

    def get(self, message: str, institution: str) -> LeftMessage:
        """Read a message; one of another institution is as unknown as none."""
        found = self.messages.get(message) if is_message_id(message) else None
        if found is None or not found.is_for(institution):
            raise MessageUnknown
        return found

    def content(self, message: LeftMessage) -> bytes:
        """Open what was said or written; refuse what is not here, or not any more."""
        now = self.clock.now()
        found = self.chest.open(message.id) if message.is_readable(now) else None
        if found is None:
            raise MessageUnknown
        return found

    def pictures(self, message: LeftMessage) -> tuple[str, ...]:
        """Name the pictures of a message that can still be seen."""
        if message.kind is not Kind.SLIP or not message.is_readable(self.clock.now()):
            return ()
        return tuple(name for name in PICTURES if self._opened(message, name) is not None)

    def picture(self, message: LeftMessage, name: str) -> bytes:
        """Open a picture (PNG) of a message; refuse what is not here, or not any more."""
        is_known = name in PICTURES and message.is_readable(self.clock.now())
        found = self._opened(message, name) if is_known else None
        if found is None:
            raise MessageUnknown
        return found

    def note(self, message: LeftMessage) -> str:
        """Open what staff wrote when they settled it."""
        if message.note is None:
            return ""
        return self.chest.open_text(_note_of(message.id), message.note) or ""

    def take(self, message: str, handling: Handling) -> LeftMessage:
        """Take a message in hand; of two who do at once, one has it."""
        return self._move(message, handling, lambda one, now: one.taken(handling.by, now))

    def give_back(self, message: str, handling: Handling) -> LeftMessage:
        """Give a message back: it waits for another."""
        return self._move(message, handling, lambda one, now: one.given_back(handling.by, now))

    def settle(self, message: str, handling: Handling, how: How, note: str) -> LeftMessage:
        """Say what came of a message."""
        sealed = self.chest.seal_text(_note_of(message), note) if note else None
        return self._move(
            message, handling, lambda one, now: one.settled(handling.by, now, how, sealed)
        )

    def sweep(self) -> int:
        """Delete what was said too long ago, or by who asked to be forgotten; the rows stay."""
        swept = 0
        while old := self.messages.outlived(self.clock.now(), limit=A_SWEEP):
            for message in old:
                self._burn(message)
                self.messages.empty(message.id)
            swept += len(old)
        return swept

    def _move(
        self,
        message: str,
        handling: Handling,
        moved: Callable[[LeftMessage, datetime], LeftMessage],
    ) -> LeftMessage:
        before = self.get(message, handling.institution)
        if self.forms.done(handling.key) is not None:
            return before
        after = moved(before, self.clock.now())
        # Of two presses at the same moment the second finds the message moved, by the first.
        if self.messages.move(before, after, key=handling.key) or self._was_done(handling.key):
            return after
        raise MessageMoved

    def _burn(self, message: LeftMessage) -> None:
        self.chest.remove(message.id)
        for name in PICTURES if message.kind is Kind.SLIP else ():
            self.chest.remove(_picture_of(message.id, name))

    def _opened(self, message: LeftMessage, name: str) -> bytes | None:
        return self.chest.open(_picture_of(message.id, name))

    def _was_done(self, key: str) -> bool:
        return self.forms.done(key) is not None

    def _is_kept(self, message: str) -> bool:
        found = self.messages.get(message)
        return found is not None and found.content in {Content.SOUND, Content.TEXT}

    def _new(self, left: Left) -> LeftMessage:
        number, of_case = self._case_of(left.number)
        return LeftMessage(
            id=self.new_id(),
            kind=left.kind,
            channel=left.channel,
            conversation=left.conversation,
            source=left.source,
            at=left.at,
            language=left.language,
            country=self.country,
            institution=of_case or left.institution or None,
            kept_until=left.at + self.kept_for,
            caller=left.caller,
            number=number,
            seconds=left.seconds,
        )

    def _case_of(self, digits: str) -> tuple[str | None, str | None]:
        """Find whose case it is about; a number that is none of ours belongs to nobody."""
        try:
            number = CaseNumber.parse(digits)
        except Refusal:
            return None, None
        found = self.cases.find(number, None)
        return (None, None) if found is None else (number.digits, found.case.institution)


def _picture_of(message: str, name: str) -> str:
    return f"{message}.{name}"


def _note_of(message: str) -> str:
    return f"{message}.note"
