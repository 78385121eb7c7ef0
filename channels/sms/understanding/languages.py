"""Reads the wish to be answered in a language: its name, the place of its variety, little else."""

from collections.abc import Mapping, Sequence

from channels.sms.understanding.phrases import SOUNDS_ALIKE, Word
from channels.sms.understanding.vocabulary import Vocabulary

_ASKED = frozenset({"idioma", "idiomas", "lengua", "lenguaje"})
_NOT = frozenset({"no", "ni"})
# What is not understood is denied so many words before its name: no entiendo el quechua.
_DENIED_WITHIN = 3
# Words that nobody knows are names of people and places: somos de Ilave, hablamos aymara.
_MOST_NAMES = 3
# In so short a word a slip leads to another one: cené, simi.
_SHORTEST_SLIPPED = 5
# Quechua alone does not say which of its varieties.
QUECHUA = "quz|quy"


def language_of(words: Sequence[Word], known: Vocabulary) -> str | None:
    """Tell the language that a text asks for, nothing where it names none; no such text: `None`."""
    named = _wanted(words, known)
    varieties = [name for word in words if (name := _name(word, known.varieties))]
    others = [word for word in words if not _may_stand(word, known)]
    if not words or len(others) > (_MOST_NAMES if named else 0) or any(map(_is_known, others)):
        return None
    if QUECHUA in named:
        return varieties[0] if varieties else QUECHUA
    if named:
        return named[0]
    return "" if any(not _ASKED.isdisjoint(word.near) for word in words) else None


def _wanted(words: Sequence[Word], known: Vocabulary) -> list[str]:
    """List the languages that are named, without one that is not understood beside one that is."""
    places = [place for place, word in enumerate(words) if _name(word, known.languages)]
    before = (-1, *places)
    wanted = [
        place
        for last, place in zip(before, places, strict=False)
        if not any(
            word.text in _NOT for word in words[max(last + 1, place - _DENIED_WITHIN) : place]
        )
    ]
    return [_name(words[place], known.languages) or "" for place in wanted or places]


def _is_known(word: Word) -> bool:
    return word.is_figures or min(word.near.values(), default=9) <= SOUNDS_ALIKE


def _name(word: Word, names: Mapping[str, str]) -> str | None:
    found = [(cost, names[heard]) for heard, cost in word.near.items() if heard in names]
    most = SOUNDS_ALIKE + (len(word.text) >= _SHORTEST_SLIPPED)
    return min(found)[1] if found and min(found)[0] <= most else None


def _may_stand(word: Word, known: Vocabulary) -> bool:
    places = (known.languages, known.varieties, known.language_around, known.around)
    return any(heard in names for heard in word.near for names in places)
