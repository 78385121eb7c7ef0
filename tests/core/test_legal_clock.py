"""Whose time runs in a case and until when, rule by rule (K1-K26 of the legal clock)."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from core.model.legal_clock import ClockFacts, Deadline, Pause, deadlines
from core.model.state import ClockEffect
from core.model.term import Silence, Term, Unit
from core.model.terms_of_law import (
    APPEAL,
    AUTOMATIC_DOCUMENT,
    COUNTER_CURE,
    NOTIFY,
    RECONSIDERATION_DECISION,
    REQUIREMENT_CURE,
)
from core.refusals import CalendarMissing
from tests.core.calendars import peru

PERU = peru()
THIRTY = Term(30, Unit.BUSINESS_DAYS, "TUPA de la entidad")
REQUIRED = "TUO LPAG art. 136.5"
STARTED = date(2026, 7, 20)
RUNNING = ClockFacts(
    effect=ClockEffect.RUNS, term=THIRTY, silence=Silence.POSITIVE, started_on=STARTED
)


def test_the_entity_s_term_runs_from_the_day_after_reception() -> None:
    found = deadlines(RUNNING, PERU)
    expected = Deadline(
        date(2026, 9, 4), "entity", "K5", "TUPA de la entidad", 30, Unit.BUSINESS_DAYS
    )
    assert found.current == found.decide_by == expected
    assert found.calendar_hash == PERU.hash


def test_a_term_in_months_is_the_entity_s_deadline_too() -> None:
    found = deadlines(replace(RUNNING, term=Term(2, Unit.MONTHS, "Ley")), PERU).current
    assert found is not None
    assert (found.on, found.unit) == (date(2026, 9, 21), Unit.MONTHS)


@pytest.mark.parametrize("facts", [replace(RUNNING, term=None), replace(RUNNING, started_on=None)])
def test_what_is_to_be_confirmed_has_no_deadline(facts: ClockFacts) -> None:
    found = deadlines(facts, PERU)
    assert (found.current, found.decide_by) == (None, None)
    assert (found.silence_on, found.negative_silence_on) == (None, None)
    assert found.calendar_hash == PERU.hash


def test_a_request_on_its_way_starts_no_clock_until_the_competent_entity_receives_it() -> None:
    on_the_way = replace(RUNNING, effect=ClockEffect.STOPPED, started_on=None)
    assert deadlines(on_the_way, PERU).current is None
    received = replace(RUNNING, started_on=date(2026, 7, 27))
    found = deadlines(received, PERU).current
    assert found is not None
    assert found.on == PERU.add_business(date(2026, 7, 27), 30)


def test_a_cure_at_the_counter_starts_the_entity_s_clock_the_day_after() -> None:
    cured = replace(RUNNING, started_on=date(2026, 12, 4), citizen_term=None, citizen_since=None)
    found = deadlines(cured, PERU).decide_by
    assert found is not None
    assert found.on == date(2027, 1, 21)


def test_the_distance_lengthens_the_citizen_s_term_and_not_the_entity_s() -> None:
    far = replace(RUNNING, distance_days=5)
    assert deadlines(far, PERU).decide_by == deadlines(RUNNING, PERU).decide_by


def test_positive_silence_waits_for_the_days_to_notify() -> None:
    found = deadlines(RUNNING, PERU)
    assert (found.silence_on, found.negative_silence_on) == (date(2026, 9, 11), None)


def test_positive_silence_still_runs_while_a_decision_waits_to_be_notified() -> None:
    issued = replace(RUNNING, effect=ClockEffect.TO_NOTIFY, issued_on=date(2026, 9, 3))
    found = deadlines(issued, PERU)
    assert found.current == Deadline(
        date(2026, 9, 10), "entity", "K17", NOTIFY.basis, 5, Unit.BUSINESS_DAYS
    )
    assert found.silence_on == date(2026, 9, 11)


def test_negative_silence_is_a_right_from_the_day_after_the_term() -> None:
    found = deadlines(replace(RUNNING, silence=Silence.NEGATIVE), PERU)
    assert (found.silence_on, found.negative_silence_on) == (None, date(2026, 9, 4))


@pytest.mark.parametrize("silence", [Silence.NONE, Silence.UNCONFIRMED])
def test_without_a_known_silence_the_term_ends_and_nothing_follows(silence: Silence) -> None:
    found = deadlines(replace(RUNNING, silence=silence), PERU)
    assert found.decide_by is not None
    assert (found.silence_on, found.negative_silence_on) == (None, None)


def test_an_automatic_approval_has_nothing_to_decide_but_a_document_to_hand_over() -> None:
    filed = replace(RUNNING, silence=Silence.AUTOMATIC)
    found = deadlines(filed, PERU)
    assert found.current == Deadline(
        date(2026, 7, 30), "entity", "K20", AUTOMATIC_DOCUMENT.basis, 5, Unit.BUSINESS_DAYS
    )
    assert (found.decide_by, found.silence_on, found.negative_silence_on) == (None, None, None)


def test_the_document_of_an_automatic_approval_counts_from_its_date() -> None:
    approved = replace(
        RUNNING,
        silence=Silence.AUTOMATIC,
        effect=ClockEffect.TO_NOTIFY,
        issued_on=date(2026, 7, 21),
    )
    found = deadlines(approved, PERU).current
    assert found is not None
    assert (found.on, found.rule) == (date(2026, 7, 31), "K20")


def test_a_decision_without_a_date_has_no_day_to_be_notified_by() -> None:
    assert deadlines(replace(RUNNING, effect=ClockEffect.TO_NOTIFY), PERU).current is None


def test_a_stopped_case_has_no_deadline_of_any_kind() -> None:
    stopped = replace(RUNNING, effect=ClockEffect.STOPPED, citizen_term=APPEAL)
    found = deadlines(stopped, PERU)
    assert (found.current, found.decide_by, found.silence_on) == (None, None, None)


def test_the_citizen_has_fifteen_days_and_the_distance_to_appeal() -> None:
    notified = replace(
        RUNNING,
        effect=ClockEffect.CITIZEN,
        citizen_term=APPEAL,
        citizen_since=date(2026, 9, 28),
        distance_days=4,
    )
    found = deadlines(notified, PERU)
    assert found.current == Deadline(
        PERU.add_business(date(2026, 9, 28), 19),
        "citizen",
        "K24",
        APPEAL.basis,
        15,
        Unit.BUSINESS_DAYS,
    )
    assert (found.decide_by, found.silence_on) == (None, None)


def test_a_term_to_appeal_that_a_special_norm_gives_keeps_its_rule_and_its_norm() -> None:
    notified = replace(
        RUNNING,
        effect=ClockEffect.CITIZEN,
        citizen_term=Term(10, Unit.BUSINESS_DAYS, "Ley especial"),
        citizen_since=date(2026, 9, 28),
    )
    found = deadlines(notified, PERU).current
    assert found is not None
    assert (found.rule, found.basis) == ("K24", "Ley especial")


def test_notified_without_a_known_day_has_no_last_day_to_appeal() -> None:
    notified = replace(RUNNING, effect=ClockEffect.CITIZEN, citizen_term=APPEAL)
    assert deadlines(notified, PERU).current is None


def test_an_appeal_is_decided_in_its_own_term() -> None:
    appealed = replace(RUNNING, term=RECONSIDERATION_DECISION, started_on=date(2026, 9, 28))
    found = deadlines(appealed, PERU).current
    assert found is not None
    assert (found.on, found.whose, found.rule) == (date(2026, 10, 20), "entity", "K24")


def test_at_the_counter_the_citizen_s_two_days_run_and_the_entity_s_clock_has_not_started() -> None:
    observed = replace(
        RUNNING,
        effect=ClockEffect.SUSPENDED,
        started_on=None,
        citizen_term=COUNTER_CURE,
        citizen_since=date(2026, 3, 31),
    )
    found = deadlines(observed, PERU)
    assert found.current == Deadline(
        date(2026, 4, 6), "citizen", "K11", COUNTER_CURE.basis, 2, Unit.BUSINESS_DAYS
    )
    assert (found.decide_by, found.silence_on) == (None, None)


@pytest.mark.parametrize(
    ("started", "electronic", "rule"),
    [(None, False, "K11"), (STARTED, False, "K14"), (STARTED, True, "K15"), (None, True, "K15")],
)
def test_a_cure_under_a_special_norm_is_named_by_where_it_was_asked(
    started: date | None, *, electronic: bool, rule: str
) -> None:
    asked = replace(
        RUNNING,
        effect=ClockEffect.SUSPENDED,
        started_on=started,
        electronic=electronic,
        citizen_term=Term(4, Unit.BUSINESS_DAYS, "Ley especial"),
        citizen_since=date(2026, 8, 3),
    )
    found = deadlines(asked, PERU).current
    assert found is not None
    assert (found.rule, found.whose) == (rule, "citizen")


def test_while_a_requirement_is_pending_the_entity_has_no_due_date_and_the_citizen_has() -> None:
    required = replace(
        RUNNING,
        effect=ClockEffect.SUSPENDED,
        pauses=(Pause(date(2026, 8, 3), None, REQUIRED),),
        citizen_term=REQUIREMENT_CURE,
        citizen_since=date(2026, 8, 3),
    )
    found = deadlines(required, PERU)
    assert (found.decide_by, found.silence_on) == (None, None)
    assert found.current is not None
    assert (found.current.on, found.current.rule) == (date(2026, 8, 18), "K14")


def test_an_asserted_wait_of_unknown_beginning_leaves_no_due_date() -> None:
    asserted = replace(RUNNING, effect=ClockEffect.SUSPENDED)
    found = deadlines(asserted, PERU)
    assert (found.current, found.decide_by, found.silence_on) == (None, None, None)


def test_an_entity_that_was_late_stays_late_when_it_asks_for_a_cure() -> None:
    late = replace(
        RUNNING,
        effect=ClockEffect.SUSPENDED,
        pauses=(Pause(date(2026, 9, 8), None, REQUIRED),),
        citizen_term=REQUIREMENT_CURE,
        citizen_since=date(2026, 9, 8),
    )
    found = deadlines(late, PERU)
    assert found.decide_by is not None
    assert found.decide_by.on == date(2026, 9, 4)
    assert found.silence_on is None


def test_a_case_older_than_every_calendar_is_refused_and_not_guessed() -> None:
    with pytest.raises(CalendarMissing) as refused:
        deadlines(replace(RUNNING, started_on=date(2019, 3, 1)), PERU)
    assert refused.value.facts == {"year": 2019}


def test_recounting_a_case_costs_microseconds(counts: Callable[[int, int], int]) -> None:
    cases = counts(2_000, 100_000)
    pause = Pause(date(2026, 8, 3), date(2026, 8, 14), REQUIRED)
    kinds = (RUNNING, replace(RUNNING, pauses=(pause,)), replace(RUNNING, silence=Silence.NEGATIVE))
    began = time.process_time()
    for number in range(cases):
        deadlines(kinds[number % 3], PERU)
    each = (time.process_time() - began) / cases
    assert each < 100e-6  # about 10 measured; the bound only catches a walk over the days
