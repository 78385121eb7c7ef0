"""Between a document and its row."""

import json
from typing import Any

from sqlalchemy import RowMapping

from core.model.document import Document
from core.model.event import day
from core.store.event_rows import as_day, as_json


def to_row(document: Document) -> dict[str, Any]:
    """Write a document as the columns of its row."""
    return {
        "kind": document.kind,
        "key": document.key,
        "version": document.version,
        "sha256": document.sha256,
        "source": document.source,
        "publisher": document.publisher,
        "read_on": document.read_on.isoformat(),
        "valid_from": document.valid_from.isoformat(),
        "valid_until": day(document.valid_until),
        "body": as_json(dict(document.body)),
    }


def to_document(row: RowMapping) -> Document:
    """Read a document back."""
    read_on, valid_from = as_day(row["read_on"]), as_day(row["valid_from"])
    if read_on is None or valid_from is None:
        message = f"document {row['key']} has lost its dates"
        raise ValueError(message)
    return Document(
        kind=row["kind"],
        key=row["key"],
        version=row["version"],
        source=row["source"],
        publisher=row["publisher"],
        read_on=read_on,
        valid_from=valid_from,
        valid_until=as_day(row["valid_until"]),
        body=json.loads(row["body"]),
    )
