"""Reads published documents."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from core.model.document import Document
from core.store.arrivals import ARRIVALS, ARRIVED
from core.store.database import Database
from core.store.document_rows import to_document
from core.store.tables import DocumentRow, EventRow
from core.store.upserts import table

_DOCUMENTS, _EVENTS = table(DocumentRow), table(EventRow)
_HEAD = select(func.coalesce(func.max(_DOCUMENTS.c.id), 0))
_NEWEST = (
    select(_DOCUMENTS.c.kind, _DOCUMENTS.c.key, func.max(_DOCUMENTS.c.version).label("version"))
    .group_by(_DOCUMENTS.c.kind, _DOCUMENTS.c.key)
    .subquery()
)
_EVERY = select(_DOCUMENTS).join(
    _NEWEST,
    (_DOCUMENTS.c.kind == _NEWEST.c.kind)
    & (_DOCUMENTS.c.key == _NEWEST.c.key)
    & (_DOCUMENTS.c.version == _NEWEST.c.version),
)
_OTHERS = _DOCUMENTS.alias()
PUBLISHED = "document_published"


@dataclass(frozen=True, slots=True)
class StoreDocuments:
    """The published documents of one database."""

    database: Database

    def head(self) -> int:
        """Tell a number that grows with every published version."""
        with self.database.reader.connect() as connection:
            return int(connection.execute(_HEAD).scalar_one())

    def every(self) -> tuple[Document, ...]:
        """Read the newest version of every document."""
        with self.database.reader.connect() as connection:
            return newest_documents(connection)

    def as_of(self, head: int, /) -> tuple[Document, ...]:
        """Read the versions that were the newest when the head was this."""
        known = _DOCUMENTS.c.id <= head
        newest = select(func.max(_DOCUMENTS.c.version)).where(
            known, _DOCUMENTS.c.kind == _OTHERS.c.kind, _DOCUMENTS.c.key == _OTHERS.c.key
        )
        asked = select(_OTHERS).where(
            _OTHERS.c.id <= head, _OTHERS.c.version == newest.scalar_subquery()
        )
        return tuple(to_document(row) for row in self._rows(asked.order_by(_OTHERS.c.id)))

    def version(self, kind: str, key: str, version: int, /) -> Document | None:
        """Read one version, for what was decided under it."""
        named = (_DOCUMENTS.c.kind == kind) & (_DOCUMENTS.c.key == key)
        rows = self._rows(select(_DOCUMENTS).where(named, _DOCUMENTS.c.version == version))
        return to_document(rows[0]) if rows else None

    def published_last_by_others(self, actor: str) -> frozenset[tuple[str, str]]:
        """Name by kind and key the documents whose newest version someone else published."""
        asked = select(_EVENTS.c.subject, _EVENTS.c.actor).join(ARRIVALS, ARRIVED)
        asked = asked.where(_EVENTS.c.kind == PUBLISHED).order_by(ARRIVALS.c.hub_seq)
        newest = {row["subject"]: row["actor"] for row in self._rows(asked)}
        named = (subject for subject, last in newest.items() if last != actor)
        return frozenset(_kind_and_key(subject) for subject in named)

    def _rows(self, statement: Select[Any]) -> list[RowMapping]:
        with self.database.reader.connect() as connection:
            return list(connection.execute(statement).mappings())


def newest_documents(connection: Connection) -> tuple[Document, ...]:
    """Read the newest version of every document over a connection."""
    rows = connection.execute(_EVERY.order_by(_DOCUMENTS.c.id)).mappings()
    return tuple(to_document(row) for row in rows)


def _kind_and_key(subject: str) -> tuple[str, str]:
    kind, _, key = subject.partition(":")[2].partition("/")
    return kind, key
