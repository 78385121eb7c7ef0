"""The cache of deadlines: a decreed day moves what it touches, and nothing stale is ever told."""

from datetime import date

from config.house import House
from config.recounting import recount
from core.inquiry import Asker
from core.model.case_number import CaseNumber
from core.model.disclosure import Path as Way
from tests.core.rows import add, rows
from tests.core.stories import (
    MONDAY,
    a_case,
    a_citizen,
    a_receipt,
    days_of,
    due_of,
    publish_day_off,
    publish_procedure,
)
from tests.core.verbs import REASONS
from tests.houses import act

# A home certificate asked for on Monday 16: Thursday 19, and silence on Thursday 26.
DECREED = date(2026, 11, 18)
CUSCO = "regional/08"


def decree(house: House, on: date = DECREED, scope: str = "decreed") -> None:
    publish_day_off(house, on, version=2 if scope == "decreed" else 1, scope=scope)


def cached(house: House) -> dict[str, str | None]:
    return {row["number"]: row["due_on"] for row in rows(house, "deadline")}


def cases_of_every_kind(house: House) -> dict[str, CaseNumber]:
    long = publish_procedure(house, "larga", silence="negative", count=30)
    numbers = {
        "short": a_case(house),
        "long": a_case(house, procedure=long),
        "after": a_case(house, date(2026, 11, 19)),
        "elsewhere": a_case(house, institution="PE/gore-loreto"),
        "observed": a_case(house),
        "on its way": a_case(house, received_on=None),
        "unconfirmed": a_case(house, procedure="PE/sisfoh"),
        "withdrawn": a_case(house),
    }
    house.moving.observe(numbers["observed"], act(MONDAY), reasons=REASONS)
    house.moving.record(numbers["withdrawn"], act(MONDAY), kind="case_withdrawn")
    return numbers


def moved(house: House, numbers: dict[str, CaseNumber], before: dict[str, str | None]) -> set[str]:
    after = cached(house)
    return {name for name, at in numbers.items() if before[at.digits] != after[at.digits]}


def test_a_decreed_day_moves_every_deadline_it_touches_and_only_those(either_house: House) -> None:
    numbers = cases_of_every_kind(either_house)
    before = cached(either_house)

    decree(either_house)
    recount(either_house)

    assert moved(either_house, numbers, before) == {"short", "long", "elsewhere", "observed"}
    assert due_of(either_house, numbers["short"]) == date(2026, 11, 20)
    assert due_of(either_house, numbers["observed"]) == date(2026, 11, 19)
    assert days_of(either_house, numbers["short"]).silence_on == date(2026, 11, 27)


def test_a_day_of_one_region_moves_only_what_is_counted_there(either_house: House) -> None:
    numbers = cases_of_every_kind(either_house)
    before = cached(either_house)
    decree(either_house, scope=CUSCO)
    recount(either_house)
    assert moved(either_house, numbers, before) == {"short", "long", "observed"}


def test_a_weekend_that_is_decreed_moves_nothing(house: House) -> None:
    numbers = cases_of_every_kind(house)
    before = cached(house)
    decree(house, date(2026, 11, 21))
    recount(house)
    assert moved(house, numbers, before) == set()


def test_no_answer_waits_for_the_recount(either_house: House) -> None:
    receipt = a_receipt(either_house)
    asker = Asker(Way.CALLER, "a phone", receipt.clave)
    told = either_house.inquiry.status(str(receipt.number), asker)
    assert told.due == date(2026, 11, 19)

    decree(either_house)

    assert due_of(either_house, receipt.number) == date(2026, 11, 19)
    told = either_house.inquiry.status(str(receipt.number), asker)
    assert told.due == date(2026, 11, 20)


def test_no_letter_or_text_tells_a_stale_day(house: House) -> None:
    citizen = a_citizen(house, phone="984123456", own_phone=True, proved=True, address=("Amaru",))
    number = a_case(house, applicant=citizen)
    decree(house)
    assert house.correspondence.status_text(number).answer.due == date(2026, 11, 20)
    assert house.correspondence.status_post(number).answer.due == date(2026, 11, 20)


def test_a_recount_is_done_once_and_then_there_is_nothing_to_do(either_house: House) -> None:
    for _ in range(3):
        a_case(either_house)
    assert recount(either_house) == 0
    decree(either_house)
    assert recount(either_house) == 3
    assert recount(either_house) == 0


def test_a_house_without_cases_has_nothing_to_count(house: House) -> None:
    assert house.shelf.deadlines.calendar_keys() == ()
    assert recount(house) == 0


def test_a_recount_that_was_stopped_goes_on_where_it_was(either_house: House) -> None:
    citizen = a_citizen(either_house)
    many(either_house, citizen, 1020)
    before = cached(either_house)
    decree(either_house)
    shelf = either_house.shelf
    hashes = {"PE/muni-pisac": shelf.library.books().calendar("PE/muni-pisac").hash}

    stopped = shelf.deadlines.recount(hashes, shelf.ledger.reckon)
    assert next(stopped) == 500
    del stopped
    half = cached(either_house)
    assert sum(half[number] != before[number] for number in before) == 500

    assert list(shelf.deadlines.recount(hashes, shelf.ledger.reckon)) == [500, 20]
    assert set(cached(either_house).values()) == {"2026-11-20"}


def many(house: House, citizen: str, count: int) -> None:
    """Give a house many cases like one that was opened in earnest."""
    a_case(house, applicant=citizen)
    (case,), (days,) = rows(house, "case_file"), rows(house, "deadline")
    others = [CaseNumber.compose("777", place).digits for place in range(count - 1)]
    add(house, "case_file", *({**case, "number": other} for other in others))
    add(house, "deadline", *({**days, "number": other} for other in others))


def test_a_recount_ends_though_a_newer_calendar_is_published_meanwhile(
    either_house: House,
) -> None:
    a_case(either_house)
    decree(either_house)
    shelf = either_house.shelf
    older = {"PE/muni-pisac": "the hash of a calendar that nobody counts with any more"}
    assert sum(shelf.deadlines.recount(older, shelf.ledger.reckon)) == 1


def test_what_falls_due_is_listed_soonest_first(either_house: House) -> None:
    later, sooner = a_case(either_house, date(2026, 11, 18)), a_case(either_house)
    cases = either_house.shelf.cases
    assert cases.due_between(date(2026, 11, 19), date(2026, 11, 23)) == (sooner, later)
    assert cases.due_between(date(2026, 11, 20), date(2026, 11, 22)) == ()
    assert cases.due_between(date(2026, 11, 23), date(2026, 11, 23)) == (later,)
