"""Faults in the facts that words tell: what nothing fills, and what is read and not told."""

from collections.abc import Iterator

from ivr_flows.checking.fault import Fault
from ivr_flows.checking.premises import PLACE, Premises
from ivr_flows.nodes import LanguageNode, MenuNode, Node, SayNode
from ivr_flows.script import Script


def faults(script: Script, premises: Premises) -> Iterator[Fault]:
    """Find what is wrong with the facts."""
    for name, node in script.nodes.items():
        yield from _facts(name, node, premises)


def _facts(name: str, node: Node, premises: Premises) -> Iterator[Fault]:
    given = _given(node)
    for message in node.messages():
        for language, text in premises.texts(message).items():
            told = {match[1] for match in PLACE.finditer(text)}
            for fact in sorted(told - _given_to(node, message)):
                problem = f"`{message}` tells `{fact}` in {language}, which nothing fills"
                yield Fault(name, problem, "fact_missing")
    for message in node.messages()[:1]:
        for language, text in premises.texts(message).items():
            told = {match[1] for match in PLACE.finditer(text)}
            for fact in sorted(given - told):
                problem = f"`{message}` does not tell `{fact}` in {language}"
                yield Fault(name, problem, "fact_unsaid", "reads")


def _given(node: Node) -> frozenset[str]:
    return frozenset(node.reads) if isinstance(node, MenuNode | SayNode) else frozenset()


def _given_to(node: Node, message: str) -> frozenset[str]:
    if isinstance(node, LanguageNode) and message == node.prompt:
        return frozenset({"key"})
    return _given(node)
