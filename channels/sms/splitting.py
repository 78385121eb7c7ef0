"""Parts a text that is too long for one message into several that can each be read alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from channels.sms.breaks import Break, between
from core.model.economy import economise, fewest_parts


@dataclass(frozen=True, slots=True, order=True)
class _Way:
    """One way to cut up to some word: what it tears apart, how many messages, how roughly."""

    torn: int
    messages: int
    roughness: int
    ends: tuple[int, ...]

    def further(self, end: int, cost: int) -> "_Way":
        """Add the message that ends before the word at `end`."""
        torn = self.torn + (cost >= Break.TOGETHER)
        return _Way(torn, self.messages + 1, self.roughness + cost, (*self.ends, end))


def split(text: str) -> tuple[str, ...]:
    """Write a text as one message, or as several of one part each that say `1/3` and so on."""
    if fewest_parts(text) == 1:
        return (economise(text),)
    found = _countable(text, figures=1)
    return tuple(economise(f"{place}/{len(found)} {piece}") for place, piece in enumerate(found, 1))


def pieces(text: str, before: str) -> tuple[str, ...]:
    """Cut a text so that each piece fits one part with these letters `before` it.

    A number, a date, a sum or a name is torn only where it is longer than a message; then fewest
    messages, then the ends of sentences. Put together again with a space, the pieces are the text,
    but for a word too long for a message.
    """
    words = [piece for word in text.split() for piece in _chopped(word, before)]
    costs = [int(between(left, right)) for left, right in pairwise(words)]
    ways = [_Way(0, 0, 0, ())]
    for end in range(1, len(words) + 1):
        cost = costs[end - 1] if end < len(words) else 0
        starts = _starts(words, end, before)
        ways.append(min(ways[start].further(end, cost) for start in starts))
    return tuple(" ".join(words[start:end]) for start, end in pairwise((0, *ways[-1].ends)))


def _countable(text: str, figures: int) -> tuple[str, ...]:
    """Cut so that numbers of so many figures have room, or of more where these cannot count all."""
    widest = "9" * figures
    found = pieces(text, f"{widest}/{widest} ")
    return found if len(found) < 10**figures else _countable(text, figures + 1)


def _starts(words: Sequence[str], end: int, before: str) -> Iterator[int]:
    """Tell from which words on a message that ends here still fits; from the last one, always."""
    yield end - 1
    for start in range(end - 2, -1, -1):
        if fewest_parts(f"{before}{' '.join(words[start:end])}") > 1:
            return
        yield start


def _chopped(word: str, before: str) -> Iterator[str]:
    """Cut a word that no message can hold."""
    fits = partial(_fits_alone, before)
    while not fits(word):
        end = max((end for end in range(1, len(word)) if fits(word[:end])), default=1)
        yield word[:end]
        word = word[end:]
    yield word


def _fits_alone(before: str, word: str) -> bool:
    return fewest_parts(before + word) == 1
