"""Reads the texts with each phone for one institution: by list, by case, and one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, not_, or_, select, union

from core.model.thread import Glance, Handed, KeptText, Thread, Way
from core.store.database import Database
from core.store.tables import (
    CaseRow,
    ContactRow,
    OutboxRow,
    PersonKeyRow,
    ThreadHandRow,
    ThreadRow,
    ThreadTextRow,
)
from core.store.thread_rows import to_handed, to_text, to_thread
from core.store.upserts import table

_THREADS, _TEXTS, _HANDS = table(ThreadRow), table(ThreadTextRow), table(ThreadHandRow)
_CONTACTS, _CASES = table(ContactRow), table(CaseRow)
_KEYS, _OUTBOX = table(PersonKeyRow), table(OutboxRow)
_T, _X, _H, _C = _THREADS.c, _TEXTS.c, _HANDS.c, _CONTACTS.c
# A text is one turn: what the house answered to it, and about which case, stands in its contact.
_ANSWERED = and_(_X.way == Way.IN.value, _C.provider_id == _X.source, _C.turn == 0)
# What was written to a person is about their case alone; what was met with silence, about none.
_ASKED = case((and_(_X.institution.is_(None), _C.reply != ""), _C.number))
_ABOUT = func.coalesce(_X.number, _ASKED)
_IS_PHONE = and_(_KEYS.c.kind == "phone", _KEYS.c.blinded == _T.caller)
_LAST = select(func.max(_X.id)).where(_X.thread == _T.id).scalar_subquery()


@dataclass(frozen=True, slots=True)
class StoreThreadLists:
    """The threads of one database, as staff come to them."""

    database: Database

    def get(self, thread: str, /) -> Thread | None:
        """Read a thread."""
        with self.database.reader.connect() as connection:
            row = connection.execute(select(_THREADS).where(_T.id == thread)).mappings().first()
        return None if row is None else to_thread(row)

    def concerns(self, thread: str, institution: str, /) -> bool:
        """Say whether a thread is about a case of an institution, or of somebody who has one."""
        return self._is_so(thread, _of(_CASES.c.institution == institution, institution))

    def concerns_nobody(self, thread: str, /) -> bool:
        """Say whether a thread is of no institution at all."""
        anyone = or_(_of(_CASES.c.institution.is_not(None), None), _T.institution.is_not(None))
        return self._is_so(thread, not_(anyone))

    def of_institution(self, institution: str, /, *, limit: int) -> tuple[Glance, ...]:
        """List what concerns an institution: what waits first, the oldest at the top."""
        mine = _of(_CASES.c.institution == institution, institution)
        oldest = select(func.min(_X.at)).where(_waits_for(institution)).scalar_subquery()
        # A phone that is not kept any more has no words left either.
        asked = select(_THREADS).where(or_(_T.phone.is_not(None), oldest.is_not(None)), mine)
        rank = case((oldest.is_(None), 1), else_=0)
        return self._glances(asked.order_by(rank, oldest, _LAST.desc()).limit(limit), institution)

    def of_case(self, number: str, institution: str, /, *, limit: int) -> tuple[Glance, ...]:
        """List the threads about a case, and those of its citizen's phones."""
        asked = select(_THREADS).where(_of(_CASES.c.number == number, None))
        return self._glances(asked.order_by(_LAST.desc()).limit(limit), institution)

    def count_waiting(self, institution: str, /) -> int:
        """Count the threads in which somebody waits for a person."""
        mine = and_(_X.waits.is_(True), _X.institution == institution)
        waiting = select(func.count(_X.thread.distinct())).where(mine)
        with self.database.reader.connect() as connection:
            return int(connection.execute(waiting).scalar_one())

    def texts(self, thread: str, /, *, before: int | None, limit: int) -> tuple[KeptText, ...]:
        """Read the newest texts of a thread before a place, the oldest of them first."""
        asked = _texts().where(_X.thread == thread).order_by(_X.id.desc()).limit(limit)
        if before is not None:
            asked = asked.where(_X.id < before)
        with self.database.reader.connect() as connection:
            return tuple(map(to_text, connection.execute(asked).mappings()))[::-1]

    def text(self, source: str, /) -> tuple[Thread, KeptText] | None:
        """Read one text and its thread."""
        with self.database.reader.connect() as connection:
            row = connection.execute(_texts().where(_X.source == source)).mappings().first()
        thread = None if row is None else self.get(row["thread"])
        return None if row is None or thread is None else (thread, to_text(row))

    def handed(self, thread: str, /, *, limit: int) -> tuple[Handed, ...]:
        """Read how a conversation changed hands, the oldest first."""
        asked = select(_HANDS).where(_H.thread == thread).order_by(_H.id.desc()).limit(limit)
        with self.database.reader.connect() as connection:
            return tuple(map(to_handed, connection.execute(asked).mappings()))[::-1]

    def cases(self, thread: str, institution: str, /) -> tuple[str, ...]:
        """List the cases of an institution that a thread is about, or its phone's people have."""
        number, theirs = _CASES.c.number, _CASES.c.institution == institution
        written = select(number).select_from(_about()).where(theirs, _X.thread == thread)
        phone = _KEYS.join(_THREADS, _IS_PHONE).join(_CASES, _CASES.c.applicant == _KEYS.c.person)
        on_file = select(number).select_from(phone).where(theirs, _T.id == thread)
        with self.database.reader.connect() as connection:
            return tuple(sorted(connection.execute(union(written, on_file)).scalars()))

    def _is_so(self, thread: str, what: ColumnElement[bool]) -> bool:
        with self.database.reader.connect() as connection:
            asked = select(_T.id).where(_T.id == thread, what)
            return connection.execute(asked).first() is not None

    def _glances(self, threads: Select[Any], institution: str) -> tuple[Glance, ...]:
        with self.database.reader.connect() as connection:
            found = [to_thread(row) for row in connection.execute(threads).mappings()]
            counted = connection.execute(_counts(found, institution)).mappings()
            counts = {row["thread"]: row for row in counted}
        return tuple(_glance(thread, counts.get(thread.id)) for thread in found)


