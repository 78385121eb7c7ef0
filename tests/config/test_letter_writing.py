"""A letter is written of what the house knows today, and of what staff tell for it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

import pytest

from config.house import House
from config.letter_writing import letter_facts_of, write_letter
from core.case_facts import _OF_PROCEDURE, _TOLD
from core.model.case_number import CaseNumber
from core.model.letter_needs import OF_HOUSE
from core.person_facts import _TOLD as OF_PERSON
from core.ports import Cases, Found
from core.refusals import (
    AddressMissing,
    AddressUnprintable,
    CaseNotFound,
    ClaveRevoked,
    DocumentInvalid,
    DocumentUnknown,
    LetterUnprintable,
)
from core.visiting import NewVisit
from tests.config.letters_wanted import HOME, lacks, letter, of, said
from tests.core.stories import MONDAY, a_case, a_citizen
from tests.core.verbs import REASONS
from tests.houses import act


def test_every_fact_that_a_template_may_ask_of_the_house_can_be_found() -> None:
    assert {*_TOLD, *_OF_PROCEDURE, *OF_PERSON, "note"} == OF_HOUSE


def test_a_status_letter_goes_to_the_address_on_file_and_tells_where_the_case_stands(
    house: House,
) -> None:
    number = of(house)
    house.moving.observe(number, act(MONDAY), reasons=REASONS, note="Firme la segunda hoja.")
    text = write_letter(house, letter("status", number), {})
    assert text.address == (
        "Rosa Mamani Quispe",
        "Comunidad de Amaru",
        "junto a la posta",
        "PISAC",
        "CALCA - CUSCO",
    )
    assert text.sender.startswith("Municipalidad Distrital de P")
    assert "falta su firma" in said(text)
    assert "Firme la segunda hoja." in said(text)
    assert "viernes 20 de noviembre de 2026" in said(text)
    assert "F8QY4-0YGE2" in said(text)


def test_a_receipt_bears_the_clave_that_opens_the_case(house: House) -> None:
    number = of(house)
    text = write_letter(house, letter("receipt", number), {})
    assert text.slip is not None
    found = house.correspondence.found(number)
    assert text.slip.texts["clave"] == house.opening.receipt(found.case).clave
    assert text.slip.texts["number"] == number.grouped


def test_a_clave_that_was_revoked_is_printed_no_more(house: House) -> None:
    number = of(house)
    books = house.shelf.library.books()
    facts, template = letter_facts_of(house), books.letter("PE", "receipt")
    revoked = cast("Cases", Revoked(house.correspondence.cases))
    lost = replace(facts, correspondence=replace(house.correspondence, cases=revoked))
    assert facts.gather(letter("receipt", number), template, {}, books).facts.has("clave")
    with pytest.raises(ClaveRevoked):
        lost.gather(letter("receipt", number), template, {}, books)


@dataclass(frozen=True, slots=True)
class Revoked:
    """The same cases, whose claves open nothing since their machine was lost."""

    cases: Cases

    def find(self, number: CaseNumber, caller: str | None) -> Found | None:
        found = self.cases.find(number, caller)
        return None if found is None else replace(found, clave_is_revoked=True)


def test_a_letter_about_no_case_goes_to_the_person_it_names(house: House) -> None:
    person = a_citizen(house, **HOME)
    wanted = letter("requirements", person=person, subject="PE/domicilio")
    text = write_letter(house, wanted, {})
    assert text.address[0] == "Rosa Mamani Quispe"
    assert "Su expediente" not in said(text)
    assert "S/" in said(text) or "TUPA" in said(text) or "gratis" in said(text)
    assert lacks(house, letter("requirements", person=person, subject="PE/poem")) == "procedure"


def test_a_visit_is_announced_where_one_is_planned(house: House) -> None:
    person = a_citizen(house, **HOME)
    assert lacks(house, letter("visit", person=person)) == "visit_on"
    for name, day in (("v1", date(2026, 12, 3)), ("v2", date(2026, 12, 10))):
        visit = NewVisit(id=name, district="080405", on=day, place="Local comunal", short_place="L")
        house.visiting.plan(visit, act())
    text = said(write_letter(house, letter("visit", person=person), {}))
    assert "jueves 3 de diciembre de 2026" in text
    named = said(write_letter(house, letter("visit", person=person, subject="v2"), {}))
    assert "jueves 10 de diciembre de 2026" in named


def test_what_was_asked_by_word_of_mouth_is_answered_in_the_words_of_staff(house: House) -> None:
    told = {"answer_given": "Sí puede.\nTraiga su DNI.", "asked_on": "2026-11-18"}
    text = said(write_letter(house, letter("oral_answer", of(house)), told))
    assert "Sí puede.\nTraiga su DNI." in text
    assert "miércoles 18 de noviembre de 2026" in text


def test_whoever_has_no_address_is_written_no_letter(house: House) -> None:
    with pytest.raises(AddressMissing):
        write_letter(house, letter("status", a_case(house)), {})
    with pytest.raises(AddressMissing):
        write_letter(house, letter("requirements", subject="PE/domicilio"), {})
    nowhere = a_citizen(house, address=())
    with pytest.raises(AddressMissing):
        write_letter(house, letter("status", a_case(house, applicant=nowhere)), {})


def test_a_case_that_is_not_there_gets_no_letter(house: House) -> None:
    with pytest.raises(CaseNotFound):
        write_letter(house, letter("status", CaseNumber.compose("999", 1)), {})


@pytest.mark.parametrize("name", ["Ana 😀", "שלום לך", "a\u202eb"])
def test_a_name_that_cannot_be_printed_is_refused(house: House, name: str) -> None:
    with pytest.raises(AddressUnprintable):
        write_letter(house, letter("status", of(house, name)), {})


def test_what_staff_tell_is_refused_if_it_cannot_be_printed_or_was_not_asked_for(
    house: House,
) -> None:
    number = of(house)
    with pytest.raises(LetterUnprintable):
        write_letter(house, letter("oral_answer", number), {"answer_given": "Venga 😀"})
    with pytest.raises(LetterUnprintable):
        write_letter(house, letter("oral_answer", number), {"answer_given": "Queda notificado."})
    with pytest.raises(DocumentInvalid):
        write_letter(house, letter("status", number), {"answer_given": "Sí."})


def test_hostile_words_are_words(house: House) -> None:
    hostile = '<script>alert(1)</script> {{ letter }} <img src="file:///etc/passwd">'
    text = write_letter(house, letter("oral_answer", of(house)), {"answer_given": hostile})
    assert hostile in said(text)


def test_a_run_writes_with_the_books_of_when_it_was_closed(house: House) -> None:
    books = house.shelf.library.books()
    closed = replace(books, letters={})
    with pytest.raises(DocumentUnknown):
        write_letter(house, letter("status", of(house)), {}, books=closed)


def test_large_print_says_the_same(house: House) -> None:
    number = of(house)
    usual = write_letter(house, letter("status", number), {})
    large = write_letter(house, replace(letter("status", number), is_large=True), {})
    assert large.is_large
    assert said(large) == said(usual)
