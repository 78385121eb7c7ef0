"""Reads print runs, their letters in order, and what was made of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, tuple_

from core.model.event import instant
from core.model.letter_id import LetterId
from core.model.print_run import Place, PrintRun, RouteFile
from core.ports.letters import Mark
from core.store.database import Database
from core.store.letter_rows import to_file, to_place, to_run
from core.store.tables import PrintRunRow, RouteFileRow, RunPlaceRow
from core.store.upserts import table

_RUNS, _PLACES, _FILES = table(PrintRunRow), table(RunPlaceRow), table(RouteFileRow)
_R = _RUNS.c


@dataclass(frozen=True, slots=True)
class StoreRuns:
    """The runs of one database."""

    database: Database

    def get(self, run: str, /) -> PrintRun | None:
        """Read a run."""
        found = self._runs(select(_RUNS).where(_R.id == run))
        return found[0] if found else None

    def listed(
        self, institution: str, /, *, limit: int, after: Mark | None = None
    ) -> tuple[PrintRun, ...]:
        """List the runs of an institution, the newest first, from where another page ended."""
        asked = select(_RUNS).where(_R.institution == institution)
        if after is not None:
            asked = asked.where(tuple_(_R.closed_at, _R.id) < (after.at, after.name))
        return self._runs(asked.order_by(_R.closed_at.desc(), _R.id.desc()).limit(limit))

    def in_state(self, *states: str) -> tuple[PrintRun, ...]:
        """List the runs of every institution that stand in some states, the oldest first."""
        asked = select(_RUNS).where(_R.state.in_(states))
        return self._runs(asked.order_by(_R.closed_at, _R.id))

    def was_closed(self, institution: str, cut_off: datetime, /) -> bool:
        """Say whether a cut-off had its run."""
        same = (_R.institution == institution) & (_R.cut_off == instant(cut_off))
        return bool(self._runs(select(_RUNS).where(same)))

    def places(self, run: str, /) -> tuple[Place, ...]:
        """Read the letters of a run in its order."""
        asked = select(_PLACES).where(_PLACES.c.run == run)
        return self._places(asked.order_by(_PLACES.c.position))

    def places_after(
        self, run: str, position: int, /, *, limit: int, only_aside: bool = False
    ) -> tuple[Place, ...]:
        """Read some letters of a run in its order, after a place: all, or those set aside."""
        mine = (_PLACES.c.run == run) & (_PLACES.c.position > position)
        asked = select(_PLACES).where(mine)
        if only_aside:
            asked = asked.where(_PLACES.c.problem != "")
        return self._places(asked.order_by(_PLACES.c.position).limit(limit))

    def place_of(self, letter: LetterId, /) -> Place | None:
        """Find where a letter stands in its run."""
        asked = select(_PLACES).where(_PLACES.c.letter == letter.code)
        with self.database.reader.connect() as connection:
            row = connection.execute(asked).mappings().first()
        return None if row is None else to_place(row)

    def files(self, run: str, /) -> tuple[RouteFile, ...]:
        """Read what was printed for each route."""
        asked = select(_FILES).where(_FILES.c.run == run).order_by(_FILES.c.route)
        with self.database.reader.connect() as connection:
            return tuple(map(to_file, connection.execute(asked).mappings()))

    def _places(self, asked: Select[Any]) -> tuple[Place, ...]:
        with self.database.reader.connect() as connection:
            return tuple(map(to_place, connection.execute(asked).mappings()))

    def _runs(self, asked: Select[Any]) -> tuple[PrintRun, ...]:
        with self.database.reader.connect() as connection:
            return tuple(map(to_run, connection.execute(asked).mappings()))