def _about() -> Any:  # noqa: ANN401 - a join has no type that says more
    """Join each text to the case that it is about."""
    return _TEXTS.outerjoin(_CONTACTS, _ANSWERED).join(_CASES, _CASES.c.number == _ABOUT)


def _of(what: ColumnElement[bool], institution: str | None) -> ColumnElement[bool]:
    """Say which threads concern such cases: by what was written, or by a phone on file."""
    written = exists().select_from(_about()).where(_X.thread == _T.id, what)
    on_file = _KEYS.join(_CASES, _CASES.c.applicant == _KEYS.c.person)
    phone = exists().select_from(on_file).where(_IS_PHONE, what)
    ways: list[ColumnElement[bool]] = [written.correlate(_THREADS), phone.correlate(_THREADS)]
    if institution is not None:
        said = exists().where(_X.thread == _T.id, _X.institution == institution)
        ways += [said.correlate(_THREADS), _T.institution == institution]
    return or_(*ways)


def _texts() -> Select[Any]:
    place = func.coalesce(_X.institution, _CASES.c.institution).label("institution")
    columns = [column for column in _X if column.name not in {"number", "institution"}]
    told = [_ABOUT.label("number"), place, _C.reply.label("reply")]
    came = [_OUTBOX.c.state.label("errand"), _OUTBOX.c.code.label("code")]
    joined = _TEXTS.outerjoin(_CONTACTS, _ANSWERED)
    joined = joined.outerjoin(_CASES, _CASES.c.number == _ABOUT)
    joined = joined.outerjoin(_OUTBOX, _OUTBOX.c.unique_key == _X.source)
    return select(*columns, *told, *came).select_from(joined)


def _waits_for(institution: str) -> ColumnElement[bool]:
    return and_(_X.thread == _T.id, _X.waits.is_(True), _X.institution == institution)


def _counts(threads: Iterable[Thread], institution: str) -> Select[Any]:
    """Count the texts of threads, without those that are for another institution."""
    is_ours = and_(_X.waits.is_(True), _X.institution == institution)
    waiting = func.sum(case((is_ours, 1), else_=0)).label("waiting")
    counted = select(_X.thread, func.count().label("texts"), waiting, func.max(_X.at).label("last"))
    return counted.where(_X.thread.in_([thread.id for thread in threads])).group_by(_X.thread)


def _glance(thread: Thread, row: Any) -> Glance:  # noqa: ANN401 - a row of `_counts`
    if row is None:
        return Glance(thread=thread, texts=0, waiting=0, last_at=None)
    last = datetime.fromisoformat(row["last"])
    return Glance(thread=thread, texts=row["texts"], waiting=row["waiting"], last_at=last)
