"""Keeps what citizens left for a person; each change is one statement that finds what it left."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, case, func, or_, select, update

from core.model.event import instant
from core.model.left_message import Content, How, Kind, LeftMessage, Progress
from core.store.database import Database
from core.store.tables import FormDoneRow, LeftMessageRow
from core.store.upserts import insert_new, table

_MESSAGES, _FORMS = table(LeftMessageRow), table(FormDoneRow)
_M = _MESSAGES.c
_MOMENTS = ("at", "kept_until", "since")
# What waits comes first, then what somebody has in hand.
_RANK = case((_M.progress == Progress.WAITING, 0), (_M.progress == Progress.TAKEN, 1), else_=2)


@dataclass(frozen=True, slots=True)
class StoreLeftMessages:
    """The messages of one database."""

    database: Database

    def keep(self, message: LeftMessage, /) -> LeftMessage:
        """Keep a message, once for each conversation and source; tell the one that is there."""
        same = and_(_M.conversation == message.conversation, _M.source == message.source)
        with self.database.writer.begin() as connection:
            insert_new(connection, _MESSAGES, _row(message))
            return _message(connection.execute(select(_MESSAGES).where(same)).mappings().one())

    def get(self, message: str, /) -> LeftMessage | None:
        """Read a message."""
        with self.database.reader.connect() as connection:
            asked = select(_MESSAGES).where(_M.id == message)
            row = connection.execute(asked).mappings().first()
        return None if row is None else _message(row)

    def fill(self, before: LeftMessage, after: LeftMessage, /) -> bool:
        """Note what there is to hear or read; tell whether it was still awaited."""
        awaited = and_(_M.id == before.id, _M.content == Content.AWAITED)
        filled = {"content": after.content.value, "seconds": after.seconds}
        with self.database.writer.begin() as connection:
            return connection.execute(update(_MESSAGES).where(awaited).values(filled)).rowcount == 1

    def move(self, before: LeftMessage, after: LeftMessage, /, *, key: str) -> bool:
        """Change who has it in hand, by a form of this key; tell whether nobody else did."""
        changes = {
            name: _row(after)[name] for name in ("progress", "member", "since", "how", "note")
        }
        asked = update(_MESSAGES).where(_M.id == before.id, _stands_as(before)).values(changes)
        done = {"key": key, "result": before.id, "at": changes["since"]}
        with self.database.writer.begin() as connection:
            is_first = connection.execute(asked).rowcount == 1
            return is_first and insert_new(connection, _FORMS, done)

    def of_institution(self, institution: str, /, *, limit: int) -> tuple[LeftMessage, ...]:
        """List what an institution's staff may see: what waits first, the oldest at the top."""
        settled_last = case((_M.progress == Progress.SETTLED, _M.since))
        asked = select(_MESSAGES).where(_is_for(institution))
        asked = asked.order_by(_RANK, settled_last.desc(), _M.at, _M.id).limit(limit)
        with self.database.reader.connect() as connection:
            return tuple(map(_message, connection.execute(asked).mappings()))

    def count_waiting(self, institution: str, /) -> int:
        """Count what waits for somebody."""
        waiting = and_(_M.progress == Progress.WAITING, _is_for(institution))
        with self.database.reader.connect() as connection:
            return int(connection.execute(select(func.count()).where(waiting)).scalar_one())

    def outlived(self, now: datetime, /, *, limit: int) -> tuple[LeftMessage, ...]:
        """List messages whose content is to be deleted."""
        over = and_(_M.content != Content.DELETED, _M.kept_until <= instant(now))
        asked = select(_MESSAGES).where(over).order_by(_M.kept_until).limit(limit)
        with self.database.reader.connect() as connection:
            return tuple(map(_message, connection.execute(asked).mappings()))

    def empty(self, message: str, /) -> None:
        """Note that the content was deleted, and forget the note and who called."""
        gone = {"content": Content.DELETED.value, "note": None, "caller": None}
        with self.database.writer.begin() as connection:
            connection.execute(update(_MESSAGES).where(_M.id == message).values(gone))


def _is_for(institution: str) -> ColumnElement[bool]:
    of_all = and_(_M.institution.is_(None), _M.country == institution.partition("/")[0])
    return or_(_M.institution == institution, of_all)


def _stands_as(message: LeftMessage) -> ColumnElement[bool]:
    has_it = _M.member.is_(None) if message.by is None else _M.member == message.by
    return and_(_M.progress == message.progress.value, has_it)


def _row(message: LeftMessage) -> dict[str, Any]:
    row = asdict(message)
    moments = {name: None if row[name] is None else instant(row[name]) for name in _MOMENTS}
    words = {name: str(row[name]) for name in ("kind", "content", "progress")}
    how = None if message.how is None else message.how.value
    member = row.pop("by")
    return {**row, **moments, **words, "how": how, "member": member}


def _message(row: RowMapping | Mapping[str, Any]) -> LeftMessage:
    told = dict(row)
    for name in _MOMENTS:
        told[name] = None if told[name] is None else datetime.fromisoformat(told[name])
    told["by"] = told.pop("member")
    told["how"] = None if told["how"] is None else How(told["how"])
    return LeftMessage(
        **{
            **told,
            "kind": Kind(told["kind"]),
            "content": Content(told["content"]),
            "progress": Progress(told["progress"]),
        }
    )
