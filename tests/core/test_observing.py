"""Observations: once, all at once, in lawful reasons, and what they do to the clock."""

from collections.abc import Callable
from datetime import date

import pytest

from config.house import House
from core.acts import Act
from core.model.case_number import CaseNumber
from core.model.legal_clock import Pause
from core.model.state import State
from core.refusals import (
    CountOutOfRange,
    DateOutOfOrder,
    Erased,
    IllegalMove,
    ReasonForbidden,
    ReasonUnknown,
    Refusal,
)
from tests.core.rows import all_of, rows
from tests.core.stories import (
    MONDAY,
    a_case,
    a_citizen,
    case_of,
    days_of,
    due_of,
    on_day,
    publish_procedure,
)
from tests.core.verbs import REASONS
from tests.houses import TODAY, act

TUESDAY, WEDNESDAY = date(2026, 11, 17), date(2026, 11, 18)
THURSDAY, FRIDAY = date(2026, 11, 19), TODAY
FORBIDS_IT = "TUO LPAG art. 48.1.10"
NOTE = "La firma de la hoja 2 no es la de Rosa Mamani, DNI 10117410."


def observed(
    house: House, number: CaseNumber, day: date = TUESDAY, *, days: int | None = None
) -> None:
    house.moving.observe(number, act(day), reasons=REASONS, days=days)


def in_process(house: House, *, electronic: bool = False) -> CaseNumber:
    number = a_case(house, electronic=electronic)
    house.moving.route(number, act(MONDAY), station="licencias")
    return number


def test_what_the_counter_misses_gives_the_citizen_two_days(house: House) -> None:
    number = a_case(house)
    observed(house, number)
    case, days = case_of(house, number), days_of(house, number)
    assert case.state is State.OBSERVADO_MESA
    assert case.reasons == REASONS
    assert days.current is not None
    assert (days.current.on, days.current.whose, days.current.rule) == (THURSDAY, "citizen", "K11")
    assert days.decide_by is None
    assert days.silence_on is None


def test_the_way_to_the_office_lengthens_the_citizens_term(house: House) -> None:
    number = a_case(house, distance_days=3)
    observed(house, number)
    assert due_of(house, number) == date(2026, 11, 24)


def test_a_cure_at_the_counter_starts_the_clock_and_keeps_the_first_day(house: House) -> None:
    number = a_case(house)
    observed(house, number)
    house.moving.cure(number, act(WEDNESDAY))
    case, days = case_of(house, number), days_of(house, number)
    assert case.state is State.PRESENTADO
    assert case.presented_on == MONDAY
    assert case.clock.started_on == WEDNESDAY
    assert case.reasons == ()
    assert days.current is not None
    assert (days.current.on, days.current.whose) == (date(2026, 11, 23), "entity")


def test_a_later_requirement_gives_ten_days_and_stops_the_entitys(house: House) -> None:
    number = in_process(house)
    observed(house, number)
    days = days_of(house, number)
    assert case_of(house, number).state is State.REQUERIDO
    assert days.current is not None
    assert (days.current.on, days.current.rule) == (date(2026, 12, 1), "K14")
    assert days.decide_by is None


def test_the_entity_may_give_other_days_later_but_not_at_the_counter(house: House) -> None:
    later, counter = in_process(house), a_case(house)
    observed(house, later, days=4)
    observed(house, counter, days=4)
    assert due_of(house, later) == date(2026, 11, 23)
    assert due_of(house, counter) == THURSDAY


def test_who_filed_by_computer_has_two_days_wherever_it_is_observed(house: House) -> None:
    number = in_process(house, electronic=True)
    observed(house, number)
    current = days_of(house, number).current
    assert current is not None
    assert (current.on, current.rule) == (THURSDAY, "K15")


@pytest.mark.parametrize("days", [-1, 1001])
def test_no_absurd_number_of_days_is_given(house: House, days: int) -> None:
    number = in_process(house)
    with pytest.raises(CountOutOfRange):
        observed(house, number, days=days)
    assert case_of(house, number).state is State.EN_TRAMITE


def test_after_a_cure_the_clock_goes_on_from_where_it_stopped(house: House) -> None:
    number = in_process(house)
    assert due_of(house, number) == THURSDAY
    observed(house, number)
    house.moving.cure(number, act(FRIDAY))
    pause = Pause(TUESDAY, FRIDAY, "TUO LPAG art. 136")
    assert case_of(house, number).clock.pauses == (pause,)
    # One of the three days had run: Tuesday. Two are left after Friday.
    assert due_of(house, number) == date(2026, 11, 24)


def test_a_cure_may_have_been_handed_in_elsewhere_before_it_was_received(house: House) -> None:
    number = in_process(house)
    observed(house, number)
    event = house.moving.cure(number, act(FRIDAY), presented_on=WEDNESDAY)
    assert (event.draft.presented_on, event.draft.received_on) == (WEDNESDAY, FRIDAY)
    assert case_of(house, number).clock.pauses[0].until == FRIDAY


