"""How far a long answer came: the page tells of all its messages, not of the first alone."""

from collections.abc import Callable
from itertools import permutations

import pytest

from config.carriers import key_of
from config.house import House
from core.model.delivery import Cause, Receipt, State
from core.model.messages import message_wish
from core.model.thread import Thread
from core.thread_wishes import PERSON_TEXT
from tests.channels.thread_pages import answer, page_of, work
from tests.clerks import Clerk, words
from tests.core.rows import rows

LONG = "Venga el lunes a la oficina con su documento y con la hoja que le dimos el otro día. " * 4
ALL = (1, 2, 3)
Page = Callable[[], str]


def receive(house: House, place: int, state: State, cause: Cause | None = None) -> None:
    """Let the network tell of one message of the answer."""
    (wish,) = (row["unique_key"] for row in rows(house, "outbox") if row["kind"] == PERSON_TEXT)
    key = key_of(house)(message_wish(wish, place))
    assert house.shelf.deliveries.receive(Receipt(key=key, state=state, cause=cause))


@pytest.fixture
def page(house: House, clerk: Clerk, thread: Thread) -> Page:
    """Answer at length, let the worker send it, and read the page from then on."""
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    assert answer(clerk, thread, LONG.strip()).endswith("hecho=enviado")
    work(house)
    return lambda: words(clerk.get(page_of(thread)).text)


def test_a_long_answer_is_delivered_when_all_its_messages_are(house: House, page: Page) -> None:
    for place in ALL:
        assert "Entregado" not in page()
        receive(house, place, State.DELIVERED)
    assert "Entregado" in page()
    receive(house, 2, State.SENT)
    assert "Entregado" in page()


def test_a_message_that_did_not_arrive_is_told_though_the_others_did(
    house: House, page: Page
) -> None:
    receive(house, 1, State.DELIVERED)
    receive(house, 3, State.UNDELIVERED, Cause.PHONE_OFF)
    said = (
        "Incompleto El texto va en 3 mensajes. No llegaron todos: falta 1. El celular está "
        "apagado, sin señal o con la memoria llena. Espere un día. Si no llega, mande una carta."
    )
    assert said in page()
    receive(house, 2, State.DELIVERED)
    assert said in page()
    receive(house, 3, State.DELIVERED)
    assert "Incompleto" not in page()
    assert "Entregado" in page()


def test_where_no_message_left_the_answer_is_refused_as_a_whole(house: House, page: Page) -> None:
    for place in ALL:
        receive(house, place, State.REJECTED, Cause.BLOCKED)
    assert "Rechazado" in page()
    assert "Incompleto" not in page()


@pytest.mark.parametrize("order", list(permutations(ALL)))
def test_the_order_of_the_receipts_is_nothing_to_it(
    house: House, page: Page, order: tuple[int, ...]
) -> None:
    states = {1: State.DELIVERED, 2: State.UNDELIVERED, 3: State.SENT}
    for place in order:
        receive(house, place, states[place], Cause.BLOCKED if place == 2 else None)
    said = page()
    assert "Incompleto" in said
    assert "La red bloqueó el mensaje." in said
