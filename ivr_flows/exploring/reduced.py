"""What of a state decides how a call goes on: the rest is left out, so that a walk ends soon."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ivr_flows.checking.filling import filled_on, used_by
from ivr_flows.checking.ways import ways_of
from ivr_flows.nodes import LEFT, BranchNode, MenuNode
from ivr_flows.script import Script
from ivr_flows.state import State


@dataclass(frozen=True, slots=True)
class Reduction:
    """Which slots still matter at each step, and which of their values are alike."""

    live: Mapping[str, frozenset[str]]
    alike: Mapping[str, str]

    @classmethod
    def of(cls, script: Script) -> "Reduction":
        """Work it out for a script."""
        read = {node.slot for node in script.nodes.values() if isinstance(node, BranchNode)}
        menus = [node for node in script.nodes.values() if isinstance(node, MenuNode)]
        alike = {
            node.slot: next(iter(node.keys))
            for node in menus
            if node.slot is not None and node.slot not in read
        }
        return cls(_live(script), alike)

    def of_state(self, state: State, failures: int) -> State:
        """Reduce a state, as it is after so many failures at its step."""
        live = self.live[state.node]
        return replace(
            state,
            turn=0,
            steps=0,
            slow=False,
            heard="",
            tries={state.node: failures} if failures else {},
            slots={slot: self._value(slot, state) for slot in state.slots if slot in live},
        )

    def _value(self, slot: str, state: State) -> str:
        return self.alike.get(slot, state.slots[slot])


def _live(script: Script) -> Mapping[str, frozenset[str]]:
    """Work out which slots may still be used from each step on, before they are filled again."""
    ways = ways_of(script)
    live = {name: frozenset(used_by(node)) for name, node in script.nodes.items()}
    is_changing = True
    while is_changing:
        is_changing = False
        for name, to in ways.items():
            node = script.nodes[name]
            later = (live[way] - filled_on(node, way) for way in to)
            after = live[name].union(*later, *_taken_up(script, name, live))
            is_changing |= after != live[name]
            live[name] = after
    return live


def _taken_up(
    script: Script, name: str, live: Mapping[str, frozenset[str]]
) -> Iterator[frozenset[str]]:
    """List what still matters of a call that is cut off here: it goes on with its slots."""
    if name in script.resumable() and script.resume is not None:
        yield live[script.resume] - {LEFT}
