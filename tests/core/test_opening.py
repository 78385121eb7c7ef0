"""Opening a case: what is asked, of whom, when it was presented and when received."""

from datetime import date
from itertools import pairwise

import pytest

from config.house import House
from core.model.clave import clave_for
from core.model.event import Event
from core.model.state import State
from core.model.term import Silence, Term, Unit
from core.opening import Opening
from core.refusals import (
    CitizenUnknown,
    CountOutOfRange,
    DateOutOfOrder,
    Erased,
    InstitutionUnknown,
    OfficeUnknown,
    ProcedureUnknown,
    Refusal,
)
from tests.core.rows import all_of, rows
from tests.core.stories import (
    MONDAY,
    PISAC,
    Asked,
    a_case,
    a_citizen,
    a_receipt,
    case_of,
    due_of,
)
from tests.houses import TODAY, act

TOMORROW = date(2026, 11, 21)


def opening_event(house: House) -> Event:
    return list(house.shelf.journal.events())[-1][1]


def test_an_opened_case_has_its_number_its_term_and_its_first_day(either_house: House) -> None:
    citizen = a_citizen(either_house)
    number = a_case(either_house, applicant=citizen, alias="EXP-123-2026", station="licencias")

    case = case_of(either_house, number)

    assert (case.state, case.institution, case.procedure) == (
        State.PRESENTADO,
        PISAC,
        "PE/domicilio",
    )
    assert (case.applicant, case.district, case.station) == (citizen, "080405", "licencias")
    assert (case.presented_on, case.received_on) == (MONDAY, MONDAY)
    assert case.clock.term == Term(3, Unit.BUSINESS_DAYS, "Ley 28862 (plazo leído en Piura)")
    assert case.clock.silence is Silence.POSITIVE
    assert case.aliases == ("EXP-123-2026",)
    assert due_of(either_house, number) == date(2026, 11, 19)
    assert either_house.shelf.cases.by_alias("EXP-123-2026") == (number,)


def test_presented_and_received_are_two_days_and_the_clock_runs_from_the_second(
    house: House,
) -> None:
    number = a_case(house, received_on=date(2026, 11, 18))
    case = case_of(house, number)
    assert (case.presented_on, case.received_on) == (MONDAY, date(2026, 11, 18))
    assert case.clock.started_on == date(2026, 11, 18)
    assert due_of(house, number) == date(2026, 11, 23)
    draft = opening_event(house).draft
    assert (draft.presented_on, draft.received_on) == (MONDAY, date(2026, 11, 18))


def test_what_is_still_on_its_way_has_been_received_by_nobody(house: House) -> None:
    number = a_case(house, received_on=None)
    case = case_of(house, number)
    assert (case.state, case.received_on, case.clock.started_on) == (State.EN_RUTA, None, None)
    assert opening_event(house).draft.received_on is None


def test_the_receipt_carries_a_clave_that_is_kept_nowhere(either_house: House) -> None:
    receipt = a_receipt(either_house)
    issue = case_of(either_house, receipt.number).issue
    key = either_house.keys.clave(issue.origin, issue.epoch)
    assert receipt.clave == clave_for(key, receipt.number, issue.count)
    assert issue.count == 1
    assert receipt.clave not in repr(receipt)
    assert all(receipt.clave not in str(rows(either_house, name)) for name in all_of(either_house))


def test_the_event_says_by_whom_and_on_which_article(house: House) -> None:
    a_case(house)
    draft = opening_event(house).draft
    assert (draft.kind, draft.actor, draft.via) == ("case_opened", "user:clerk", "cli")
    assert (draft.basis, draft.buckets) == ("TUO LPAG art. 124", ("080405",))
    assert draft.data["read_on"] == "2026-11-21"


def test_a_term_to_be_confirmed_is_not_counted(house: House) -> None:
    number = a_case(house, procedure="PE/sisfoh")
    assert case_of(house, number).clock.term is None
    assert due_of(house, number) is None


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"institution": "PE/muni-luna"}, InstitutionUnknown),
        ({"procedure": "PE/volar"}, ProcedureUnknown),
        ({"station": "sotano"}, OfficeUnknown),
        ({"applicant": "nobody"}, CitizenUnknown),
        ({"received_on": date(2026, 11, 13)}, DateOutOfOrder),
        ({"received_on": TOMORROW}, DateOutOfOrder),
        ({"distance_days": -1}, CountOutOfRange),
        ({"distance_days": 1001}, CountOutOfRange),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    house: House, asked: Asked, refusal: type[Refusal]
) -> None:
    usual: Asked = {"applicant": a_citizen(house)}
    whole: Asked = {**usual, **asked}
    before = all_of(house)
    with pytest.raises(refusal):
        a_case(house, **whole)
    assert all_of(house) == before


def test_nothing_is_presented_tomorrow(house: House) -> None:
    opening = Asked(applicant=a_citizen(house), received_on=None)
    with pytest.raises(DateOutOfOrder):
        a_case(house, TOMORROW, **opening)


def test_a_day_of_presenting_that_has_not_come_is_named(house: House) -> None:

    opening = Opening(
        institution=PISAC,
        procedure="PE/domicilio",
        applicant=a_citizen(house),
        presented_on=TOMORROW,
        received_on=None,
    )
    with pytest.raises(DateOutOfOrder) as refused:
        house.opening.open(opening, act(TODAY))
    assert refused.value.facts == {"field": "presented_on"}


def test_nobody_opens_a_case_of_someone_who_was_erased(house: House) -> None:
    citizen = a_citizen(house)
    house.people.erase(citizen, act(), ground="pedido_del_titular")
    with pytest.raises(Erased):
        a_case(house, applicant=citizen)


def test_two_numbers_are_never_the_same_and_do_not_follow_each_other(house: House) -> None:
    numbers = [a_case(house) for _ in range(20)]
    shown = [int(number.body) for number in numbers]
    assert len(set(numbers)) == 20
    assert all(abs(one - other) > 1 for one, other in pairwise(shown))
