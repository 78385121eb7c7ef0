from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.model.disclosure import Evidence, Level, Path, level
from core.model.locks import (
    CallerLock,
    CaseLock,
    Policy,
    after_right,
    after_wrong,
    may_try,
    reopened,
    sprays,
    wait_seconds,
)
from core.refusals import ClaveClosed, ClaveWait

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
POLICY = Policy()
NEW_CASE, NEW_CALLER = CaseLock(0, closed=False), CallerLock(0, None)
CLOSED = CaseLock(10, closed=True)


def try_at(caller: CallerLock, seconds: float, case: CaseLock = NEW_CASE) -> None:
    moment = NOW + timedelta(seconds=seconds)
    may_try(POLICY, case, caller, was_right_before=False, now=moment)


def test_three_wrong_claves_are_free_and_each_further_one_doubles_the_wait() -> None:
    waits = [wait_seconds(POLICY, wrong) for wrong in range(13)]
    assert waits == [0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    assert wait_seconds(POLICY, 10**9) == 3600


def test_a_caller_who_must_wait_is_told_how_long_and_then_may_try() -> None:
    caller = CallerLock(3, NOW)
    for elapsed, left in ((0, 30), (0.4, 30), (29, 1), (29.9, 1)):
        with pytest.raises(ClaveWait) as refused:
            try_at(caller, elapsed)
        assert refused.value.facts == {"seconds": left}
    try_at(caller, 30)


def test_a_clock_that_was_set_back_neither_frees_nor_jails_a_caller() -> None:
    with pytest.raises(ClaveWait) as refused:
        try_at(CallerLock(3, NOW), -100_000)
    assert refused.value.facts == {"seconds": 30}


def test_after_a_day_without_a_wrong_clave_a_caller_begins_anew() -> None:
    tired = CallerLock(12, NOW)
    try_at(tired, 86_400)
    _, later = after_wrong(POLICY, NEW_CASE, tired, now=NOW + timedelta(days=1))
    assert later.wrong == 1
    _, sooner = after_wrong(POLICY, NEW_CASE, tired, now=NOW + timedelta(hours=23))
    assert sooner.wrong == 13


def test_the_tenth_wrong_clave_closes_the_case_to_strangers() -> None:
    case = NEW_CASE
    for caller in range(10):
        assert not case.closed
        case, _ = after_wrong(POLICY, case, NEW_CALLER, now=NOW + timedelta(seconds=caller))
    assert case == CLOSED
    with pytest.raises(ClaveClosed):
        try_at(NEW_CALLER, 0, case)


def test_a_caller_who_was_right_before_is_not_closed_out_but_still_waits() -> None:
    may_try(POLICY, CLOSED, CallerLock(2, NOW), was_right_before=True, now=NOW)
    with pytest.raises(ClaveWait):
        may_try(POLICY, CLOSED, CallerLock(3, NOW), was_right_before=True, now=NOW)


def test_a_right_clave_ends_the_wait_and_forgives_the_case_nothing() -> None:
    case, caller = after_right(POLICY, CaseLock(7, closed=False), CallerLock(9, NOW))
    assert case == CaseLock(7, closed=False)
    try_at(caller, 0)
    assert after_right(POLICY, CLOSED, NEW_CALLER) == (CLOSED, NEW_CALLER)


def test_nobody_buys_free_tries_with_a_clave_of_their_own() -> None:
    caller = CallerLock(3, NOW)
    for _ in range(5):
        _, caller = after_right(POLICY, NEW_CASE, caller)
        _, caller = after_wrong(POLICY, NEW_CASE, caller, now=NOW)
        with pytest.raises(ClaveWait):
            try_at(caller, 0)


def test_a_closed_case_stays_closed_even_if_the_limit_was_raised_since() -> None:
    case, _ = after_wrong(POLICY, CaseLock(2, closed=True), NEW_CALLER, now=NOW)
    assert case == CaseLock(3, closed=True)


def test_a_case_that_is_opened_again_counts_from_nought() -> None:
    try_at(NEW_CALLER, 0, reopened())
    assert reopened() == NEW_CASE


def test_spraying_is_suspected_once_the_budget_of_an_hour_is_spent() -> None:
    assert not sprays(POLICY, 50)
    assert sprays(POLICY, 51)


class Siege(RuleBasedStateMachine):
    """Anyone guesses at one case in any order while its owner comes and goes."""

    callers = st.integers(min_value=0, max_value=14)

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.case = reopened()
        self.locks: dict[int, CallerLock] = {}
        self.right: set[int] = set()
        self.wrong_by_strangers = 0

    def _may(self, caller: int) -> bool:
        lock = self.locks.get(caller, NEW_CALLER)
        known = caller in self.right
        try:
            may_try(POLICY, self.case, lock, was_right_before=known, now=self.now)
        except (ClaveWait, ClaveClosed):
            return False
        return True

    @rule(caller=callers)
    def guess_wrong(self, caller: int) -> None:
        if not self._may(caller):
            return
        if caller not in self.right:
            assert not self.case.closed
            self.wrong_by_strangers += 1
        lock = self.locks.get(caller, NEW_CALLER)
        self.case, self.locks[caller] = after_wrong(POLICY, self.case, lock, now=self.now)

    @rule(caller=callers)
    def give_the_right_clave(self, caller: int) -> None:
        if self._may(caller):
            lock = self.locks.get(caller, NEW_CALLER)
            self.case, self.locks[caller] = after_right(POLICY, self.case, lock)
            self.right.add(caller)

    @rule(seconds=st.sampled_from([1, 31, 3_600, 100_000]))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def call_back_or_visit(self) -> None:
        self.case = reopened()
        self.wrong_by_strangers = 0
        assert self._may(99)

    @invariant()
    def strangers_never_get_more_than_ten_guesses(self) -> None:
        assert self.wrong_by_strangers <= POLICY.case_limit
        if self.wrong_by_strangers == POLICY.case_limit:
            assert self.case.closed

    @invariant()
    def a_stranger_is_stopped_once_the_case_is_closed(self) -> None:
        assert self._may(99) is not self.case.closed

    @invariant()
    def whoever_was_right_before_waits_an_hour_at_most(self) -> None:
        later = self.now + timedelta(seconds=POLICY.longest_wait_seconds)
        for caller in self.right:
            may_try(POLICY, self.case, self.locks[caller], was_right_before=True, now=later)

    @invariant()
    def the_owner_is_reached_on_a_proven_phone_and_everyone_hears_the_stage(self) -> None:
        # What these levels are worked out from holds no lock: nothing above can change it.
        assert level(Evidence(Path.REPLY_TO_NUMBER, phone_is_own=True)) is Level.DETAIL
        assert level(Evidence(Path.OUR_CALL, phone_is_own=True)) is Level.DETAIL
        assert level(Evidence(Path.CALLER)) is Level.STAGE


TestSiege = Siege.TestCase
