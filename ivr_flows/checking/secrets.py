"""Faults in how a script handles what must never be kept."""

from collections.abc import Iterator

from ivr_flows.checking.fault import Fault
from ivr_flows.checking.ways import Ways, ways_of
from ivr_flows.nodes import AskNode, CollectNode, Node
from ivr_flows.script import Script


def secret_slots(script: Script) -> frozenset[str]:
    """List the slots that are never kept."""
    nodes = script.nodes.values()
    return frozenset(node.slot for node in nodes if isinstance(node, CollectNode) and node.secret)


def faults(script: Script) -> Iterator[Fault]:
    """Find what is wrong with the secrets."""
    ways, secrets = ways_of(script), secret_slots(script)
    for name, node in script.nodes.items():
        if not isinstance(node, AskNode):
            continue
        for slot in sorted(secrets.intersection(node.takes)):
            yield from _forgotten(script, name, slot, ways)
            if secrets.issuperset(node.takes):
                problem = f"`{slot}` is asked with nothing that it belongs to"
                yield Fault(name, problem, "secret_alone", "takes")


def _forgotten(script: Script, name: str, slot: str, ways: Ways) -> Iterator[Fault]:
    for origin, to in ways.items():
        if name in to and not _hands_over(script.nodes[origin], slot, name):
            problem = f"`{slot}` is a secret, forgotten on the way from `{origin}`"
            yield Fault(name, problem, "secret_kept", "takes")


def _hands_over(node: Node, slot: str, way: str) -> bool:
    others = [other for other in node.targets() if other == way]
    return isinstance(node, CollectNode) and node.slot == slot and len(others) == 1
