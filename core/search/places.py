"""Finds districts by names as people write them: by sound, then by what is spelt nearly so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import Indel

from core.model.place import District, Gazetteer, folded
from core.model.sound import heard

# Two names so alike are one name misspelt; measured on the districts of the texts in tests/.
ALIKE = 0.84
MOST = 5
_LONGEST, _LONG_BEFORE = 60, 2


@dataclass(frozen=True)
class DistrictFinder:
    """Finds among the districts of one country; nothing is made ready before someone misspells."""

    gazetteer: Gazetteer

    def near(self, text: str, /) -> tuple[District, ...]:
        """List the districts that a name may mean; one if there is no doubt."""
        known = self.gazetteer.find(text)
        if known or len(text) > _LONGEST:
            return known
        sound = _sound(text)
        if sound in self._sounds:
            return self._sounds[sound]
        return self._alike(sound)

    def _alike(self, sound: str) -> tuple[District, ...]:
        found = process.extract(
            sound,
            list(self._sounds),
            scorer=Indel.normalized_similarity,
            limit=MOST,
            score_cutoff=ALIKE,
        )
        best = max((likeness for _, likeness, _ in found), default=0.0)
        names: Sequence[str] = [name for name, likeness, _ in found if likeness == best]
        return tuple(district for name in names for district in self._sounds[name])

    @cached_property
    def _sounds(self) -> Mapping[str, tuple[District, ...]]:
        sounds: dict[str, list[District]] = defaultdict(list)
        for district in self.gazetteer.districts:
            sounds[_sound(district.name)].append(district)
        for district in self.gazetteer.districts:
            *first, last = _sound(district.name).split()
            # Long names are called by their end: José Domingo Choquehuanca.
            if len(first) >= _LONG_BEFORE and last not in sounds:
                sounds[last].append(district)
        return {sound: tuple(districts) for sound, districts in sounds.items()}


def _sound(name: str) -> str:
    return " ".join(heard(word) for word in folded(name).split())
