"""What is read: the fold of events, kept in memory within a transaction and written at its end."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, delete, select

from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.case_story import fold as fold_case
from core.model.case_story import settle as settle_case
from core.model.citizen import Citizen
from core.model.citizen_story import settle as settle_citizen
from core.model.event import Event
from core.model.legal_clock import Deadlines
from core.model.user import User
from core.model.user_story import fold as fold_user
from core.model.visit import Visit
from core.model.visit_story import settle as settle_visit
from core.refusals import Refusal
from core.store import case_rows, citizen_rows, user_rows, visit_rows
from core.store.prepared import Prepared, driver_of
from core.store.tables import (
    CaseAliasRow,
    CaseRow,
    CitizenPhoneRow,
    CitizenRow,
    DeadlineRow,
    UserRow,
    VisitRow,
)
from core.store.upserts import table, upsert

_CASES, _ALIASES, _DEADLINES = table(CaseRow), table(CaseAliasRow), table(DeadlineRow)
_CITIZENS, _PHONES = table(CitizenRow), table(CitizenPhoneRow)
_USERS, _VISITS = table(UserRow), table(VisitRow)
# What facts that are not what they should be make a reader of them say.
UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
# In the order in which a rebuild empties them.
PROJECTED = (_CASES, _ALIASES, _DEADLINES, _CITIZENS, _PHONES, _USERS, _VISITS)

_OF_KIND: Mapping[str, tuple[Table, ...]] = {
    "case": (_CASES, _DEADLINES),
    "citizen": (_CITIZENS, _PHONES),
    "user": (_USERS,),
    "visit": (_VISITS,),
}

_CASE = Prepared(select(_CASES).where(_CASES.c.number == bindparam("asked")))
_CITIZEN = Prepared(select(_CITIZENS.c.facts).where(_CITIZENS.c.id == bindparam("asked")))
_USER = Prepared(select(_USERS.c.facts).where(_USERS.c.id == bindparam("asked")))
_ALIAS = Prepared(
    select(_ALIASES.c.number).where(
        _ALIASES.c.institution == bindparam("asked_institution"),
        _ALIASES.c.alias == bindparam("asked_alias"),
    )
)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What the clock says of a case, and the calendar that said it."""

    calendar_key: str
    deadlines: Deadlines


Reckon = Callable[[Case], Reckoned]
FoldCase = Callable[[Case | None, Event], Case]


