"""Faults in where a script leads: out of reach, too deep, or back to the same step."""

from collections.abc import Iterator, Mapping

from ivr_flows.checking.fault import Fault
from ivr_flows.checking.premises import Premises
from ivr_flows.checking.ways import Ways, reached, ways_of
from ivr_flows.nodes import CollectNode, LanguageNode, MenuNode, TellNode
from ivr_flows.script import Script

DEEPEST = 3


def faults(script: Script, premises: Premises) -> Iterator[Fault]:
    """Find what is wrong with the shape."""
    ways = ways_of(script)
    yield from _unreachable(script, ways)
    yield from _too_deep(script, ways)
    yield from _back(script)
    yield from _language(script, premises)


def _unreachable(script: Script, ways: Ways) -> Iterator[Fault]:
    # The budgets of the engine can end any call at `lost`.
    found = reached(script.ways_in(), ways)
    for name in script.nodes:
        if name not in found:
            yield Fault(name, "no way leads here", "unreachable")


def _too_deep(script: Script, ways: Ways) -> Iterator[Fault]:
    depths = _menus_before(script, ways)
    answers = [name for name, node in script.nodes.items() if isinstance(node, TellNode)]
    nearest = min((depths[name] for name in answers if name in depths), default=0)
    if nearest > DEEPEST:
        problem = f"{nearest} menus before the first answer; {DEEPEST} are the most"
        yield Fault(script.start, problem, "too_deep")


def _menus_before(script: Script, ways: Ways) -> Mapping[str, int]:
    depths = {script.start: 0}
    waiting = [script.start]
    while waiting:
        name = waiting.pop(0)
        after = depths[name] + isinstance(script.nodes[name], MenuNode)
        for way in ways[name]:
            if after < depths.get(way, after + 1):
                depths[way] = after
                waiting.append(way)
    return depths


def _back(script: Script) -> Iterator[Fault]:
    for name, node in script.nodes.items():
        if isinstance(node, MenuNode | CollectNode) and node.back == name:
            yield Fault(name, "`*` leads back to this very step", "back_to_itself", "back")


def _language(script: Script, premises: Premises) -> Iterator[Fault]:
    choices = [name for name, node in script.nodes.items() if isinstance(node, LanguageNode)]
    if not choices:
        if len(premises.words) > 1:
            problem = f"{len(premises.words)} languages and no step to choose one"
            yield Fault("", problem, "language_missing", "start")
    elif script.start not in choices:
        yield Fault("", f"the call does not begin at `{choices[0]}`", "language_not_first", "start")
