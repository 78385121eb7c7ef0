"""Faults in what a script asks the core: questions, and what becomes of their refusals."""

from collections.abc import Iterator

from ivr_flows.checking.fault import Fault
from ivr_flows.checking.premises import Premises
from ivr_flows.nodes import FOUND, IN_PART, AskNode
from ivr_flows.script import Script


def faults(script: Script, premises: Premises) -> Iterator[Fault]:
    """Find what is wrong with the questions."""
    for name, node in script.nodes.items():
        if isinstance(node, AskNode):
            yield from _refusals(name, node, premises)


def _refusals(name: str, node: AskNode, premises: Premises) -> Iterator[Fault]:
    if node.question not in premises.refusal_codes:
        yield Fault(name, f"no one answers `{node.question}`", "question_unknown", "ask")
        return
    codes = premises.refusal_codes[node.question]
    unnamed = [code for code in codes if code not in node.ways]
    if node.otherwise is None:
        for code in unnamed:
            yield Fault(name, f"no way on after `{code}`", "refusal_unanswered", "ways")
    elif not unnamed:
        yield Fault(name, "`otherwise` takes no code", "otherwise_idle", "otherwise")
    for code in node.ways:
        if code not in {FOUND, IN_PART, *codes}:
            problem = f"`{node.question}` is never refused with `{code}`"
            yield Fault(name, problem, "refusal_never_comes", "ways")
