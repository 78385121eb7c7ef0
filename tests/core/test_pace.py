"""A transaction ends in time, by what was learnt of the ones before."""

from datetime import timedelta

from core.pace import Pace
from tests.fakes import FakeClock


def pass_time(clock: FakeClock, seconds: float) -> None:
    clock.at += timedelta(seconds=seconds)


def test_a_transaction_never_holds_more_events_than_it_may() -> None:
    pace = Pace(FakeClock(), events=500)
    pace.begin()
    assert not pace.is_spent(493, most_a_row=7)
    assert pace.is_spent(494, most_a_row=7)


def test_a_transaction_leaves_time_for_its_own_end() -> None:
    clock = FakeClock()
    pace = Pace(clock, seconds=0.05)
    pace.begin()
    assert not pace.is_spent(0, most_a_row=7)
    pass_time(clock, 0.049)
    assert pace.is_spent(0, most_a_row=7)


def rows_time(pace: Pace, clock: FakeClock, *, ending: float = 0.001) -> float:
    """Measure how long rows may go on in a transaction whose end takes so long."""
    pace.begin()
    spent = 0.0
    while not pace.is_spent(0, most_a_row=7):
        pass_time(clock, 0.0005)
        spent += 0.0005
    pass_time(clock, ending)
    assert abs(pace.end() - spent - ending) < 1e-6
    return spent


def test_after_slow_ends_a_transaction_takes_fewer_rows() -> None:
    clock = FakeClock()
    pace = Pace(clock, seconds=0.05)
    quick = [rows_time(pace, clock) for _ in range(30)][-1]
    slow = [rows_time(pace, clock, ending=0.02) for _ in range(30)][-1]
    assert slow < quick


def test_the_lock_is_held_for_less_than_the_limit_once_the_end_is_known() -> None:
    for ending in (0.001, 0.01, 0.03):
        clock = FakeClock()
        pace = Pace(clock, seconds=0.05)
        spent = [rows_time(pace, clock, ending=ending) for _ in range(30)][-1]
        assert 0.03 < spent + ending < 0.05


def test_one_slow_end_does_not_stop_the_rows() -> None:
    clock = FakeClock()
    pace = Pace(clock, seconds=0.05)
    for _ in range(30):
        rows_time(pace, clock)
    rows_time(pace, clock, ending=2.0)
    assert rows_time(pace, clock) >= 0.005
    after = [rows_time(pace, clock) for _ in range(30)][-1]
    assert after > 0.02


def test_the_first_transaction_is_a_careful_one() -> None:
    clock = FakeClock()
    assert rows_time(Pace(clock, seconds=0.05), clock) <= 0.006
