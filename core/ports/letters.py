"""What is kept of letters on their way: how far each came, and the runs that printed them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.model.letter import Letter, LetterKind, LetterState, LetterStep
from core.model.letter_id import LetterId
from core.model.print_run import Place, PrintRun, RouteFile


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """Who moved a letter on, when and how; `then` is the next channel of one that came back."""

    letter: LetterId
    step: LetterStep
    at: datetime
    by: str
    via: str
    run: str = ""
    reason: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a page of a list by moments ended: the moment as the journal writes it, and a name."""

    at: str
    name: str


class LetterWork(Protocol):
    """Changes letters and runs within the one transaction, beside the events that say so."""

    def queue(self, letter: Letter, /) -> Letter:
        """Keep a letter, once for each wish; tell the one that is there."""
        ...

    def of_wish(self, wish: str, /) -> Letter | None:
        """Read the letter that a wish made, or joined."""
        ...

    def waiting_like(self, letter: Letter, /) -> tuple[Letter, ...]:
        """List what waits for a run and is the same letter, but for what staff told for it."""
        ...

    def join(self, letter: Letter, waits: Letter, /) -> None:
        """Keep that the wish for a letter is fulfilled by one that waits."""
        ...

    def get(self, letter: LetterId, /) -> Letter | None:
        """Read a letter as it stands under the lock."""
        ...

    def move(self, before: Letter, after: Letter, taken: StepTaken, /) -> None:
        """Keep a step that was taken from where the letter stood."""
        ...

    def waiting(self, institution: str, /) -> frozenset[str]:
        """Name the letters that wait for a run."""
        ...

    def address_of(self, letter: LetterId, /) -> int:
        """Tell to which version of the citizen's address a letter went; 0: nobody noted it."""
        ...

    def run(self, run: str, /) -> PrintRun | None:
        """Read a run as it stands under the lock."""
        ...

    def open_run(self, run: PrintRun, places: Sequence[Place], taken: StepTaken, /) -> None:
        """Keep a run with the place of every letter in it, and move them all into it."""
        ...

    def move_run(self, run: PrintRun, /) -> None:
        """Keep how far a run came."""
        ...

    def print_all(self, run: str, taken: StepTaken, /) -> int:
        """Move on every letter that a run put on paper; tell how many."""
        ...

    def set_aside(self, place: Place, taken: StepTaken, /) -> bool:
        """Take a letter out of its run, for the problem that its place names; once."""
        ...

    def keep_pages(self, places: Sequence[Place], files: Sequence[RouteFile], /) -> None:
        """Keep on which pages of which file each letter stands; again changes nothing."""
        ...


class Letters(Protocol):
    """Reads letters and how far they came."""

    def get(self, letter: LetterId, /) -> Letter | None:
        """Read a letter."""
        ...

    def steps(self, letter: LetterId, /) -> tuple[StepTaken, ...]:
        """Read every step of a letter, the first one first."""
        ...

    def listed(
        self, institution: str, states: Sequence[LetterState], /, *, limit: int
    ) -> tuple[Letter, ...]:
        """List letters of an institution in some states, who came last at the end."""
        ...

    def page(
        self,
        institution: str,
        state: LetterState,
        /,
        *,
        after: Mark | None,
        limit: int,
        is_newest_first: bool,
    ) -> tuple[Letter, ...]:
        """List letters of an institution in one state from where another page ended."""
        ...

    def first_of_kinds(self, institution: str, state: LetterState, /) -> tuple[Letter, ...]:
        """List the letter of each kind that stands longest in a state."""
        ...

    def of_visit(self, visit: str, institution: str, /) -> tuple[Letter, ...]:
        """List what goes with one stop of a unit."""
        ...

    def of_case(self, number: str, /) -> tuple[Letter, ...]:
        """List the letters about a case, the newest first."""
        ...

    def waiting(self) -> tuple[str, ...]:
        """Name the institutions with letters that wait for a run."""
        ...

    def counts(
        self, institution: str, /, *, among: Collection[LetterState] = tuple(LetterState)
    ) -> Mapping[LetterState, int]:
        """Count the letters of an institution in each state, or in some."""
        ...

    def kinds(self, institution: str, state: LetterState, /) -> Mapping[LetterKind, int]:
        """Count the letters of a state by kind."""
        ...


class Runs(Protocol):
    """Reads print runs, their letters in order, and what was made of them."""

    def get(self, run: str, /) -> PrintRun | None:
        """Read a run."""
        ...

    def listed(
        self, institution: str, /, *, limit: int, after: Mark | None = None
    ) -> tuple[PrintRun, ...]:
        """List the runs of an institution, the newest first, from where another page ended."""
        ...

    def in_state(self, *states: str) -> tuple[PrintRun, ...]:
        """List the runs of every institution that stand in some states, the oldest first."""
        ...

    def was_closed(self, institution: str, cut_off: datetime, /) -> bool:
        """Say whether a cut-off had its run."""
        ...

    def places(self, run: str, /) -> tuple[Place, ...]:
        """Read the letters of a run in its order."""
        ...

    def places_after(
        self, run: str, position: int, /, *, limit: int, only_aside: bool = False
    ) -> tuple[Place, ...]:
        """Read some letters of a run in its order, after a place: all, or those set aside."""
        ...

    def place_of(self, letter: LetterId, /) -> Place | None:
        """Find where a letter stands in its run."""
        ...

    def files(self, run: str, /) -> tuple[RouteFile, ...]:
        """Read what was printed for each route."""
        ...