@pytest.mark.parametrize("presented_on", [MONDAY, date(2026, 11, 21)])
def test_a_cure_is_handed_in_after_the_observation_and_before_its_reception(
    house: House, presented_on: date
) -> None:
    number = in_process(house)
    observed(house, number)
    with pytest.raises(DateOutOfOrder) as refused:
        house.moving.cure(number, act(FRIDAY), presented_on=presented_on)
    assert refused.value.facts == {"field": "presented_on"}


@pytest.mark.parametrize("begin", [a_case, in_process])
def test_nothing_more_is_observed_while_an_observation_waits(
    house: House, begin: Callable[[House], CaseNumber]
) -> None:
    number = begin(house)
    observed(house, number)
    state = case_of(house, number).state
    with pytest.raises(IllegalMove) as refused:
        observed(house, number, WEDNESDAY)
    assert refused.value.facts == {"state": state.value, "move": "case_observed"}


def test_it_may_be_observed_again_once_it_was_cured(house: House) -> None:
    number = in_process(house)
    observed(house, number)
    house.moving.cure(number, act(WEDNESDAY))
    house.moving.observe(number, act(THURSDAY), reasons=("pago-tasa",))
    case = case_of(house, number)
    assert case.state is State.REQUERIDO
    assert case.reasons == ("pago-tasa",)
    assert [pause.until for pause in case.clock.pauses] == [WEDNESDAY, None]


def test_every_reason_is_recorded_once_with_the_version_of_their_book(house: House) -> None:
    number = a_case(house)
    twice = (*REASONS, REASONS[0])
    event = house.moving.observe(number, act(TUESDAY), reasons=twice)
    assert event.draft.data["reasons"] == list(REASONS)
    assert event.draft.data["reasons_version"] == house.shelf.library.books().reasons["PE"].version


@pytest.mark.parametrize(
    ("reasons", "refusal", "facts"),
    [
        ((), ReasonUnknown, {"reason": ""}),
        (("firma-solicitud", "capricho"), ReasonUnknown, {"reason": "capricho"}),
        (
            ("copia-dni",),
            ReasonForbidden,
            {"reason": "copia-dni", "basis": "TUO LPAG art. 48.1.10"},
        ),
    ],
)
def test_a_reason_that_is_none_or_unlawful_is_refused_and_nothing_is_written(
    house: House, reasons: tuple[str, ...], refusal: type[Refusal], facts: dict[str, str]
) -> None:
    number = a_case(house)
    before = all_of(house)
    with pytest.raises(refusal) as refused:
        house.moving.observe(number, act(TUESDAY), reasons=reasons, note=NOTE)
    assert refused.value.facts == facts
    assert all_of(house) == before


def test_a_note_lies_in_the_vault_and_the_event_only_commits_to_it(either_house: House) -> None:
    citizen = a_citizen(either_house)
    number = a_case(either_house, applicant=citizen)
    event = either_house.moving.observe(number, act(TUESDAY), reasons=REASONS, note=NOTE)
    field = f"note:{number.digits}"
    assert either_house.shelf.citizens.open_value(citizen, field) == NOTE
    assert event.draft.data["person"] == citizen
    assert set(event.draft.data["sealed"]) == {field}
    assert b"hoja 2" not in event.body()
    assert "hoja 2" not in str(rows(either_house, "case_file"))
    either_house.shelf.journal.verify(lambda _: None)


def test_no_note_can_be_kept_of_someone_who_was_erased(house: House) -> None:
    citizen = a_citizen(house)
    number = a_case(house, applicant=citizen)
    house.people.erase(citizen, act(), ground="pedido_del_titular")
    before = all_of(house)
    with pytest.raises(Erased):
        house.moving.observe(number, act(), reasons=REASONS, note=NOTE)
    assert all_of(house) == before
    house.moving.observe(number, act(), reasons=REASONS)


def test_the_right_to_cure_lapses_when_its_last_day_has_ended_and_not_before(house: House) -> None:
    number = a_case(house)
    observed(house, number)
    with pytest.raises(DateOutOfOrder):
        house.moving.record(number, act(THURSDAY), kind="case_lapsed")
    house.moving.record(number, act(FRIDAY), kind="case_lapsed")
    case = case_of(house, number)
    assert case.state is State.NO_PRESENTADO
    assert case.is_closed
    assert due_of(house, number) is None


def test_a_case_is_abandoned_after_thirty_days_of_standing_still(house: House) -> None:
    number = in_process(house)
    observed(house, number)
    # Thirty days after 17 November; 8, 9 and 25 December and 1 January do not count.
    assert abandon(house, number, date(2027, 1, 4)) == "date_out_of_order"
    assert abandon(house, number, date(2027, 1, 5)) == "done"
    assert case_of(house, number).state is State.ABANDONADO


def abandon(house: House, number: CaseNumber, day: date) -> str:
    today: Act = on_day(house, day)
    try:
        house.moving.record(number, today, kind="case_abandoned")
    except Refusal as refusal:
        return refusal.code
    return "done"


def test_a_term_that_nobody_confirmed_never_runs_out_on_the_entity(house: House) -> None:
    number = a_case(house, procedure=publish_procedure(house, "duda", silence="none", count=None))
    assert due_of(house, number) is None
    observed(house, number)
    assert due_of(house, number) == THURSDAY
