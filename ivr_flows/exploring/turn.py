"""One turn of an explored call: what can be heard at a state, and every end the turn can have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.refusals import Refusal
from ivr_flows.checking.premises import Premises
from ivr_flows.effects import (
    Ask,
    Dialled,
    Effect,
    Goodbye,
    HungUp,
    Input,
    Keys,
    Outcome,
    Recorded,
    Say,
    SayAnswer,
    Silence,
    Wait,
)
from ivr_flows.engine import Step, step
from ivr_flows.nodes import (
    FOUND,
    IN_PART,
    AskNode,
    CollectNode,
    RecordNode,
    TransferNode,
)
from ivr_flows.script import Script
from ivr_flows.state import State

_WRONG = "7#7"
_ALL_KEYS = "0123456789*#"
_ANY_LENGTH = 10
_RECORDING = "recording"
_FAULTS = (ArithmeticError, LookupError, TypeError, ValueError, Refusal)


class Crashed(Exception):
    """The engine could not take a step."""


@dataclass(frozen=True, slots=True)
class End:
    """Where a turn can leave a call, and what was done on the way there."""

    state: State
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Turns:
    """Takes turns of one script, with every answer that its questions can get.

    Unless it is `exact`, a question may have been refused any number of times before.
    """

    script: Script
    premises: Premises
    exact: bool = False

    def heard_at(self, state: State) -> Iterator[Input]:
        """List what can be heard here: whatever the step waits for, silence, a hang-up."""
        yield Silence()
        yield HungUp()
        node = self.script.nodes[state.node]
        if isinstance(node, CollectNode):
            digits = "7" * (node.digits or _ANY_LENGTH)
            yield from map(Keys, (digits, _WRONG, "", "*", "7*"))
        elif isinstance(node, RecordNode):
            yield Recorded(_RECORDING, node.seconds)
        elif isinstance(node, TransferNode):
            yield from (Dialled(answered=True), Dialled(answered=False))
        else:
            yield from map(Keys, _ALL_KEYS)

    def take(self, state: State, heard: Input) -> Iterator[End]:
        """Take a turn, once for each way in which its questions can be answered."""
        return self.settle(self._step(state, heard))

    def settle(self, stepped: Step) -> Iterator[End]:
        """Answer the questions of a turn in every way."""
        state, effects = stepped
        if not effects or not isinstance(effects[-1], Ask):
            yield End(state, effects)
            return
        node = self.script.nodes[state.node]
        for asked in (state,) if self.exact else _refused_before(state, node):
            for code in self._codes(node):
                for kept in _kept(asked, effects[-1], code):
                    for end in self.settle(self._step(kept, Outcome(code))):
                        yield End(end.state, (*effects, *end.effects))

    def _step(self, state: State, heard: Input) -> Step:
        try:
            return step(self.script, state, heard)
        except _FAULTS as fault:
            raise Crashed(f"{type(fault).__name__}: {fault}") from fault

    def _codes(self, node: object) -> Sequence[str]:
        """List one code for each way that a question can lead."""
        if not isinstance(node, AskNode):
            return (FOUND,)
        in_part = (IN_PART,) if IN_PART in node.ways else ()
        ways = {node.ways.get(code): code for code in self.premises.refusal_codes[node.question]}
        return (FOUND, *in_part, *ways.values())


def is_heard_or_ended(end: End) -> bool:
    """Say whether a turn ends as it must: listening after words, or with words and a goodbye."""
    *said, last = end.effects or (None,)
    speaks = any(isinstance(effect, Say | SayAnswer) for effect in said)
    if end.state.is_over:
        return isinstance(last, Goodbye) and speaks
    return isinstance(last, Wait) and speaks


def _refused_before(state: State, node: object) -> Iterator[State]:
    last = node.tries - 1 if isinstance(node, AskNode) else 0
    others = {step: times for step, times in state.tries.items() if step != state.node}
    for failures in sorted({0, last}):
        yield replace(state, tries={**others, state.node: failures} if failures else others)


def _kept(state: State, asked: Ask, code: str) -> Iterator[State]:
    """Go on both ways: the door may forget what was keyed for a question that was refused."""
    yield state
    if code not in {FOUND, IN_PART} and any(slot in state.slots for slot in asked.arguments):
        left = {slot: keyed for slot, keyed in state.slots.items() if slot not in asked.arguments}
        yield replace(state, slots=left)
