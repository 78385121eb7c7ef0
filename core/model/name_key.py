"""Reduces a name to what is heard of it, so that it is found however it is spelt."""

from core.model.sound import heard, words_of

LEAST_LETTERS = 2
MOST_WORDS = 8
_JOINING = frozenset({"de", "del", "la", "las", "los", "y", "da", "do"})


def name_keys(name: str) -> tuple[str, ...]:
    """Tell what is heard of each word of a name; `Quispe` and `Kespi` are heard alike."""
    sounds = dict.fromkeys(heard(word) for word in words_of(name) if word not in _JOINING)
    return tuple(sound for sound in sounds if len(sound) >= LEAST_LETTERS)[:MOST_WORDS]
