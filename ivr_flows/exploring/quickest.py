"""The quickest way to what a clave opens: prompts heard to their end, and no mistake made."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ivr_flows.checking.secrets import secret_slots
from ivr_flows.effects import Ask, Effect, Keys, Outcome, SayAnswer
from ivr_flows.engine import Step, begin, step
from ivr_flows.exploring.lasting import ANSWER_SECONDS, seconds_to_hear, seconds_to_say
from ivr_flows.exploring.turn import Turns
from ivr_flows.nodes import FOUND, IN_PART, AskNode
from ivr_flows.script import Script
from ivr_flows.state import State

LONGEST_WAY = 60.0  # for whoever has called before and knows the clave


@dataclass(frozen=True, slots=True)
class Way:
    """What was pressed, and after how many seconds the answer begins and has been told."""

    pressed: tuple[str, ...]
    begins: float

    @property
    def told(self) -> float:
        """Tell when the answer has been heard to its end."""
        return self.begins + ANSWER_SECONDS


@dataclass(slots=True)
class _Search:
    turns: Turns
    waiting: list[tuple[float, int, tuple[str, ...], State | None]] = field(default_factory=list)
    count: int = 0

    def add(self, seconds: float, pressed: tuple[str, ...], stepped: Step) -> None:
        """Note where a turn leads when every question is answered; to the goal it leads to none."""
        state, effects = _answered(self.turns.script, stepped)
        rests: State | None
        goal = _goal(self.turns.script, effects)
        if goal is None:
            took, rests = seconds_to_say(effects, self.turns.premises), state
        else:
            took, rests = seconds_to_say(goal, self.turns.premises), None
        self.count += 1
        heapq.heappush(self.waiting, (seconds + took, self.count, pressed, rests))


def quickest(turns: Turns, languages: Sequence[str], remembered: str) -> Way | None:
    """Find the quickest way from the pick-up to the answer that a secret opens, if there is one."""
    search = _Search(turns)
    search.add(0.0, (), begin(turns.script, languages, remembered=remembered))
    seen: set[str] = set()
    while search.waiting:
        seconds, _, pressed, state = heapq.heappop(search.waiting)
        if state is None:
            return Way(pressed, seconds)
        key = replace(state, turn=0, steps=0).to_text()
        if state.is_over or key in seen:
            continue
        seen.add(key)
        for heard in turns.heard_at(state):
            if isinstance(heard, Keys) and heard.digits.isdigit():
                took = seconds + seconds_to_hear(heard)
                search.add(took, (*pressed, heard.digits), step(turns.script, state, heard))
    return None


def _answered(script: Script, stepped: Step) -> Step:
    state, effects = stepped
    said = list(effects)
    while effects and isinstance(effects[-1], Ask):
        node = script.nodes[state.node]
        # Of a call that came in the phone proves nothing: the clave is what opens the rest.
        is_in_part = isinstance(node, AskNode) and IN_PART in node.ways
        state, effects = step(script, state, Outcome(IN_PART if is_in_part else FOUND))
        said += effects
    return state, tuple(said)


def _goal(script: Script, effects: Sequence[Effect]) -> tuple[Effect, ...] | None:
    """Take what is said before the answer to a question that was asked with a secret."""
    secrets, is_open = secret_slots(script), False
    for place, effect in enumerate(effects):
        if isinstance(effect, Ask):
            is_open = not secrets.isdisjoint(effect.arguments)
        elif isinstance(effect, SayAnswer) and is_open:
            return tuple(effects[:place])
    return None
