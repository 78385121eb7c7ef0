"""Hears which known words a typed word may be: by its sound, then by a bounded number of slips."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.model.sound import LONGEST_EXACT, heard

SAME_SOUND = 1
# Neighbours on every keyboard, and letters of one key of the telephone.
_ONE_KEY = str.maketrans("m", "n")
_LONG, _MOST_SLIPS = 8, 2
_MOST_NEAR = 12


@dataclass(frozen=True, slots=True)
class Ear:
    """Knows some words; `exact` are words that are never taken for another one."""

    words: frozenset[str]
    exact: frozenset[str]
    _sounds: Mapping[str, tuple[str, ...]] = field(repr=False, hash=False)
    _spellings: tuple[str, ...] = field(repr=False)
    _heard: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, words: Iterable[str], exact: Iterable[str]) -> Self:
        """Learn words, written small and without accents."""
        known = sorted(set(words))
        sounds: dict[str, tuple[str, ...]] = {}
        for word in known:
            sounds[heard(word)] = (*sounds.get(heard(word), ()), word)
        return cls(frozenset(known), frozenset(exact), sounds, tuple(known), tuple(sounds))

    def near(self, word: str, /) -> Mapping[str, int]:
        """Tell which words it may be, and how wrong it was typed: 1 the spelling, more the slips.

        Only the nearest are told, and none where more letters would have to change than a person
        mistypes in a word so long.
        """
        sound = heard(word)
        told = dict.fromkeys(self._sounds.get(sound, ()), SAME_SOUND)
        if word in self.words:
            told[word] = 0
        if word in self.words or word in self.exact:
            return told
        return {**self._slips(word, sound), **told}

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


def _within(written: str, known: Sequence[str]) -> Iterator[tuple[str, int]]:
    near = process.extract(
        written, known, scorer=OSA.distance, limit=_MOST_NEAR, score_cutoff=_MOST_SLIPS
    )
    for other, slips, _ in near:
        if _may_be(written, other, slips):
            yield other, int(slips)


def _may_be(written: str, known: str, slips: float) -> bool:
    """Bound the slips by the length of the word: in three letters only m for n, its neighbour."""
    length = min(len(written), len(known))
    if length <= LONGEST_EXACT:
        return written.translate(_ONE_KEY) == known.translate(_ONE_KEY)
    return slips <= (1 if length < _LONG else _MOST_SLIPS)
