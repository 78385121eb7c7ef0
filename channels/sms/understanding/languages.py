"""Reads the wish to be answered in a language: its name, the place of its variety, little else."""

from collections.abc import Mapping, Sequence

from channels.sms.understanding.phrases import SOUNDS_ALIKE, Word
from channels.sms.understanding.vocabulary import Vocabulary

_ASKED = "idioma"
# Quechua alone does not say which of its varieties.
QUECHUA = "quz|quy"


def language_of(words: Sequence[Word], known: Vocabulary) -> str | None:
    """Tell the language that a text asks for, nothing where it names none; no such text: `None`."""
    named = [name for word in words if (name := _name(word, known.languages))]
    varieties = [name for word in words if (name := _name(word, known.varieties))]
    if not all(_may_stand(word, known) for word in words) or not words:
        return None
    if QUECHUA in named:
        return varieties[0] if varieties else QUECHUA
    if named:
        return named[0]
    return "" if any(_ASKED in word.near for word in words) else None


def _name(word: Word, names: Mapping[str, str]) -> str | None:
    found = [(cost, names[heard]) for heard, cost in word.near.items() if heard in names]
    return min(found)[1] if found and min(found)[0] <= SOUNDS_ALIKE + 1 else None


def _may_stand(word: Word, known: Vocabulary) -> bool:
    places = (known.languages, known.varieties, known.language_around)
    return any(heard in names for heard in word.near for names in places)
