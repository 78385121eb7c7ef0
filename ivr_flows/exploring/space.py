"""The whole space of states of a script: every state that a call can rest at, and its turns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ivr_flows.effects import Dialled, HungUp, Input, Keys, Recorded, Silence
from ivr_flows.engine import TURN_BUDGET, begin
from ivr_flows.exploring.lasting import seconds_to_hear, seconds_to_say
from ivr_flows.exploring.reduced import Reduction
from ivr_flows.exploring.turn import (
    Crashed,
    End,
    Turns,
    is_heard_or_ended,
)
from ivr_flows.state import State
from ivr_flows.walk import STEP_BUDGET

MOST_STATES = 20_000  # a minute's walk; the shipped script has some hundreds

OVER = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """What a turn from one state to another, or to the end of the call, can cost at most."""

    to: str
    keys: int
    seconds: float


@dataclass(slots=True)
class Space:
    """Every state by its text, with the turns from it and what went wrong on the way."""

    turns: Turns
    reduction: Reduction
    states: dict[str, State] = field(default_factory=dict)
    edges: dict[str, Mapping[str, Edge]] = field(default_factory=dict)
    problems: set[str] = field(default_factory=set)
    most_states: int = MOST_STATES

    def walk(self, languages: Sequence[str]) -> None:
        """Walk from every beginning of a call until no state is new."""
        waiting = [key for language in ("", *languages) for key in self._begin(languages, language)]
        while waiting:
            if len(self.states) > self.most_states:
                self.problems.add(f"more than {self.most_states} states")
                return
            key = waiting.pop()
            if key not in self.edges:
                waiting.extend(self._from(key))

    def _begin(self, languages: Sequence[str], remembered: str) -> Iterator[str]:
        for end in self.turns.settle(begin(self.turns.script, languages, remembered=remembered)):
            yield from self._enter(end, "at the beginning")

    def _from(self, key: str) -> Iterator[str]:
        state = self.states[key]
        edges: dict[str, Edge] = {}
        found: list[str] = []
        for heard in self.turns.heard_at(state):
            where = f"at `{state.node}` after {_told(heard)}"
            try:
                for end in self.turns.take(state, heard):
                    found.extend(self._go(edges, heard, end, where))
            except Crashed as fault:
                self.problems.add(f"{where}: {fault}")
        self.edges[key] = edges
        self._prove_budget(state)
        script = self.turns.script
        if state.node in script.resumable() and script.resume is not None:
            for end in self.turns.settle(begin(script, state.offered, dropped=state)):
                found.extend(self._enter(end, f"taken up from `{state.node}`"))
        return iter(found)

    def _go(self, edges: dict[str, Edge], heard: Input, end: End, where: str) -> Iterator[str]:
        if isinstance(heard, HungUp):
            if not end.state.is_over or end.effects:
                self.problems.add(f"{where}: the call goes on")
            return
        keys = len(heard.digits) if isinstance(heard, Keys) else 0
        seconds = seconds_to_hear(heard) + seconds_to_say(end.effects, self.turns.premises)
        entered = list(self._enter(end, where))
        for to in entered or (OVER,):
            known = edges.get(to, Edge(to, 0, 0.0))
            edges[to] = Edge(to, max(keys, known.keys), max(seconds, known.seconds))
        yield from entered

    def _enter(self, end: End, where: str) -> Iterator[str]:
        """Stand at the state that a turn ends in, with every number of failures there."""
        if not is_heard_or_ended(end):
            self.problems.add(f"{where}: neither heard nor told goodbye")
        if end.state.steps > STEP_BUDGET:
            self.problems.add(f"{where}: more than {STEP_BUDGET} steps")
        if end.state.is_over:
            return
        node = self.turns.script.nodes[end.state.node]
        for failures in range(getattr(node, "tries", 1)):
            state = self.reduction.of_state(end.state, failures)
            key = state.to_text()
            self.states.setdefault(key, state)
            yield key

    def _prove_budget(self, state: State) -> None:
        """Prove that the last turn ends the call with words; it hears nothing any more."""
        last = replace(state, turn=TURN_BUDGET - 1)
        for end in self.turns.take(last, Silence()):
            if not end.state.is_over or not is_heard_or_ended(end):
                self.problems.add(f"at `{state.node}`: the last turn does not end the call")

    def longest_turn(self) -> float:
        """Tell the most seconds that one turn can take."""
        turns = (edge.seconds for edges in self.edges.values() for edge in edges.values())
        return max(turns, default=0.0)

    def longest(self) -> tuple[int, float]:
        """Tell the most keys and the most seconds that a call within its budget can have."""
        keys: dict[str, int] = {}
        seconds: dict[str, float] = {}
        for _ in range(TURN_BUDGET):
            every = {name: edges.values() for name, edges in self.edges.items()}
            keys = {
                name: max((edge.keys + keys.get(edge.to, 0) for edge in edges), default=0)
                for name, edges in every.items()
            }
            seconds = {
                name: max((edge.seconds + seconds.get(edge.to, 0.0) for edge in edges), default=0.0)
                for name, edges in every.items()
            }
        return max(keys.values(), default=0), max(seconds.values(), default=0.0)


def _told(heard: Input) -> str:
    match heard:
        case Keys(digits):
            return f"`{digits}`"
        case HungUp():
            return "a hang-up"
        case Recorded():
            return "a message"
        case Dialled(answered):
            return "a talk" if answered else "a phone that no one answered"
        case _:
            return "silence"
