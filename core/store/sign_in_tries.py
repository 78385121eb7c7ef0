"""Counts guesses at the desk's door, each in one statement and before anything is compared.

Somebody who guesses at another's account must not shut its owner out: the wait over all places
does not hold where the owner was right before, and no wait is longer than an hour (OWASP ASVS 5,
6.1.1 and 6.3.1).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Insert, Row, and_, case, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.model.locks import Policy, wait_seconds
from core.refusals import SignInWait
from core.store.database import Database
from core.store.tables import PasskeyCountRow, SignInTryRow, SpentCodeRow
from core.store.upserts import table

_TRIES, _CODES, _PASSKEYS = table(SignInTryRow), table(SpentCodeRow), table(PasskeyCountRow)
_T = _TRIES.c
FROM_ONE_PLACE = Policy(free_tries=5)
OVER_ALL = Policy(free_tries=20)
_MINUTE = 60
Upsert = sqlite.Insert | postgresql.Insert


@dataclass(frozen=True, slots=True)
class StoreTries:
    """The guesses and the spent proofs of one database."""

    database: Database

    def count(self, subject: str, place: str, now: datetime, /) -> None:
        """Count a guess, or refuse it if one must wait."""
        here = self._count(_here(subject, place), now, FROM_ONE_PLACE)
        if not here.was_right:
            self._count(subject, now, OVER_ALL)

    def was_right(self, subject: str, place: str, now: datetime, /) -> None:
        """Take the guess back: it was none; wrong ones of long ago are forgotten."""
        long_ago = int(now.timestamp()) - OVER_ALL.forget_seconds
        made_up = delete(_TRIES).where(_T.last_at <= long_ago, _T.was_right.is_(False))
        here = update(_TRIES).where(_T.key == _here(subject, place))
        over_all = update(_TRIES).where(_T.key == subject, _T.wrong > 0)
        with self.database.reader.connect() as connection:
            connection.execute(here.values(wrong=0, was_right=True))
            connection.execute(over_all.values(wrong=_T.wrong - 1))
            connection.execute(made_up)

    def spend_code(self, user: str, step: int, /) -> bool:
        """Mark the code of a moment as used; tell whether it was still unused."""
        insert = self._insert(_CODES).values(member=user, step=step)
        newer = insert.excluded.step > _CODES.c.step
        return self._did(
            insert.on_conflict_do_update(
                index_elements=["member"], set_={"step": step}, where=newer
            )
        )

    def passkey_count(self, user: str, field: str, /) -> int:
        """Tell how often a passkey was used when last seen."""
        asked = select(_PASSKEYS.c.used).where(
            _PASSKEYS.c.member == user, _PASSKEYS.c.field == field
        )
        with self.database.reader.connect() as connection:
            return int(connection.execute(asked).scalar() or 0)

    def spend_passkey(self, user: str, field: str, count: int, /) -> bool:
        """Note how often a passkey was used; one that never counts says nought each time."""
        insert = self._insert(_PASSKEYS).values(member=user, field=field, used=count)
        known = _PASSKEYS.c.used
        grown = or_(insert.excluded.used > known, and_(insert.excluded.used == 0, known == 0))
        return self._did(
            insert.on_conflict_do_update(
                index_elements=["member", "field"], set_={"used": count}, where=grown
            )
        )

    def _count(self, key: str, now: datetime, policy: Policy) -> Row[tuple[int, bool]]:
        at = int(now.timestamp())
        insert = self._insert(_TRIES).values(key=key, wrong=1, last_at=at, was_right=False)
        forgotten = _T.last_at <= at - policy.forget_seconds
        # A clock that was set back must not make anyone wait until it has caught up.
        may = or_(_T.last_at > at, _T.last_at + _wait(policy) <= at)
        counted = insert.on_conflict_do_update(
            index_elements=["key"],
            set_={"wrong": case((forgotten, 1), else_=_T.wrong + 1), "last_at": at},
            where=may,
        ).returning(_T.wrong, _T.was_right)
        with self.database.reader.connect() as connection:
            row = connection.execute(counted).first()
            if row is not None:
                return row
            asked = select(_T.wrong, _T.last_at).where(_T.key == key)
            wrong, last_at = connection.execute(asked).one()
        left = last_at + wait_seconds(policy, wrong) - at
        raise SignInWait(minutes=max(1, -(-left // _MINUTE)))

    def _insert(self, target: object) -> Upsert:
        insert = sqlite.insert if self.database.is_sqlite else postgresql.insert
        return insert(target)  # type: ignore[arg-type] # both take any table

    def _did(self, statement: Insert) -> bool:
        with self.database.reader.connect() as connection:
            options = {"preserve_rowcount": True}
            return connection.execute(statement, execution_options=options).rowcount == 1


def _here(subject: str, place: str) -> str:
    return f"{subject}|{place}"


def _wait(policy: Policy) -> ColumnElement[int]:
    """Write the policy's waits as SQL, so that one statement both asks and counts."""
    waits = []
    wrong = policy.free_tries
    while (seconds := wait_seconds(policy, wrong)) < policy.longest_wait_seconds:
        waits.append((_T.wrong <= wrong, seconds))
        wrong += 1
    return case((_T.wrong < policy.free_tries, 0), *waits, else_=policy.longest_wait_seconds)
