"""What became of a call, step by step: read from the turns that are kept anyway.

Nothing here tells who called; of what was keyed only what `ivr_flows/heard.py` lets be kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from core.ports import Contact
from core.refusals import TurnUnknown
from ivr_flows import heard
from ivr_flows.drawn.traffic import Rest
from ivr_flows.nodes import FOUND, MenuNode
from ivr_flows.script import Script
from ivr_flows.state import END, State

# A turn that a carrier's status callback makes: it rests at no step.
AFTER_THE_LAST = "ended."
# A turn of a house before this one, which nobody can read any more.
UNKNOWN = "?"
RATED, MESSAGE_LEFT, CALL_BACK_WISHED = "rated.", "message_left", "call_back_wished"

Became = Literal["answered", "person", "message", "call_back", "ended", "left"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One turn: at which step the call rested, in which language, and what was done there.

    `pressed` and `seconds` are none for the last turn, after which nobody heard or counted.
    """

    node: str
    language: str
    outcome: str
    pressed: str | None
    seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecord:
    """One call, step by step; `answered_after` counts seconds from the greeting to the answer."""

    script: str
    steps: tuple[Step, ...]
    seconds: float
    answered_after: float | None

    @property
    def language(self) -> str:
        """Tell the language in which it ended."""
        return self.steps[-1].language

    @property
    def left_at(self) -> str | None:
        """Tell where the caller left, unless the call came to its own end."""
        last = self.steps[-1].node
        return None if last == END else last

    @property
    def mark(self) -> str | None:
        """Tell what the caller thought of the call, if they said so."""
        said = (step.outcome for step in self.steps if step.outcome.startswith(RATED))
        return next((mark.removeprefix(RATED) for mark in said), None)

    @property
    def became(self) -> Became:
        """Tell what came of the call: the best of it counts."""
        outcomes = {step.outcome for step in self.steps}
        if self.answered_after is not None:
            return "answered"
        if any(step.pressed == heard.ANSWERED for step in self.steps):
            return "person"
        if MESSAGE_LEFT in outcomes:
            return "message"
        if CALL_BACK_WISHED in outcomes:
            return "call_back"
        return "ended" if self.left_at is None else "left"

    def rests(self) -> list[Rest]:
        """List where it rested, and what led there, for a drawing of its script."""
        led = ["", *(step.pressed or "" for step in self.steps[:-1])]
        return [
            Rest(step.node, said, step.outcome) for step, said in zip(self.steps, led, strict=True)
        ]


def records(turns: Iterable[Contact], scripts: Mapping[str, Script]) -> Iterator[CallRecord]:
    """Put turns together into calls; they come ordered by call and turn."""
    for _, kept in groupby(turns, key=lambda contact: contact.provider_id):
        mine = [turn for turn in kept if not turn.outcome.startswith(AFTER_THE_LAST)]
        if mine:
            yield _record(mine, scripts)


def _record(turns: Sequence[Contact], scripts: Mapping[str, Script]) -> CallRecord:
    states = [_state(turn) for turn in turns]
    waits = [(later.at - turn.at).total_seconds() for turn, later in pairwise(turns)]
    pressed = [None if state is None else state.heard for state in states[1:]]
    known = [state.script for state in states if state is not None]
    script = known[-1] if known else UNKNOWN
    steps = tuple(
        Step(
            node=UNKNOWN if state is None else state.node,
            language=turn.language,
            outcome=turn.outcome,
            pressed=done,
            seconds=wait,
        )
        for turn, state, done, wait in zip(
            turns, states, [*pressed, None], [*waits, None], strict=True
        )
    )
    told = (
        turn.at for turn, step in zip(turns, steps, strict=True) if _tells(step, scripts, script)
    )
    first = next(told, None)
    return CallRecord(
        script=script,
        steps=steps,
        seconds=sum(waits),
        answered_after=None if first is None else (first - turns[0].at).total_seconds(),
    )


def _tells(step: Step, scripts: Mapping[str, Script], script: str) -> bool:
    """Say whether an answer was told: then the call ends, or offers what to do with the answer.

    After a look-up alone it asks for digits, and a list of procedures is chosen from by a slot.
    """
    if step.outcome != FOUND:
        return False
    rests = scripts[script].nodes.get(step.node) if script in scripts else None
    return step.node == END or (isinstance(rests, MenuNode) and rests.slot is None)


def _state(turn: Contact) -> State | None:
    """Read where a turn rested: the first line of what it remembers."""
    try:
        return State.from_text(turn.state.partition("\n")[0])
    except TurnUnknown:
        return None
