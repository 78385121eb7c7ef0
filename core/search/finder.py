"""Keeps the catalogue of each country ready, as long as nothing new is published."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.library import Books
from core.ports import Hit
from core.search.catalogue import Catalogue
from core.search.entry import Entry, silent_in
from core.search.keypad import Keypad


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What was made ready of the books of one moment."""

    head: int
    catalogues: dict[str, Catalogue] = field(default_factory=dict)
    keypads: dict[str, Keypad] = field(default_factory=dict)


class CatalogueFinder:
    """Finds among the published procedures; nothing is made ready before someone searches."""

    def __init__(self, books: Callable[[], Books]) -> None:
        self._books = books
        self._shelf = _Shelf(-1)

    @property
    def is_idle(self) -> bool:
        """Say whether nothing was made ready yet."""
        return not (self._shelf.catalogues or self._shelf.keypads)

    def by_words(self, text: str, country: str, /) -> tuple[Hit, ...]:
        """Find what a text in a person's own words may mean; nothing if it asks for nothing."""
        books = self._books()
        catalogues = self._at(books.head).catalogues
        if country not in catalogues:
            silent = _silent(books, country)
            catalogues[country] = Catalogue(_entries(books, country, silent), silent)
        return catalogues[country].rank(text)

    def by_keys(self, keys: str, country: str, /) -> tuple[Hit, ...]:
        """Find what begins with the letters that stand on these keys of a phone."""
        books = self._books()
        keypads = self._at(books.head).keypads
        if country not in keypads:
            here = (p for p in books.procedures.values() if p.country == country)
            keypads[country] = Keypad(here)
        return keypads[country].rank(keys)

    def _at(self, head: int) -> _Shelf:
        """Take the shelf of a moment; who still reads older books fills a shelf that is let go."""
        shelf = self._shelf
        if shelf.head != head:
            shelf = self._shelf = _Shelf(head)
        return shelf


def _entries(books: Books, country: str, silent: frozenset[str]) -> Iterator[Entry]:
    for procedure in books.procedures.values():
        if procedure.country == country:
            keeper = books.institutions.get(procedure.institution or "")
            yield Entry.of(procedure, "" if keeper is None else keeper.name, silent)


def _silent(books: Books, country: str) -> frozenset[str]:
    pack = books.countries.get(country)
    return silent_in("" if pack is None else pack.name)
