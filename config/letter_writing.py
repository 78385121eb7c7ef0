"""Writes a letter: its facts as of now, worded by its template, with the cover of its sender."""

from collections.abc import Mapping

from config.house import House
from core.letter_facts import LetterFacts
from core.library import Books
from core.model.letter import Letter
from letters.address_block import address_lines
from letters.blocks import LetterText
from letters.composing import Composer
from letters.cover import Cover


def write_letter(
    house: House, letter: Letter, said: Mapping[str, str], *, books: Books | None = None
) -> LetterText:
    """Write one letter for the run, a proof or the desk, or refuse it with what is lacking.

    `said` is what staff told for it, under the names that its template asks by. A run hands over
    the `books` of when it was closed, so that no template changes half-way through it.
    """
    books = books or house.shelf.library.books()
    template = books.letter(house.settings.country, letter.kind)
    gathered = letter_facts_of(house).gather(letter, template, said, books)
    to = gathered.to
    cover = Cover(
        id=letter.id,
        sender=gathered.institution.name,
        sender_place=gathered.sent_from.full,
        sent_on=house.clock.today(),
        recipient=to.recipient,
        address=address_lines(
            to.recipient, to.address, house.gazetteer.district(to.address.district)
        ),
        phone=house.country.support_phone,
        reference=letter.id.grouped,
    )
    composer = Composer(house.wording, house.country.phone_region)
    return composer.compose(template, gathered.facts, cover, to.language, is_large=letter.is_large)


def letter_facts_of(house: House) -> LetterFacts:
    """Build what gathers the facts of letters."""
    return LetterFacts(
        correspondence=house.correspondence,
        citizens=house.shelf.citizens,
        visits=house.shelf.visits,
        gazetteer=house.gazetteer,
        procedure=house.inquiry.procedure,
        clave=lambda case: house.opening.receipt(case).clave,
    )
