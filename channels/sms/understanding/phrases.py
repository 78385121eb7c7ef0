"""Finds phrases among the words of a text, each word as the ear hears it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

# One wrong spelling that sounds alike; more than that is a slip of the finger.
SOUNDS_ALIKE = 1
_ANY_WORDS = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed, and what it may be, each with how wrong it was typed."""

    text: str
    near: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_figures(self) -> bool:
        """Say whether it is written in figures."""
        return self.text.isdigit()


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a phrase: any of some words, perhaps missing, perhaps without a slip."""

    words: frozenset[str]
    is_optional: bool = False
    is_exact: bool = False
    is_any: bool = False

    def cost(self, word: Word) -> int | None:
        """Tell how wrong a word was typed if it is one of these, or nothing if it is none."""
        if self.is_any:
            return 0
        if "#" in self.words and word.is_figures:
            return 0
        costs = [cost for heard, cost in word.near.items() if heard in self.words]
        if not costs or (self.is_exact and min(costs) > SOUNDS_ALIKE):
            return None
        return min(costs)


def all_heard(words: Iterable[Word]) -> frozenset[str]:
    """List everything that the words of a text may be; `#` for figures."""
    known = {heard for word in words for heard in word.near}
    return frozenset(known | {"#" for word in words if word.is_figures})


@dataclass(frozen=True)
class Phrase:
    """Words in their order, as a line of the vocabulary writes them."""

    written: str
    is_exact: bool = False

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Read the line once."""
        return tuple(_steps(self.written, is_exact=self.is_exact))

    @property
    def words(self) -> Iterator[str]:
        """List every word that may stand in it."""
        for step in self.steps:
            yield from step.words - {"#"}

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """List what cannot be missing."""
        needed = (step for step in self.steps if not (step.is_optional or step.is_any))
        return tuple(step.words for step in needed)

    def at(self, words: Sequence[Word], place: int) -> tuple[int, int] | None:
        """Tell where the longest reading that begins here ends, and how wrong it was typed."""
        return max(_ends(self.steps, words, place), key=lambda end: (end[0], -end[1]), default=None)

    def is_all(self, words: Sequence[Word]) -> int | None:
        """Tell how wrong the phrase was typed if it is all that there is."""
        if len(words) > len(self.steps):  # a step takes one word at most
            return None
        costs = [cost for end, cost in _ends(self.steps, words, 0) if end == len(words)]
        return min(costs, default=None)

    def ends(self, words: Sequence[Word]) -> tuple[int, int] | None:
        """Tell where the longest reading begins that ends with the text, and how wrong it is."""
        for place in self.places_at_end(words):
            cost = self.is_all(words[place:])
            if cost is not None:
                return place, cost
        return None

    def places_at_end(self, words: Sequence[Word]) -> range:
        """List where it can begin if the text ends with it: a step takes one word at most."""
        return range(max(1, len(words) - len(self.steps)), len(words))

    def within(self, words: Sequence[Word]) -> tuple[int, int, int] | None:
        """Tell where it first stands, where it ends and how wrong it was typed."""
        for place in range(len(words)):
            found = self.at(words, place)
            if found is not None and found[0] > place:
                return place, *found
        return None


def may_be_in(phrases: Iterable[Phrase], heard: AbstractSet[str]) -> Iterator[Phrase]:
    """Yield the phrases that can be in a text at all; some 600 are asked about of every text."""
    is_missing = heard.isdisjoint
    for phrase in phrases:
        for words in phrase.needs:
            if is_missing(words):
                break
        else:
            yield phrase


def _steps(written: str, *, is_exact: bool) -> Iterator[Step]:
    for part in written.split():
        if part == "*":
            yield from (Step(frozenset(), is_optional=True, is_any=True),) * _ANY_WORDS
            continue
        bare = part.removeprefix("?")
        names = bare.split("|")
        yield Step(
            words=frozenset(name.rstrip("!") for name in names),
            is_optional=part.startswith("?"),
            is_exact=is_exact or any(name.endswith("!") for name in names),
        )


def _ends(steps: Sequence[Step], words: Sequence[Word], place: int) -> list[tuple[int, int]]:
    """List every place at which a phrase that begins here can end, with its cheapest cost."""
    reached = {place: 0}
    for step in steps:
        following = dict(reached) if step.is_optional else {}
        for here, spent in reached.items():
            cost = step.cost(words[here]) if here < len(words) else None
            if cost is not None:
                best = following.get(here + 1, spent + cost)
                following[here + 1] = min(best, spent + cost)
        if not following:
            return []
        reached = following
    return list(reached.items())
