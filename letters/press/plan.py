"""Where every line of a letter stands: what the gauge knows, and the stamp follows."""

from typing import NamedTuple

from letters.press.boxes import Bar


class Stand(NamedTuple):
    """Some lines of an element, from one to before another; the first stands on this height."""

    name: str
    begin: int
    end: int
    baseline: float


class PagePlan(NamedTuple):
    """All that stands on one page, in CSS pixels from its top left.

    `shared` are the bars that many letters have in the same places.
    """

    stands: tuple[Stand, ...]
    bars: tuple[Bar, ...]
    shared: tuple[Bar, ...] = ()


Plan = tuple[PagePlan, ...]
