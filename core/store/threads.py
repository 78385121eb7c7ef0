"""Keeps the texts with each phone; an act finds the thread as it was left, or does nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    exists,
    func,
    not_,
    select,
    update,
)

from core.model.event import instant
from core.model.thread import Change, NewText, Thread
from core.ports.effects import Intent
from core.ports.threads import Deed, Moved
from core.store.database import Database
from core.store.outbox_rows import to_row as intent_row
from core.store.prepared import Prepared, new_row, new_row_from
from core.store.tables import FormDoneRow, OutboxRow, ThreadHandRow, ThreadRow, ThreadTextRow
from core.store.thread_rows import hand_columns, text_row, to_row, to_thread
from core.store.upserts import insert_new, table

_THREADS, _TEXTS, _HANDS = table(ThreadRow), table(ThreadTextRow), table(ThreadHandRow)
_OUTBOX, _FORMS = table(OutboxRow), table(FormDoneRow)
_T, _X = _THREADS.c, _TEXTS.c
_OF_CALLER = Prepared(select(*_T).where(_T.caller == bindparam("asked")))
_NEW_TEXT = new_row(_TEXTS)
_NEW_TEXT_IF_FREE = new_row_from(
    _TEXTS,
    {"thread": _T.id},
    and_(_T.caller == bindparam("asked"), _T.phone.is_not(None), _T.member.is_(None)),
)
A_SWEEP = 500


@dataclass(frozen=True, slots=True)
class StoreThreads:
    """The threads of one database."""

    database: Database

    def of_caller(self, caller: str, /) -> Thread | None:
        """Read the thread of a blinded phone."""
        row = _OF_CALLER.first(self.database.driver(), {"asked": caller})
        return None if row is None else to_thread(row)

    def begin(self, thread: Thread, /) -> Thread:
        """Keep a new thread, with its sealed phone; tell the one of this caller that is there."""
        with self.database.reader.connect() as connection:
            if insert_new(connection, _THREADS, to_row(thread)):
                return thread
        # Its phone was deleted with its last words: whoever writes again can be answered again.
        gone = and_(_T.caller == thread.caller, _T.phone.is_(None))
        with self.database.writer.begin() as connection:
            connection.execute(update(_THREADS).where(gone).values(phone=thread.phone))
            asked = select(_THREADS).where(_T.caller == thread.caller)
            return to_thread(connection.execute(asked).mappings().one())

    def add_if_free(self, caller: str, text: NewText, /) -> bool:
        """Keep a new text of a blinded phone whose thread nobody has in hand; tell whether it was.

        One statement: nearly every text is one of these, and pays for no other.
        """
        row = {**text_row("", text), "asked": caller}
        return _NEW_TEXT_IF_FREE.changed(self.database.driver(), row)

    def add(self, thread: Thread, text: NewText, /) -> bool:
        """Keep a text, once for each source; tell whether it is new."""
        return _NEW_TEXT.changed(self.database.driver(), text_row(thread.id, text))

    def add_waiting(self, thread: Thread, text: NewText, notice: Intent, /) -> bool:
        """Keep a text for who has the conversation; tell whether anyone still has.

        The first one since they took it brings about `notice`.
        """
        with self.database.writer.begin() as connection:
            now = _locked(connection, thread.id, is_sqlite=self.database.is_sqlite)
            if now.hand is None:
                return False
            row = text_row(thread.id, text)
            if not insert_new(connection, _TEXTS, row) and not _wait_after_all(connection, row):
                return True
            values: dict[str, Any] = {"waiting_since": func.coalesce(_T.waiting_since, _at(text))}
            if not now.hand.is_told:
                insert_new(connection, _OUTBOX, intent_row(notice, text.at))
                values["told"] = True
            connection.execute(update(_THREADS).where(_T.id == thread.id).values(**values))
            return True

    def put(self, thread: Thread, text: NewText, /) -> None:
        """Keep a text of ours, or replace the words of the one with this source."""
        row = text_row(thread.id, text)
        changed = {name: row[name] for name in ("words", "parts", "at", "kept_until")}
        with self.database.writer.begin() as connection:
            if not insert_new(connection, _TEXTS, row):
                same = _X.source == text.source
                connection.execute(update(_TEXTS).where(same).values(**changed))

    def move(self, before: Thread, after: Thread, deed: Deed, /) -> Moved:
        """Act on a thread that still stands as it did before."""
        with self.database.writer.begin() as connection:
            now = _locked(connection, before.id, is_sqlite=self.database.is_sqlite)
            if not _stands(before, now, deed):
                return Moved.CHANGED
            if deed.leaves_nothing and _unseen(connection, before, deed.seen):
                return Moved.UNREAD
            _do(connection, before, after, deed)
            return Moved.DONE

    def held(self) -> tuple[Thread, ...]:
        """List the threads that someone has in hand."""
        with self.database.reader.connect() as connection:
            asked = select(_THREADS).where(_T.member.is_not(None)).order_by(_T.acted_at)
            return tuple(map(to_thread, connection.execute(asked).mappings()))

    def sweep(self, now: datetime, /) -> int:
        """Delete the words whose time is over, and phones of which no words are left."""
        over = and_(_X.words.is_not(None), _X.kept_until <= instant(now))
        swept = 0
        while True:
            with self.database.writer.begin() as connection:
                old = select(_X.id).where(over).limit(A_SWEEP)
                ids = list(connection.execute(old).scalars())
                if not ids:
                    break
                gone = {"words": None, "waits": False}  # nobody can answer what cannot be read
                connection.execute(update(_TEXTS).where(_X.id.in_(ids)).values(gone))
            swept += len(ids)
        with self.database.writer.begin() as connection:
            kept = exists().where(_X.thread == _T.id, _X.words.is_not(None))
            empty = and_(_T.phone.is_not(None), _T.member.is_(None), not_(kept))
            connection.execute(update(_THREADS).where(empty).values(phone=None))
            waits = exists().where(_X.thread == _T.id, _X.waits.is_(True))
            over = and_(_T.waiting_since.is_not(None), not_(waits))
            connection.execute(update(_THREADS).where(over).values(waiting_since=None))
        return swept


def _at(text: NewText) -> str:
    return instant(text.at)


def _wait_after_all(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Let a text wait that came before someone took it, and was not answered: tell if there is."""
    same = and_(_X.source == row["source"], _X.institution.is_(None))
    values = {name: row[name] for name in ("number", "institution", "waits")}
    return connection.execute(update(_TEXTS).where(same).values(values)).rowcount == 1


