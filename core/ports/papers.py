"""What papers need from the shelf: who cleans them, where they lie sealed, what events tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from core.model.event import Event
from core.model.paper import Media


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What is kept of a file: a photo made smaller and bare of who took it where, or a PDF."""

    content: bytes = field(repr=False)
    media: Media
    pages: int


class PaperReader(Protocol):
    """Makes of a file of anybody's what may be kept."""

    def clean(self, content: bytes, place: int, /) -> Cleaned:
        """Read a file, the so-manieth of its hand-over, or refuse what it is not."""
        ...


class PaperBox(Protocol):
    """Keeps papers sealed under their person's key; sealed bytes are named by their hash."""

    def opens(self, person: str, /) -> bool:
        """Say whether the key of a person is here: it is gone with whoever was erased."""
        ...

    def seal(self, person: str, content: bytes, /) -> bytes:
        """Seal a paper under its person's key, or refuse for who was erased."""
        ...

    def unseal(self, person: str, sealed: bytes, /) -> bytes | None:
        """Open a paper; none without the key, or if a bit of it was changed."""
        ...

    def put(self, name: str, sealed: bytes, /) -> None:
        """Keep sealed bytes, whole or not at all; refuse where text would lack room."""
        ...

    def get(self, name: str, /) -> bytes | None:
        """Read sealed bytes, none if they are not here."""
        ...

    def has(self, name: str, /) -> bool:
        """Say whether sealed bytes are here."""
        ...

    def remove(self, name: str, /) -> None:
        """Delete sealed bytes, if they are here."""
        ...

    def rested(self) -> Iterable[str]:
        """Name what has been here for a day or longer."""
        ...


class PaperEvents(Protocol):
    """Reads what the journal tells of papers."""

    def of_origin(self, origin: str, /) -> tuple[Event, ...]:
        """Read the events by which one origin took papers in."""
        ...

    def naming(self, origin: str, paper: str, /) -> tuple[Event, ...]:
        """Read those of one origin that tell of one paper."""
        ...

    def all(self) -> Iterator[Event]:
        """Read those of every origin."""
        ...


class PaperMarks(Protocol):
    """Remembers at a unit which papers the hub said that it has."""

    def has(self, name: str, /) -> bool:
        """Say whether the hub said so."""
        ...

    def add(self, name: str, /) -> None:
        """Remember that the hub said so."""
        ...

    def remove(self, name: str, /) -> None:
        """Forget that the hub said so."""
        ...

    def agreed(self) -> str:
        """Tell by what digest the hub last named all that it has of this unit, if it did."""
        ...

    def agree(self, digest: str, /) -> None:
        """Remember that digest."""
        ...
