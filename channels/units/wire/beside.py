"""What travels beside events and rows: personal values, secrets of persons, documents."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from channels.units.wire.columns import ColumnReader, ColumnWriter
from channels.units.wire.json_value import Json
from channels.units.wire.rows import read_rows, write_rows
from channels.units.wire.tokens import ID
from core.model.document import Document
from core.model.event import day
from core.model.exchange import VaultValue


def write_values(writer: ColumnWriter, values: Iterable[VaultValue]) -> list[Json]:
    """Write values by what their field is called before the colon, persons as they came up."""
    sorts: dict[str, list[VaultValue]] = {}
    for one in sorted(values, key=lambda value: _turn(writer, value)):
        sorts.setdefault(one.field.partition(":")[0], []).append(one)
    return [
        [len(some), *write_rows(writer, _nowhere(some), [_cells(value) for value in some])]
        for some in sorts.values()
    ]


def read_values(reader: ColumnReader, written: Sequence[Json]) -> tuple[VaultValue, ...]:
    """Read values back: in the order of persons, fields and versions."""
    found = []
    for count, *rows in written:
        for person, field, version, value in read_rows(reader, rows, range(-count, 0)):
            if not isinstance(value, str) or not isinstance(version, int):
                raise TypeError("a value is a text with a version")
            found.append(VaultValue(str(person), str(field), version, value))
    return tuple(sorted(found, key=_name))


def write_secrets(writer: ColumnWriter, secrets: Mapping[str, str]) -> list[Json]:
    """Write each person's secret once, persons as they came up."""
    persons = sorted(secrets, key=lambda person: (writer.names.place(ID, person), person))
    pairs = [[person, secrets[person]] for person in persons]
    return [len(pairs), *write_rows(writer, _nowhere(pairs), pairs)]


def read_secrets(reader: ColumnReader, written: Sequence[Json]) -> dict[str, str]:
    """Read the secrets back."""
    count, *rows = written
    return {
        str(person): str(secret) for person, secret in read_rows(reader, rows, range(-count, 0))
    }


def write_documents(documents: Iterable[Document]) -> list[Json]:
    """Write documents as they are: there are few, and no two are alike."""
    return [_cells_of(document) for document in documents]


def read_documents(written: Sequence[Json]) -> tuple[Document, ...]:
    """Read documents back."""
    return tuple(_document(cells) for cells in written)


def _cells_of(one: Document) -> list[Json]:
    days = (day(one.read_on), day(one.valid_from), day(one.valid_until))
    return [one.kind, one.key, one.version, one.source, one.publisher, *days, dict(one.body)]


def _document(cells: Sequence[Json]) -> Document:
    kind, key, version, source, publisher, read_on, valid_from, valid_until, body = cells
    if not isinstance(body, dict) or not isinstance(version, int):
        raise TypeError("a document has a version and a body")
    return Document(
        kind=str(kind),
        key=str(key),
        version=version,
        source=str(source),
        publisher=str(publisher),
        read_on=date.fromisoformat(read_on),
        valid_from=date.fromisoformat(valid_from),
        valid_until=None if valid_until is None else date.fromisoformat(valid_until),
        body=body,
    )


def _turn(writer: ColumnWriter, value: VaultValue) -> tuple[int, str, str, int]:
    return (writer.names.place(ID, value.person), *_name(value))


def _name(value: VaultValue) -> tuple[str, str, int]:
    return value.person, value.field, value.version


def _cells(value: VaultValue) -> list[Json]:
    return [value.person, value.field, value.version, value.value]


def _nowhere(rows: Sequence[object]) -> range:
    """Tell places for rows that no day stands behind."""
    return range(-len(rows), 0)
