"""Hears which words of a catalogue a misspelt word may be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from core.model.sound import LONGEST_EXACT
from core.search.spelling import stemmed

# Of two words this alike one may be the other. Short words have too many neighbours to guess at.
ALIKE, ALIKE_STEMS = 0.75, 0.85
MOST_NEIGHBOURS = 12
# Two words of one stem are almost the same word: renovar, renovación.
SAME_STEM = 0.93
# Below this a long word is tried as several that were written as one.
SURE = 0.85
SHORTEST_JOINED, SHORTEST_PART = 7, 3

Near = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, and the stems of the catalogue that it may be, the likeliest first."""

    sound: str
    near: Near

    @property
    def likeness(self) -> float:
        """Tell how sure the likeliest one is."""
        return self.near[0][1] if self.near else 0.0


class Vocabulary:
    """The sounds of one catalogue, by the stems that they share."""

    def __init__(self, sounds: Iterable[str], silent: frozenset[str]) -> None:
        self._stems: Mapping[str, str] = {sound: stemmed(sound) for sound in sorted(set(sounds))}
        guessable = [sound for sound in self._stems if _may_be_guessed(sound)]
        self._sounds = guessable
        self._long_stems = sorted({s for s in self._stems.values() if _may_be_guessed(s)})
        self._silent = silent

    def hear(self, sound: str) -> tuple[Word, ...]:
        """Tell what a sound may be; words that were written as one are heard one by one."""
        word = Word(sound, self._near(sound))
        if word.likeness >= SURE or len(sound) < SHORTEST_JOINED:
            return (word,)
        parts = self._parts(sound)
        return tuple(Word(part, ((self._stems[part], 1.0),)) for part in parts) or (word,)

    def _near(self, sound: str) -> Near:
        if not _may_be_guessed(sound):
            return ((self._stems[sound], 1.0),) if sound in self._stems else ()
        alike: dict[str, float] = {}
        for found, likeness, _ in process.extract(
            sound,
            self._sounds,
            scorer=Indel.normalized_similarity,
            limit=MOST_NEIGHBOURS,
            score_cutoff=ALIKE,
        ):
            alike[self._stems[found]] = max(likeness, alike.get(self._stems[found], 0.0))
        for found, likeness in self._near_stems(stemmed(sound)):
            alike[found] = max(likeness * SAME_STEM, alike.get(found, 0.0))
        return tuple(sorted(alike.items(), key=lambda pair: (-pair[1], pair[0])))

    def _near_stems(self, wanted: str) -> list[tuple[str, float]]:
        found = process.extract(
            wanted,
            self._long_stems,
            scorer=Indel.normalized_similarity,
            limit=MOST_NEIGHBOURS,
            score_cutoff=ALIKE_STEMS,
        )
        return [(near, likeness) for near, likeness, _ in found]

    def _parts(self, joined: str) -> list[str]:
        """Part what was written without spaces into the fewest words that are all known."""
        ways: dict[int, list[str]] = {0: []}
        for start in range(len(joined)):
            if start not in ways:
                continue
            for end in range(start + 1, len(joined) + 1):
                self._go_on(ways, joined, start, end)
        return ways.get(len(joined), [])

    def _go_on(self, ways: dict[int, list[str]], joined: str, start: int, end: int) -> None:
        part = joined[start:end]
        is_known = len(part) >= SHORTEST_PART and part in self._stems
        if not is_known and not (len(part) > 1 and part in self._silent):
            return
        way = [*ways[start], part] if is_known else ways[start]
        if end not in ways or len(way) < len(ways[end]):
            ways[end] = way


def _may_be_guessed(sound: str) -> bool:
    return len(sound) > LONGEST_EXACT and not sound.isdigit()
