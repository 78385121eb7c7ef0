"""Reads the stops of units: the next in a district, those of a trip, and whom a change concerns."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Case, Select, bindparam, case, func, literal_column, select

from core.model.citizen import PhoneProof
from core.model.letter import LetterState
from core.model.state import FINAL
from core.model.visit import Visit, VisitState
from core.ports.trips import TripGlance
from core.store.database import Database
from core.store.prepared import Prepared, driver_of
from core.store.tables import CaseRow, CitizenPhoneRow, LetterRow, VisitRow
from core.store.upserts import table
from core.store.visit_rows import read_trip, read_visit, to_visit

_VISITS, _CASES, _PHONES = table(VisitRow), table(CaseRow), table(CitizenPhoneRow)
_LETTERS = table(LetterRow)
_V = _VISITS.c
_CLOSED = sorted(state.value for state in FINAL)
# Asked with every status: a district has few stops to come, and its index finds them.
_BOOKED = Prepared(
    select(_VISITS)
    .where(
        _V.district == bindparam("asked_district"),
        _V.on_day >= bindparam("asked_day"),
        _V.state == literal_column(f"'{VisitState.PLANNED.value}'"),
        _V.facts.like(bindparam("asked_case")),
    )
    .order_by(_V.on_day, _V.id)
)


@dataclass(frozen=True, slots=True)
class StoreVisits:
    """The visits of one database."""

    database: Database

    def get(self, visit: str, /) -> Visit | None:
        """Read a stop."""
        with self.database.reader.connect() as connection:
            return read_visit(driver_of(connection), visit)

    def next_in(self, district: str, after: date, /) -> Visit | None:
        """Find the next stop in a district on or after a day that is still to come."""
        return self._first(self._coming(district, after, VisitState.PLANNED))

    def cancelled_in(self, district: str, after: date, /) -> Visit | None:
        """Find the next stop in a district on or after a day that was called off."""
        return self._first(self._coming(district, after, VisitState.CANCELLED))

    def coming(self, district: str, after: date, /, *, limit: int) -> tuple[Visit, ...]:
        """List the stops in a district on or after a day that are to come, the first one first."""
        asked = self._coming(district, after, VisitState.PLANNED)
        with self.database.reader.connect() as connection:
            rows = connection.execute(asked.order_by(_V.on_day, _V.id).limit(limit)).mappings()
            return tuple(to_visit(dict(row)) for row in rows)

    def booked(self, number: str, district: str, after: date, /) -> tuple[Visit, ...]:
        """List the coming stops in a district at which a case has an appointment."""
        asked = {
            "asked_district": district,
            "asked_day": after.isoformat(),
            "asked_case": f'%"number":"{number}","purpose"%',
        }
        return tuple(map(to_visit, _BOOKED.all(self.database.driver(), asked)))

    def on_day(self, day: date, /) -> tuple[Visit, ...]:
        """List the stops of a day that were not called off."""
        asked = select(_VISITS).where(
            _V.on_day == day.isoformat(), _V.state != VisitState.CANCELLED.value
        )
        with self.database.reader.connect() as connection:
            rows = connection.execute(asked.order_by(_V.trip, _V.stop, _V.id)).mappings()
            return tuple(to_visit(dict(row)) for row in rows)

    def of_trip(self, trip: str, /) -> tuple[Visit, ...]:
        """List the stops of a trip in their order."""
        with self.database.reader.connect() as connection:
            return read_trip(driver_of(connection), trip)

    def trips(self, limit: int, /) -> tuple[TripGlance, ...]:
        """List trips, the one that ends last first."""
        planned = func.sum(_one_if(VisitState.PLANNED))
        asked = (
            select(
                _V.trip,
                func.min(_V.on_day).label("begins"),
                func.max(_V.on_day).label("ends"),
                func.count().label("stops"),
                planned.label("planned"),
                func.sum(_one_if(VisitState.DONE)).label("done"),
            )
            .where(_V.trip != "")
            .group_by(_V.trip)
            .order_by(func.max(_V.on_day).desc(), _V.trip)
            .limit(limit)
        )
        with self.database.reader.connect() as connection:
            return tuple(
                TripGlance(
                    trip=row["trip"],
                    begins=date.fromisoformat(row["begins"]),
                    ends=date.fromisoformat(row["ends"]),
                    stops=row["stops"],
                    planned=int(row["planned"]),
                    done=int(row["done"]),
                )
                for row in connection.execute(asked).mappings()
            )

    def neighbours(self, district: str, /) -> tuple[str, ...]:
        """List who has an open case in a district and a proved phone that is theirs alone."""
        asked = (
            select(_CASES.c.applicant)
            .join(_PHONES, _PHONES.c.citizen == _CASES.c.applicant)
            .where(
                _CASES.c.district == district,
                _CASES.c.state.not_in(_CLOSED),
                _PHONES.c.proof != PhoneProof.NONE.value,
                _PHONES.c.shared.is_(False),
            )
            .distinct()
            .order_by(_CASES.c.applicant)
        )
        with self.database.reader.connect() as connection:
            return tuple(connection.execute(asked).scalars())

    def open_cases(self, districts: frozenset[str], /) -> dict[str, int]:
        """Count the open cases of some districts, by institution."""
        asked = (
            select(_CASES.c.institution, func.count())
            .where(_CASES.c.district.in_(sorted(districts)), _CASES.c.state.not_in(_CLOSED))
            .group_by(_CASES.c.institution)
            .order_by(_CASES.c.institution)
        )
        with self.database.reader.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(asked)}

    def letters(self, visits: frozenset[str], /) -> dict[LetterState, int]:
        """Count the letters that travel with some stops, by how far each came."""
        asked = (
            select(_LETTERS.c.state, func.count())
            .where(_LETTERS.c.unit_visit.in_(sorted(visits)))
            .group_by(_LETTERS.c.state)
        )
        with self.database.reader.connect() as connection:
            return {LetterState(row[0]): row[1] for row in connection.execute(asked)}

    def _coming(self, district: str, after: date, state: VisitState) -> Select[Any]:
        asked = (_V.district == district) & (_V.on_day >= after.isoformat())
        return select(_VISITS).where(asked, _V.state == state.value)

    def _first(self, asked: Select[Any]) -> Visit | None:
        with self.database.reader.connect() as connection:
            row = connection.execute(asked.order_by(_V.on_day, _V.id).limit(1)).mappings().first()
        return None if row is None else to_visit(dict(row))


def _one_if(state: VisitState) -> Case[int]:
    return case((_V.state == state.value, 1), else_=0)
