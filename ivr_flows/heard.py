"""What a caller did, in words that may be kept: a key of a menu, else only how many digits."""

from ivr_flows.effects import Dialled, Input, Keys, Recorded, Silence
from ivr_flows.nodes import CollectNode, LanguageNode, MenuNode, Node
from ivr_flows.state import State

SILENCE, OTHER, KEYED, FINISH = "silence", "other", "keyed", "#"
ANSWERED, UNANSWERED, RECORDED = "answered", "unanswered", "recorded"
_EVERYWHERE = frozenset("90*")
_BACK = "*"


def masked(node: Node | None, state: State, heard: Input) -> str:
    """Tell what was heard at a step without the digits that it may be secret to know.

    A key that means nothing here is not told: it may be one of a clave keyed in the wrong place.
    """
    match heard:
        case Keys(digits):
            return _keys(node, state, digits)
        case Silence():
            return SILENCE
        case Dialled(answered):
            return ANSWERED if answered else UNANSWERED
        case Recorded():
            return RECORDED
    return ""


def _keys(node: Node | None, state: State, keys: str) -> str:
    if isinstance(node, CollectNode):
        return _digits(node, keys)
    if isinstance(node, MenuNode):
        return keys if keys in node.keys or keys in _EVERYWHERE else OTHER
    if isinstance(node, LanguageNode):
        places = map(str, range(1, len(state.offered) + 1))
        return keys if keys in {*places, *_EVERYWHERE} else OTHER
    return OTHER


def _digits(node: CollectNode, keys: str) -> str:
    if not keys:
        return FINISH
    if not keys.strip(_BACK):
        return _BACK
    if node.secret:
        return KEYED
    count = sum(key.isdigit() for key in keys)
    return f"{count} digits" if count != 1 else "1 digit"
