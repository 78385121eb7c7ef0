"""Who carries a text to a phone: one shape, a file for each carrier."""

from dataclasses import dataclass
from typing import Protocol


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


class Carrier(Protocol):
    """Takes a text for a phone in E.164; `key` names the wish, so that logs can be matched."""

    def send(self, to: str, text: str, /, *, key: str) -> Sent | Failed:
        """Hand the text over."""
        ...
