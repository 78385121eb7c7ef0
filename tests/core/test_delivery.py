"""Receipts in any order lead to one state, and a line keeps its pace and rests when it must."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.carrier_line import Breaker, Health, Sender, SenderKind, Terms
from core.model.delivery import OF_THE_CARRIER, Cause, State, cause_of, hidden_by, later
from core.model.delivery_key import delivery_key

NOON = datetime(2026, 11, 21, 17, tzinfo=UTC)
STATES = st.sampled_from(State)


@given(st.lists(STATES, min_size=1), st.randoms())
def test_receipts_in_any_order_and_any_number_lead_to_one_state(
    told: list[State], chance: Random
) -> None:
    shuffled = told * 2
    chance.shuffle(shuffled)
    first, second = State.QUEUED, State.QUEUED
    for state in told:
        first = later(first, state)
    for state in shuffled:
        second = later(second, state)
    assert first == second == max(told, key=list(State).index)


@given(STATES, STATES)
def test_a_state_hides_exactly_those_that_it_replaces(one: State, other: State) -> None:
    assert (one in hidden_by(other)) is (later(one, other) is other and one is not other)


def test_nothing_outdoes_a_phone_that_has_the_text() -> None:
    assert set(hidden_by(State.DELIVERED)) == set(State) - {State.DELIVERED}
    assert hidden_by(State.QUEUED) == ()


def test_a_code_that_no_table_knows_is_of_an_unknown_cause() -> None:
    assert cause_of("opted_out") is Cause.OPTED_OUT
    assert cause_of("carrier_99999") is Cause.UNKNOWN


@pytest.mark.parametrize("cause", [Cause.OPTED_OUT, Cause.BLOCKED, Cause.COUNTRY_FORBIDDEN])
def test_what_a_person_or_the_office_forbade_is_not_tried_elsewhere(cause: Cause) -> None:
    assert cause not in OF_THE_CARRIER


def test_a_key_says_nothing_and_differs_for_every_wish() -> None:
    def blind(kind: str, value: str) -> str:
        return (f"{kind}:{value}".encode().hex() + "0" * 64)[:64]

    assert delivery_key("a", blind) != delivery_key("b", blind)
    assert len(delivery_key("a", blind)) == 32


@pytest.mark.parametrize(
    ("name", "kind", "valid"),
    [
        ("MuniPisac", SenderKind.ALPHANUMERIC, True),
        ("Muni Pisac", SenderKind.ALPHANUMERIC, True),
        ("MuniDePisac1", SenderKind.ALPHANUMERIC, False),
        ("12345", SenderKind.ALPHANUMERIC, False),
        ("Pisaq'", SenderKind.ALPHANUMERIC, False),
        ("+5116400000", SenderKind.LONG, True),
        ("1234", SenderKind.LONG, False),
        ("1234", SenderKind.SHORT_CODE, True),
        ("0123", SenderKind.SHORT_CODE, False),
        ("MIDIS", SenderKind.SHORT_CODE, False),
    ],
)
def test_a_sender_is_of_its_kind(name: str, kind: SenderKind, *, valid: bool) -> None:
    sender = Sender(name, kind)
    assert sender.is_valid is valid
    assert sender.can_be_answered is (kind is not SenderKind.ALPHANUMERIC)


def test_the_longest_prefix_tells_the_price_of_each_part() -> None:
    terms = Terms(name="a", cents={"+51": 3, "+5198": 5})
    assert terms.cost("+51987654321", 2) == 10
    assert terms.cost("+51912345678", 2) == 6
    assert terms.cost("+59171234567", 2) == 0


def test_a_line_without_a_pace_never_waits() -> None:
    terms = Terms(name="a")
    health = Health.rested(terms, NOON)
    for _ in range(100):
        health, wait = health.taken(terms, 3, NOON)
        assert wait == 0.0


def test_parts_beyond_the_burst_wait_their_turn() -> None:
    terms = Terms(name="a", per_second=2.0, burst=2)
    health, wait = Health.rested(terms, NOON).taken(terms, 2, NOON)
    assert wait == 0.0
    health, wait = health.taken(terms, 1, NOON)
    assert wait == 0.5
    _, wait = health.taken(terms, 1, NOON + timedelta(seconds=1))
    assert wait == 0.0


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6)), min_size=1, max_size=60))
def test_no_stretch_of_time_sees_more_than_pace_and_burst(steps: list[tuple[int, int]]) -> None:
    terms = Terms(name="a", per_second=1.0, burst=6)
    health, now, sent = Health.rested(terms, NOON), NOON, 0
    for pause, parts in steps:
        now += timedelta(seconds=pause)
        health, wait = health.taken(terms, parts, now)
        now += timedelta(seconds=wait)
        sent += parts
        assert sent <= 6 + (now - NOON).total_seconds() + 1e-6


def test_a_clock_that_is_set_back_gives_no_parts_away() -> None:
    terms = Terms(name="a", per_second=1.0, burst=1)
    health, _ = Health.rested(terms, NOON).taken(terms, 1, NOON)
    _, wait = health.taken(terms, 1, NOON - timedelta(hours=1))
    assert wait == 1.0


def test_too_many_failures_in_a_row_let_a_line_rest_and_one_text_tries_it() -> None:
    terms = Terms(name="a", breaker=Breaker(failures=3))
    health = Health.rested(terms, NOON)
    for _ in range(2):
        health = health.failed(terms, NOON)
        assert not health.is_resting(NOON)
    health = health.failed(terms, NOON)
    assert health.is_resting(NOON)
    later_on = NOON + timedelta(minutes=1)
    assert not health.is_resting(later_on)
    tried, _ = health.taken(terms, 1, later_on)
    assert tried.is_resting(later_on)  # the try is one: others wait for how it goes
    assert tried.failed(terms, later_on).is_resting(later_on)


def test_failures_far_apart_are_no_illness() -> None:
    terms = Terms(name="a", breaker=Breaker(failures=2))
    health = Health.rested(terms, NOON)
    for minute in range(0, 20, 2):
        health = health.failed(terms, NOON + timedelta(minutes=minute))
        assert not health.is_resting(NOON + timedelta(minutes=minute))
