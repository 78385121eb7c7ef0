"""One message of a catalogue, cut at load into words and places for facts: saying is fast."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.model.answers import Value
from core.wording.formats import Manners, Tellers

PLACE = re.compile(r"\{([a-z_]+)(?::([a-z]+))?\}")


@dataclass(frozen=True, slots=True)
class Fact:
    """A place in a message where a fact is told, and what writes it there."""

    name: str
    tellers: Tellers

    def tell(self, facts: Mapping[str, Value]) -> str:
        """Write the fact as the channel writes facts of its type."""
        value = facts[self.name]
        return self.tellers[type(value)](value)


Form = tuple[str | Fact, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """The forms of one message: one, or a form for each number of things as gettext counts them."""

    forms: tuple[Form, ...]
    plural: Callable[[int], int]

    def say(self, facts: Mapping[str, Value]) -> str:
        """Tell the facts; a fact that the message needs and the line lacks is a `KeyError`."""
        form = self.forms[0] if len(self.forms) == 1 else self.forms[self._which(facts)]
        return "".join([piece.tell(facts) if isinstance(piece, Fact) else piece for piece in form])

    def _which(self, facts: Mapping[str, Value]) -> int:
        """Choose by the only whole number among the facts."""
        return next(self.plural(fact) for fact in facts.values() if type(fact) is int)


def cut(texts: Sequence[str], manners: Manners, plural: Callable[[int], int]) -> Message:
    """Cut the texts of a message; a place that names an unknown manner is a `KeyError`."""
    return Message(tuple(_form(text, manners) for text in texts), plural)


def names(text: str) -> frozenset[str]:
    """Name the facts that a text tells."""
    return frozenset(match[1] for match in PLACE.finditer(text))


def _form(text: str, manners: Manners) -> Form:
    pieces: list[str | Fact] = []
    end = 0
    for match in PLACE.finditer(text):
        pieces.append(text[end : match.start()])
        pieces.append(Fact(match[1], manners[match[2] or ""]))
        end = match.end()
    pieces.append(text[end:])
    return tuple(piece for piece in pieces if piece != "")
