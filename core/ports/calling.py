"""What calling people back needs: their phone for a while, who wants none, what calls cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.model.charge import Charge, Direction, Share


@dataclass(frozen=True, slots=True)
class Placed:
    """The carrier took the call: its id there and what it costs, if told at once."""

    provider_id: str
    cost_cents: int = 0


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """The call was not taken; `in_doubt` says that nobody can tell, so it is not placed again."""

    code: str
    retryable: bool
    in_doubt: bool = False


class CallPlacer(Protocol):
    """Makes a phone ring; `key` names the wish, and is all that the carrier brings back."""

    def place(self, phone: str, key: str, /) -> Placed | NotPlaced:
        """Call a phone in E.164."""
        ...


class CallerBook(Protocol):
    """Knows, for a while, the phone of who asked to be called or left a message."""

    def keep(self, caller: str, phone: str, /) -> None:
        """Keep the phone of a blinded caller, from now on."""
        ...

    def phone(self, caller: str, /) -> str | None:
        """Read the phone of a blinded caller, if it is kept."""
        ...

    def forget_before(self, moment: datetime, /) -> int:
        """Forget every phone that was last kept before a moment; tell how many."""
        ...


class OptOuts(Protocol):
    """Knows who wants the house to begin nothing with them, by call or by text."""

    def has(self, caller: str, /) -> bool:
        """Say whether a blinded phone opted out, over whichever channel."""
        ...

    def add(self, caller: str, /, *, channel: str, at: datetime) -> bool:
        """Note that a phone opted out; tell whether that is new."""
        ...

    def remove(self, caller: str, /) -> bool:
        """Note that a phone wants to be called again; tell whether it had opted out."""
        ...

    def count(self) -> int:
        """Count the phones that opted out."""
        ...


class Charges(Protocol):
    """Keeps what calls cost, each once."""

    def add(self, charge: Charge, /) -> bool:
        """Keep what a call cost; tell whether it is new."""
        ...

    def cents_since(self, moment: datetime, /) -> int:
        """Tell what calls cost since a moment."""
        ...

    def shares_since(self, moment: datetime, /) -> Mapping[Direction, Share]:
        """Tell what calls of each direction came to since a moment."""
        ...


class CallsTaken(Protocol):
    """Knows which calls came in."""

    def begun(self, caller: str, since: datetime, /, *, besides: str, most: int) -> int:
        """Count the calls of a blinded phone since a moment, besides one, up to so many."""
        ...


@dataclass(frozen=True, slots=True)
class CallMade:
    """A call of ours: the key of its wish, whom it goes to, and the first try if it is a second."""

    key: str
    caller: str
    first: str = ""


class CallsMade(Protocol):
    """Knows which calls the house wished for, placed and saw answered."""

    def count(self, since: datetime, /, *, caller: str | None, besides: str = "") -> int:
        """Count the calls since a moment, to one phone or in all, that did not come to nothing."""
        ...

    def waits(self, caller: str, /) -> bool:
        """Say whether a first try to this phone is still to be made."""
        ...

    def has_rung(self, caller: str, since: datetime, /, *, besides: str) -> bool:
        """Say whether another call of ours may have made this phone ring since a moment."""
        ...

    def answered(self, key: str, call: str, /) -> str | None:
        """Note that the call of a wish was answered; tell whom it goes to, if there is such."""
        ...

    def by_call(self, call: str, /) -> CallMade | None:
        """Find a call of ours by the carrier's name for it."""
        ...

    def is_answered(self, key: str, /) -> bool:
        """Say whether a call was answered on the exchange, which tells nothing else of it."""
        ...

    def unanswered(self, since: datetime, until: datetime, /) -> tuple[CallMade, ...]:
        """List the calls that the exchange placed in a stretch of time and nobody answered."""
        ...
