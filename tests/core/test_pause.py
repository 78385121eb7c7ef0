"""What a pending cure or a suspension does to the end of a term."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.model.legal_clock import ClockFacts, Deadline, Pause, deadlines
from core.model.state import ClockEffect
from core.model.term import Silence, Term, Unit
from core.model.terms_of_law import SUSPENSION
from tests.core.calendars import plain

PLAIN = plain(2026, 2027, 2028)
THIRTY = Term(30, Unit.BUSINESS_DAYS, "TUPA de la entidad")
REQUIRED = "TUO LPAG art. 136.5"
STARTED = date(2026, 7, 20)
RUNNING = ClockFacts(
    effect=ClockEffect.RUNS, term=THIRTY, silence=Silence.POSITIVE, started_on=STARTED
)


def decide_by(facts: ClockFacts) -> date:
    found = deadlines(facts, PLAIN).decide_by
    assert found is not None
    return found.on


def paused(*pauses: Pause, term: Term = THIRTY) -> ClockFacts:
    return replace(RUNNING, term=term, pauses=pauses)


def test_after_the_cure_the_remaining_days_run_on() -> None:
    # Ten days ran until Monday 3 August, nine were paused, twenty remain.
    found = paused(Pause(date(2026, 8, 3), date(2026, 8, 14), REQUIRED))
    assert decide_by(found) == date(2026, 9, 11)


def test_a_pause_on_the_last_day_comes_too_late_to_stop_the_term() -> None:
    last = decide_by(RUNNING)
    assert decide_by(paused(Pause(last, last + timedelta(10), REQUIRED))) == last
    before = last - timedelta(1)
    assert decide_by(paused(Pause(before, last + timedelta(10), REQUIRED))) > last


def test_a_pause_after_the_term_delays_silence_and_not_the_term() -> None:
    late = paused(Pause(date(2026, 9, 2), date(2026, 9, 9), REQUIRED))
    found = deadlines(late, PLAIN)
    assert found.decide_by is not None
    assert found.decide_by.on == date(2026, 8, 31)
    assert found.silence_on == date(2026, 9, 14)


def test_a_pause_cured_the_same_day_or_recorded_backwards_takes_no_day() -> None:
    same = Pause(date(2026, 8, 3), date(2026, 8, 3), REQUIRED)
    backwards = Pause(date(2026, 8, 3), date(2026, 7, 1), REQUIRED)
    for term in (THIRTY, Term(2, Unit.MONTHS, "Ley")):
        plainly = decide_by(paused(term=term))
        assert decide_by(paused(same, term=term)) == plainly
        assert decide_by(paused(backwards, term=term)) == plainly


def test_pauses_that_overlap_or_come_unordered_take_each_day_once() -> None:
    first = Pause(date(2026, 7, 27), date(2026, 8, 7), REQUIRED)
    second = Pause(date(2026, 8, 3), date(2026, 8, 14), REQUIRED)
    whole = Pause(date(2026, 7, 27), date(2026, 8, 14), REQUIRED)
    for term in (THIRTY, Term(2, Unit.MONTHS, "Ley")):
        once = decide_by(paused(whole, term=term))
        assert decide_by(paused(second, first, term=term)) == once
        assert decide_by(paused(whole, second, first, term=term)) == once


def test_a_pause_that_began_before_the_term_takes_only_the_days_of_the_term() -> None:
    early = Pause(STARTED - timedelta(10), STARTED + timedelta(7), REQUIRED)
    assert decide_by(paused(early)) == decide_by(
        replace(RUNNING, started_on=STARTED + timedelta(7))
    )


def test_a_term_in_months_is_given_back_the_days_paused_one_for_one() -> None:
    two = Term(2, Unit.MONTHS, "Ley")
    # 20 September, and eleven days more.
    stopped = Pause(date(2026, 8, 3), date(2026, 8, 14), REQUIRED)
    assert decide_by(paused(stopped, term=two)) == date(2026, 10, 1)
    assert decide_by(paused(Pause(date(2026, 10, 5), None, REQUIRED), term=two)) == date(
        2026, 9, 21
    )
    still_open = paused(Pause(date(2026, 8, 3), None, REQUIRED), term=two)
    assert deadlines(still_open, PLAIN).decide_by is None


def test_a_suspension_asked_by_the_citizen_tells_its_last_day() -> None:
    since = date(2026, 8, 3)
    suspended = replace(
        RUNNING,
        effect=ClockEffect.SUSPENDED,
        pauses=(Pause(since, None, SUSPENSION.basis),),
    )
    found = deadlines(suspended, PLAIN)
    assert found.current == Deadline(
        date(2026, 9, 14), "citizen", "K16", SUSPENSION.basis, 30, Unit.BUSINESS_DAYS
    )
    # The term goes on by itself when the thirty days are over.
    assert found.decide_by is not None
    assert found.decide_by.on == PLAIN.add_business(date(2026, 9, 14), 20)


def test_a_suspension_left_open_too_long_takes_thirty_days_and_no_more() -> None:
    since = date(2026, 8, 3)
    long = Pause(since, date(2026, 12, 31), SUSPENSION.basis)
    lawful = Pause(since, date(2026, 9, 14), SUSPENSION.basis)
    short = Pause(since, date(2026, 8, 10), SUSPENSION.basis)
    assert decide_by(paused(long)) == decide_by(paused(lawful)) > decide_by(paused(short))


def test_a_suspension_by_decree_has_no_last_day_that_anyone_can_tell() -> None:
    decreed = replace(
        RUNNING,
        effect=ClockEffect.SUSPENDED,
        pauses=(
            Pause(date(2026, 7, 22), date(2026, 7, 24), SUSPENSION.basis),
            Pause(date(2026, 8, 3), None, "DS de emergencia"),
        ),
    )
    found = deadlines(decreed, PLAIN)
    assert (found.current, found.decide_by) == (None, None)


day = st.dates(date(2026, 7, 1), date(2026, 12, 31))
pauses_ = st.lists(st.tuples(day, st.integers(0, 40)), max_size=4)


@given(pauses=pauses_, count=st.integers(1, 60))
def test_counting_with_pauses_agrees_with_walking_the_days(
    pauses: list[tuple[date, int]], count: int
) -> None:
    term = Term(count, Unit.BUSINESS_DAYS, "TUPA")
    made = tuple(Pause(since, since + timedelta(n), REQUIRED) for since, n in pauses)
    found = deadlines(paused(*made, term=term), PLAIN)
    assert found.decide_by is not None
    assert found.decide_by.on == _walk(STARTED, count, made)
    assert found.silence_on == _walk(STARTED, count + 5, made)


@given(pauses=pauses_, extra=st.tuples(day, st.integers(1, 40)), unit=st.sampled_from(Unit))
def test_one_more_pause_never_brings_a_deadline_nearer(
    pauses: list[tuple[date, int]], extra: tuple[date, int], unit: Unit
) -> None:
    term = Term(1, unit, "Ley")
    made = [Pause(since, since + timedelta(n), REQUIRED) for since, n in pauses]
    more = Pause(extra[0], extra[0] + timedelta(extra[1]), REQUIRED)
    assert decide_by(paused(*made, more, term=term)) >= decide_by(paused(*made, term=term))


def _walk(start: date, count: int, pauses: tuple[Pause, ...]) -> date:
    on = start
    while count > 0:
        on += timedelta(1)
        is_paused = any(one.until and one.since < on <= one.until for one in pauses)
        count -= PLAIN.is_business(on) and not is_paused
    return on
