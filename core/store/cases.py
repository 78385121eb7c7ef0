"""Reads what the journal says of cases: one statement for one question."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, and_, bindparam, func, literal, select

from core.model.case import Case
from core.model.case_number import CaseNumber
from core.model.citizen import CitizenPhone
from core.model.legal_clock import Deadlines
from core.model.locks import CallerLock, CaseLock
from core.ports import Found
from core.store.case_rows import to_case, to_deadlines
from core.store.citizen_rows import to_phone
from core.store.database import Database
from core.store.guesses import as_moment
from core.store.prepared import ONE, Prepared, Row
from core.store.tables import (
    CallerLockRow,
    CallerRightRow,
    CaseAliasRow,
    CaseLockRow,
    CaseRow,
    CitizenPhoneRow,
    DeadlineRow,
    DocumentRow,
    NumberCodeRow,
    PersonKeyRow,
)
from core.store.upserts import table

_CASES, _ALIASES, _DEADLINES = table(CaseRow), table(CaseAliasRow), table(DeadlineRow)
_KEYS, _PHONES, _CODES = table(PersonKeyRow), table(CitizenPhoneRow), table(NumberCodeRow)
_CASE_LOCKS, _CALLER_LOCKS = table(CaseLockRow), table(CallerLockRow)
_RIGHT, _DOCUMENTS = table(CallerRightRow), table(DocumentRow)

_PHONE_COLUMNS = [column.label(f"phone_{column.name}") for column in _PHONES.c]
_CALLER: BindParameter[str] = bindparam("asked_caller")
_IS_THEIRS = and_(
    _KEYS.c.kind == "phone", _KEYS.c.blinded == _CALLER, _KEYS.c.person == _CASES.c.applicant
)
_IS_PHONE = and_(_PHONES.c.citizen == _KEYS.c.person, _PHONES.c.field == _KEYS.c.field)
_IS_REVOKED = (
    select(literal(1))
    .where(_CODES.c.origin == _CASES.c.issue_origin, _CODES.c.epoch == _CASES.c.issue_epoch)
    .where(_CODES.c.revoked)
    .exists()
)
# Everything one question needs, in one round trip; built once.
_FOUND = Prepared(
    select(
        _CASES,
        _DEADLINES.c.facts.label("deadline_facts"),
        _DEADLINES.c.calendar_hash,
        _CASE_LOCKS.c.wrong.label("case_wrong"),
        _CASE_LOCKS.c.closed.label("case_closed"),
        _CALLER_LOCKS.c.wrong.label("caller_wrong"),
        _CALLER_LOCKS.c.last_wrong_at,
        _RIGHT.c.caller.label("right_caller"),
        select(func.max(_DOCUMENTS.c.id)).scalar_subquery().label("documents"),
        _IS_REVOKED.label("is_revoked"),
        *_PHONE_COLUMNS,
    )
    .select_from(_CASES)
    .outerjoin(_DEADLINES, _DEADLINES.c.number == _CASES.c.number)
    .outerjoin(_CASE_LOCKS, _CASE_LOCKS.c.number == _CASES.c.number)
    .outerjoin(_CALLER_LOCKS, _CALLER_LOCKS.c.caller == _CALLER)
    .outerjoin(_RIGHT, and_(_RIGHT.c.number == _CASES.c.number, _RIGHT.c.caller == _CALLER))
    .outerjoin(_KEYS, _IS_THEIRS)
    .outerjoin(_PHONES, _IS_PHONE)
    .where(_CASES.c.number == bindparam("asked_number"))
    # A number on file twice is shared if either entry says so; one removed says nothing.
    .order_by(_PHONES.c.shared.desc().nulls_last())
    .limit(ONE)
)
_OF_PHONE = (
    select(_CASES, *_PHONE_COLUMNS)
    .select_from(_KEYS)
    .join(_CASES, _CASES.c.applicant == _KEYS.c.person)
    .join(_PHONES, _IS_PHONE)
    .where(_KEYS.c.kind == "phone", _KEYS.c.blinded == _CALLER)
    .order_by(_CASES.c.presented_on.desc().nulls_last(), _CASES.c.number)
)
_OF_DOCUMENT = (
    select(_CASES)
    .join(_KEYS, _KEYS.c.person == _CASES.c.applicant)
    .where(_KEYS.c.kind == "document", _KEYS.c.blinded == _CALLER)
    .order_by(_CASES.c.presented_on.desc().nulls_last(), _CASES.c.number)
)
_BY_ALIAS = select(_ALIASES.c.number).where(_ALIASES.c.alias == bindparam("asked_alias"))


@dataclass(frozen=True, slots=True)
class StoreCases:
    """The cases of one database."""

    database: Database

    def find(self, number: CaseNumber, caller: str | None, /) -> Found | None:
        """Read a case with what is known of the caller (a blinded phone, or none)."""
        asked = {"asked_number": number.digits, "asked_caller": caller or ""}
        row = _FOUND.first(self.database.driver(), asked)
        return None if row is None else _found(row)

    def by_alias(self, alias: str, /) -> tuple[CaseNumber, ...]:
        """Find the cases that an office knows under its own file number."""
        with self.database.reader.connect() as connection:
            numbers = connection.execute(_BY_ALIAS, {"asked_alias": alias}).scalars()
            return tuple(CaseNumber(number) for number in sorted(numbers))

    def of_phone(self, caller: str, /) -> tuple[tuple[Case, CitizenPhone], ...]:
        """List the cases whose citizen has this blinded phone on file, newest first."""
        with self.database.reader.connect() as connection:
            rows = connection.execute(_OF_PHONE, {"asked_caller": caller}).mappings()
            return tuple((to_case(row), to_phone(row, "phone_")) for row in rows)

    def of_document(self, blinded: str, /) -> tuple[Case, ...]:
        """List the cases of the person with this blinded document, newest first."""
        with self.database.reader.connect() as connection:
            rows = connection.execute(_OF_DOCUMENT, {"asked_caller": blinded}).mappings()
            return tuple(to_case(row) for row in rows)

    def due_between(self, first: date, last: date, /) -> tuple[CaseNumber, ...]:
        """List the cases with a day that falls between two days, soonest first."""
        due = _DEADLINES.c.due_on
        between = and_(due >= first.isoformat(), due <= last.isoformat())
        statement = select(_DEADLINES.c.number).where(between).order_by(due, _DEADLINES.c.number)
        with self.database.reader.connect() as connection:
            return tuple(CaseNumber(number) for number in connection.execute(statement).scalars())


def _found(row: Row) -> Found:
    return Found(
        case=to_case(row),
        deadlines=_deadlines(row),
        documents=row["documents"] or 0,
        case_lock=CaseLock(row["case_wrong"] or 0, closed=bool(row["case_closed"])),
        caller_lock=CallerLock(row["caller_wrong"] or 0, as_moment(row["last_wrong_at"])),
        was_right_before=row["right_caller"] is not None,
        caller_phone=None if row["phone_field"] is None else to_phone(row, "phone_"),
        clave_is_revoked=bool(row["is_revoked"]),
    )


def _deadlines(row: Row) -> Deadlines | None:
    facts = row["deadline_facts"]
    return None if facts is None else to_deadlines(facts, row["calendar_hash"])
