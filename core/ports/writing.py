"""The one place where the journal grows, and how it is read."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.citizen import Citizen
from core.model.document import Document
from core.model.event import Draft, Event, EventId
from core.model.user import User
from core.model.visit import Visit
from core.ports.effects import Intent
from core.ports.letters import LetterWork


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the journal may say of a personal value: where it lies and a salted commitment."""

    field: str
    version: int
    commitment: str


class Work(Protocol):
    """One transaction under the one lock: reads are current, and all of it happens or none."""

    @property
    def letters(self) -> LetterWork:
        """Change letters on their way and the runs that print them."""
        ...

    def case(self, number: CaseNumber, /) -> Case | None:
        """Read a case as it stands under the lock."""
        ...

    def case_by_alias(self, institution: str, alias: str, /) -> Case | None:
        """Read the case that an institution knows under its own file number."""
        ...

    def citizen(self, citizen: str, /) -> Citizen | None:
        """Read a citizen as it stands under the lock."""
        ...

    def citizen_of_document(self, blinded: str, /) -> Citizen | None:
        """Find the citizen with this blinded identity document."""
        ...

    def user(self, name: str, /) -> str | None:
        """Find the id of a user."""
        ...

    def member(self, user: str, /) -> User | None:
        """Read a member of staff as it stands under the lock."""
        ...

    def visit(self, visit: str, /) -> Visit | None:
        """Read a stop of a unit as it stands under the lock."""
        ...

    def trip(self, trip: str, /) -> tuple[Visit, ...]:
        """Read the stops of a trip in their order, as they stand under the lock."""
        ...

    def seal(self, person: str, values: Mapping[str, str], /) -> tuple[Sealed, ...]:
        """Put personal values into the vault and tell what the event may say of them."""
        ...

    def erase(self, person: str, /) -> None:
        """Delete a person's values and secret: their commitments prove nothing any more."""
        ...

    def blind(self, citizen: str, kind: str, blinded: str, /, *, field: str) -> None:
        """Make a citizen findable by a blinded phone or document."""
        ...

    def next_number(self) -> CaseNumber:
        """Draw the next case number of this origin and epoch."""
        ...

    def issuer(self) -> tuple[str, int]:
        """Tell the origin and epoch that make claves here."""
        ...

    def append(self, draft: Draft, /) -> Event:
        """Give a draft its place in the chain and fold it into what is read."""
        ...

    def publish(self, document: Document, /) -> None:
        """Keep a version of a document."""
        ...

    def intend(self, intent: Intent, /) -> None:
        """Record something to do in the world, once for each unique key."""
        ...

    def remembered(self, key: str, /) -> str | None:
        """Tell what a form brought about, if it arrived before."""
        ...

    def remember(self, key: str, result: str, /) -> None:
        """Keep what a form brought about, so that it does nothing twice."""
        ...


class Ledger(Protocol):
    """Opens the one place where the journal grows."""

    def writing(self) -> AbstractContextManager[Work]:
        """Begin a transaction under the lock; an exception undoes all of it."""
        ...


class Journal(Protocol):
    """Reads the journal in the order of the hub's acceptance."""

    def events(self, after: int = 0, /) -> Iterator[tuple[int, Event]]:
        """Yield hub_seq and event; a later reader misses nothing that commits late."""
        ...

    def heads(self) -> Iterable[EventId]:
        """Tell the last event of every chain."""
        ...
