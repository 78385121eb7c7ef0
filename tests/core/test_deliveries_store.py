"""How far a text came is kept the same on both databases, and never goes back."""

from itertools import permutations

import pytest

from config.house import House
from core.model.carrier_line import Breaker, Terms
from core.model.delivery import Cause, Delivery, Receipt, State
from core.ports import Begun, Failed, Handing, Resting, Sent

KEY = "a" * 32
TEXT = Handing(key=KEY, wish="wish", parts=2)
TERMS = Terms(name="line")
SENT = Sent("id", 2, 8)


def state(house: House) -> State:
    found = house.shelf.deliveries.of_wish("wish")
    assert found is not None
    return found.state


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_answer_and_receipts_in_any_order_end_the_same(
    house: House, order: tuple[int, ...]
) -> None:
    deliveries = house.shelf.deliveries
    told = [Receipt(key=KEY, state=one) for one in (State.SENT, State.DELIVERED, State.SENT)]
    assert isinstance(deliveries.begin(TEXT, TERMS), Begun)
    for place in order:
        if place == 3:
            deliveries.settle(KEY, TERMS, SENT, is_final=False)
        else:
            assert deliveries.receive(told[place])
    found = deliveries.of_wish("wish")
    assert found is not None
    assert (found.state, found.provider_id, found.cost_cents) == (State.DELIVERED, "id", 8)


def test_a_text_that_was_begun_is_not_begun_again(either_house: House) -> None:
    deliveries = either_house.shelf.deliveries
    assert isinstance(deliveries.begin(TEXT, TERMS), Begun)
    again = deliveries.begin(TEXT, TERMS)
    assert isinstance(again, Delivery)
    assert again.state is State.QUEUED
    deliveries.settle(KEY, TERMS, SENT, is_final=False)
    taken = deliveries.begin(TEXT, TERMS)
    assert isinstance(taken, Delivery)
    assert taken.state is State.ACCEPTED


def test_a_definite_failure_may_be_tried_again_and_a_final_one_may_not(
    either_house: House,
) -> None:
    deliveries = either_house.shelf.deliveries
    deliveries.begin(TEXT, TERMS)
    deliveries.settle(KEY, TERMS, Failed("not_reached", retryable=True), is_final=False)
    assert state(either_house) is State.QUEUED
    assert isinstance(deliveries.begin(TEXT, TERMS), Begun)
    deliveries.settle(KEY, TERMS, Failed("phone_invalid", retryable=False), is_final=True)
    found = deliveries.begin(TEXT, TERMS)
    assert isinstance(found, Delivery)
    assert (found.state, found.cause) == (State.REJECTED, Cause.PHONE_INVALID)


def test_a_doubt_ends_with_a_receipt(either_house: House) -> None:
    deliveries = either_house.shelf.deliveries
    deliveries.begin(TEXT, TERMS)
    doubt = Failed("no_answer", retryable=False, in_doubt=True)
    deliveries.settle(KEY, TERMS, doubt, is_final=False)
    assert state(either_house) is State.DOUBTED
    assert deliveries.receive(Receipt(key=KEY, state=State.DELIVERED))
    assert state(either_house) is State.DELIVERED


def test_a_line_rests_after_its_failures_and_works_again_after_a_success(
    either_house: House,
) -> None:
    deliveries = either_house.shelf.deliveries
    terms = Terms(name="ill", breaker=Breaker(failures=2))
    for number in range(2):
        one = Handing(key=f"{number:032}", wish=f"w{number}", parts=1)
        assert isinstance(deliveries.begin(one, terms), Begun)
        deliveries.settle(one.key, terms, Failed("not_reached", retryable=True), is_final=False)
    assert isinstance(deliveries.begin(TEXT, terms), Resting)
    assert deliveries.of_wish("wish") is None
    deliveries.settle(KEY, terms, SENT, is_final=False)
    assert isinstance(deliveries.begin(TEXT, terms), Begun)


def test_a_line_that_is_too_slow_for_now_is_not_waited_for(either_house: House) -> None:
    terms = Terms(name="slow", per_second=0.01, burst=1)
    deliveries = either_house.shelf.deliveries
    assert isinstance(deliveries.begin(TEXT, terms), Resting)
    assert deliveries.health("slow") is not None


def test_a_receipt_of_a_stranger_is_counted_and_changes_nothing(either_house: House) -> None:
    deliveries = either_house.shelf.deliveries
    assert not deliveries.receive(Receipt(key="b" * 32, state=State.DELIVERED))
    for _ in range(3):
        deliveries.count_stray("kannel")
    assert deliveries.strays() == 3
    assert deliveries.counts() == {}


def test_a_reply_is_noted_once(either_house: House) -> None:
    deliveries = either_house.shelf.deliveries
    for _ in range(2):
        deliveries.replied(TEXT, "kannel")
    assert state(either_house) is State.ACCEPTED
    assert deliveries.counts() == {"kannel": {"accepted": 1}}
