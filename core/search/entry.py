"""What a procedure is called: the phrases that name it, as they sound."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from core.model.procedure import Procedure
from core.model.sound import heard, words_of
from core.search.stop_words import STOP_WORDS

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One procedure with its names, and with whose it is: that helps, and names nothing alone."""

    key: str
    code: str
    names: tuple[Phrase, ...]
    keeper: Phrase

    @classmethod
    def of(cls, procedure: Procedure, keeper: str, silent: frozenset[str]) -> Self:
        """Read the names of a procedure; `silent` are sounds that tell nothing in its country."""
        called = (procedure.name, procedure.short_name, *procedure.keywords)
        names = (tuple(sounds(name, silent)) for name in called)
        return cls(
            key=procedure.key,
            code=procedure.code,
            names=tuple(dict.fromkeys(name for name in names if name)),
            keeper=tuple(sounds(keeper, silent)),
        )

    def sounds(self) -> Iterator[str]:
        """List every sound of it."""
        for name in self.names:
            yield from name
        yield from self.keeper


def sounds(text: str, silent: frozenset[str]) -> Iterator[str]:
    """List what a text says, as it sounds, without the words that tell nothing."""
    for word in words_of(text):
        sound = heard(word)
        if len(word) > 1 and sound not in silent:
            yield sound


def silent_in(country_name: str) -> frozenset[str]:
    """List the sounds that tell nothing in a country: its own name is one of them."""
    return STOP_WORDS | {heard(word) for word in words_of(country_name)}


def every_sound(entries: Iterable[Entry]) -> frozenset[str]:
    """List every sound that a catalogue knows."""
    return frozenset(sound for entry in entries for sound in entry.sounds())
