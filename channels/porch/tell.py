"""Words an answer: what must be told and, where there is room, what may be."""

from core.model.answers import Answer
from core.ports import Composed, Wording


def tell(wording: Wording, language: str, channel: str, answer: Answer, *, more: bool) -> Composed:
    """Word what must be told, and with `more` also what may be, all in one language."""
    lines = answer.must_tell + answer.may_tell if more else answer.must_tell
    return wording.compose(language, channel, lines)
