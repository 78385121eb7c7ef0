"""Moving a case: who, when and on what basis, and the order in which things may happen."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from config.house import House
from core.model.case import Outcome
from core.model.case_number import CaseNumber
from core.model.state import ClockEffect, State
from core.refusals import (
    CaseNotFound,
    DateOutOfOrder,
    IllegalMove,
    OfficeUnknown,
    StaleCase,
)
from tests.core.rows import all_of
from tests.core.stories import (
    MONDAY,
    PISAC,
    a_case,
    case_of,
    days_of,
    due_of,
    on_day,
    publish_procedure,
)
from tests.core.verbs import REASONS
from tests.houses import TODAY, StoodClock, act

TUESDAY, WEDNESDAY = date(2026, 11, 17), date(2026, 11, 18)
THURSDAY, FRIDAY = date(2026, 11, 19), TODAY
NOBODYS = CaseNumber.compose("999", 1)


def resolved(house: House, on: date = TUESDAY) -> CaseNumber:
    number = a_case(house)
    house.moving.resolve(number, act(on), outcome=Outcome.DENEGADO)
    return number


def notified(house: House, distance_days: int = 0) -> CaseNumber:
    number = a_case(house, distance_days=distance_days)
    house.moving.resolve(number, act(TUESDAY), outcome=Outcome.PARCIAL)
    house.moving.notify(number, act(WEDNESDAY))
    return number


def test_a_move_says_who_did_it_when_and_on_which_article(either_house: House) -> None:
    number = a_case(either_house)
    before = case_of(either_house, number)
    said = replace(act(TUESDAY, actor="user:7f", via="desk"), seen=before.last)

    event = either_house.moving.route(number, said, station="licencias")

    draft = event.draft
    assert (draft.actor, draft.via, draft.basis) == ("user:7f", "desk", "TUO LPAG art. 143")
    assert (draft.institution, draft.subject) == (PISAC, f"case:{number}")
    assert (draft.buckets, draft.base) == (("080405",), (before.last,))
    assert draft.effective_on == TUESDAY
    assert draft.happened_at == datetime(2026, 11, 17, 12, tzinfo=UTC)
    assert event.recorded_at == datetime(2026, 11, 20, 17, tzinfo=UTC)
    assert case_of(either_house, number).last == event.id


def test_a_better_basis_stands_in_place_of_the_usual_one(house: House) -> None:
    number = a_case(house)
    said = replace(act(), basis="Ley 28976 art. 8")
    assert house.moving.route(number, said, station="alcaldia").draft.basis == "Ley 28976 art. 8"


def test_what_is_done_today_happened_now_though_it_is_tomorrow_in_greenwich(house: House) -> None:
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)  # half past eight in Lima, the 20th
    event = house.moving.route(a_case(house), act(), station="alcaldia")
    assert event.draft.happened_at == clock.moment


def test_a_request_on_its_way_starts_the_clock_when_the_entity_receives_it(house: House) -> None:
    number = a_case(house, received_on=None)
    assert case_of(house, number).effect is ClockEffect.STOPPED
    assert due_of(house, number) is None

    event = house.moving.receive(number, act(WEDNESDAY))

    case = case_of(house, number)
    assert (event.draft.received_on, event.draft.presented_on) == (WEDNESDAY, None)
    assert (case.presented_on, case.received_on) == (MONDAY, WEDNESDAY)
    assert case.state is State.PRESENTADO
    assert due_of(house, number) == date(2026, 11, 23)


def test_a_hand_over_says_where_the_case_is_now(house: House) -> None:
    number = a_case(house)
    house.moving.route(number, act(TUESDAY), station="licencias")
    house.moving.route(number, act(TUESDAY), station="alcaldia")
    assert case_of(house, number).station == "alcaldia"
    with pytest.raises(OfficeUnknown):
        house.moving.route(number, act(), station="sotano")
    assert case_of(house, number).station == "alcaldia"


def test_a_suspension_stops_the_clock_and_its_end_lets_it_go_on(house: House) -> None:
    number = a_case(house)
    house.moving.route(number, act(MONDAY), station="licencias")
    house.moving.record(number, act(MONDAY), kind="case_suspended")
    suspended = days_of(house, number)
    assert suspended.current is not None
    assert (suspended.current.rule, suspended.current.whose) == ("K16", "citizen")
    # At most thirty days, until 31 December; the three days of the term come after them.
    assert suspended.current.on == date(2026, 12, 31)
    assert suspended.decide_by is not None
    assert suspended.decide_by.on == date(2027, 1, 6)

    house.moving.record(number, act(FRIDAY), kind="case_resumed")
    assert due_of(house, number) == date(2026, 11, 25)


def test_a_decision_is_notified_within_five_days(house: House) -> None:
    number = resolved(house)
    current = days_of(house, number).current
    assert current is not None
    assert (current.on, current.rule, current.whose) == (date(2026, 11, 24), "K17", "entity")
    assert case_of(house, number).outcome is Outcome.DENEGADO


@pytest.mark.parametrize(("way", "last"), [(0, date(2026, 12, 11)), (2, date(2026, 12, 15))])
def test_from_the_notification_the_citizen_has_fifteen_days_and_the_way(
    house: House, way: int, last: date
) -> None:
    current = days_of(house, notified(house, way)).current
    assert current is not None
    assert (current.on, current.rule, current.whose) == (last, "K24", "citizen")


def test_a_decision_is_firm_only_when_the_time_to_appeal_has_ended(house: House) -> None:
    number = notified(house)
    with pytest.raises(DateOutOfOrder):
        house.moving.record(number, on_day(house, date(2026, 12, 11)), kind="case_firm")
    house.moving.record(number, on_day(house, date(2026, 12, 14)), kind="case_firm")
    assert case_of(house, number).state is State.FIRME


def test_two_visits_and_a_notice_are_one_notification_on_its_way(house: House) -> None:
    number = resolved(house)
    for _ in range(2):
        house.moving.record(number, act(WEDNESDAY), kind="notification_started")
    assert case_of(house, number).state is State.NOTIFICACION_EN_CURSO
    house.moving.notify(number, act(THURSDAY))
    assert case_of(house, number).clock.citizen_since == THURSDAY


def test_what_was_asked_for_is_held_ready_then_delivered_then_put_away(house: House) -> None:
    number = notified(house)
    house.moving.record(number, act(THURSDAY), kind="case_ready")
    house.moving.deliver(number, act(FRIDAY))
    house.moving.record(number, act(FRIDAY), kind="case_archived")
    assert case_of(house, number).state is State.ARCHIVADO
    assert case_of(house, number).events == 6


def test_a_day_that_has_not_come_is_refused(house: House) -> None:
    number = a_case(house)
    with pytest.raises(DateOutOfOrder) as refused:
        house.moving.route(number, act(date(2026, 11, 21)), station="licencias")
    assert refused.value.facts == {"field": "on"}


def test_nothing_happens_to_a_case_before_it_was_presented(house: House) -> None:
    number = a_case(house)
    with pytest.raises(DateOutOfOrder):
        house.moving.route(number, act(date(2026, 11, 13)), station="licencias")


def test_nothing_takes_effect_before_what_it_follows(house: House) -> None:
    for number, move in (
        (resolved(house, WEDNESDAY), house.moving.notify),
        (a_case(house, received_on=WEDNESDAY), house.moving.deliver),
    ):
        with pytest.raises((DateOutOfOrder, IllegalMove)):
            move(number, act(TUESDAY))
    cured = a_case(house)
    house.moving.route(cured, act(MONDAY), station="licencias")
    house.moving.observe(cured, act(TUESDAY), reasons=REASONS)
    house.moving.cure(cured, act(THURSDAY))
    with pytest.raises(DateOutOfOrder):
        house.moving.resolve(cured, act(WEDNESDAY), outcome=Outcome.FAVORABLE)


def test_who_decides_on_what_they_last_saw_is_told_when_it_has_changed(either_house: House) -> None:
    number = a_case(either_house)
    seen = case_of(either_house, number).last
    either_house.moving.route(number, replace(act(), seen=seen), station="licencias")
    before = all_of(either_house)
    with pytest.raises(StaleCase):
        either_house.moving.route(number, replace(act(), seen=seen), station="alcaldia")
    assert all_of(either_house) == before


def test_a_number_that_is_nobodys_is_refused_by_every_verb(house: House) -> None:
    for move in (house.moving.receive, house.moving.cure, house.moving.notify):
        with pytest.raises(CaseNotFound):
            move(NOBODYS, act())


def test_a_plain_move_is_one_of_those_that_need_nothing_but_their_basis(house: House) -> None:
    number = a_case(house)
    with pytest.raises(IllegalMove) as refused:
        house.moving.record(number, act(), kind="case_resolved")
    assert refused.value.facts == {"state": "", "move": "case_resolved"}
    assert case_of(house, number).events == 1


def test_a_joined_case_points_to_the_one_that_goes_on_for_both(either_house: House) -> None:
    number, other = a_case(either_house), a_case(either_house)
    either_house.moving.join(number, act(), other=other)
    case = case_of(either_house, number)
    assert (case.state, case.joined_to) == (State.ACUMULADO, other)
    assert due_of(either_house, number) is None
    assert case_of(either_house, other).state is State.PRESENTADO


def test_a_case_is_joined_to_another_live_one_of_the_same_entity(house: House) -> None:
    number, closed = a_case(house), a_case(house)
    house.moving.join(closed, act(), other=a_case(house))
    elsewhere = a_case(house, institution="PE/reniec")
    for other in (number, NOBODYS, elsewhere):
        with pytest.raises(CaseNotFound):
            house.moving.join(number, act(), other=other)
    with pytest.raises(IllegalMove) as refused:
        house.moving.join(number, act(), other=closed)
    assert refused.value.facts == {"state": "ACUMULADO", "move": "case_joined"}


def test_an_automatic_approval_owes_its_document_in_five_days(house: House) -> None:
    key = publish_procedure(house, "feria", silence="automatic", count=None)
    current = days_of(house, a_case(house, procedure=key)).current
    assert current is not None
    assert (current.on, current.rule) == (date(2026, 11, 23), "K20")