def _locked(connection: Connection, thread: str, *, is_sqlite: bool) -> Thread:
    """Read a thread that nobody else changes until the transaction ends."""
    asked = select(_THREADS).where(_T.id == thread)
    if not is_sqlite:
        asked = asked.with_for_update()
    return to_thread(connection.execute(asked).mappings().one())


def _stands(before: Thread, now: Thread, deed: Deed) -> bool:
    if deed.change is Change.LAPSED:
        # Whoever wrote or was written to in this very moment still has a person.
        return (now.hand, now.waiting_since) == (before.hand, before.waiting_since)
    one, other = before.hand, now.hand
    if one is None or other is None:
        return one is other
    return (one.member, one.since) == (other.member, other.since)


def _unseen(connection: Connection, thread: Thread, seen: int | None) -> bool:
    later = and_(_waits(thread), _X.id > (seen or 0))
    return connection.execute(select(_X.id).where(later).limit(1)).first() is not None


def _waits(thread: Thread) -> ColumnElement[bool]:
    """Say what waits for who has a conversation; where nobody has, for anyone."""
    waits = and_(_X.thread == thread.id, _X.waits.is_(True))
    return waits if thread.hand is None else and_(waits, _X.institution == thread.hand.institution)


def _do(connection: Connection, before: Thread, after: Thread, deed: Deed) -> None:
    if deed.key is not None:
        done = {"key": deed.key, "result": before.id, "at": instant(deed.at)}
        insert_new(connection, _FORMS, done)
    if deed.text is not None:
        insert_new(connection, _TEXTS, text_row(before.id, deed.text))
    if deed.seen is not None:
        read = and_(_waits(before), _X.id <= deed.seen)
        connection.execute(update(_TEXTS).where(read).values(waits=False))
    oldest = select(func.min(_X.at)).where(_waits(after)).scalar_subquery()
    values = {**hand_columns(after.hand), "waiting_since": oldest}
    connection.execute(update(_THREADS).where(_T.id == before.id).values(**values))
    _hand_over(connection, before, after, deed)
    _intend(connection, deed.intents, deed.at)


def _hand_over(connection: Connection, before: Thread, after: Thread, deed: Deed) -> None:
    hand = after.hand or before.hand
    if deed.change is None or hand is None:
        return
    row = {
        "thread": before.id,
        "at": instant(deed.at),
        "change": deed.change.value,
        "member": hand.member,
        "institution": hand.institution,
    }
    connection.execute(_HANDS.insert(), row)


def _intend(connection: Connection, intents: Sequence[Intent], at: datetime) -> None:
    for intent in intents:
        insert_new(connection, _OUTBOX, intent_row(intent, at))
