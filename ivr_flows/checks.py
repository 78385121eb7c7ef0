"""Finds the faults of a script before a citizen does."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ivr_flows.engine import PERSON
from ivr_flows.nodes import (
    AskNode,
    CollectNode,
    GoodbyeNode,
    LanguageNode,
    MenuNode,
    Node,
    TellNode,
    WishNode,
)
from ivr_flows.script import Script

MOST_OPTIONS = 5
_ANSWER = "the last answer"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a script, and at which step."""

    node: str
    problem: str


def check(
    script: Script,
    known_messages: Collection[str],
    refusal_codes: Mapping[str, Collection[str]],
) -> tuple[Fault, ...]:
    """List every fault: `refusal_codes` tells how each question of the door may be refused.

    A step that is named and missing never comes this far: reading the script refuses it.
    """
    ways = {name: frozenset(_ways(script, node)) for name, node in script.nodes.items()}
    found = [
        *_without_words(script, known_messages),
        *_unreachable(script, ways),
        *_without_exit(script, ways),
        *_in_circles(script, ways),
        *_unanswered(script, refusal_codes),
        *_crowded(script),
        *_unfilled(script, ways),
        *_kept_secrets(script, ways),
    ]
    return tuple(sorted(found, key=lambda fault: (fault.node, fault.problem)))


def _ways(script: Script, node: Node) -> Iterator[str]:
    yield from node.targets()
    if isinstance(node, LanguageNode | MenuNode):
        yield script.person


def _reached(start: Iterable[str], ways: Mapping[str, Collection[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(ways[name])
    return reached


def _without_words(script: Script, known: Collection[str]) -> Iterator[Fault]:
    for name, node in script.nodes.items():
        for message in node.messages():
            if message not in known:
                yield Fault(name, f"no words for `{message}`")
    if script.wrong_key not in known:
        yield Fault("", f"no words for `{script.wrong_key}`")


def _unreachable(script: Script, ways: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    # The budgets of the engine can end any call at `lost`.
    reached = _reached([script.start, script.lost], ways)
    for name in script.nodes:
        if name not in reached:
            yield Fault(name, "no way leads here")


def _without_exit(script: Script, ways: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    for name in script.nodes:
        reached = _reached([name], ways)
        if not any(isinstance(script.nodes[other], GoodbyeNode) for other in reached):
            yield Fault(name, "no way leads from here to a goodbye")


def _in_circles(script: Script, ways: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    speaking = {
        name: ways[name]
        for name, node in script.nodes.items()
        if not isinstance(node, LanguageNode | MenuNode | CollectNode)
    }
    among = {name: [way for way in to if way in speaking] for name, to in speaking.items()}
    for name, to in among.items():
        if name in _reached(to, among):
            yield Fault(name, "can come back here without listening to the caller")


def _unanswered(script: Script, refusal_codes: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    for name, node in script.nodes.items():
        if not isinstance(node, AskNode):
            continue
        if node.question not in refusal_codes:
            yield Fault(name, f"no one answers `{node.question}`")
            continue
        codes = refusal_codes[node.question]
        if node.otherwise is None:
            for code in codes:
                if code not in node.ways:
                    yield Fault(name, f"no way on after `{code}`")
        for code in node.ways:
            if code != "found" and code not in codes:
                yield Fault(name, f"`{node.question}` is never refused with `{code}`")


def _crowded(script: Script) -> Iterator[Fault]:
    for name, node in script.nodes.items():
        if isinstance(node, MenuNode):
            options = [key for key in node.keys if key != PERSON]
            if len(options) > MOST_OPTIONS:
                yield Fault(name, f"{len(options)} options: an ear keeps {MOST_OPTIONS}")


def _unfilled(script: Script, ways: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    filled = _filled_before(script, ways)
    for name, node in script.nodes.items():
        for slot in _needs(node, script):
            if slot not in filled.get(name, {slot}):
                yield Fault(name, f"`{slot}` may still be missing here")


def _needs(node: Node, script: Script) -> Iterator[str]:
    if isinstance(node, TellNode):
        yield _ANSWER
    elif isinstance(node, WishNode):
        yield node.slot
    elif isinstance(node, MenuNode):
        yield from node.reads
    elif isinstance(node, AskNode):
        yield from (slot for slot in node.takes if slot not in _secrets(script))


def _filled_before(
    script: Script, ways: Mapping[str, Collection[str]]
) -> Mapping[str, frozenset[str]]:
    """Work out which slots are filled on every way to a step, until nothing changes."""
    before: dict[str, frozenset[str]] = {script.start: frozenset()}
    waiting = [script.start]
    while waiting:
        name = waiting.pop()
        for way in ways[name]:
            after = before[name] | _fills(script.nodes[name], way)
            known = before.get(way)
            both = after if known is None else known & after
            if both != known:
                before[way] = both
                waiting.append(way)
    return before


def _fills(node: Node, way: str) -> frozenset[str]:
    if isinstance(node, AskNode):
        return frozenset({_ANSWER})
    if isinstance(node, CollectNode) and way == node.then and not node.secret:
        return frozenset({node.slot})
    if isinstance(node, MenuNode) and node.slot is not None and way not in _ways_unchosen(node):
        return frozenset({node.slot})
    return frozenset()


def _ways_unchosen(node: MenuNode) -> frozenset[str]:
    return frozenset({node.silence, node.wrong, node.back, node.repeat})


def _secrets(script: Script) -> frozenset[str]:
    nodes = script.nodes.values()
    return frozenset(node.slot for node in nodes if isinstance(node, CollectNode) and node.secret)


def _kept_secrets(script: Script, ways: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    for name, node in script.nodes.items():
        if not isinstance(node, AskNode):
            continue
        for slot in _secrets(script).intersection(node.takes):
            for origin, to in ways.items():
                if name in to and not _hands_over(script.nodes[origin], slot, name):
                    yield Fault(name, f"`{slot}` is a secret, forgotten on the way from `{origin}`")


def _hands_over(node: Node, slot: str, way: str) -> bool:
    others = (other for other in node.targets() if other == way)
    return isinstance(node, CollectNode) and node.slot == slot and len(list(others)) == 1
