"""What was learned from letters that WeasyPrint set: places and lengths, by what they hang on."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import NamedTuple

from letters.press.boxes import Bar, Spot
from letters.press.items import Drawn, Item, Key
from letters.press.plan import Plan
from letters.press.shaping import Unproven

SAME = 0.02  # CSS pixels: what sums of floats differ by
MOST_PLANS = 2000


class Unknown(Exception):
    """Nobody saw this yet: WeasyPrint must set a letter that has it."""


class Part(NamedTuple):
    """A part of the page as it was seen: the first baseline of each element, and its bars."""

    heights: tuple[float, ...]
    bars: tuple[Bar, ...] = ()


@dataclass(slots=True)
class Gauge:
    """All that was learned; what is not there yet is `Unknown`.

    What was seen twice differently is never trusted again.
    """

    spots: dict[Key, Spot] = field(default_factory=dict)
    parts: dict[Key, Part] = field(default_factory=dict)
    frames: dict[Key, tuple[Bar, ...]] = field(default_factory=dict)
    _lengths: dict[Key, float] = field(default_factory=dict)
    _doubtful: set[Key] = field(default_factory=set)
    _plans: OrderedDict[Key, Plan] = field(default_factory=OrderedDict)

    def spot(self, letter: Drawn, item: Item) -> Spot:
        """Tell how an element takes text."""
        found = self.spots.get((letter.print_key, item.role))
        if found is None:
            raise Unknown
        return found

    def part(self, key: Key) -> Part:
        """Tell where a part of the page stands."""
        found = self.parts.get(key)
        if found is None:
            raise Unknown
        return found

    def frame(self, key: Key) -> tuple[Bar, ...]:
        """Tell the bars around some pieces, as seen from their baselines."""
        found = self.frames.get(key)
        if found is None:
            raise Unknown
        return found

    def length(self, key: Key) -> float:
        """Tell a length."""
        found = self._lengths.get(key)
        if found is None:
            raise Unknown
        if key in self._doubtful:
            raise Unproven
        return found

    def note(self, key: Key, length: float) -> None:
        """Keep a length, rounded so that it is the same from whichever letter it was learned."""
        known = self._lengths.setdefault(key, round(length, 3))
        if abs(known - length) > SAME:
            self._doubtful.add(key)

    def plan(self, key: Key) -> Plan:
        """Tell how a text of several pages was set."""
        found = self._plans.get(key)
        if found is None:
            raise Unknown
        self._plans.move_to_end(key)
        return found

    def keep(self, key: Key, plan: Plan) -> None:
        """Keep how it was set, and forget the one that was longest not asked for."""
        self._plans[key] = plan
        if len(self._plans) > MOST_PLANS:
            self._plans.popitem(last=False)
