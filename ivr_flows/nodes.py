"""The kinds of step that a call can be made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ivr_flows.variants import variants

STANDARD_TRIES = 3
# The slot that holds the step at which the caller's last call was cut off.
LEFT = "left"
FOUND, IN_PART = "found", "in_part"


@dataclass(frozen=True, slots=True, kw_only=True)
class _GoesOn:
    """A step that leads to one other."""

    then: str

    def targets(self) -> Iterator[str]:
        """List where the call can go from here."""
        yield self.then

    def messages(self) -> tuple[str, ...]:
        """List the words this step needs."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Says(_GoesOn):
    """A step that says one message and leads to one other."""

    message: str

    def messages(self) -> tuple[str, ...]:
        """List the words this step needs."""
        return (self.message,)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageNode:
    """Asks which language to go on in; passes in silence where only one is offered."""

    prompt: str
    change: str
    then: str
    tries: int

    def targets(self) -> Iterator[str]:
        """List where the call can go from here."""
        yield self.then

    def messages(self) -> tuple[str, ...]:
        """List the words this step needs."""
        return (self.prompt, self.change)


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuNode:
    """Offers a few keys; `reads` spells slots in groups of digits inside the prompt.

    `slot` keeps the key that was pressed, so that an answer can be chosen from.
    """

    prompt: str
    keys: Mapping[str, str]
    slot: str | None
    reads: Mapping[str, tuple[int, ...]]
    tries: int
    silence: str
    wrong: str
    back: str
    repeat: str

    def targets(self) -> Iterator[str]:
        """List where the call can go from here."""
        yield from self.keys.values()
        yield from (self.silence, self.wrong, self.back, self.repeat)

    def messages(self) -> tuple[str, ...]:
        """List the words this step needs."""
        return variants(self.prompt, self.tries)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectNode:
    """Takes digits into a slot; a secret lives only until the question of the same turn.

    `empty` is where the finishing key alone leads, if that is an answer here.
    """

    prompt: str
    slot: str
    digits: int | None
    finish_on: str
    secret: bool
    then: str
    empty: str | None
    tries: int
    silence: str
    wrong: str
    back: str

    def targets(self) -> Iterator[str]:
        """List where the call can go from here."""
        yield from (self.then, self.silence, self.wrong, self.back)
        if self.empty is not None:
            yield self.empty

    def messages(self) -> tuple[str, ...]:
        """List the words this step needs."""
        return variants(self.prompt, self.tries)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNode:
    """Asks the core a question and goes on by `found` or by the code of its refusal.

    `in_part` leads on where more could be told to whoever proves more; without it `found` does.
    """

    question: str
    takes: tuple[str, ...]
    ways: Mapping[str, str]
    otherwise: str | None
    tries: int
    exhausted: str

    def targets(self) -> Iterator[str]:
        """List where the call can go from here."""
        yield from self.ways.values()
        yield self.exhausted
        if self.otherwise is not None:
            yield self.otherwise

    def messages(self) -> tuple[str, ...]:
        """List the words this step needs."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SayNode(_Says):
    """Says one message and goes on; `reads` spells slots in groups of digits inside it."""

    reads: Mapping[str, tuple[int, ...]]


Part = Literal["must", "may"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TellNode(_GoesOn):
    """Says what the last answer must tell, or what it may tell besides."""

    part: Part


Kind = Literal["text", "letter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WishNode(_Says):
    """Wishes that the answer travels as a text or as a letter, and says so."""

    kind: Kind
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceNode(_Says):
    """Speaks slowly from here on, or at the usual pace again, and says so."""

    slow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchNode:
    """Goes on by what a slot holds; also an empty slot has a way on."""

    slot: str
    ways: Mapping[str, str]
    otherwise: str

    def targets(self) -> Iterator[str]:
        """List where the call can go from here."""
        yield from self.ways.values()
        yield self.otherwise

    def messages(self) -> tuple[str, ...]:
        """List the words this step needs."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RateNode(_GoesOn):
    """Keeps the mark in a slot as what the caller thought of the call."""

    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferNode:
    """Lets a person's phone ring for so many seconds, and goes on when no one answers."""

    message: str
    seconds: int
    answered: str
    unanswered: str

    def targets(self) -> Iterator[str]:
        """List where the call can go from here."""
        yield from (self.answered, self.unanswered)

    def messages(self) -> tuple[str, ...]:
        """List the words this step needs."""
        return (self.message,)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNode:
    """Records what the caller says for the desk, with the case in `slot` if one was given."""

    prompt: str
    seconds: int
    slot: str | None
    message: str
    then: str
    silence: str
    tries: int

    def targets(self) -> Iterator[str]:
        """List where the call can go from here."""
        yield from (self.then, self.silence)

    def messages(self) -> tuple[str, ...]:
        """List the words this step needs."""
        return (*variants(self.prompt, self.tries), self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackNode(_Says):
    """Wishes that the house calls the caller, and says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodbyeNode:
    """Ends the call with words: never a bare hang-up."""

    message: str

    def targets(self) -> Iterator[str]:
        """List where the call can go from here: nowhere."""
        return iter(())

    def messages(self) -> tuple[str, ...]:
        """List the words this step needs."""
        return (self.message,)


Keyed = LanguageNode | MenuNode | CollectNode
Listening = Keyed | TransferNode | RecordNode
Speaking = SayNode | TellNode | PaceNode | WishNode | CallbackNode | GoodbyeNode
Node = Listening | Speaking | AskNode | BranchNode | RateNode
