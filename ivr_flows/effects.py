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


@dataclass(frozen=True, slots=True)
class Dialled:
    """A person's phone rang: someone answered and the talk is over, or no one did."""

    answered: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """The caller spoke: `recording` is the carrier's own name for the sound."""

    recording: str
    seconds: int


Input = Keys | Silence | Outcome | HungUp | Dialled | Recorded


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
class Transfer:
    """Let a person's phone ring, and step again when that is over."""

    seconds: int = 25


@dataclass(frozen=True, slots=True)
class Record:
    """Record what the caller says, until the finishing key or a long silence."""

    seconds: int = 60
    finish_on: str = "#"
    silence_seconds: int = 5


@dataclass(frozen=True, slots=True)
class LeaveMessage:
    """Wish that a recording reaches the desk, with the case in this slot if there is one."""

    recording: str
    seconds: int
    number_slot: str | None


@dataclass(frozen=True, slots=True)
class CallBack:
    """Wish that the house calls the caller."""


@dataclass(frozen=True, slots=True)
class Goodbye:
    """End the call."""


Wait = Collect | Transfer | Record
Wished = Text | Letter | LeaveMessage | CallBack | Rated
Effect = Say | SayAnswer | Wait | Ask | Wished | Goodbye
