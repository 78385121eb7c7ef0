"""What a desk finds and reads: by number, document, phone or name, and only of its own entity."""

from dataclasses import replace
from datetime import date

import pytest

from config.house import House
from core.casework import MOST_FOUND, Queue
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.legal_clock import Deadlines
from core.model.state import State
from core.refusals import CaseNotFound, NumberWrongCheck, TextMissing, TextTooLong
from core.store.name_index import index_missing_names
from tests.core.rows import remove, rows
from tests.core.stories import PISAC, a_case, a_citizen, on_day
from tests.core.verbs import REASONS
from tests.houses import TODAY, act

CALCA = "PE/muni-calca"
TUESDAY = date(2026, 11, 17)


def numbers(house: House, wanted: str, institution: str = PISAC) -> list[CaseNumber]:
    found = house.casework.search(wanted, institution)
    return [glance.case.number for glance in found.glances]


@pytest.fixture
def known(either_house: House) -> CaseNumber:
    citizen = a_citizen(
        either_house, "Rosa Mamani Quispe", dni="10117410", phone="984123456", own_phone=True
    )
    return a_case(either_house, applicant=citizen, alias="TD-77/2026")


@pytest.mark.parametrize(
    "wanted",
    [
        "TD-77/2026",
        "10117410",
        "101174102",
        "984 123 456",
        "+51984123456",
        "rosa mamani",
        "MAMANI ROSA",
        "Kispe",
        "  quispe   rosa ",
    ],
)
def test_a_case_is_found_by_whatever_a_person_knows(
    either_house: House, known: CaseNumber, wanted: str
) -> None:
    a_case(either_house, applicant=a_citizen(either_house, "Julio Ccopa"))
    assert numbers(either_house, wanted) == [known]


def test_a_number_is_read_in_any_spelling(house: House) -> None:
    number = a_case(house)
    for spelling in (number.digits, number.grouped, f"exp. {number.grouped}"):
        assert numbers(house, spelling) == [number]


def test_a_case_of_another_entity_is_as_unknown_as_none(either_house: House) -> None:
    citizen = a_citizen(either_house, "Rosa Mamani", dni="10117410", phone="984123456")
    number = a_case(either_house, applicant=citizen, alias="TD-1")
    for wanted in (number.digits, "TD-1", "10117410", "984123456", "rosa mamani"):
        assert numbers(either_house, wanted, CALCA) == []
    with pytest.raises(CaseNotFound):
        either_house.casework.file(number, CALCA)


def test_a_number_with_one_figure_changed_is_said_to_be_so(house: House) -> None:
    digits = a_case(house).digits
    slip = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    found = house.casework.search(slip, PISAC)
    assert found.glances == ()
    assert isinstance(found.hint, NumberWrongCheck)


@pytest.mark.parametrize("wanted", ["🙂", "x", "%", "' OR 1=1 --", "\x00", "0" * 200, "ñ" * 200])
def test_what_names_no_case_finds_none(house: House, wanted: str) -> None:
    a_case(house)
    assert house.casework.search(wanted, PISAC).glances == ()


def test_a_search_without_words_or_without_end_is_refused(house: House) -> None:
    with pytest.raises(TextMissing):
        house.casework.search(" \t\n", PISAC)
    with pytest.raises(TextTooLong):
        house.casework.search("quispe " * 800, PISAC)


def test_who_was_erased_is_not_found_by_name_any_more(either_house: House) -> None:
    citizen = a_citizen(either_house, "Rosa Mamani", dni="10117410")
    number = a_case(either_house, applicant=citizen)
    either_house.people.erase(citizen, act(), ground="pedido_del_titular")
    assert numbers(either_house, "rosa mamani") == []
    file = either_house.casework.file(number, PISAC)
    assert (file.person.name, file.person.document, file.person.phones) == ("", "", ())


def test_the_list_of_the_day_begins_with_what_is_latest(house: House) -> None:
    on_day(house, TUESDAY)
    first, second = a_case(house, TUESDAY), a_case(house, TUESDAY)
    house.moving.observe(second, act(TUESDAY), reasons=(REASONS[0],))
    on_day(house, TODAY)
    queue = [glance.case.number for glance in house.casework.queue(PISAC).glances]
    assert queue == [second, first]
    assert house.casework.queue(CALCA) == Queue(())


def test_a_file_tells_everything_that_happened_around_a_case(house: House) -> None:
    citizen = a_citizen(house, "Rosa Mamani", phone="984123456", own_phone=True, sms=True)
    number = a_case(house, applicant=citizen)
    house.moving.observe(number, act(), reasons=(REASONS[0],), note="Traiga el original.")
    file = house.casework.file(number, PISAC)
    assert [event.draft.kind for event in file.events] == ["case_opened", "case_observed"]
    assert [errand.kind for errand in file.errands] == ["status_text"]
    assert (file.note, file.person.phones) == ("Traiga el original.", ("+51984123456",))
    assert [reason.code for reason in file.missing] == [REASONS[0]]
    assert (file.stands, file.days_left) == (State.OBSERVADO_MESA, 2)
    assert file.moves == ("case_cured", "case_lapsed", "case_withdrawn")


def test_days_that_are_over_count_below_nought(house: House) -> None:
    on_day(house, TUESDAY)
    number = a_case(house, TUESDAY)
    house.moving.observe(number, act(TUESDAY), reasons=(REASONS[0],))
    on_day(house, TODAY)
    assert house.casework.file(number, PISAC).days_left == -1


def test_a_closed_case_has_no_day_left(house: House) -> None:
    number = a_case(house)
    house.moving.resolve(number, act(), outcome=Outcome.FAVORABLE)
    house.moving.notify(number, act())
    house.moving.deliver(number, act())
    file = house.casework.file(number, PISAC)
    assert (file.days_left, file.moves) == (None, ("case_archived",))
    assert isinstance(file.deadlines, Deadlines)


def test_a_form_that_arrives_again_is_known_and_one_that_failed_is_not(
    either_house: House,
) -> None:
    number = a_case(either_house)
    seen = either_house.casework.file(number, PISAC).case.last
    said = replace(act(), key="a" * 32, seen=seen)
    event = either_house.moving.route(number, said, station="licencias")
    assert either_house.shelf.forms.done("a" * 32) == str(event.id)
    assert either_house.shelf.forms.done("b" * 32) is None
    assert len(rows(either_house, "form_done")) == 1


def test_the_list_of_the_day_goes_on_page_by_page_and_shows_each_case_once(
    either_house: House,
) -> None:
    on_day(either_house, TUESDAY)
    citizen = a_citizen(either_house)
    due = {a_case(either_house, TUESDAY, applicant=citizen) for _ in range(MOST_FOUND + 2)}
    first = either_house.casework.queue(PISAC)
    second = either_house.casework.queue(PISAC, first.following)
    seen = [glance.case.number for glance in (*first.glances, *second.glances)]
    assert (len(first.glances), len(second.glances)) == (MOST_FOUND, 2)
    assert second.following is None
    assert set(seen) == due
    assert len(seen) == len(due)


def test_a_house_from_before_learns_the_names_that_it_holds(house: House) -> None:
    number = a_case(house, applicant=a_citizen(house, "Rosa Mamani"))
    a_citizen(house, "Ñ")  # nothing to hear: it must not keep the others from their turn
    remove(house, "person_key", kind="name")
    assert numbers(house, "rosa mamani") == []
    index_missing_names(house.shelf.database, house.keys)
    assert numbers(house, "rosa mamani") == [number]
