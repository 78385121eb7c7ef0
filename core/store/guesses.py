"""Counts wrong claves, atomically and before they are compared."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, func, select

from core.model.case_number import CaseNumber
from core.model.event import instant
from core.model.locks import (
    HIDDEN,
    CallerLock,
    CaseLock,
    Policy,
    after_right,
    after_wrong,
    may_try,
    reopened,
)
from core.ports import Clock
from core.store.database import Database
from core.store.tables import CallerLockRow, CallerRightRow, CaseLockRow, WrongClaveRow
from core.store.upserts import insert_new, table, upsert

_CASES, _CALLERS = table(CaseLockRow), table(CallerLockRow)
_RIGHT, _WRONG = table(CallerRightRow), table(WrongClaveRow)
_IS_CASE = _CASES.c.number == bindparam("asked_number")
_IS_CALLER = _CALLERS.c.caller == bindparam("asked_caller")
_WAS_RIGHT = and_(
    _RIGHT.c.number == bindparam("asked_number"), _RIGHT.c.caller == bindparam("asked_caller")
)
_LOCKS = select(
    select(_CASES.c.wrong).where(_IS_CASE).scalar_subquery().label("case_wrong"),
    select(_CASES.c.closed).where(_IS_CASE).scalar_subquery().label("case_closed"),
    select(_CALLERS.c.wrong).where(_IS_CALLER).scalar_subquery().label("caller_wrong"),
    select(_CALLERS.c.last_wrong_at).where(_IS_CALLER).scalar_subquery().label("last_wrong_at"),
    select(_RIGHT.c.caller).where(_WAS_RIGHT).scalar_subquery().label("right_caller"),
)


@dataclass(frozen=True, slots=True)
class StoreGuesses:
    """The locks of one database, under one policy."""

    database: Database
    clock: Clock
    policy: Policy

    def count_wrong(self, number: CaseNumber, caller: str, /) -> int:
        """Record a wrong clave; tell how many were wrong over the installation in this hour.

        Asked again under the lock, because many may guess at once: who should have waited, waits.
        """
        now = self.clock.now()
        with self.database.locked() as connection:
            case, one, known = _locks(connection, number, caller)
            may_try(self.policy, case, one, was_right_before=known, now=now)
            case, one = after_wrong(self.policy, case, one, now=now)
            _keep_case(connection, number, case)
            _keep_caller(connection, caller, one)
            connection.execute(_WRONG.insert(), {"at": instant(now)})
            recent = _WRONG.c.at >= instant(now - timedelta(hours=1))
            counted = select(func.count()).select_from(_WRONG).where(recent)
            return int(connection.execute(counted).scalar_one())

    def count_right(self, number: CaseNumber, caller: str, /) -> None:
        """Record a right clave and end the caller's wait; a stranger is asked under the lock."""
        with self.database.locked() as connection:
            case, one, known = _locks(connection, number, caller)
            may_try(self.policy, case, one, was_right_before=known, now=self.clock.now())
            if one.wrong:
                _keep_caller(connection, caller, after_right(self.policy, case, one)[1])
            if caller != HIDDEN:
                insert_new(connection, _RIGHT, {"number": number.digits, "caller": caller})

    def reopen(self, number: CaseNumber, /) -> None:
        """Open the clave of a case again, after a call-back or a visit."""
        with self.database.locked() as connection:
            _keep_case(connection, number, reopened())


def _locks(
    connection: Connection, number: CaseNumber, caller: str
) -> tuple[CaseLock, CallerLock, bool]:
    asked = {"asked_number": number.digits, "asked_caller": caller}
    row = connection.execute(_LOCKS, asked).one()
    return (
        CaseLock(row.case_wrong or 0, closed=bool(row.case_closed)),
        CallerLock(row.caller_wrong or 0, as_moment(row.last_wrong_at)),
        row.right_caller is not None and caller != HIDDEN,
    )


def _keep_case(connection: Connection, number: CaseNumber, case: CaseLock) -> None:
    row = {"number": number.digits, "wrong": case.wrong, "closed": case.closed}
    upsert(connection, _CASES, [row])


def _keep_caller(connection: Connection, caller: str, one: CallerLock) -> None:
    at = None if one.last_wrong_at is None else instant(one.last_wrong_at)
    upsert(connection, _CALLERS, [{"caller": caller, "wrong": one.wrong, "last_wrong_at": at}])


def as_moment(text: str | None) -> datetime | None:
    """Read a moment."""
    return None if text is None else datetime.fromisoformat(text)
