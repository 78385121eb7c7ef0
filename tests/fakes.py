"""Small stand-ins that satisfy the ports, where the real thing would hide what a test is about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from core.model.answers import Line
from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.citizen import CitizenPhone
from core.ports import Composed, Contact, Found, Intent

NOON_IN_LIMA = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


@dataclass
class FakeClock:
    """Stands still until it is told another time."""

    at: datetime = NOON_IN_LIMA

    def now(self) -> datetime:
        """Tell the moment it was set to."""
        return self.at

    def today(self) -> date:
        """Tell the day of that moment."""
        return self.at.date()


class UnaskedCases:
    """Fails the test if anyone looks a case up."""

    def find(self, number: CaseNumber, _caller: str | None, /) -> Found | None:
        """Fail: the number was to be refused first."""
        raise AssertionError(f"{number} was looked up")

    def by_alias(self, alias: str, /) -> tuple[CaseNumber, ...]:
        """Fail."""
        raise AssertionError(f"{alias} was looked up")

    def of_phone(self, caller: str, /) -> tuple[tuple[Case, CitizenPhone], ...]:
        """Fail: nobody was to be told of any case."""
        raise AssertionError(f"{caller} was looked up")

    def of_document(self, blinded: str, /) -> tuple[Case, ...]:
        """Fail: a DNI opens nothing."""
        raise AssertionError(f"{blinded} was looked up")


@dataclass
class FakeContacts:
    """Keeps turns and intents in memory, each once."""

    kept: dict[tuple[str, int], Contact] = field(default_factory=dict)
    intents: dict[str, Intent] = field(default_factory=dict)

    def turns(self, provider_id: str, turn: int, /) -> tuple[Contact | None, Contact | None]:
        """Read the turn before and the turn itself."""
        return self.kept.get((provider_id, turn - 1)), self.kept.get((provider_id, turn))

    def latest(self, caller: str, channel: str, since: datetime, /) -> Contact | None:
        """Read the caller's last turn on a channel."""
        theirs = [
            contact
            for contact in self.kept.values()
            if (contact.caller, contact.channel) == (caller, channel) and contact.at >= since
        ]
        return max(theirs, key=lambda contact: (contact.at, contact.turn), default=None)

    def keep(self, contact: Contact, /, *, intents: Sequence[Intent] = ()) -> Contact:
        """Keep a turn with what it caused, once."""
        key = (contact.provider_id, contact.turn)
        if key not in self.kept:
            self.kept[key] = contact
            self.intents |= {intent.unique_key: intent for intent in intents}
        return self.kept[key]


class PlainWording:
    """Words each line as `message(fact=value)`, so that a test reads back what was told."""

    def __init__(self, *languages: str) -> None:
        self._languages = languages or ("es",)

    def languages(self, _channel: str, /) -> tuple[str, ...]:
        """List what the test asked for."""
        return self._languages

    def compose(self, language: str, _channel: str, lines: Sequence[Line], /) -> Composed:
        """Word every line in one language: the one asked for, or the first."""
        spoken = language if language in self._languages else self._languages[0]
        return Composed(spoken, tuple(_plain(line) for line in lines))


def _plain(line: Line) -> str:
    facts = " ".join(f"{name}={value}" for name, value in line.facts.items())
    return f"{line.message}({facts})"


@dataclass
class PretendDisk:
    """A disk as full as a test wants it."""

    left: int

    def free(self) -> int:
        """Tell what the test said."""
        return self.left
