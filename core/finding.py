"""Finds the procedure that a person means, in the person's own words or keys."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.library import Books, Library
from core.model.answers import ProcedureAnswer
from core.model.choices import MOST, Choice, ChoicesAnswer
from core.model.country import CountryPack
from core.model.institution import Institution
from core.model.place import Gazetteer, folded
from core.ports import Finder, Hit
from core.refusals import ChoiceUnknown, ProcedureNotUnderstood


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Searches the catalogue of one country at a time; `country` is the house's own."""

    finder: Finder
    library: Library
    gazetteer: Gazetteer
    country: str
    procedure: Callable[[str], ProcedureAnswer]

    def choices(
        self, text: str, country: str = "", institution: str | None = None
    ) -> tuple[Choice, ...]:
        """List what a text may mean; nothing if it is not understood.

        Whose `institution` is known is not offered what belongs to another place's office.
        """
        return self._offered(self.finder.by_words(text, country or self.country), institution)

    def search(self, text: str, country: str = "", institution: str | None = None) -> ChoicesAnswer:
        """Answer what a text may mean, or refuse it."""
        return _understood(self.choices(text, country, institution))

    def answer(self, text: str, country: str = "") -> ChoicesAnswer | ProcedureAnswer:
        """Answer about the procedure itself where no doubt is left, else let the person choose."""
        found = self.search(text, country)
        return found if found.clear is None else self.procedure(found.clear.key)

    def by_letters(self, keys: str, country: str = "") -> ChoicesAnswer:
        """Answer what begins with the letters on these keys of a phone, or refuse them."""
        return _understood(self._offered(self.finder.by_keys(keys, country or self.country)))

    def chosen_by_letters(self, keys: str, place: str, country: str = "") -> ProcedureAnswer:
        """Answer about the one that was chosen by its place in what these keys offer."""
        offered = [choice.key for choice in self.by_letters(keys, country).choices]
        return self.chosen(offered, place)

    def chosen(self, offered: Sequence[str], place: str) -> ProcedureAnswer:
        """Answer about the one that was chosen by its place among those offered."""
        places = {str(number): key for number, key in enumerate(offered, start=1)}
        if place not in places:
            raise ChoiceUnknown(last=len(offered))
        return self.procedure(places[place])

    def abroad(self, phone: str) -> CountryPack | None:
        """Tell the other country that a phone is of, if procedures of it are published."""
        books = self.library.books()
        published = {procedure.country for procedure in books.procedures.values()}
        for code in published - {self.country}:
            pack = books.countries.get(code)
            if pack is not None and phone.startswith(f"+{pack.phone_prefix}"):
                return pack
        return None

    def _offered(self, hits: Iterable[Hit], institution: str | None = None) -> tuple[Choice, ...]:
        books = self.library.books()
        asker = None if institution is None else books.institution(institution)
        found = [hit for hit in hits if hit.key in books.procedures]
        if asker is not None:
            found = [hit for hit in found if not self._is_elsewhere(books, hit, asker)]
            found.sort(key=lambda hit: (-hit.score, not _is_of(books, hit, asker), hit.key))
        return tuple(_choices(books, found[:MOST]))

    def _is_elsewhere(self, books: Books, hit: Hit, asker: Institution) -> bool:
        """Say whether a procedure belongs to an office of another place, as its name tells."""
        keeper = books.institutions.get(books.procedures[hit.key].institution or "")
        return keeper is not None and keeper.key != asker.key and self._is_local(keeper)

    def _is_local(self, institution: Institution) -> bool:
        """Say whether an institution is named after the place where it stands."""
        if institution.district is None:
            return False
        name = f" {folded(institution.name)} "
        places = self.gazetteer.find(institution.district)
        return any(
            f" {folded(named)} " in name
            for place in places
            for named in (place.name, place.province, place.department)
        )


def _is_of(books: Books, hit: Hit, institution: Institution) -> bool:
    return books.procedures[hit.key].institution == institution.key


def _choices(books: Books, hits: Iterable[Hit]) -> Iterator[Choice]:
    for hit in hits:
        procedure = books.procedures[hit.key]
        yield Choice(
            key=procedure.key,
            code=procedure.code,
            name=procedure.name,
            short_name=procedure.short_name,
            score=hit.score,
        )


def _understood(choices: tuple[Choice, ...]) -> ChoicesAnswer:
    if not choices:
        raise ProcedureNotUnderstood
    return ChoicesAnswer(choices)
