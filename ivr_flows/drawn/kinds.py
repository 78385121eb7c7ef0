"""How each kind of step looks: its name for people, its shape, its colour and its words."""

from collections.abc import Mapping
from dataclasses import dataclass

from ivr_flows.nodes import (
    AskNode,
    BranchNode,
    CallbackNode,
    CollectNode,
    GoodbyeNode,
    LanguageNode,
    MenuNode,
    Node,
    PaceNode,
    RateNode,
    RecordNode,
    SayNode,
    TellNode,
    TransferNode,
    WishNode,
)


@dataclass(frozen=True, slots=True)
class Look:
    """The shape and colour of a kind of step, and what it is called."""

    name: str
    shape: str
    fill: str


# The name tells the kind too, so that neither shape nor colour has to be seen.
LOOKS: Mapping[type[Node], Look] = {
    LanguageNode: Look("Elegir lengua", "box", "#dbe9f1"),
    MenuNode: Look("Menú", "box", "#dbe9f1"),
    CollectNode: Look("Pide cifras", "box", "#dbe9f1"),
    TransferNode: Look("Llama a una persona", "box", "#e7dff2"),
    RecordNode: Look("Graba", "box", "#e7dff2"),
    CallbackNode: Look("Promete llamar", "note", "#e7dff2"),
    AskNode: Look("Consulta", "hexagon", "#f4f0dd"),
    BranchNode: Look("Según", "hexagon", "#f4f0dd"),
    SayNode: Look("Dice", "note", "#ffffff"),
    TellNode: Look("Dice la respuesta", "note", "#dff0e2"),
    PaceNode: Look("Cambia el ritmo", "note", "#ffffff"),
    WishNode: Look("Pide", "note", "#e7dff2"),
    RateNode: Look("Guarda la opinión", "note", "#ffffff"),
    GoodbyeNode: Look("Se despide", "oval", "#e6e9ec"),
}

_WISHES = {"text": "un mensaje", "letter": "una carta"}
_PARTS = {"must": "lo principal", "may": "más datos"}


def called(node: Node) -> str:
    """Name what a step does, with what it does it to."""
    name = LOOKS[type(node)].name
    match node:
        case CollectNode(digits=digits, secret=secret):
            count = f"Pide {digits} cifras" if digits else "Pide cifras y #"
            return f"{count} (secreto)" if secret else count
        case AskNode(question=question):
            return f"{name}: {question}"
        case BranchNode(slot=slot):
            return f"{name}: {slot}"
        case TellNode(part=part):
            return f"{name}: {_PARTS[part]}"
        case WishNode(kind=kind):
            return f"{name} {_WISHES[kind]}"
    return name


def message_of(node: Node) -> str | None:
    """Tell which message stands for a step: its prompt, or the first that it says."""
    messages = node.messages()
    return messages[0] if messages else None
