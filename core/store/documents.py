"""Reads published documents."""

from dataclasses import dataclass

from sqlalchemy import RowMapping, Select, func, select

from core.model.document import Document
from core.store.database import Database
from core.store.document_rows import to_document
from core.store.tables import DocumentRow
from core.store.upserts import table

_DOCUMENTS = table(DocumentRow)
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
        return tuple(to_document(row) for row in self._rows(_EVERY.order_by(_DOCUMENTS.c.id)))

    def version(self, kind: str, key: str, version: int, /) -> Document | None:
        """Read one version, for what was decided under it."""
        named = (_DOCUMENTS.c.kind == kind) & (_DOCUMENTS.c.key == key)
        rows = self._rows(select(_DOCUMENTS).where(named, _DOCUMENTS.c.version == version))
        return to_document(rows[0]) if rows else None

    def _rows(self, statement: Select[tuple[object, ...]]) -> list[RowMapping]:
        with self.database.reader.connect() as connection:
            return list(connection.execute(statement).mappings())