class Projections:
    """Folds events one after the other; `flush` writes what changed."""

    def __init__(self, connection: Connection, reckon: Reckon) -> None:
        self._connection = connection
        self._driver = driver_of(connection)
        self._reckon = reckon
        self._cases: dict[str, Case] = {}
        self._aliases: dict[tuple[str, str], str] = {}
        self._citizens: dict[str, Citizen] = {}
        self._users: dict[str, User] = {}
        self._visits: dict[str, Visit] = {}

    def case(self, number: CaseNumber) -> Case | None:
        """Read a case as it stands with everything folded so far."""
        known = self._cases.get(number.digits)
        if known is not None:
            return known
        row = _CASE.first(self._driver, {"asked": number.digits})
        return None if row is None else case_rows.to_case(row)

    def case_by_alias(self, institution: str, alias: str) -> Case | None:
        """Read the case that an institution knows under its own file number."""
        number = self._bearer(institution, alias)
        return None if number is None else self.case(CaseNumber(number))

    def _bearer(self, institution: str, alias: str) -> str | None:
        kept = self._aliases.get((institution, alias))
        if kept is not None:
            return kept
        asked = {"asked_institution": institution, "asked_alias": alias}
        found: str | None = _ALIAS.value(self._driver, asked)
        return found

    def citizen(self, citizen: str) -> Citizen | None:
        """Read a citizen as it stands with everything folded so far."""
        known = self._citizens.get(citizen)
        if known is not None:
            return known
        facts = _CITIZEN.value(self._driver, {"asked": citizen})
        return None if facts is None else citizen_rows.to_citizen(facts)

    def districts_of(self, applicant: str) -> Iterable[str]:
        """Tell where the cases of an applicant lie that are not written yet."""
        return {case.district for case in self._cases.values() if case.applicant == applicant}

    def user(self, user: str) -> User | None:
        """Read a member of staff as it stands with everything folded so far."""
        known = self._users.get(user)
        if known is not None:
            return known
        facts = _USER.value(self._driver, {"asked": user})
        return None if facts is None else user_rows.to_user(facts)

    def visit(self, visit: str) -> Visit | None:
        """Read a stop of a unit as it stands with everything folded so far."""
        known = self._visits.get(visit)
        return visit_rows.read_visit(self._driver, visit) if known is None else known

    def trip(self, trip: str) -> tuple[Visit, ...]:
        """Read the stops of a trip in their order, with everything folded so far."""
        kept = {stop.id: stop for stop in visit_rows.read_trip(self._driver, trip)}
        kept |= {
            key: stop for key, stop in self._visits.items() if key in kept or stop.trip == trip
        }
        stops = (stop for stop in kept.values() if stop.trip == trip)
        return tuple(sorted(stops, key=lambda stop: (stop.stop, stop.on, stop.id)))

    def fold(self, event: Event) -> None:
        """Fold an event that is written here; what no projection reads is left to the journal."""
        self._fold(event, fold_case)

    def settle(self, event: Event) -> None:
        """Fold an event from anywhere: one that moves nothing is kept beside its case."""
        self._fold(event, settle_case)

    def _fold(self, event: Event, fold_into: FoldCase) -> None:
        kind, _, key = event.draft.subject.partition(":")
        if kind == "case":
            before = self.case(CaseNumber(key))
            self._keep_case(before, fold_into(before, event))
        elif kind == "citizen":
            self._citizens[key] = settle_citizen(self.citizen(key), event)
        elif kind == "user":
            self._users[key] = fold_user(self.user(key), event)
        elif kind == "visit":
            self._visits[key] = settle_visit(self.visit(key), event)

    def _keep_case(self, before: Case | None, case: Case) -> None:
        """Keep a case; a file number that another one bears already stays with that one."""
        self._cases[case.number.digits] = case
        known = () if before is None else before.aliases
        for alias in case.aliases:
            if alias not in known and self._bearer(case.institution, alias) is None:
                self._aliases[case.institution, alias] = case.number.digits

    def flush(self) -> None:
        """Write every change and forget it."""
        cases, citizens = list(self._cases.values()), list(self._citizens.values())
        upsert(self._connection, _CASES, [case_rows.to_row(case) for case in cases])
        upsert(self._connection, _ALIASES, [_alias(*named) for named in self._aliases.items()])
        upsert(self._connection, _DEADLINES, [deadline_row(c, self._reckon(c)) for c in cases])
        upsert(self._connection, _CITIZENS, [citizen_rows.to_row(known) for known in citizens])
        self._flush_phones(citizens)
        upsert(self._connection, _USERS, [user_rows.to_row(u) for u in self._users.values()])
        upsert(self._connection, _VISITS, [visit_rows.to_row(v) for v in self._visits.values()])
        self.forget()

    def forget(self) -> None:
        """Forget every change that was not written."""
        for kept in (self._cases, self._aliases, self._citizens, self._users, self._visits):
            kept.clear()

    def begin(self, subject: str, row: Mapping[str, Any] | None) -> None:
        """Begin a subject anew: as a row tells it, or as if nothing were known of it.

        So it is too where a later release wrote the row: one that cannot be read here stands in
        nobody's way, and is read when all is made anew after an update.
        """
        kind, _, key = subject.partition(":")
        if row is None:
            for target in _OF_KIND.get(kind, ()):
                self._connection.execute(delete(target).where(_key_of(target) == key))
            return
        try:
            self._begin_as(kind, key, row)
        except (Refusal, *UNREADABLE):
            self.begin(subject, None)

    def _begin_as(self, kind: str, key: str, row: Mapping[str, Any]) -> None:
        if kind == "case":
            self._keep_case(None, case_rows.to_case(row))
        elif kind == "citizen":
            self._citizens[key] = citizen_rows.to_citizen(row["facts"])
        elif kind == "user":
            self._users[key] = user_rows.to_user(row["facts"])
        elif kind == "visit":
            self._visits[key] = visit_rows.to_visit(row)

    def _flush_phones(self, citizens: list[Citizen]) -> None:
        if not citizens:
            return
        rows = [row for citizen in citizens for row in citizen_rows.to_phone_rows(citizen)]
        gone = [citizen.id for citizen in citizens]
        self._connection.execute(delete(_PHONES).where(_PHONES.c.citizen.in_(gone)))
        upsert(self._connection, _PHONES, rows)


def deadline_row(case: Case, reckoned: Reckoned) -> dict[str, Any]:
    """Write what the clock says of a case as the row of the cache."""
    current = reckoned.deadlines.current
    return {
        "number": case.number.digits,
        "due_on": None if current is None else current.on.isoformat(),
        "facts": case_rows.deadlines_facts(reckoned.deadlines),
        "calendar_key": reckoned.calendar_key,
        "calendar_hash": reckoned.deadlines.calendar_hash,
    }


def _key_of(target: Table) -> Column[Any]:
    """Tell the column by which a subject's rows are found: the first of the key."""
    return next(iter(target.primary_key.columns))


def _alias(named: tuple[str, str], number: str) -> dict[str, str]:
    institution, alias = named
    return {"institution": institution, "alias": alias, "number": number}
