"""A print run: which letters go together, in which order, and how far their paper came."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from core.model.letter_id import ALPHABET, LetterId
from core.refusals import RunMoved

# With eight letters the code of a sheet stays small (docs/reference/letter-page.md).
RUN_LETTERS = 7
# Where nobody knows the way: such a letter mostly comes out as an exception.
NO_ROUTE = "sin-ruta"
BY_UNIT = "visita-"


class RunState(StrEnum):
    """How far a run came, as it is stored and as staff read it."""

    CLOSED = "CERRADO"
    READY = "LISTO"
    PRINTED = "IMPRESO"
    STORED = "GUARDADO"
    FORGOTTEN = "VENCIDO"


_ORDER = tuple(RunState)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRun:
    """One run of one institution; from its closing on nothing changes its order.

    One that somebody closed by hand has no cut-off. `head` pins the documents of that moment: a
    template edited meanwhile changes no letter of it.
    `order_sha256` names the list of its letters, `manifest_sha256` the manifest of what was made.
    """

    id: str
    institution: str
    cut_off: datetime | None
    closed_at: datetime
    closed_by: str
    state: RunState
    since: datetime
    head: int
    letters: int
    order_sha256: str = ""
    manifest_sha256: str = ""

    def moved(self, state: RunState, at: datetime) -> Self:
        """Go on to the state that follows; no other is reached from here."""
        if _ORDER.index(state) != _ORDER.index(self.state) + 1:
            raise RunMoved(state=self.state.value)
        return replace(self, state=state, since=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one letter stands in a run, and, once it is printed, on which pages of its route.

    `address` is the version of the citizen's address that it goes to; `problem` says why it was
    taken out.
    """

    run: str
    position: int
    letter: LetterId
    route: str
    district: str = ""
    address: int = 0
    problem: str = ""
    first_page: int = 0
    pages: int = 0
    sheets: int = 0
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteFile:
    """What was printed for one route, named by its bytes."""

    run: str
    route: str
    name: str
    sha256: str
    pages: int
    sheets: int
    letters: int
    size: int


def draw_run(choose: Callable[[str], str]) -> str:
    """Make the name of a run; `choose` picks a letter that nobody can foresee."""
    return "".join(choose(ALPHABET) for _ in range(RUN_LETTERS))
