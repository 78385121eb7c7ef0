"""Faults in how long a call waits for a person: for one to answer, and for a message's end."""

from collections.abc import Iterator

from ivr_flows.checking.fault import Fault
from ivr_flows.checking.premises import Premises
from ivr_flows.nodes import Node, RecordNode, TransferNode
from ivr_flows.script import Script

# Less cuts people short; more is paid for, and a minute of silence ends most calls.
FEWEST_TO_SPEAK, MOST_TO_SPEAK = 20, 120
FEWEST_TO_RING, MOST_TO_RING = 10, 45


def faults(script: Script, premises: Premises) -> Iterator[Fault]:
    """Find what is wrong with the waits."""
    for name, node in script.nodes.items():
        fewest, most = _bounds(node)
        if isinstance(node, TransferNode | RecordNode) and not fewest <= node.seconds <= most:
            problem = f"{node.seconds} s: {fewest} to {most} are fair"
            yield Fault(name, problem, "seconds_out_of_bounds", "seconds")
        if isinstance(node, RecordNode):
            yield from _unended(name, node, premises)


def _bounds(node: Node) -> tuple[int, int]:
    is_ringing = isinstance(node, TransferNode)
    return (FEWEST_TO_RING, MOST_TO_RING) if is_ringing else (FEWEST_TO_SPEAK, MOST_TO_SPEAK)


def _unended(name: str, node: RecordNode, premises: Premises) -> Iterator[Fault]:
    text = premises.first_text(node.prompt).lower()
    if text and "numeral" not in text:
        yield Fault(name, f"`{node.prompt}` does not say that `#` ends it", "finish_unsaid")
