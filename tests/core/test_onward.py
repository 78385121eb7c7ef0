"""A text that a network took and then refused is wished once more, at once and in one act."""

import json

import pytest

from config.house import House
from core.model.carrier_line import Terms
from core.model.delivery import Cause, Receipt, State
from core.model.messages import by_another, message_wish
from core.onward import TEXT_ONWARD, first_wish
from core.ports import Handing, Intent, Sent
from tests.core.rows import rows

TERMS = Terms(name="claro")
WISH = Intent(
    kind="status_text",
    cause="event:hub.1.1",
    unique_key="status_text:1",
    person="p",
    payload={"number": "1400004276"},
    priority=3,
)


def key_of(wish: str) -> str:
    return wish.encode().hex().rjust(32, "0")[-32:]


def taken(house: House, wish: str = WISH.unique_key) -> None:
    deliveries, key = house.shelf.deliveries, key_of(wish)
    deliveries.begin(Handing(key=key, wish=wish, parts=1), TERMS)
    deliveries.settle(key, TERMS, Sent(key, 1, 0), is_final=False)


def refused(wish: str = WISH.unique_key, *, goes_on: bool = True) -> Receipt:
    cause = Cause.NETWORK_REFUSED
    return Receipt(key=key_of(wish), state=State.REJECTED, cause=cause, goes_on=goes_on)


def onward(house: House) -> list[str]:
    return [row["unique_key"] for row in rows(house, "outbox") if row["kind"] == TEXT_ONWARD]


@pytest.fixture
def wished(either_house: House) -> House:
    with either_house.shelf.ledger.writing() as work:
        work.intend(WISH)
    return either_house


def test_a_refusal_however_often_it_is_told_is_one_wish(wished: House) -> None:
    taken(wished)
    for _ in range(3):
        assert wished.shelf.deliveries.receive(refused())
    assert onward(wished) == [by_another(WISH.unique_key)]
    jobs = wished.shelf.outbox.claim(limit=9, lease_seconds=60)
    (job,) = (job for job in jobs if job.intent.kind == TEXT_ONWARD)
    first = first_wish(job.intent)
    assert (first.kind, first.cause, first.unique_key) == (WISH.kind, WISH.cause, WISH.unique_key)
    assert (first.payload, first.person, first.priority) == (WISH.payload, "p", 3)


def test_the_wish_that_goes_on_holds_ids_only(wished: House) -> None:
    taken(wished)
    wished.shelf.deliveries.receive(refused())
    (row,) = [row for row in rows(wished, "outbox") if row["kind"] == TEXT_ONWARD]
    told = json.loads(row["payload"])
    assert set(told) == {"message", "first"}
    assert set(told["first"]) == {"kind", "cause", "unique_key", "payload"}
    assert row["expires_at"] is None


def test_each_message_of_a_long_text_goes_on_by_itself(wished: House) -> None:
    second = message_wish(WISH.unique_key, 2)
    taken(wished)
    taken(wished, second)
    wished.shelf.deliveries.receive(refused(second))
    assert onward(wished) == [by_another(second)]
    told = {one.wish: one.state for one in wished.shelf.deliveries.messages_of(WISH.unique_key)}
    assert told == {WISH.unique_key: State.ACCEPTED, second: State.REJECTED}


@pytest.mark.parametrize("count", [1, 2, 3, 12, 13, 14, 25])
def test_all_messages_of_a_text_are_found_and_none_of_another(house: House, count: int) -> None:
    for place in range(1, count + 1):
        taken(house, message_wish("w", place))
    taken(house, by_another("w"))
    taken(house, "w2")
    found = house.shelf.deliveries.messages_of("w")
    assert len(found) == count + 1
    assert {one.wish for one in found} == {
        by_another("w"),
        *(message_wish("w", place) for place in range(1, count + 1)),
    }


def test_what_is_of_phone_or_text_does_not_go_on(wished: House) -> None:
    taken(wished)
    assert wished.shelf.deliveries.receive(refused(goes_on=False))
    assert onward(wished) == []


def test_a_text_that_arrived_does_not_go_on(wished: House) -> None:
    taken(wished)
    wished.shelf.deliveries.receive(Receipt(key=key_of(WISH.unique_key), state=State.DELIVERED))
    assert wished.shelf.deliveries.receive(refused())
    assert onward(wished) == []


def test_a_second_journey_is_the_last_and_a_reply_has_no_second(wished: House) -> None:
    for wish in (by_another(WISH.unique_key), "reply:KN1"):
        taken(wished, wish)
        assert wished.shelf.deliveries.receive(refused(wish))
    assert onward(wished) == []
