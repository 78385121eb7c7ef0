"""The turns of conversations, and the guesses that are made in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.model.case_number import CaseNumber
from core.ports.effects import Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One turn of one conversation: not an event, no chain, no lock.

    `state` is what the next turn needs; `reply` are the bytes that a repeat gets again.
    """

    channel: str
    provider_id: str
    turn: int
    caller: str | None
    at: datetime
    language: str
    outcome: str
    state: str
    reply: str
    number: str | None = None


class Contacts(Protocol):
    """Keeps turns; the pair of provider id and turn is unique."""

    def turns(self, provider_id: str, turn: int, /) -> tuple[Contact | None, Contact | None]:
        """Read the turn before and the turn itself, if it was already answered."""
        ...

    def latest(self, caller: str, channel: str, since: datetime, /) -> Contact | None:
        """Read the caller's last turn on a channel, so that MAS knows what is meant."""
        ...

    def keep(self, contact: Contact, /, *, intents: Sequence[Intent] = ()) -> Contact:
        """Keep a turn with what it caused; a repeat changes nothing and gets the first one back."""
        ...


class ContactLog(Protocol):
    """Reads conversations that are over, for who wants to know how they went."""

    def between(self, channel: str, since: datetime, until: datetime, /) -> Iterator[Contact]:
        """Yield the turns of a channel in a stretch of time, ordered by conversation and turn."""
        ...


class Guesses(Protocol):
    """Counts wrong claves before they are compared, so that haste gains nothing."""

    def count_wrong(self, number: CaseNumber, caller: str, /) -> int:
        """Record a wrong clave; tell how many were wrong over the installation in this hour."""
        ...

    def count_right(self, number: CaseNumber, caller: str, /) -> None:
        """Record a right clave and clear what the caller owed."""
        ...

    def reopen(self, number: CaseNumber, /) -> None:
        """Open the clave of a case again, after a call-back or a visit."""
        ...
