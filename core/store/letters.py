"""Reads letters on their way, and the steps that they took."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func, select, tuple_

from core.model.letter import Letter, LetterKind, LetterState
from core.model.letter_id import LetterId
from core.ports.letters import Mark, StepTaken
from core.store.database import Database
from core.store.letter_rows import to_letter, to_step
from core.store.prepared import Prepared
from core.store.tables import LetterRow, LetterStepRow
from core.store.upserts import table

_LETTERS, _STEPS = table(LetterRow), table(LetterStepRow)
_L = _LETTERS.c
_LETTER = Prepared(select(_LETTERS).where(_L.id == bindparam("asked")))


@dataclass(frozen=True, slots=True)
class StoreLetters:
    """The letters of one database."""

    database: Database

    def get(self, letter: LetterId, /) -> Letter | None:
        """Read a letter."""
        row = _LETTER.first(self.database.driver(), {"asked": letter.code})
        return None if row is None else to_letter(row)

    def steps(self, letter: LetterId, /) -> tuple[StepTaken, ...]:
        """Read every step of a letter, the first one first."""
        asked = select(_STEPS).where(_STEPS.c.letter == letter.code).order_by(_STEPS.c.id)
        with self.database.reader.connect() as connection:
            return tuple(map(to_step, connection.execute(asked).mappings()))

    def listed(
        self, institution: str, states: Sequence[LetterState], /, *, limit: int
    ) -> tuple[Letter, ...]:
        """List letters of an institution in some states, who came last at the end."""
        mine = (_L.institution == institution) & _L.state.in_([state.value for state in states])
        return self._read(select(_LETTERS).where(mine).order_by(_L.since, _L.id).limit(limit))

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
        mine = (_L.institution == institution) & (_L.state == state.value)
        asked = select(_LETTERS).where(mine)
        if after is not None:
            here, there = tuple_(_L.since, _L.id), (after.at, after.name)
            asked = asked.where(here < there if is_newest_first else here > there)
        by = (_L.since.desc(), _L.id.desc()) if is_newest_first else (_L.since, _L.id)
        return self._read(asked.order_by(*by).limit(limit))

    def first_of_kinds(self, institution: str, state: LetterState, /) -> tuple[Letter, ...]:
        """List the letter of each kind that stands longest in a state."""
        mine = (_L.institution == institution) & (_L.state == state.value)
        place = func.row_number().over(partition_by=_L.kind, order_by=(_L.since, _L.id))
        ranked = select(_L.id, place.label("place")).where(mine).subquery()
        first = select(ranked.c.id).where(ranked.c.place == 1)
        return self._read(select(_LETTERS).where(_L.id.in_(first)).order_by(_L.kind))

    def of_visit(self, visit: str, institution: str, /) -> tuple[Letter, ...]:
        """List what goes with one stop of a unit."""
        mine = (_L.unit_visit == visit) & (_L.institution == institution)
        return self._read(select(_LETTERS).where(mine).order_by(_L.run, _L.id))

    def of_case(self, number: str, /) -> tuple[Letter, ...]:
        """List the letters about a case, the newest first."""
        asked = select(_LETTERS).where(_L.number == number)
        return self._read(asked.order_by(_L.made_at.desc(), _L.id))

    def waiting(self) -> tuple[str, ...]:
        """Name the institutions with letters that wait for a run."""
        asked = select(_L.institution).where(_L.state == LetterState.QUEUED.value).distinct()
        with self.database.reader.connect() as connection:
            return tuple(sorted(connection.execute(asked).scalars()))

    def counts(
        self, institution: str, /, *, among: Collection[LetterState] = tuple(LetterState)
    ) -> Mapping[LetterState, int]:
        """Count the letters of an institution in each state, or in some."""
        mine = (_L.institution == institution) & _L.state.in_([state.value for state in among])
        asked = select(_L.state, func.count()).where(mine)
        return {LetterState(name): count for name, count in self._counted(asked, _L.state)}

    def kinds(self, institution: str, state: LetterState, /) -> Mapping[LetterKind, int]:
        """Count the letters of a state by kind."""
        mine = (_L.institution == institution) & (_L.state == state.value)
        asked = select(_L.kind, func.count()).where(mine)
        return {LetterKind(name): count for name, count in self._counted(asked, _L.kind)}

    def _counted(self, asked: Select[Any], by: Any) -> list[tuple[str, int]]:  # noqa: ANN401 - a column
        with self.database.reader.connect() as connection:
            return [(row[0], row[1]) for row in connection.execute(asked.group_by(by))]

    def _read(self, asked: Select[Any]) -> tuple[Letter, ...]:
        with self.database.reader.connect() as connection:
            return tuple(map(to_letter, connection.execute(asked).mappings()))
