"""Faults in what a step needs and may not have: slots, answers, and a case under them."""

from collections.abc import Iterator, Mapping

from ivr_flows.checking.fault import Fault
from ivr_flows.checking.filling import (
    ANSWER,
    GRANTED,
    GRANTS,
    PROVED,
    filled_by,
    held_after,
    needs,
    used_by,
)
from ivr_flows.checking.secrets import secret_slots
from ivr_flows.checking.ways import After, Certain, certain_before, ways_of
from ivr_flows.nodes import LEFT, BranchNode, CallbackNode, TransferNode, WishNode
from ivr_flows.script import Script


def faults(script: Script) -> Iterator[Fault]:
    """Find what is wrong with the slots."""
    certain = _certain(script)
    ever = {slot for node in script.nodes.values() for slot in filled_by(node)} | {LEFT}
    for name, node in script.nodes.items():
        for slot, field in needs(node, secret_slots(script)):
            if slot not in ever:
                problem = f"no step fills `{slot}`"
                yield Fault(name, problem, "slot_never_filled", field)
            elif slot not in certain.get(name, {slot}):
                yield _missing(name, slot, field)
        if isinstance(node, WishNode) and node.slot in ever:
            yield from _unproved(name, node, certain)
        if isinstance(node, TransferNode | CallbackNode):
            yield from _ungranted(name, GRANTS[type(node)], certain)
    yield from _unused(script)


def _missing(name: str, slot: str, field: str) -> Fault:
    code = "answer_missing" if slot == ANSWER else "slot_missing"
    return Fault(name, f"`{slot}` may still be missing here", code, field)


def _unproved(name: str, node: WishNode, certain: Mapping[str, Certain]) -> Iterator[Fault]:
    here = certain.get(name)
    if here is not None and node.slot in here and PROVED + node.slot not in here:
        problem = f"no case may stand under `{node.slot}` here"
        yield Fault(name, problem, "wish_unproved", node.kind)


def _ungranted(name: str, question: str, certain: Mapping[str, Certain]) -> Iterator[Fault]:
    if GRANTED + question not in certain.get(name, {GRANTED + question}):
        yield Fault(name, f"`{question}` may not have been granted here", "grant_missing")


def _unused(script: Script) -> Iterator[Fault]:
    used = {slot for node in script.nodes.values() for slot in used_by(node)}
    for name, node in script.nodes.items():
        filled = set(filled_by(node)) - {ANSWER}
        for slot in filled - used:
            yield Fault(name, f"nothing takes `{slot}`", "slot_unused", "slot")


def _certain(script: Script) -> Mapping[str, Certain]:
    """Work out what is filled on every way to a step, also on that of a call taken up again.

    What was certain where a call was cut off is certain where it goes on; so everything is taken
    for certain at first, and taken away again until nothing more has to be.
    """
    starts = dict.fromkeys(script.ways_in(), frozenset({LEFT})) | {script.start: frozenset()}
    slots = {slot for node in script.nodes.values() for slot in filled_by(node)}
    proofs = {PROVED + slot for slot in slots} | {GRANTED + asked for asked in GRANTS.values()}
    everything = frozenset({LEFT} | slots | proofs)
    certain: Mapping[str, Certain] = dict.fromkeys(script.nodes, everything)
    while True:
        before, kept = certain, _kept_by(script, certain)
        certain = certain_before(starts, ways_of(script), kept)
        if certain == before:
            return certain


def _kept_by(script: Script, certain: Mapping[str, Certain]) -> After:
    def after(name: str, way: str, held: Certain) -> Certain:
        node = script.nodes[name]
        if isinstance(node, BranchNode) and node.slot == LEFT and way != node.otherwise:
            steps = [step for step, to in node.ways.items() if to == way]
            taken_up = [certain.get(step, held) - {ANSWER} for step in steps]
            return held.union(frozenset.intersection(*taken_up))
        return held_after(node, way, held)

    return after
