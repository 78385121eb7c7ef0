"""Hears which known words a typed word may be: by its sound, then by a bounded number of slips."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.model.sound import LONGEST_EXACT, heard

SAME_SOUND = 1
_A_SLIP = SAME_SOUND + 1
# Neighbours on every keyboard, and letters of one key of the telephone.
_ONE_KEY = str.maketrans("m", "n")
_LONG, _MOST_SLIPS = 8, 2
_MOST_NEAR = 12
# Too many short words sound alike for their sound to tell that they are meant.
_SHORT = 4
# In a word so long two letters may have changed places around a third: ofinica, oficina.
_SHORTEST_SWAPPED = 6


@dataclass(frozen=True, slots=True)
class Ear:
    """Knows some words; `exact` are words that are never taken for another one, however spelt."""

    words: frozenset[str]
    exact: frozenset[str]
    _exact_sounds: frozenset[str] = field(repr=False)
    _sounds: Mapping[str, tuple[str, ...]] = field(repr=False, hash=False)
    _spellings: Mapping[int, tuple[str, ...]] = field(repr=False, hash=False)
    _heard: Mapping[int, tuple[str, ...]] = field(repr=False, hash=False)

    @classmethod
    def of(cls, words: Iterable[str], exact: Iterable[str]) -> Self:
        """Learn words, written small and without accents."""
        known = sorted(set(words))
        sounds: dict[str, tuple[str, ...]] = {}
        for word in known:
            sounds[heard(word)] = (*sounds.get(heard(word), ()), word)
        only = frozenset(exact)
        return cls(
            words=frozenset(known),
            exact=only,
            _exact_sounds=frozenset(heard(word) for word in only if len(word) > _SHORT),
            _sounds=sounds,
            _spellings=_by_length(known),
            _heard=_by_length(sounds),
        )

    def near(self, word: str, /) -> Mapping[str, int]:
        """Tell which words it may be, and how wrong it was typed: 1 the spelling, more the slips.

        Only the nearest are told, and none where more letters would have to change than a person
        mistypes in a word so long.
        """
        sound = heard(word)
        told = dict.fromkeys(self._sounds.get(sound, ()), SAME_SOUND)
        if word in self.words:
            told[word] = 0
        if word in self.words or word in self.exact or sound in self._exact_sounds:
            return told
        slips = self._slips(word, sound)
        if min(slips.values(), default=_MOST_NEAR) > _A_SLIP:
            slips = self._swapped(word, sound) or slips
        return {**slips, **told}

    def _slips(self, word: str, sound: str) -> Mapping[str, int]:
        """List the words that are the fewest slips away, as they are spelt or as they sound."""
        found = [
            *((known, slips) for known, slips in _within(word, self._spellings)),
            *(
                (known, slips)
                for alike, slips in _within(sound, self._heard)
                for known in self._sounds[alike]
            ),
        ]
        fewest = min((slips for _, slips in found if slips), default=0)
        return {known: SAME_SOUND + slips for known, slips in found if slips == fewest}

    def _swapped(self, word: str, sound: str) -> Mapping[str, int]:
        """List the words in which two letters changed places around a third: that is one slip."""
        if len(word) < _SHORTEST_SWAPPED:
            return {}
        spelt = (other for other in _swaps(word) if other in self.words)
        alike = (known for other in _swaps(sound) for known in self._sounds.get(other, ()))
        return dict.fromkeys((*spelt, *alike), _A_SLIP)


def _swaps(word: str) -> Iterator[str]:
    for place in range(len(word) - 2):
        one, between, other = word[place], word[place + 1], word[place + 2]
        if one != other:
            yield f"{word[:place]}{other}{between}{one}{word[place + 3 :]}"


def _by_length(words: Iterable[str]) -> Mapping[int, tuple[str, ...]]:
    """Sort words by the length of those that may be one of them with some slips."""
    near: dict[int, list[str]] = {}
    for word in words:
        for length in range(len(word) - _MOST_SLIPS, len(word) + _MOST_SLIPS + 1):
            if abs(len(word) - length) <= _most_slips(length):
                near.setdefault(length, []).append(word)
    return {length: tuple(listed) for length, listed in near.items()}


def _most_slips(length: int) -> int:
    return 1 if length < _LONG else _MOST_SLIPS


def _within(written: str, known: Mapping[int, Sequence[str]]) -> Iterator[tuple[str, int]]:
    near = process.extract(
        written,
        known.get(len(written), ()),
        scorer=OSA.distance,
        limit=_MOST_NEAR,
        score_cutoff=_most_slips(len(written)),
    )
    for other, slips, _ in near:
        if _may_be(written, other, slips):
            yield other, int(slips)


def _may_be(written: str, known: str, slips: float) -> bool:
    """Bound the slips by the length of the word: in three letters only m for n, its neighbour."""
    length = min(len(written), len(known))
    if length <= LONGEST_EXACT:
        return written.translate(_ONE_KEY) == known.translate(_ONE_KEY)
    return slips <= _most_slips(length)
