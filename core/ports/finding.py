"""Finding a procedure by what people call it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure that may be meant, by its key, and how surely, from 0 to 100."""

    key: str
    score: int


class Finder(Protocol):
    """Finds the procedures of one country, and never another's; the likeliest ones first."""

    def by_words(self, text: str, country: str, /) -> tuple[Hit, ...]:
        """Find what a text in a person's own words may mean; nothing if it asks for nothing."""
        ...

    def by_keys(self, keys: str, country: str, /) -> tuple[Hit, ...]:
        """Find what begins with the letters that stand on these keys of a phone."""
        ...
