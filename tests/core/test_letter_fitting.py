"""Which letters fit a case follows from what the house knows of it, and from the law."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from config.house import House
from config.letter_writing import letter_facts_of
from core.letter_fitting import fitting
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.letter import LetterKind
from core.refusals import AddressMissing
from tests.core.mail import a_letter, an_addressee
from tests.core.stories import PISAC, a_case, a_citizen
from tests.houses import act

ALWAYS = {"status", "receipt", "oral_answer", "requirements", "complaint"}


@pytest.fixture
def number(house: House) -> CaseNumber:
    return a_case(house, applicant=an_addressee(house))


def fits(house: House, number: CaseNumber) -> set[str]:
    letter = a_letter(house, number=number.digits)
    state = house.casework.file(number, PISAC).stands
    books = house.shelf.library.books()
    return {one.kind for one in fitting(letter_facts_of(house), letter, state, books)}


def test_a_new_case_takes_what_only_tells(house: House, number: CaseNumber) -> None:
    assert fits(house, number) == ALWAYS


def observe(house: House, number: CaseNumber) -> None:
    house.moving.observe(number, act(), reasons=("firma-solicitud",))


def resolve(house: House, number: CaseNumber) -> None:
    house.moving.resolve(number, act(), outcome=Outcome.FAVORABLE)


def notify(house: House, number: CaseNumber) -> None:
    resolve(house, number)
    house.moving.notify(number, act())


@pytest.mark.parametrize(
    ("move", "more"),
    [
        (observe, {"observation", "reminder", "second_visit", "under_door"}),
        (resolve, {"notification", "second_visit", "under_door"}),
        (notify, {"appeal"}),
    ],
)
def test_what_happened_makes_more_letters_fit(
    house: House,
    number: CaseNumber,
    move: Callable[[House, CaseNumber], None],
    more: set[str],
) -> None:
    move(house, number)
    assert fits(house, number) == ALWAYS | more


def test_what_fits_is_written_without_a_hole_once_staff_have_told_their_part(
    house: House, number: CaseNumber
) -> None:
    observe(house, number)
    known = {"status", "receipt", "requirements", "complaint", "reminder"}
    assert known <= fits(house, number)
    for kind in sorted(known):
        letter = a_letter(house, number=number.digits, kind=LetterKind(kind), wish=f"fits:{kind}")
        gathered = letter_facts_of(house).gather(
            letter,
            house.shelf.library.books().letter("PE", kind),
            {},
            house.shelf.library.books(),
        )
        needs = house.shelf.library.books().letter("PE", kind).needs.needs
        assert all(gathered.facts.has(name) for name in needs), kind


def test_nothing_fits_where_no_letter_can_go(house: House) -> None:
    number = a_case(house, applicant=a_citizen(house))
    books = house.shelf.library.books()
    state = house.casework.file(number, PISAC).stands
    letter = replace(a_letter(house), number=number.digits)
    with pytest.raises(AddressMissing):
        fitting(letter_facts_of(house), letter, state, books)
