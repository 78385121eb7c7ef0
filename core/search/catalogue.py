"""Ranks the procedures of one country by how well their names answer a text."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.model.sound import LONGEST_EXACT
from core.ports import Hit
from core.search.entry import Entry, every_sound, sounds
from core.search.spelling import stemmed
from core.search.vocabulary import Vocabulary, Word

# Chosen where the committed queries change least when a figure moves: `python -m bench.search`.
FLOOR = 48
KEEPER = 0.5  # what a word of the institution's name counts beside one of the procedure's
UNKNOWN, UNKNOWN_SHORT = 0.8, 0.4  # what a word outside the catalogue counts beside its rarest
SURENESS = 4  # a likeness counts by this power: a doubtful neighbour counts little
NAME_SHARE = 0.25  # how much of the score asks that one name be said wholly
ALONE = 0.88  # how sure the only word of a text must be
LONGEST = 200  # a wish is short; what a chain letter says further on asks for nothing
MOST_WORDS = 24
MOST_HITS = 12


@dataclass(slots=True)
class _Tally:
    """What a text says of one entry: how much of the text it answers, and which stems of it."""

    said: float = 0.0
    stems: dict[str, float] = field(default_factory=dict)


class Catalogue:
    """The procedures of one country, ready to be searched."""

    def __init__(self, entries: Iterable[Entry], silent: frozenset[str]) -> None:
        self._entries = tuple(sorted(entries, key=lambda entry: entry.code))
        self._silent = silent
        self._vocabulary = Vocabulary(every_sound(self._entries), silent)
        self._names = tuple(tuple(map(_stems, entry.names)) for entry in self._entries)
        self._worth = tuple(map(_worth, self._entries))
        self._holders = _holders(self._worth)
        self._rarest = math.log(1 + len(self._entries))
        self._rarity = {
            stem: math.log(1 + len(self._entries) / len(places))
            for stem, places in self._holders.items()
        }

    def rank(self, text: str) -> tuple[Hit, ...]:
        """List what a text may ask for, the likeliest first, and nothing when it asks nothing."""
        hits = {hit.key: hit for hit in (*self._meant(text), *self._named(text))}
        ranked = sorted(hits.values(), key=lambda hit: (-hit.score, hit.key))
        return tuple(ranked[:MOST_HITS])

    def _named(self, text: str) -> Iterator[Hit]:
        """Find the one whose code was written."""
        code = text.strip().lower()
        return (Hit(entry.key, 100) for entry in self._entries if entry.code == code)

    def _meant(self, text: str) -> Iterator[Hit]:
        words = self._hear(text)
        if len(words) == 1 and words[0].likeness < ALONE:
            return
        whole = sum(map(self._weight, words))
        for place, tally in self._tally(words).items():
            score = round(100 * tally.said / whole * self._completeness(place, tally))
            if score >= FLOOR:
                yield Hit(self._entries[place].key, score)

    def _hear(self, text: str) -> Sequence[Word]:
        said = list(dict.fromkeys(sounds(text[:LONGEST], self._silent)))[:MOST_WORDS]
        if all(sound.isdigit() for sound in said):
            return ()
        return [word for sound in said for word in self._vocabulary.hear(sound)]

    def _weight(self, word: Word) -> float:
        """Weigh a word by how few procedures have it."""
        if word.near:
            return self._rarity[word.near[0][0]]
        return self._rarest * (UNKNOWN_SHORT if len(word.sound) <= LONGEST_EXACT else UNKNOWN)

    def _tally(self, words: Sequence[Word]) -> Mapping[int, _Tally]:
        tallies: dict[int, _Tally] = defaultdict(_Tally)
        for word in words:
            said: dict[int, float] = defaultdict(float)
            weight = self._weight(word)
            for stem, likeness in word.near:
                value = min(weight, self._rarity[stem]) * likeness**SURENESS
                for place in self._holders[stem]:
                    said[place] = max(said[place], value * self._worth[place][stem])
                    stems = tallies[place].stems
                    stems[stem] = max(likeness, stems.get(stem, 0.0))
            for place, value in said.items():
                tallies[place].said += value
        return tallies

    def _completeness(self, place: int, tally: _Tally) -> float:
        """Tell how wholly the best of its names was said; none said at all is nothing."""
        shares = [self._share(name, tally) for name in self._names[place]]
        best = max(shares, default=0.0)
        return 0.0 if best == 0 else 1 - NAME_SHARE + NAME_SHARE * best

    def _share(self, name: Sequence[str], tally: _Tally) -> float:
        said = sum(self._rarity[stem] * tally.stems.get(stem, 0.0) for stem in name)
        return said / sum(self._rarity[stem] for stem in name)


def _stems(name: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(stemmed, name))


def _worth(entry: Entry) -> Mapping[str, float]:
    keeper = dict.fromkeys(_stems(entry.keeper), KEEPER)
    return keeper | {stem: 1.0 for name in entry.names for stem in _stems(name)}


def _holders(worths: Sequence[Mapping[str, float]]) -> Mapping[str, Sequence[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for place, worth in enumerate(worths):
        for stem in worth:
            holders[stem].append(place)
    return holders
