"""Finds the cases of one institution: by its own file number, by name, by the day that is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from core.model.case import Case
from core.model.case_number import CaseNumber
from core.ports import DueAfter
from core.store.case_rows import to_case
from core.store.database import Database
from core.store.tables import CaseAliasRow, CaseRow, DeadlineRow, PersonKeyRow
from core.store.upserts import table

_CASES, _ALIASES, _DEADLINES = table(CaseRow), table(CaseAliasRow), table(DeadlineRow)
_KEYS = table(PersonKeyRow)


@dataclass(frozen=True, slots=True)
class StoreCaseFinder:
    """Looks for cases in one database."""

    database: Database

    def by_alias(self, institution: str, alias: str, /) -> CaseNumber | None:
        """Find the case that the institution knows under its own file number."""
        asked = select(_ALIASES.c.number).where(
            _ALIASES.c.institution == institution, _ALIASES.c.alias == alias
        )
        with self.database.reader.connect() as connection:
            number: str | None = connection.execute(asked).scalar()
        return None if number is None else CaseNumber(number)

    def by_name(self, institution: str, blinded: Sequence[str], /, *, limit: int) -> list[Case]:
        """Find cases whose applicant bears every word of a name, blinded; newest first."""
        bearers = (
            select(_KEYS.c.person)
            .where(_KEYS.c.kind == "name", _KEYS.c.blinded.in_(blinded))
            .group_by(_KEYS.c.person)
            .having(func.count() == len(blinded))
        )
        asked = (
            select(_CASES)
            .where(_CASES.c.institution == institution, _CASES.c.applicant.in_(bearers))
            .order_by(_CASES.c.presented_on.desc().nulls_last(), _CASES.c.number)
            .limit(limit)
        )
        with self.database.reader.connect() as connection:
            return [to_case(row) for row in connection.execute(asked).mappings()]

    def due(
        self, institution: str, last: date, /, *, after: DueAfter | None, limit: int
    ) -> list[tuple[Case, date]]:
        """List cases with a day up to `last`, the soonest first, from behind one of them."""
        on, number = _DEADLINES.c.due_on, _CASES.c.number
        asked = (
            select(_CASES, on)
            .join(_DEADLINES, _DEADLINES.c.number == number)
            .where(_CASES.c.institution == institution, on <= last.isoformat())
            .order_by(on, number)
            .limit(limit)
        )
        if after is not None:
            day = after.on.isoformat()
            asked = asked.where((on > day) | ((on == day) & (number > after.number.digits)))
        with self.database.reader.connect() as connection:
            rows = connection.execute(asked).mappings()
            return [(to_case(row), date.fromisoformat(row["due_on"])) for row in rows]
