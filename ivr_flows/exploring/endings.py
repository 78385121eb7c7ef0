"""How a call ends that the caller does nothing for: silence alone, or wrong keys alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ivr_flows.effects import Dialled, Input, Keys, Silence
from ivr_flows.exploring.turn import Turns
from ivr_flows.nodes import MenuNode, RecordNode, TransferNode
from ivr_flows.state import State

_WRONG_NUMBER = "7#7"


@dataclass(slots=True)
class Endings:
    """Counts the turns from a state to the end; a way that comes round again is a problem."""

    turns: Turns
    silent: bool
    counted: dict[str, int] = field(default_factory=dict)
    problems: set[str] = field(default_factory=set)

    def most(self, states: Iterable[State]) -> int:
        """Tell the most turns that the house takes from any of these before it says goodbye."""
        fresh = (replace(state, turn=0, steps=0) for state in states)
        return max((self._count(state, frozenset()) for state in fresh), default=0)

    def _count(self, state: State, before: frozenset[str]) -> int:
        key = state.to_text()
        if key in self.counted:
            return self.counted[key]
        if key in before:
            what = "silence alone never ends" if self.silent else "wrong keys alone never end"
            self.problems.add(f"at `{state.node}`: {what} the call")
            return 0
        most = 0
        for end in self.turns.take(state, self._failure(state)):
            if not end.state.is_over:
                after = replace(end.state, turn=0, steps=0)
                most = max(most, self._count(after, before | {key}))
        self.counted[key] = most + 1
        return most + 1

    def _failure(self, state: State) -> Input:
        node = self.turns.script.nodes[state.node]
        if isinstance(node, TransferNode):
            return Dialled(answered=False)
        if self.silent or isinstance(node, RecordNode):
            return Silence()
        if isinstance(node, MenuNode):
            return Keys(next(key for key in "87654321#" if key not in node.keys))
        return Keys(_WRONG_NUMBER)
