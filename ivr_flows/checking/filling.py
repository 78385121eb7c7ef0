"""What a step fills and what it reads: the slots of a call, its last answer and its proofs."""

from collections.abc import Iterator

from ivr_flows.checking.ways import Certain
from ivr_flows.nodes import (
    FOUND,
    IN_PART,
    AskNode,
    BranchNode,
    CallbackNode,
    CollectNode,
    MenuNode,
    Node,
    RateNode,
    RecordNode,
    SayNode,
    TellNode,
    TransferNode,
    WishNode,
)

ANSWER = "the last answer"
PROVED = "found: "
# What must have been asked, and found possible, before it is done.
GRANTED = "granted: "
GRANTS = {TransferNode: "person.open", CallbackNode: "call.back"}


def needs(node: Node, secrets: frozenset[str]) -> Iterator[tuple[str, str]]:
    """List what a step cannot do without, each with the field that asks for it."""
    match node:
        case TellNode():
            yield ANSWER, "tell"
        case WishNode():
            yield node.slot, node.kind
        case RateNode():
            yield node.slot, "rate"
        case MenuNode() | SayNode():
            yield from ((slot, "reads") for slot in node.reads)
        case AskNode():
            yield from ((slot, "takes") for slot in node.takes if slot not in secrets)


def filled_by(node: Node) -> Iterator[str]:
    """List what a step can fill, the answer included: any question does."""
    yield ANSWER
    if isinstance(node, CollectNode | MenuNode) and node.slot is not None:
        yield node.slot


def used_by(node: Node) -> Iterator[str]:
    """List the slots that a step reads."""
    yield from (slot for slot, _ in needs(node, frozenset()))
    if isinstance(node, BranchNode | RecordNode) and node.slot is not None:
        yield node.slot


def held_after(node: Node, way: str, held: Certain) -> Certain:
    """Tell what is filled, and under what a case was found, when a step is left by a way."""
    if isinstance(node, AskNode):
        if not _only_found(node, way):
            return held | {ANSWER}
        proved = {PROVED + slot for slot in node.takes}
        return held | {ANSWER, GRANTED + node.question} | proved
    filled = filled_on(node, way)
    return (held | filled) - {PROVED + slot for slot in filled}


def _only_found(node: AskNode, way: str) -> bool:
    found = {to for code, to in node.ways.items() if code in {FOUND, IN_PART}}
    refused = {to for code, to in node.ways.items() if code not in {FOUND, IN_PART}}
    return way in found and way not in {*refused, node.otherwise, node.exhausted}


def filled_on(node: Node, way: str) -> Certain:
    """List the slots that are filled anew when a step is left by a way."""
    if isinstance(node, CollectNode) and way == node.then and not node.secret:
        return frozenset({node.slot})
    if isinstance(node, MenuNode) and node.slot is not None and way not in _unchosen(node):
        return frozenset({node.slot})
    return frozenset()


def _unchosen(node: MenuNode) -> frozenset[str]:
    return frozenset({node.silence, node.wrong, node.back, node.repeat})
