"""What a call does in answer to what it heard, in words that no carrier knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ivr_flows.nodes import Part


@dataclass(frozen=True, slots=True)
class Keys:
    """The caller pressed keys; none of them if only the finishing key was pressed."""

    digits: str = field(repr=False)  # they may be a clave: never into a log


@dataclass(frozen=True, slots=True)
class Silence:
    """The caller pressed nothing in time: not the same as a wrong key."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The core answered: `found`, or the code of its refusal."""

    code: str


@dataclass(frozen=True, slots=True)
class HungUp:
    """The caller is gone."""


Input = Keys | Silence | Outcome | HungUp


@dataclass(frozen=True, slots=True)
class Say:
    """Say a message of the catalogue with its facts, in one language."""

    message: str
    facts: Mapping[str, str | int]
    language: str
    slow: bool = False


@dataclass(frozen=True, slots=True)
class SayAnswer:
    """Say a part of the last answer."""

    part: Part
    slow: bool = False


@dataclass(frozen=True, slots=True)
class Collect:
    """Listen for keys; `empty_counts` if the finishing key alone is an answer here.

    An old person needs time to find the first key, and less from one key to the next.
    """

    digits: int | None
    finish_on: str = "#"
    timeout_seconds: int = 7
    empty_counts: bool = False
    between_seconds: int = 3


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the core, and step again with the outcome in the same turn."""

    question: str
    arguments: Mapping[str, str] = field(repr=False)  # they may hold a clave


@dataclass(frozen=True, slots=True)
class Text:
    """Wish that the status of the case in this slot travels as a text."""

    slot: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Wish that the status of the case in this slot travels as a letter."""

    slot: str


@dataclass(frozen=True, slots=True)
class Rated:
    """Keep what the caller thought of the call."""

    mark: str


@dataclass(frozen=True, slots=True)
class Goodbye:
    """End the call."""


Effect = Say | SayAnswer | Collect | Ask | Text | Letter | Rated | Goodbye
