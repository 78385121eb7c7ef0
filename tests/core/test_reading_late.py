"""Documents are read when somebody asks for one, and once."""

from datetime import date

import pytest

from core.model.document import Document
from core.reading_late import ReadLate


def a_document(key: str) -> Document:
    return Document(
        kind="letter",
        key=key,
        version=1,
        source="a test",
        publisher="a test",
        read_on=date(2026, 11, 21),
        valid_from=date(2026, 1, 1),
        valid_until=None,
        body={},
    )


def test_a_document_is_read_when_it_is_asked_for_and_once() -> None:
    read: list[str] = []

    def parse(document: Document) -> str:
        read.append(document.key)
        return document.key.lower()

    late = ReadLate.of(parse, map(a_document, ("PE/A", "PE/B")))
    assert (len(late), list(late), "PE/A" in late, read) == (2, ["PE/A", "PE/B"], True, ["PE/A"])
    assert (late["PE/A"], late["PE/B"], late["PE/B"]) == ("pe/a", "pe/b", "pe/b")
    assert read == ["PE/A", "PE/B"]
    with pytest.raises(KeyError):
        late["PE/C"]
