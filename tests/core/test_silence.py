"""What the law makes of an entity that says nothing: approval, or a right to appeal."""

from datetime import date

import pytest

from config.house import House
from core.model.case import Case, Outcome, has_silence_operated
from core.model.case_number import CaseNumber
from core.model.disclosure import Level
from core.model.state import State
from core.model.term import Silence
from core.model.topics import Stage, Topic
from core.refusals import IllegalMove
from core.standing import standing, status_of
from tests.core.stories import (
    MONDAY,
    a_case,
    an_asserted_case,
    case_of,
    days_of,
    due_of,
    found,
    on_day,
    publish_procedure,
)
from tests.core.verbs import REASONS, VERBS
from tests.houses import act

# A home certificate: three days from Monday 16 November, then five to notify (arts. 24.1, 199.1).
TERM_ENDS, OPERATES, AFTER = date(2026, 11, 19), date(2026, 11, 26), date(2026, 11, 27)


def topic(house: House, number: CaseNumber, day: date) -> Topic:
    return standing(case_of(house, number), days_of(house, number), day).topic


def test_positive_silence_operates_when_the_term_and_five_days_more_have_ended(
    house: House,
) -> None:
    number = a_case(house)
    days = days_of(house, number)
    assert days.decide_by is not None
    assert (days.decide_by.on, days.silence_on) == (TERM_ENDS, OPERATES)
    assert topic(house, number, TERM_ENDS) is Topic.RECEIVED
    assert topic(house, number, date(2026, 11, 20)) is Topic.LATE
    assert topic(house, number, OPERATES) is Topic.LATE
    assert topic(house, number, AFTER) is Topic.APPROVED_BY_SILENCE


def test_what_silence_has_approved_is_finished_for_whoever_has_only_the_number(
    house: House,
) -> None:
    number = a_case(house)
    kept, books = found(house, number), house.shelf.library.books()
    answer = status_of(kept, books, Level.STAGE, AFTER)
    assert (answer.stage, answer.topic, answer.due) == (
        Stage.FINISHED,
        Topic.APPROVED_BY_SILENCE,
        OPERATES,
    )


@pytest.mark.parametrize("kind", ["case_resolved", "case_observed", "case_withdrawn"])
def test_once_silence_has_approved_nobody_decides_against_it(house: House, kind: str) -> None:
    number = a_case(house)
    today = on_day(house, AFTER)
    with pytest.raises(IllegalMove) as refused:
        VERBS[kind](house, number, today)
    assert refused.value.facts == {"state": "SILENCIO_POSITIVO", "move": kind}
    assert case_of(house, number).events == 1


def test_on_the_last_day_the_entity_may_still_decide(house: House) -> None:
    number = a_case(house)
    house.moving.resolve(number, on_day(house, OPERATES), outcome=Outcome.DENEGADO)
    assert case_of(house, number).state is State.RESUELTO


def test_a_decision_that_was_not_notified_in_time_does_not_count(house: House) -> None:
    number = a_case(house)
    house.moving.resolve(number, on_day(house, OPERATES), outcome=Outcome.DENEGADO)
    with pytest.raises(IllegalMove) as refused:
        house.moving.notify(number, on_day(house, AFTER))
    assert refused.value.facts["state"] == "SILENCIO_POSITIVO"


def test_the_citizen_invokes_what_silence_has_approved_and_not_a_day_before(house: House) -> None:
    number = a_case(house)
    with pytest.raises(IllegalMove):
        house.moving.record(number, on_day(house, OPERATES), kind="silence_invoked")
    event = house.moving.record(number, on_day(house, AFTER), kind="silence_invoked")
    assert event.draft.data == {"from": "SILENCIO_POSITIVO"}
    assert event.draft.basis == "TUO LPAG art. 37"
    case = case_of(house, number)
    assert case.state is State.SILENCIO_POSITIVO
    assert due_of(house, number) is None
    house.moving.record(number, on_day(house, AFTER), kind="case_ready")
    assert case_of(house, number).state is State.LISTO_PARA_RECOJO


def test_while_an_observation_waits_there_is_no_silence(house: House) -> None:
    number = a_case(house)
    house.moving.observe(number, act(MONDAY), reasons=REASONS)
    assert days_of(house, number).silence_on is None
    assert topic(house, number, date(2027, 3, 1)) is Topic.OBSERVED_PAST


