"""What is read, within one transaction and after it: every fold sees the one before."""

from dataclasses import replace

from config.house import House
from core.model.case import Case
from core.model.state import State
from core.store.event_rows import as_json
from tests.core.rows import projected, remove, rows
from tests.core.stories import (
    PISAC,
    a_case,
    a_citizen,
    a_draft,
    an_asserted_case,
    an_assertion,
    append,
    case_of,
    due_of,
    found,
)
from tests.houses import SEALED_TOO, act


def test_two_cases_of_one_transaction_are_found_by_their_own_file_numbers(
    either_house: House,
) -> None:
    with either_house.shelf.ledger.writing() as work:
        told = {"applicant": "someone"}
        for alias in ("EXP-1", "EXP-2"):
            work.append(an_assertion(work, State.EN_TRAMITE, told | {"alias": alias}))
        kept = [work.case_by_alias(PISAC, f"EXP-{place}") for place in (1, 2, 3)]
        assert work.case_by_alias("PE/reniec", "EXP-1") is None
    first, second = (case for case in kept if case is not None)
    assert kept[2] is None
    assert first.number != second.number
    by_alias = either_house.shelf.cases.by_alias
    assert (by_alias("EXP-1"), by_alias("EXP-2")) == ((first.number,), (second.number,))
    with either_house.shelf.ledger.writing() as work:
        assert work.case_by_alias(PISAC, "EXP-2") == second


def test_one_case_that_moves_twice_in_a_transaction_is_kept_as_it_was_last(
    either_house: House,
) -> None:
    number = a_case(either_house)
    before = case_of(either_house, number)
    route = a_draft(f"case:{number}", "case_routed", {"station": "licencias"})
    with either_house.shelf.ledger.writing() as work:
        work.append(route)
        middle = work.case(number)
        work.append(replace(route, data={"station": "alcaldia"}))
        last = work.case(number)
    assert middle is not None
    assert (before.events, middle.events, middle.station) == (1, 2, "licencias")
    assert case_of(either_house, number) == last
    assert (case_of(either_house, number).events, len(rows(either_house, "deadline"))) == (3, 1)


def test_the_same_file_number_of_two_entities_names_two_cases(either_house: House) -> None:
    here = a_case(either_house, alias="58243")
    there = a_case(either_house, institution="PE/reniec", alias="58243")
    assert either_house.shelf.cases.by_alias("58243") == tuple(sorted((here, there)))


def test_a_file_number_stays_with_the_case_that_bore_it_first(either_house: House) -> None:
    first = a_case(either_house, alias="58243")
    second = a_case(either_house, alias="58243")
    for number in (second, first, second):
        either_house.moving.route(number, act(), station="licencias")
        assert either_house.shelf.cases.by_alias("58243") == (first,)
    before = projected(either_house)
    either_house.shelf.journal.rebuild(either_house.shelf.ledger.reckon(), lambda _: None)
    assert projected(either_house) == before


def test_a_file_number_that_the_office_changed_finds_the_case_under_both(
    either_house: House,
) -> None:
    number = an_asserted_case(either_house, State.EN_TRAMITE, {"alias": "OLD-1"})
    kept = case_of(either_house, number)
    said = {"state": "EN_TRAMITE", "alias": "NEW-1", "reasons": []}
    append(either_house, a_draft(f"case:{number}", "asserted", said))
    by_alias = either_house.shelf.cases.by_alias
    assert by_alias("OLD-1") == by_alias("NEW-1") == (number,)
    assert kept.aliases == ("OLD-1",)
    assert case_of(either_house, number).aliases == ("NEW-1",)


@SEALED_TOO
def test_every_fact_of_a_case_is_read_back_as_it_was_folded(either_house: House) -> None:
    number = a_case(either_house, alias="EXP-9", distance_days=2, electronic=True)
    either_house.moving.route(number, act(), station="licencias")
    either_house.moving.observe(number, act(), reasons=("pago-tasa",))
    with either_house.shelf.ledger.writing() as work:
        folded: Case | None = work.case(number)
    assert case_of(either_house, number) == folded
    assert due_of(either_house, number) is not None


def test_what_has_no_projection_is_left_to_the_journal(either_house: House) -> None:
    before = projected(either_house)
    append(either_house, a_draft("complaint:1"), a_draft("origin:hub"))
    assert projected(either_house) == before


def test_a_case_without_cached_days_has_none_until_they_are_counted(house: House) -> None:

    number = a_case(house)
    remove(house, "deadline")
    assert found(house, number).deadlines is None


def test_a_question_about_a_number_that_is_nobodys_finds_nothing(either_house: House) -> None:
    number = a_case(either_house, applicant=a_citizen(either_house))
    nobodys = type(number).compose("999", 1)
    assert either_house.shelf.cases.find(nobodys, None) is None
    assert either_house.shelf.cases.of_document("nobody") == ()
    with either_house.shelf.ledger.writing() as work:
        assert work.case(nobodys) is None
        assert work.citizen("nobody") is None


def test_json_is_written_in_one_way_only() -> None:
    assert as_json({"b": [1, None], "a": "Ñ"}) == '{"a":"Ñ","b":[1,null]}'
