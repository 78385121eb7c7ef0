"""A text of several messages came as far as all of them together, whatever came first."""

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.delivery import Cause, Delivery, State, later
from core.model.messages import by_another, course_of, message_wish, text_of

AT = datetime(2026, 11, 20, 17, tzinfo=UTC)
STATES = st.sampled_from(State)
D, R, U, S = State.DELIVERED, State.REJECTED, State.UNDELIVERED, State.SENT


def on_its_way(wish: str, state: State) -> Delivery:
    return Delivery(
        key=wish,
        wish=wish,
        carrier="line",
        state=state,
        cause=Cause.NETWORK_REFUSED if state in {R, U} else None,
        code="",
        provider_id="",
        parts=1,
        cost_cents=0,
        at=AT,
        changed_at=AT,
    )


def text_in(states: Sequence[State]) -> list[Delivery]:
    return [on_its_way(message_wish("w", n), state) for n, state in enumerate(states, 1)]


@pytest.mark.parametrize(
    ("states", "whole", "is_partly"),
    [
        ([D, D, D], D, False),
        ([D, S, D], S, False),
        ([D, State.ACCEPTED, S], State.ACCEPTED, False),
        ([D, State.DOUBTED], State.DOUBTED, False),
        ([D, U, D], U, True),
        ([State.QUEUED, R], R, True),
        ([U, R], R, False),
        ([R], R, False),
    ],
)
def test_the_worst_message_tells_of_the_whole_text(
    states: list[State], whole: State, *, is_partly: bool
) -> None:
    course = course_of(text_in(states))
    assert course is not None
    assert (course.delivery.state, course.is_partly) == (whole, is_partly)
    assert course.messages == len(states)


@given(st.lists(st.tuples(st.integers(0, 2), STATES), max_size=12), st.randoms())
def test_receipts_of_all_messages_in_any_order_end_the_same(
    told: list[tuple[int, State]], chance: Random
) -> None:
    shuffled = told * 2
    chance.shuffle(shuffled)
    ends = []
    for each in (told, shuffled):
        states = [State.ACCEPTED] * 3
        for place, state in each:
            states[place] = later(states[place], state)
        ends.append(course_of(text_in(states)))
    assert ends[0] == ends[1]


@given(st.lists(STATES, min_size=1, max_size=4), st.integers(0, 3), STATES)
def test_without_failures_no_receipt_leads_the_whole_back(
    states: list[State], place: int, receipt: State
) -> None:
    if {R, U} & {*states, receipt}:
        return
    before = course_of(text_in(states))
    place %= len(states)
    states[place] = later(states[place], receipt)
    after = course_of(text_in(states))
    assert before is not None
    assert after is not None
    assert later(before.delivery.state, after.delivery.state) is after.delivery.state


def test_no_message_is_no_course() -> None:
    assert course_of([]) is None
    assert course_of([on_its_way(by_another("w"), D)]) is None


@pytest.mark.parametrize(("first", "second", "whole"), [(R, S, S), (R, R, R), (D, S, D), (R, D, D)])
def test_the_second_journey_counts_unless_the_first_arrived_after_all(
    first: State, second: State, whole: State
) -> None:
    told = [on_its_way("w", first), on_its_way(by_another("w"), second)]
    course = course_of(told)
    assert course is not None
    assert (course.delivery.state, course.messages) == (whole, 1)
    assert course == course_of(told[::-1])


def test_every_message_names_its_text() -> None:
    assert [message_wish("w", place) for place in (1, 2, 11)] == ["w", "w#2", "w#11"]
    assert {text_of(message_wish("a:b", place)) for place in range(1, 12)} == {"a:b"}
