"""Faults in where a call goes round: without listening, or without anything that counts."""

from collections.abc import Collection, Iterator

from ivr_flows.checking.fault import Fault
from ivr_flows.checking.ways import LISTENING, Ways, circling, reached, ways_of
from ivr_flows.nodes import (
    FOUND,
    IN_PART,
    AskNode,
    CollectNode,
    GoodbyeNode,
    MenuNode,
    Node,
    RecordNode,
    TransferNode,
)
from ivr_flows.script import Script

# How a caller fails at each step of the loop, the field that leads on, and what is said of it.
_LOOPS = {
    "silence_circle": ("silence", "silence", "silence alone keeps the call going round here"),
    "wrong_key_circle": ("wrong", "wrong", "wrong keys alone keep the call going round here"),
    "no_counter": ("then", "exhausted", "refusals alone keep the call going round here"),
}


def faults(script: Script) -> Iterator[Fault]:
    """Find the circles, and the steps that no goodbye can be reached from."""
    ways = ways_of(script)
    trapped = set(_trapped(script, ways))
    silent = set(_silent(script, ways)) - trapped
    for name in trapped:
        yield Fault(name, "no way leads from here to a goodbye", "no_exit")
    for name in silent:
        problem = "can come back here without listening to the caller"
        yield Fault(name, problem, "silent_circle")
    yield from _uncounted(script, told=trapped | silent)


def _trapped(script: Script, ways: Ways) -> Iterator[str]:
    for name in script.nodes:
        ends = (script.nodes[other] for other in reached([name], ways))
        if not any(isinstance(node, GoodbyeNode) for node in ends):
            yield name


def _silent(script: Script, ways: Ways) -> Iterator[str]:
    quiet = {name for name, node in script.nodes.items() if not isinstance(node, LISTENING)}
    return circling({name: [way for way in ways[name] if way in quiet] for name in quiet})


def _uncounted(script: Script, *, told: Collection[str]) -> Iterator[Fault]:
    """Find loops that the caller does not choose and that no `tries` will ever end."""
    for code, (failing, field, problem) in _LOOPS.items():
        forced = {name: _forced(node, failing) for name, node in script.nodes.items()}
        kinds = AskNode if failing == "then" else LISTENING
        for name in circling(forced):
            if name not in told and isinstance(script.nodes[name], kinds):
                yield Fault(name, problem, code, field)


def _forced(node: Node, failing: str) -> tuple[str, ...]:
    """List where a call goes that only fails; a refusal is counted, so its own way is not."""
    match node:
        case MenuNode() | CollectNode():
            if failing == "then":
                return (node.then,) if isinstance(node, CollectNode) else ()
            return (node.silence if failing == "silence" else node.wrong,)
        case RecordNode():
            return () if failing == "then" else (node.silence,)
        case TransferNode():
            return () if failing == "then" else (node.unanswered,)
        case AskNode():
            answered = (way for code, way in node.ways.items() if code in {FOUND, IN_PART})
            return (*(() if failing == "then" else answered), node.exhausted)
        case _:
            return tuple(node.targets())
