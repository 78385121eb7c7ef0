"""Who carries texts, and who keeps how far each came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.model.carrier_line import Health, Terms
from core.model.delivery import OF_THE_CARRIER, Cause, Delivery, Receipt, cause_of


@dataclass(frozen=True, slots=True)
class Sent:
    """The carrier took the text: its id there, the parts it counts and what they cost, if told."""

    provider_id: str
    parts: int
    cost_cents: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The text was not taken; `in_doubt` says that nobody can tell, so it is not sent again."""

    code: str
    retryable: bool
    in_doubt: bool = False

    @property
    def cause(self) -> Cause:
        """Tell why, in the words of every carrier."""
        return cause_of(self.code)

    @property
    def is_of_the_carrier(self) -> bool:
        """Say whether it was surely not sent, and another carrier may take it."""
        return not self.in_doubt and self.cause in OF_THE_CARRIER


class Carrier(Protocol):
    """Takes a text for a phone in E.164; `key` names the wish, so that receipts can be matched."""

    def send(self, to: str, text: str, /, *, key: str) -> Sent | Failed:
        """Hand the text over."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """A text that is about to be handed over: its key, the wish behind it, its parts."""

    key: str
    wish: str
    parts: int


@dataclass(frozen=True, slots=True)
class Begun:
    """The text may be handed over, after so many seconds."""

    wait_seconds: float


@dataclass(frozen=True, slots=True)
class Resting:
    """The line is left alone until then."""

    until: datetime


class Deliveries(Protocol):
    """Keeps how far each text came, and how each line fares; a state never goes back."""

    def begin(self, handing: Handing, terms: Terms, /) -> Begun | Resting | Delivery:
        """Note, before it is done, that a text is handed over; tell of one that was before."""
        ...

    def settle(self, key: str, terms: Terms, outcome: Sent | Failed, /, *, is_final: bool) -> None:
        """Note what the carrier said; what did not fail finally may be handed over again."""
        ...

    def replied(self, handing: Handing, line: str, /) -> None:
        """Note a reply that a carrier took in the answer to the text itself, once."""
        ...

    def receive(self, receipt: Receipt, /) -> bool:
        """Note a receipt, whichever comes first; tell whether we know the text.

        Where it goes on with another carrier, that is wished in the same moment, and once.
        """
        ...

    def count_stray(self, door: str, /) -> None:
        """Count a receipt for a text that we do not know."""
        ...

    def of_wish(self, wish: str, /) -> Delivery | None:
        """Read how far the text of a wish came, or one message of it."""
        ...

    def messages_of(self, wish: str, /) -> tuple[Delivery, ...]:
        """Read how far each message of a text came, on its first and on its second journey."""
        ...

    def health(self, name: str, /) -> Health | None:
        """Read how a line fares, if it was ever used."""
        ...

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Count the texts of each line in each state."""
        ...
