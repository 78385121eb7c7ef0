"""Where a call can go from each step, and what is certain on every way there."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from ivr_flows.nodes import LanguageNode, Listening, MenuNode, Node
from ivr_flows.script import Script

Ways = Mapping[str, Collection[str]]
LISTENING = Listening


def ways_of(script: Script) -> Ways:
    """List where a call can go from each step, the keys that work everywhere included."""
    return {name: frozenset(_ways(script, node)) for name, node in script.nodes.items()}


def _ways(script: Script, node: Node) -> Iterator[str]:
    yield from node.targets()
    if isinstance(node, LanguageNode | MenuNode):
        yield script.person


def reached(start: Iterable[str], ways: Ways) -> frozenset[str]:
    """List the steps that can be reached, the first ones included."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(ways.get(name, ()))
    return frozenset(found)


def circling(ways: Ways) -> Iterator[str]:
    """List the steps that can come back to themselves."""
    for name, to in ways.items():
        if name in reached(to, ways):
            yield name


Certain = frozenset[str]
After = Callable[[str, str, Certain], Certain]


def certain_before(
    starts: Mapping[str, Certain], ways: Ways, after: After
) -> Mapping[str, Certain]:
    """Work out what holds on every way to each step, until nothing changes.

    `after` tells what holds when a step is left for another.
    """
    before: dict[str, Certain] = dict(starts)
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        for way in ways[name]:
            held = after(name, way, before[name])
            known = before.get(way)
            both = held if known is None else known & held
            if both != known:
                before[way] = both
                waiting.append(way)
    return before
