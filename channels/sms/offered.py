"""Remembers which procedures a text offered, so that 1, 2 or 3 can choose among them."""

from core.model.choices import ChoicesAnswer

# No words that wait for MAS begin with this sign, nor has any key of a document another in it.
_MARK = "\x1f"


def remember(answer: ChoicesAnswer) -> str:
    """Write the keys of what is offered, in the order of their numbers."""
    return "".join(f"{_MARK}{choice.key}" for choice in answer.choices)


def offered(state: str) -> tuple[str, ...]:
    """Read them back; a state that offers nothing has none."""
    return tuple(state.split(_MARK)[1:]) if state.startswith(_MARK) else ()