@pytest.mark.parametrize("state", State)
def test_silence_operates_only_where_nothing_was_notified_while_the_entitys_time_ran(
    state: State,
) -> None:
    waiting = {"PRESENTADO", "EN_TRAMITE", "RESUELTO", "NOTIFICACION_EN_CURSO", "IMPUGNADO"}
    assert has_silence_operated(OPERATES, state, AFTER) is (state.value in waiting)
    assert not has_silence_operated(OPERATES, state, OPERATES)
    assert not has_silence_operated(None, state, AFTER)


def a_negative(house: House) -> CaseNumber:
    return a_case(house, procedure=publish_procedure(house, "san", silence="negative", count=3))


def test_negative_silence_is_a_right_to_appeal_and_the_entity_must_still_decide(
    house: House,
) -> None:
    number = a_negative(house)
    assert days_of(house, number).negative_silence_on == TERM_ENDS
    assert topic(house, number, AFTER) is Topic.LATE
    house.moving.resolve(number, on_day(house, AFTER), outcome=Outcome.FAVORABLE)
    assert case_of(house, number).state is State.RESUELTO


def test_who_appeals_against_silence_has_positive_silence_on_the_appeal(house: House) -> None:
    number = a_negative(house)
    with pytest.raises(IllegalMove):
        house.moving.appeal(number, on_day(house, TERM_ENDS), is_reconsideration=False)

    today = on_day(house, date(2026, 11, 23))
    event = house.moving.appeal(number, today, is_reconsideration=False)

    assert event.draft.data["from"] == "SILENCIO_NEGATIVO"
    case = case_of(house, number)
    assert (case.state, case.clock.silence) == (State.IMPUGNADO, Silence.POSITIVE)
    # DOMAIN's golden date: thirty days from 23 November 2026, five more to notify.
    assert due_of(house, number) == date(2027, 1, 8)
    assert days_of(house, number).silence_on == date(2027, 1, 15)
    assert topic(house, number, date(2027, 1, 18)) is Topic.APPROVED_BY_SILENCE


def test_a_case_told_to_be_in_negative_silence_is_appealed_the_same_way(house: House) -> None:
    number = an_asserted_case(house, State.SILENCIO_NEGATIVO)
    house.moving.appeal(number, act(), is_reconsideration=False)
    assert case_of(house, number).clock.silence is Silence.POSITIVE


@pytest.mark.parametrize(
    ("is_reconsideration", "last"), [(True, date(2026, 12, 16)), (False, date(2027, 1, 8))]
)
def test_an_appeal_against_a_decision_has_a_term_of_its_own_and_no_positive_silence(
    house: House, *, is_reconsideration: bool, last: date
) -> None:
    number = a_case(house)
    house.moving.resolve(number, act(MONDAY), outcome=Outcome.DENEGADO)
    house.moving.notify(number, act(MONDAY))
    today = on_day(house, date(2026, 11, 23))
    event = house.moving.appeal(number, today, is_reconsideration=is_reconsideration)
    assert "from" not in event.draft.data
    case = case_of(house, number)
    assert (case.state, case.clock.silence) == (State.IMPUGNADO, Silence.NEGATIVE)
    assert due_of(house, number) == last
    house.moving.resolve(number, today, outcome=Outcome.FAVORABLE)
    assert case_of(house, number).outcome is Outcome.FAVORABLE


def test_a_case_whose_silence_nobody_confirmed_is_promised_nothing(house: House) -> None:
    number = a_case(house, procedure="PE/sisfoh")
    case: Case = case_of(house, number)
    assert case.clock.silence is Silence.UNCONFIRMED
    assert days_of(house, number).silence_on is None
    assert topic(house, number, date(2028, 1, 3)) is Topic.RECEIVED


def test_silence_and_term_are_those_of_the_day_of_filing(house: House) -> None:
    number = a_negative(house)
    before = days_of(house, number)
    publish_procedure(house, "san", silence="positive", count=30, version=2)
    later = a_case(house, procedure="PE/san")
    assert case_of(house, later).clock.silence is Silence.POSITIVE
    house.moving.route(number, act(MONDAY), station="licencias")
    after = days_of(house, number)
    assert (after.negative_silence_on, after.silence_on) == (before.negative_silence_on, None)


def test_where_no_calendar_reaches_nothing_is_promised(house: House) -> None:
    long = publish_procedure(house, "larguisima", silence="positive", count=1000)
    number = a_case(house, procedure=long)
    days = days_of(house, number)
    assert (days.current, days.decide_by, days.silence_on) == (None, None, None)
    assert days.calendar_hash == house.shelf.library.books().calendar("PE/muni-pisac").hash
    assert topic(house, number, date(2032, 1, 5)) is Topic.RECEIVED
