"""The worker's loop: each wish by its own hand, once, and what cannot be done is said."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from config.house import House
from core.dispatch import (
    LEASE_SECONDS,
    MOST_ATTEMPTS,
    Dispatch,
    NotPerformed,
    Performance,
    Performed,
    Performer,
)
from core.model.case_number import CaseNumber
from core.ports import Intent, Job
from core.refusals import Erased
from core.wishes import STATUS_LETTER, STATUS_TEXT, status_letter, status_text
from tests.core.rows import remove, rows
from tests.houses import StoodClock

NUMBER = CaseNumber.compose("140", 4276)


@dataclass
class Hand:
    """A performer that notes whom it served and does as it is told."""

    answers: Callable[[Job], Performance] = lambda _: Performed("provider-1", 5)
    served: list[str] = field(default_factory=list)

    def __call__(self, job: Job) -> Performance:
        self.served.append(job.intent.cause)
        return self.answers(job)


@pytest.fixture
def house(house: House) -> House:
    """Take away what the founding of the house wished for."""
    remove(house, "outbox")
    return house


def dispatch(house: House, text: Performer, letter: Performer | None = None) -> Dispatch:
    hands = {STATUS_TEXT: text, STATUS_LETTER: letter or text}
    return Dispatch(outbox=house.shelf.outbox, clock=house.clock, performers=hands)


def wish(house: House, *intents: Intent) -> None:
    with house.shelf.ledger.writing() as work:
        for intent in intents:
            work.intend(intent)


def a_text(house: House, cause: str = "event:1") -> Intent:
    return status_text(NUMBER, cause=cause, at=house.clock.now())


def a_letter(house: House, cause: str = "event:1") -> Intent:
    return status_letter(NUMBER, cause=cause, at=house.clock.now())


def pass_time(house: House, passed: timedelta) -> None:
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + passed


def ends(house: House) -> list[tuple[str, str | None]]:
    return [(row["state"], row["code"]) for row in rows(house, "outbox")]


def test_each_wish_goes_to_its_own_hand_and_its_receipt_is_kept(house: House) -> None:
    text, letter = Hand(), Hand(lambda _: Performed("letter-9"))
    wish(house, a_text(house), a_letter(house))
    assert dispatch(house, text, letter).run() == 2
    assert (text.served, letter.served) == (["event:1"], ["event:1"])
    kept = {row["kind"]: (row["provider_id"], row["cost_cents"]) for row in rows(house, "outbox")}
    assert kept == {STATUS_TEXT: ("provider-1", 5), STATUS_LETTER: ("letter-9", 0)}
    assert dispatch(house, text, letter).run() == 0


def test_what_may_help_is_tried_again_after_twice_as_long_and_then_given_up(house: House) -> None:
    busy = Hand(lambda _: NotPerformed("carrier_busy", retryable=True))
    wish(house, a_letter(house))
    worker = dispatch(house, busy)
    for minutes in (1, 2, 4, 8, 16):
        assert worker.run() == 1
        assert ends(house) == [("performing", "carrier_busy")]
        pass_time(house, timedelta(minutes=minutes))
        assert worker.run() == 0
        pass_time(house, timedelta(seconds=1))
    assert worker.run() == 1
    assert ends(house) == [("failed", "carrier_busy")]
    assert len(busy.served) == MOST_ATTEMPTS


def test_what_cannot_help_is_not_tried_again(house: House) -> None:
    wish(house, a_text(house))
    dispatch(house, Hand(lambda _: NotPerformed("phone_barred", retryable=False))).run()
    assert ends(house) == [("failed", "phone_barred")]


def test_what_nobody_can_tell_is_in_doubt(house: House) -> None:
    wish(house, a_text(house))
    doubt = NotPerformed("timeout", retryable=True, in_doubt=True)
    dispatch(house, Hand(lambda _: doubt)).run()
    assert ends(house) == [("in_doubt", "timeout")]


def test_a_wish_that_no_hand_performs_fails_by_name(house: House) -> None:
    wish(house, Intent(kind="telegram", cause="test", unique_key="t", person=""))
    assert dispatch(house, Hand()).run() == 1
    assert ends(house) == [("failed", "kind_unknown")]


def test_a_refusal_is_the_end_of_a_wish_and_not_of_the_worker(house: House) -> None:
    def refuse(_job: Job) -> Performance:
        raise Erased

    wish(house, a_text(house), a_letter(house))
    letter = Hand()
    assert dispatch(house, refuse, letter).run() == 2
    assert ends(house) == [("failed", "erased"), ("done", None)]


class TripError(Exception):
    """A fault in a hand."""


def test_a_fault_ends_the_run_and_the_other_wishes_wait_for_the_next(house: House) -> None:
    def trip(_job: Job) -> Performance:
        raise TripError

    wish(house, a_text(house), a_letter(house))
    letter = Hand()
    with pytest.raises(TripError):
        dispatch(house, trip, letter).run()
    assert ends(house) == [("performing", None), ("queued", None)]
    assert dispatch(house, trip, letter).run() == 1
    pass_time(house, timedelta(seconds=LEASE_SECONDS + 1))
    assert dispatch(house, trip, letter).run() == 0
    assert ends(house) == [("in_doubt", "worker_died"), ("done", None)]


def test_a_wish_that_ends_its_worker_every_time_is_given_up(house: House) -> None:
    def die(_job: Job) -> Performance:
        raise TripError

    wish(house, a_letter(house))
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(TripError):
            dispatch(house, die).run()
        pass_time(house, timedelta(seconds=LEASE_SECONDS + 1))
    assert dispatch(house, die).run() == 1
    assert ends(house) == [("failed", "too_many_attempts")]


def test_what_is_wished_for_while_working_is_done_in_the_same_run(house: House) -> None:
    def and_a_letter(_job: Job) -> Performance:
        wish(house, a_letter(house))
        return Performed("x")

    wish(house, a_text(house))
    letter = Hand()
    assert dispatch(house, and_a_letter, letter).run() == 2
    assert letter.served == ["event:1"]


def test_a_slow_wish_does_not_eat_the_lease_of_the_next_one(house: House) -> None:
    sent: list[str] = []

    def slow(job: Job) -> Performance:
        sent.append(job.intent.cause)
        pass_time(house, timedelta(seconds=LEASE_SECONDS - 1))
        if job.intent.cause == "event:1":
            dispatch(house, slow).run()  # another worker, meanwhile
        return Performed("x")

    wish(house, *(a_text(house, f"event:{place}") for place in range(1, 4)))
    dispatch(house, slow).run()
    assert sorted(sent) == ["event:1", "event:2", "event:3"]
    assert {state for state, _ in ends(house)} <= {"done", "in_doubt"}
    assert ends(house)[1:] == [("done", None)] * 2


def test_two_workers_at_once_do_nothing_twice(
    house: House, counts: Callable[[int, int], int]
) -> None:
    count = counts(40, 400)
    wish(house, *(a_text(house, f"event:{place}") for place in range(count)))
    hands = [Hand(), Hand()]
    with ThreadPoolExecutor(2) as pool:
        tried = list(pool.map(lambda hand: dispatch(house, hand).run(), hands))
    served = [cause for hand in hands for cause in hand.served]
    assert sum(tried) == len(served) == len(set(served)) == count
