"""What grants the wishes of texts in tests, and counts the answers to a phone."""

from dataclasses import dataclass, field
from datetime import datetime

from core.by_text import Texter
from core.model.left_message import Kind
from core.ports import Intent
from core.ports.texting import Earlier
from tests.fakes import FakeContacts


@dataclass
class FakeWishes:
    """Grants every wish and writes it down."""

    granted: list[tuple[str, ...]] = field(default_factory=list)
    stopped: set[str] = field(default_factory=set)

    def stop(self, texter: Texter, /) -> bool:
        """Note that a phone wants nothing."""
        is_new = texter.caller not in self.stopped
        self.stopped.add(texter.caller)
        return is_new

    def start(self, texter: Texter, /) -> None:
        """Note that it does again."""
        self.stopped.discard(texter.caller)

    def notices(self, texter: Texter, number: str, /, *, given: bool) -> None:
        """Note the consent."""
        self.granted.append(("notices", texter.caller, number, str(given)))

    def call_me(self, texter: Texter, /) -> Intent:
        """Wish the call."""
        self.granted.append(("call_me", texter.caller, texter.phone))
        return Intent(kind="call_back", cause="", unique_key=f"call:{texter.source}", person="")

    def letter(self, texter: Texter, number: str, /) -> Intent:
        """Wish the letter."""
        self.granted.append(("letter", texter.caller, number))
        return Intent(kind="status_letter", cause="", unique_key=f"letter:{number}", person="")

    def leave(self, texter: Texter, kind: Kind, words: str, number: str, /) -> None:
        """Keep the words."""
        self.granted.append((kind.value, texter.caller, words, number))


@dataclass
class AnsweredIn:
    """Looks up what texts were told in what was kept."""

    contacts: FakeContacts

    def earlier(
        self,
        source: str,
        caller: str,
        /,
        *,
        since: datetime,
        day: datetime,
        hour: datetime,
        most: int,
    ) -> Earlier:
        """Tell this one and the last one, and count since two moments."""
        moments = [
            contact.at
            for contact in self.contacts.kept.values()
            if contact.caller == caller and contact.reply
        ][-most:]
        return Earlier(
            this=self.contacts.turns(source, 0)[1],
            latest=self.contacts.latest(caller, "sms", since),
            in_this_hour=sum(at >= hour for at in moments),
            today=sum(at >= day for at in moments),
        )
