"""The catalogues of both countries at once, as a house has them after the import."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from config.documents_on_disk import read_documents
from config.house import House
from core.catalogue_shelf import CatalogueShelf
from core.library import Books, read_books
from core.model.document import Document
from core.model.listed import Listed
from core.ports import Hit
from core.search.finder import CatalogueFinder
from tests.houses import act
from tests.sources import HOUSE

LIST = HOUSE / "config" / "documents" / "catalogues" / "procedures_bo.csv"
SOME = ("t-2615", "t-2487", "t-2488")
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Query:
    """A committed text of a citizen, and the codes that a person at the counter would accept."""

    country: str
    text: str
    expected: frozenset[str]


@cache
def both() -> Books:
    """Read what ships, and the Bolivian list as the import writes it."""
    return read_books(1, (*read_documents(), *bolivian()))


@cache
def finder() -> CatalogueFinder:
    """Open the search over both, once for the whole run."""
    return CatalogueFinder(both)


@cache
def bolivian() -> tuple[Document, ...]:
    """Write the Bolivian list as the import does, once for the whole run."""
    return tuple(_bolivian())


def _bolivian() -> Iterator[Document]:
    with LIST.open(encoding="utf-8", newline="") as lines:
        rows = tuple(
            Listed.read(number, row["id"], row["entity"], row["name"])
            for number, row in enumerate(csv.DictReader(lines), start=2)
        )
    shelf = CatalogueShelf.of((), "BO")
    for change in (*shelf.institutions_for(rows), *shelf.procedures_for(rows, reread=None)):
        yield Document(
            kind=change.kind,
            key=change.key,
            version=1,
            source="tests",
            publisher="tests",
            read_on=date(2026, 11, 21),
            valid_from=date(2026, 11, 21),
            valid_until=None,
            body=change.body,
        )


def publish_bolivian(house: House) -> None:
    """Publish a few Bolivian procedures with who keeps them."""
    documents = bolivian()
    some = [one for one in documents if one.kind == "procedure" and one.key.endswith(SOME)]
    kept = {str(one.body["institution"]) for one in some}
    house.publishing.publish([*(one for one in documents if one.key in kept), *some], act())


def queries() -> tuple[Query, ...]:
    """Read the texts that ask for a procedure."""
    return tuple(_read("search_queries.csv"))


def off_topic() -> tuple[Query, ...]:
    """Read the texts that ask for none."""
    return tuple(_read("search_off_topic.csv"))


def _read(name: str) -> Iterator[Query]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            expected = filter(None, row.get("expected", "").split("|"))
            # The list's number of a Bolivian procedure is the end of its code.
            codes = (f"t-{code}" if row["country"] == "BO" else code for code in expected)
            yield Query(row["country"], row["query"], frozenset(codes))


def code_of(hit: Hit) -> str:
    """Tell the code of a procedure that was found."""
    return both().procedures[hit.key].code
