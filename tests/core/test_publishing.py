"""Documents: each version once and for ever, told by an event, and what it moves counted again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from config.documents_on_disk import read_documents
from config.house import House
from core.document_check import check_document
from core.library import Library
from core.model.document import Document
from core.refusals import DocumentInvalid
from core.store.document_rows import to_document, to_row
from core.wishes import RECOUNT
from tests.core.rows import all_of, remove, rows
from tests.core.stories import publish_day_off
from tests.core.written import written
from tests.houses import TODAY, act

FAIR = "PE/feria"


def a_document(version: int = 1, kind: str = "procedure", **changes: str | date) -> Document:
    return check_document(written(kind, version=version, **changes))


def publish(house: House, *documents: Document) -> tuple[Document, ...]:
    return house.publishing.publish(documents, act())


def problem(house: House, *documents: Document) -> str:
    before = all_of(house)
    with pytest.raises(DocumentInvalid) as refused:
        publish(house, *documents)
    assert all_of(house) == before
    return str(refused.value.facts["problem"])


def test_a_document_is_read_back_word_for_word(either_house: House) -> None:
    first = a_document(valid_until=date(2027, 12, 31))
    assert publish(either_house, first) == (first,)
    documents = either_house.shelf.documents
    assert documents.version("procedure", FAIR, 1) == first
    assert documents.version("procedure", FAIR, 2) is None
    assert first in documents.every()
    read = documents.version("procedure", FAIR, 1)
    assert read is not None
    assert read.sha256 == first.sha256
    (row,) = [row for row in rows(either_house, "document") if row["key"] == FAIR]
    assert row["sha256"] == first.sha256


def test_a_publication_is_an_event_that_concerns_everyone(either_house: House) -> None:
    document = a_document()
    publish(either_house, document)
    event = list(either_house.shelf.journal.events())[-1][1]
    assert (event.draft.kind, event.draft.subject) == (
        "document_published",
        "document:procedure/PE/feria",
    )
    assert event.draft.buckets == ("*",)
    assert event.draft.data == {"version": 1, "sha256": document.sha256}


def test_a_newer_version_follows_and_the_older_one_stays(either_house: House) -> None:
    first, second = a_document(), a_document(2, source="another page")
    publish(either_house, first)
    head = either_house.shelf.documents.head()
    publish(either_house, second)
    documents = either_house.shelf.documents
    assert documents.head() > head
    assert documents.version("procedure", FAIR, 1) == first
    assert [d for d in documents.every() if d.key == FAIR] == [second]


def test_publishing_twice_does_nothing(either_house: House) -> None:
    publish(either_house, a_document())
    before = all_of(either_house)
    assert publish(either_house, a_document()) == ()
    assert publish(either_house, *read_documents()) == ()
    assert all_of(either_house) == before


def test_an_older_version_that_a_release_brings_is_left_aside(house: House) -> None:
    publish(house, a_document(), a_document(2, source="edited here"))
    assert publish(house, a_document()) == ()


def test_another_text_under_the_same_version_is_refused(either_house: House) -> None:
    publish(either_house, a_document())
    changed = written()
    changed["body"]["name"] = "Otro nombre"
    assert problem(either_house, check_document(changed)) == "changed_without_version"


def test_a_version_that_follows_none_is_refused(house: House) -> None:
    publish(house, a_document())
    assert problem(house, a_document(3)) == "version_gap"
    assert problem(house, a_document(2), a_document(4)) == "version_gap"
    assert problem(house, a_document(1, key="PE/otra"), a_document(3, key="PE/otra"))


def test_two_versions_at_once_are_published_in_their_order(house: House) -> None:
    assert len(publish(house, a_document(), a_document(2))) == 2


def test_more_documents_than_a_transaction_holds_are_all_published(house: House) -> None:
    many = [a_document(key=f"PE/feria-{place}") for place in range(450)]
    assert publish(house, *many) == tuple(many)
    assert len(house.shelf.library.books().procedures) >= 450


def test_two_that_publish_the_same_at_once_publish_it_once(either_house: House) -> None:
    documents = [a_document(key=f"PE/feria-{place}") for place in range(20)]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: publish(either_house, *documents), range(4)))
    assert sorted(len(published) for published in done) == [0, 0, 0, 20]
    either_house.shelf.journal.verify(lambda _: None)


@pytest.mark.parametrize(
    "publish_it",
    [
        lambda house: publish_day_off(house, date(2027, 3, 5)),
        lambda house: publish(house, a_document(kind="institution"), a_document(2, "institution")),
    ],
    ids=["calendar", "institution"],
)
def test_what_moves_deadlines_queues_one_recount(
    either_house: House, publish_it: Callable[[House], object]
) -> None:
    remove(either_house, "outbox")
    publish_it(either_house)
    (wish,) = rows(either_house, "outbox")
    event = list(either_house.shelf.journal.events())[-1][1]
    assert (wish["kind"], wish["cause"]) == (RECOUNT, f"event:{event.id}")


def test_what_moves_no_deadline_queues_nothing(either_house: House) -> None:
    remove(either_house, "outbox")
    publish(either_house, a_document())
    assert rows(either_house, "outbox") == []


def test_books_are_read_again_when_something_was_published_and_not_before(house: House) -> None:
    library = Library(house.shelf.documents)
    before = library.books()
    assert library.books() is before
    publish(house, a_document())
    assert library.at(before.head) is before
    after = library.books()
    assert after is not before
    assert after.procedure(FAIR).name == "Licencia para vender en la feria"


def test_a_document_whose_dates_were_lost_is_not_guessed_at() -> None:
    row: Any = {**to_row(a_document()), "read_on": None}
    with pytest.raises(ValueError, match="lost its dates"):
        to_document(row)


def test_a_document_that_is_in_force_says_so(house: House) -> None:
    bounded = a_document(valid_until=TODAY)
    assert bounded.is_in_force(TODAY)
    assert not bounded.is_in_force(TODAY.replace(day=21))
    assert not bounded.is_in_force(date(2025, 12, 31))
    assert house.shelf.documents.head() > 0
