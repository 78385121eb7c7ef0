"""The outbox: every wish once, each claimed by one worker, and states that only go forward."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from config.house import House
from core.model.case_number import CaseNumber
from core.ports import Intent, Job
from core.wishes import RECOUNT, STATUS_LETTER, STATUS_TEXT, alarm, status_letter, status_text
from tests.core.rows import change, remove, rows
from tests.houses import SEALED_TOO, StoodClock

NUMBER = CaseNumber.compose("140", 4276)
LEASE = 300
ORDER = ("queued", "performing", "done", "failed", "expired", "in_doubt")


@pytest.fixture
def either_house(either_house: House) -> House:
    """Take away what the founding of the house wished for."""
    remove(either_house, "outbox")
    return either_house


@pytest.fixture
def house(house: House) -> House:
    remove(house, "outbox")
    return house


def now(house: House) -> datetime:
    return house.clock.now()


def pass_seconds(house: House, seconds: float) -> None:
    clock = house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(seconds=seconds)


def wish(house: House, *intents: Intent) -> None:
    with house.shelf.ledger.writing() as work:
        for intent in intents:
            work.intend(intent)


def a_text(house: House, cause: str = "event:1") -> Intent:
    return status_text(NUMBER, cause=cause, at=now(house))


def a_letter(house: House, cause: str = "event:1") -> Intent:
    return status_letter(NUMBER, cause=cause, at=now(house))


def claim(house: House, limit: int = 10) -> tuple[Job, ...]:
    return house.shelf.outbox.claim(limit=limit, lease_seconds=LEASE)


def kept(house: House) -> dict[str, object]:
    (row,) = rows(house, "outbox")
    return dict(row)


def test_a_wish_is_handed_over_whole(either_house: House) -> None:
    intent = a_text(either_house)
    wish(either_house, intent)
    (job,) = claim(either_house)
    assert job.intent == intent
    assert job.attempts == 1
    assert kept(either_house)["state"] == "performing"
    assert either_house.shelf.outbox.counts() == {"performing": 1}


@SEALED_TOO
def test_the_same_wish_is_kept_once_however_often_and_late_it_is_made(either_house: House) -> None:
    intent = a_letter(either_house)
    wish(either_house, intent, intent)
    wish(either_house, replace(intent, priority=1))
    (job,) = claim(either_house)
    either_house.shelf.outbox.done(job, provider_id="letter-1")
    wish(either_house, intent)
    assert kept(either_house)["state"] == "done"
    assert kept(either_house)["priority"] == 5
    assert claim(either_house) == ()


def test_the_most_urgent_come_first_and_none_before_its_time(either_house: House) -> None:
    later = now(either_house) + timedelta(minutes=5)
    wish(
        either_house,
        a_letter(either_house, "event:first"),
        replace(a_letter(either_house, "event:tomorrow"), not_before=later),
        a_text(either_house, "event:second"),
        alarm("clave_spraying", at=now(either_house)),
        a_letter(either_house, "event:third"),
    )
    causes = ["clave_spraying", "event:second", "event:first", "event:third"]
    assert [job.intent.cause for job in claim(either_house, 3)] == causes[:3]
    assert [job.intent.cause for job in claim(either_house)] == causes[3:]
    pass_seconds(either_house, 300)
    assert [job.intent.cause for job in claim(either_house)] == ["event:tomorrow"]


def test_a_wish_without_a_time_is_for_now(house: House) -> None:
    wish(house, Intent(kind=RECOUNT, cause="test", unique_key="one", person=""))
    (job,) = claim(house)
    assert job.intent.not_before == now(house)


@SEALED_TOO
def test_many_workers_at_once_never_claim_the_same_wish(
    either_house: House, counts: Callable[[int, int], int]
) -> None:
    count = counts(60, 3000)
    for first in range(0, count, 100):
        causes = [f"event:{place}" for place in range(first, min(first + 100, count))]
        wish(either_house, *(a_letter(either_house, cause) for cause in causes))

    def work(_worker: int) -> list[int]:
        claimed: list[int] = []
        while jobs := claim(either_house, 3):
            claimed += [job.id for job in jobs]
            for job in jobs:
                either_house.shelf.outbox.done(job, provider_id="x")
        return claimed

    with ThreadPoolExecutor(4) as workers:
        claimed = [id_ for ids in workers.map(work, range(4)) for id_ in ids]
    assert len(claimed) == len(set(claimed)) == count
    assert either_house.shelf.outbox.counts() == {"done": count}


def test_while_a_worker_has_its_lease_nobody_else_gets_the_wish(either_house: House) -> None:
    wish(either_house, a_letter(either_house))
    claim(either_house)
    pass_seconds(either_house, LEASE)
    assert claim(either_house) == ()


def test_what_a_dead_worker_left_is_done_again_where_that_does_no_harm(
    either_house: House,
) -> None:
    wish(either_house, a_letter(either_house))
    (dead,) = claim(either_house)
    pass_seconds(either_house, LEASE + 1)
    (job,) = claim(either_house)
    assert (job.id, job.attempts) == (dead.id, 2)


def test_a_text_that_a_dead_worker_may_have_sent_is_never_sent_again(either_house: House) -> None:
    wish(either_house, a_text(either_house))
    claim(either_house)
    pass_seconds(either_house, LEASE + 1)
    assert claim(either_house) == ()
    assert (kept(either_house)["state"], kept(either_house)["code"]) == ("in_doubt", "worker_died")


def test_a_worker_that_comes_back_too_late_changes_nothing(either_house: House) -> None:
    wish(either_house, a_letter(either_house))
    (late,) = claim(either_house)
    pass_seconds(either_house, LEASE + 1)
    (job,) = claim(either_house)
    either_house.shelf.outbox.failed(late, code="slow", retry_at=None)
    assert kept(either_house)["state"] == "performing"
    either_house.shelf.outbox.done(job, provider_id="letter-1", cost_cents=120)
    either_house.shelf.outbox.doubted(late, code="slow")
    row = kept(either_house)
    assert (row["state"], row["provider_id"], row["cost_cents"]) == ("done", "letter-1", 120)


def test_a_failure_is_tried_again_at_its_time_even_for_a_text(either_house: House) -> None:
    wish(either_house, a_text(either_house))
    (job,) = claim(either_house)
    again = now(either_house) + timedelta(minutes=2)
    either_house.shelf.outbox.failed(job, code="carrier_busy", retry_at=again)
    assert kept(either_house)["code"] == "carrier_busy"
    pass_seconds(either_house, 120)
    assert claim(either_house) == ()
    pass_seconds(either_house, 1)
    (retried,) = claim(either_house)
    assert retried.attempts == 2
    assert kept(either_house)["code"] is None


def test_a_failure_for_good_is_never_tried_again(either_house: House) -> None:
    wish(either_house, a_letter(either_house))
    (job,) = claim(either_house)
    either_house.shelf.outbox.failed(job, code="address_missing", retry_at=None)
    pass_seconds(either_house, 10**6)
    assert claim(either_house) == ()
    row = kept(either_house)
    assert (row["state"], row["code"]) == ("failed", "address_missing")


def test_what_nobody_knows_is_never_tried_again(either_house: House) -> None:
    wish(either_house, a_letter(either_house))
    (job,) = claim(either_house)
    either_house.shelf.outbox.doubted(job, code="timeout")
    pass_seconds(either_house, 10**6)
    assert claim(either_house) == ()
    assert kept(either_house)["state"] == "in_doubt"


def test_a_text_about_the_day_before_yesterday_helps_nobody(either_house: House) -> None:
    wish(either_house, a_text(either_house))
    pass_seconds(either_house, 2 * 86_400 + 1)
    assert claim(either_house) == ()
    assert kept(either_house)["state"] == "expired"


def test_a_text_that_waits_for_another_try_expires_too(either_house: House) -> None:
    wish(either_house, a_text(either_house))
    (job,) = claim(either_house)
    again = now(either_house) + timedelta(days=3)
    either_house.shelf.outbox.failed(job, code="carrier_busy", retry_at=again)
    pass_seconds(either_house, 2 * 86_400 + 1)
    assert claim(either_house) == ()
    assert kept(either_house)["state"] == "expired"


def test_what_is_being_performed_does_not_expire_under_the_worker(either_house: House) -> None:
    hurried = replace(a_letter(either_house), expires_at=now(either_house) + timedelta(seconds=1))
    wish(either_house, hurried)
    (job,) = claim(either_house)
    pass_seconds(either_house, 60)
    assert claim(either_house) == ()
    either_house.shelf.outbox.done(job, provider_id="letter-1")
    assert kept(either_house)["state"] == "done"


def step(house: House, what: str, jobs: list[Job], seconds: int) -> None:
    outbox = house.shelf.outbox
    if what == "claim":
        jobs += claim(house)
    elif what == "wait":
        pass_seconds(house, seconds)
    elif jobs:
        job = jobs[seconds % len(jobs)]
        retry_at = now(house) + timedelta(seconds=seconds)
        {
            "done": lambda: outbox.done(job, provider_id="x"),
            "failed": lambda: outbox.failed(job, code="x", retry_at=None),
            "retry": lambda: outbox.failed(job, code="x", retry_at=retry_at),
            "doubted": lambda: outbox.doubted(job, code="x"),
        }[what]()


STEPS = st.tuples(
    st.sampled_from(["claim", "wait", "done", "failed", "retry", "doubted"]),
    st.integers(0, 100_000),
)


def test_whatever_workers_do_and_whenever_a_state_only_goes_forward(
    house: House, counts: Callable[[int, int], int]
) -> None:
    @given(
        kind=st.sampled_from([STATUS_TEXT, STATUS_LETTER]),
        steps=st.lists(STEPS, max_size=12),
        key=st.uuids(),
    )
    @settings(max_examples=counts(25, 2000), deadline=None)
    def any_work(kind: str, steps: Sequence[tuple[str, int]], key: object) -> None:
        intent = replace(a_text(house, f"event:{key}"), kind=kind)
        wish(house, intent)
        jobs: list[Job] = []
        states = ["queued"]
        for what, seconds in steps:
            step(house, what, jobs, seconds)
            (row,) = [r for r in rows(house, "outbox") if r["unique_key"] == intent.unique_key]
            states.append(row["state"])
        ends = [state for state in states if state not in ORDER[:2]]
        assert len(set(ends)) <= 1
        assert states == sorted(states, key=lambda state: min(ORDER.index(state), 2))

    any_work()


@pytest.mark.parametrize("state", ["sent", ""])
def test_the_database_itself_knows_no_other_state(either_house: House, state: str) -> None:
    wish(either_house, a_letter(either_house))
    with pytest.raises(IntegrityError):
        change(either_house, "outbox", {"state": state})
