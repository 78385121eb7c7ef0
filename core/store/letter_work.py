"""Changes letters and runs within the one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, insert, literal, select, update

from core.model.event import instant
from core.model.letter import Letter, LetterState
from core.model.letter_id import LetterId
from core.model.print_run import Place, PrintRun, RouteFile
from core.ports.letters import StepTaken
from core.refusals import LetterMoved
from core.store.letter_rows import (
    file_row,
    letter_row,
    place_row,
    run_row,
    step_row,
    to_letter,
    to_run,
)
from core.store.tables import (
    LetterRow,
    LetterStepRow,
    LetterWishRow,
    PrintRunRow,
    RouteFileRow,
    RunPlaceRow,
)
from core.store.upserts import insert_new, table, upsert

_LETTERS, _STEPS, _RUNS = table(LetterRow), table(LetterStepRow), table(PrintRunRow)
_PLACES, _FILES, _WISHES = table(RunPlaceRow), table(RouteFileRow), table(LetterWishRow)
_L, _P = _LETTERS.c, _PLACES.c
# Two letters that are the same in these, and in what staff told, say the same on the same way.
_ALIKE = (
    *("person", "number", "kind", "institution", "subject"),
    *("is_large", "unit_visit", "reprint_of"),
)
_INTO_RUN = (
    update(_LETTERS)
    .where(_L.id == bindparam("asked"), _L.state == LetterState.QUEUED.value)
    .values(state=LetterState.IN_RUN.value, run=bindparam("into"), since=bindparam("at"))
)


@dataclass(frozen=True, slots=True)
class StoreLetterWork:
    """Letters and runs as they stand under the lock."""

    connection: Connection

    def queue(self, letter: Letter, /) -> Letter:
        """Keep a letter, once for each wish; tell the one that is there."""
        insert_new(self.connection, _LETTERS, letter_row(letter))
        asked = select(_LETTERS).where(_L.wish == letter.wish)
        return to_letter(self.connection.execute(asked).mappings().one())

    def of_wish(self, wish: str, /) -> Letter | None:
        """Read the letter that a wish made, or joined."""
        made = select(_LETTERS).where(_L.wish == wish)
        joined = select(_LETTERS).join(_WISHES, _WISHES.c.letter == _L.id)
        for asked in (made, joined.where(_WISHES.c.wish == wish)):
            row = self.connection.execute(asked).mappings().first()
            if row is not None:
                return to_letter(row)
        return None

    def waiting_like(self, letter: Letter, /) -> tuple[Letter, ...]:
        """List what waits for a run and is the same letter, but for what staff told for it."""
        row = letter_row(letter)
        alike = (_LETTERS.c[name] == row[name] for name in _ALIKE)
        asked = select(_LETTERS).where(*alike, _L.state == LetterState.QUEUED.value)
        found = self.connection.execute(asked.order_by(_L.since, _L.id)).mappings()
        return tuple(map(to_letter, found))

    def join(self, letter: Letter, waits: Letter, /) -> None:
        """Keep that the wish for a letter is fulfilled by one that waits."""
        row = {"letter": waits.id.code, "member": letter.made_by, "at": instant(letter.made_at)}
        self.connection.execute(_WISHES.insert(), {"wish": letter.wish, **row})

    def get(self, letter: LetterId, /) -> Letter | None:
        """Read a letter."""
        asked = select(_LETTERS).where(_L.id == letter.code)
        row = self.connection.execute(asked).mappings().first()
        return None if row is None else to_letter(row)

    def move(self, before: Letter, after: Letter, taken: StepTaken, /) -> None:
        """Keep a step that was taken from where the letter stood."""
        stood = (_L.id == before.id.code) & (_L.state == before.state.value)
        changed = update(_LETTERS).where(stood).values(letter_row(after))
        if self.connection.execute(changed).rowcount != 1:
            raise LetterMoved(state=before.state.value)
        self.connection.execute(_STEPS.insert(), step_row(taken))

    def waiting(self, institution: str, /) -> frozenset[str]:
        """Name the letters that wait for a run."""
        waits = (_L.institution == institution) & (_L.state == LetterState.QUEUED.value)
        return frozenset(self.connection.execute(select(_L.id).where(waits)).scalars())

    def address_of(self, letter: LetterId, /) -> int:
        """Tell to which version of the address a letter went."""
        asked = select(_P.address).where(_P.letter == letter.code)
        return int(self.connection.execute(asked).scalar() or 0)

    def run(self, run: str, /) -> PrintRun | None:
        """Read a run."""
        asked = select(_RUNS).where(_RUNS.c.id == run)
        row = self.connection.execute(asked).mappings().first()
        return None if row is None else to_run(row)

    def open_run(self, run: PrintRun, places: Sequence[Place], taken: StepTaken, /) -> None:
        """Keep a run with the place of every letter in it, and move them all into it."""
        self.connection.execute(_RUNS.insert(), run_row(run))
        self.connection.execute(_PLACES.insert(), [place_row(place) for place in places])
        at = instant(taken.at)
        into = [{"asked": place.letter.code, "into": run.id, "at": at} for place in places]
        self.connection.execute(_INTO_RUN, into)
        steps = [step_row(replace(taken, letter=place.letter, run=run.id)) for place in places]
        self.connection.execute(_STEPS.insert(), steps)

    def move_run(self, run: PrintRun, /) -> None:
        """Keep how far a run came."""
        self.connection.execute(update(_RUNS).where(_RUNS.c.id == run.id).values(run_row(run)))

    def print_all(self, run: str, taken: StepTaken, /) -> int:
        """Move on every letter that a run put on paper; tell how many."""
        inside = (_L.run == run) & (_L.state == LetterState.IN_RUN.value)
        columns: dict[str, Any] = {**step_row(taken), "run": run}
        named = [name for name in columns if name != "letter"]
        said = select(_L.id, *(literal(columns[name]) for name in named)).where(inside)
        self.connection.execute(insert(_STEPS).from_select(["letter", *named], said))
        printed = {"state": LetterState.PRINTED.value, "since": instant(taken.at)}
        return self.connection.execute(update(_LETTERS).where(inside).values(printed)).rowcount

    def set_aside(self, place: Place, taken: StepTaken, /) -> bool:
        """Take a letter out of its run, for the problem that its place names; once."""
        inside = (_L.id == place.letter.code) & (_L.state == LetterState.IN_RUN.value)
        moved = {"state": LetterState.SET_ASIDE.value, "since": instant(taken.at)}
        if self.connection.execute(update(_LETTERS).where(inside).values(moved)).rowcount != 1:
            return False
        mine = (_P.run == place.run) & (_P.position == place.position)
        self.connection.execute(update(_PLACES).where(mine).values(problem=place.problem))
        self.connection.execute(_STEPS.insert(), step_row(taken))
        return True

    def keep_pages(self, places: Sequence[Place], files: Sequence[RouteFile], /) -> None:
        """Keep on which pages of which file each letter stands; again changes nothing."""
        upsert(self.connection, _PLACES, [place_row(place) for place in places])
        upsert(self.connection, _FILES, [file_row(file) for file in files])
