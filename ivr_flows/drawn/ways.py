"""The ways from step to step, each with what makes a call take it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ivr_flows.nodes import (
    FOUND,
    IN_PART,
    AskNode,
    BranchNode,
    CollectNode,
    LanguageNode,
    MenuNode,
    Node,
    RecordNode,
    TransferNode,
)
from ivr_flows.script import Script

SILENCE, OTHER_KEY, NO_MORE = "silencio", "otra tecla", "sin más intentos"
DIGITS, OTHERWISE, NO = "cifras", "lo demás", "no"
_OUTCOMES = {FOUND: "sí", IN_PART: "en parte"}
BACK, REPEAT, PERSON, FINISH = "*", "9", "0", "#"


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """A way from one step to another: `cause` is a key, an outcome, or nothing if it is the only.

    `code` is what the engine calls the outcome, where there is one.
    """

    start: str
    end: str
    cause: str = ""
    code: str = ""


def ways_of(script: Script) -> tuple[Way, ...]:
    """List every way of a script, the keys that work everywhere included, each once."""
    found = (way for name, node in script.nodes.items() for way in _ways(script, name, node))
    return tuple(dict.fromkeys(found))


def _ways(script: Script, name: str, node: Node) -> Iterator[Way]:
    match node:
        case LanguageNode():
            yield Way(name, node.then)
            yield Way(name, script.person, PERSON)
        case MenuNode():
            yield from _menu(script, name, node)
        case CollectNode():
            yield from _collect(name, node)
        case AskNode():
            yield from _ask(name, node)
        case BranchNode():
            yield from (Way(name, way, value or "vacío") for value, way in node.ways.items())
            yield Way(name, node.otherwise, OTHERWISE)
        case TransferNode():
            yield Way(name, node.answered, "contesta")
            yield Way(name, node.unanswered, "no contesta")
        case RecordNode():
            yield Way(name, node.then, "grabado")
            yield Way(name, node.silence, SILENCE)
        case _:
            yield from (Way(name, way) for way in node.targets())


def _menu(script: Script, name: str, node: MenuNode) -> Iterator[Way]:
    yield from (Way(name, way, key) for key, way in node.keys.items())
    standing = {REPEAT: node.repeat, BACK: node.back, PERSON: script.person}
    yield from (Way(name, way, key) for key, way in standing.items() if key not in node.keys)
    yield Way(name, node.silence, SILENCE)
    yield Way(name, node.wrong, OTHER_KEY)


def _collect(name: str, node: CollectNode) -> Iterator[Way]:
    yield Way(name, node.then, DIGITS)
    if node.empty is not None:
        yield Way(name, node.empty, FINISH)
    yield Way(name, node.back, BACK)
    yield Way(name, node.silence, SILENCE)
    yield Way(name, node.wrong, OTHER_KEY)


def _ask(name: str, node: AskNode) -> Iterator[Way]:
    for code, way in node.ways.items():
        yield Way(name, way, _OUTCOMES.get(code, code), code)
    if node.otherwise is not None:
        yield Way(name, node.otherwise, NO)
    yield Way(name, node.exhausted, NO_MORE)
