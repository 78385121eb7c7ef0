"""What a text was read as: what it asks, about what, how surely and by which rule."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from channels.sms.understanding.phrases import Word

SURE = 100
_LEAST, _A_SLIP = 10, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What the conversation left open: so many choices, a clave, a yes or no, or a case told."""

    offered: int = 0
    asks_clave: bool = False
    asks_yes: bool = False
    told: bool = False


NOTHING_BEFORE = Before()


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One reading; `argument` is what it is about, in capitals without accents.

    `number` is a case number whose check digit agrees, `clave` what was given as one.
    """

    name: str
    argument: str = field(default="", repr=False)
    number: str = ""
    clave: str | None = field(default=None, repr=False)
    score: int = SURE
    why: str = ""
    language: str = "es"


def score_of(cost: int) -> int:
    """Tell how surely a reading is meant that was typed so wrong."""
    return max(_LEAST, SURE - _A_SLIP * cost)


def said(words: Iterable[Word]) -> str:
    """Write words in capitals, as an argument is written."""
    return " ".join(word.text for word in words).upper()
