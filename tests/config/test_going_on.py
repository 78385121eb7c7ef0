"""What Kannel took and its network refused goes on over the next line of the route, once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from channels.sms.carriers import Carrier, Failed, Sent
from channels.sms.carriers.switch import Line, Route, Switch
from channels.sms.receipts import KANNEL, Receipts, kannel_receipt
from channels.sms.sending import send
from config.going_on import GoingOn
from config.house import House
from config.thread_texts import sent
from core.dispatch import Dispatch, NotPerformed, Performance, Performer
from core.model.carrier_line import Terms
from core.model.delivery import State
from core.model.messages import course_of
from core.onward import TEXT_ONWARD
from core.ports import Intent, Job
from core.wishes import STATUS_TEXT
from tests.core.rows import rows
from tests.houses import StoodClock

TO, SHORT = "+51984123456", "Exp 140-000-4276: listo."
LONG = "Exp 140-000-4276: está en trámite. " * 12


class Killed(BaseException):
    """The worker dies at once: nothing that it would still do is done."""


@dataclass
class Taking:
    """A line that takes everything, fails or dies as it is told."""

    said: list[str] = field(default_factory=list)
    fails: Failed | None = None
    dies: bool = False

    def send(self, _to: str, text: str, /, *, key: str) -> Sent | Failed:
        self.said.append(text)
        if self.dies:
            raise Killed
        return self.fails or Sent(key, 1, 3)


@dataclass
class Network:
    """A house whose worker texts one phone over two lines."""

    house: House
    text: str = SHORT
    claro: Taking = field(default_factory=Taking)
    entel: Taking = field(default_factory=Taking)
    route: tuple[str, ...] = ("claro", "entel")

    def switch(self) -> Switch:
        lines = {"claro": self.claro, "entel": self.entel}
        return Switch(
            lines={name: Line(Terms(name=name), line) for name, line in lines.items()},
            routes=(Route("+51", self.route),),
            deliveries=self.house.shelf.deliveries,
            key_of=lambda wish: wish.encode().hex().rjust(32, "0")[-32:],
            pause=lambda _: None,
        )

    def text_it(self, carrier: Carrier, job: Job) -> Performance:
        return sent(send(carrier, TO, self.text, key=job.intent.unique_key))

    def wish(self) -> None:
        with self.house.shelf.ledger.writing() as work:
            work.intend(Intent(kind=STATUS_TEXT, cause="c", unique_key="w", person=""))

    def work(self) -> None:
        switch = self.switch()
        hands = {STATUS_TEXT: self.text_it}
        done: Mapping[str, Performer] = {
            STATUS_TEXT: partial(self.text_it, switch),
            TEXT_ONWARD: GoingOn(switch, hands).perform,
        }
        outbox, clock = self.house.shelf.outbox, self.house.clock
        Dispatch(outbox=outbox, clock=clock, performers=done).run()

    def receipt(self, kind: str, message: str = "w", answer: str = "") -> None:
        key = self.switch().key_of(message)
        receipts = Receipts(self.house.shelf.deliveries)
        receipts.note(KANNEL, kannel_receipt(key, {"type": kind, "answer": answer}))

    def state(self) -> State:
        course = course_of(self.house.shelf.deliveries.messages_of("w"))
        assert course is not None
        return course.delivery.state

    def onward(self) -> list[tuple[str, str | None]]:
        return [(row["state"], row["code"]) for row in self._wishes()]

    def job(self) -> Job:
        """Tell the wish that goes on, as a worker would that was handed it by mistake."""
        (row,) = self._wishes()
        payload = json.loads(row["payload"])
        names = ("kind", "cause", "unique_key", "person")
        told = {name: row[name] for name in names}
        return Job(id=row["id"], intent=Intent(**told, payload=payload), attempts=2)

    def _wishes(self) -> list[Mapping[str, Any]]:
        return [row for row in rows(self.house, "outbox") if row["kind"] == TEXT_ONWARD]


@pytest.fixture
def network(house: House) -> Network:
    network = Network(house)
    network.wish()
    network.work()
    assert network.claro.said == [SHORT]
    return network


def test_it_goes_on_once_however_often_the_receipt_comes(network: Network) -> None:
    for _ in range(3):
        network.receipt("16")
        network.work()
    assert (network.claro.said, network.entel.said) == ([SHORT], [SHORT])
    assert network.onward() == [("done", None)]
    assert network.state() is State.ACCEPTED
    network.receipt("1", "by_another:w")
    assert network.state() is State.DELIVERED


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("16", "NACK/0x0000000b/Invalid"), ("2", ""), ("2", "stat:UNDELIV err:027"), ("1", "")],
)
def test_what_the_phone_is_to_blame_for_or_left_already_does_not_go_on(
    network: Network, kind: str, answer: str
) -> None:
    network.receipt(kind, answer=answer)
    network.work()
    assert (network.entel.said, network.onward()) == ([], [])


def test_what_arrived_after_all_is_not_sent_again(network: Network) -> None:
    network.receipt("16")
    network.receipt("1")
    network.work()
    assert network.entel.said == []
    assert network.onward() == [("done", None)]
    assert network.state() is State.DELIVERED


def test_a_late_delivery_after_the_second_journey_is_told(network: Network) -> None:
    network.receipt("16")
    network.work()
    network.receipt("1")
    network.receipt("16", "by_another:w")
    network.work()
    assert network.state() is State.DELIVERED
    assert len(network.entel.said) == 1


def test_refused_by_both_networks_it_is_told_to_staff_and_that_is_all(network: Network) -> None:
    network.receipt("16")
    network.work()
    network.receipt("16", "by_another:w")
    network.work()
    assert (len(network.claro.said), len(network.entel.said)) == (1, 1)
    assert network.state() is State.REJECTED


def test_a_worker_that_is_killed_halfway_sends_it_to_nobody_twice(network: Network) -> None:
    network.receipt("16")
    network.entel.dies = True
    with pytest.raises(Killed):
        network.work()
    network.entel.dies = False
    clock = network.house.clock
    assert isinstance(clock, StoodClock)
    clock.moment = clock.now() + timedelta(minutes=10)
    network.receipt("16")
    network.work()
    assert network.onward() == [("in_doubt", "worker_died")]
    # Not even if the wish reached a second worker by mistake.
    again = GoingOn(network.switch(), {STATUS_TEXT: network.text_it}).perform(network.job())
    assert again == NotPerformed("no_answer", retryable=False, in_doubt=True)
    assert len(network.entel.said) == 1
    assert network.state() is State.DOUBTED


def test_where_the_route_has_no_other_line_it_stays_refused(network: Network) -> None:
    network.route = ("claro",)
    network.receipt("16")
    network.work()
    assert network.onward() == [("failed", "no_route")]
    assert network.state() is State.REJECTED


def test_a_line_of_the_route_no_more_is_followed_by_none(network: Network) -> None:
    network.route = ("entel",)
    network.receipt("16")
    network.work()
    assert network.entel.said == []


def test_the_refusal_may_come_before_kannels_own_answer(house: House) -> None:
    network = Network(house)
    network.wish()

    def take(_to: str, text: str, /, *, key: str) -> Sent:
        network.claro.said.append(text)
        network.receipt("16")
        return Sent(key, 1, 3)

    network.claro.send = take  # type: ignore[method-assign]  # the line answers late
    network.work()
    assert (network.claro.said, network.entel.said) == ([SHORT], [SHORT])
    assert network.state() is State.ACCEPTED


def test_of_a_long_text_only_the_refused_message_goes_on(house: House) -> None:
    network = Network(house, text=LONG)
    network.wish()
    network.work()
    assert [text[:4] for text in network.claro.said] == ["1/3 ", "2/3 ", "3/3 "]
    network.receipt("1")
    network.receipt("16", "w#2")
    assert network.state() is State.REJECTED
    network.work()
    assert [text[:4] for text in network.entel.said] == ["2/3 "]
    network.receipt("1", "w#3")
    network.receipt("1", "by_another:w#2")
    assert network.state() is State.DELIVERED
    network.receipt("16")
    network.work()
    assert len(network.entel.said) == 1


def test_two_refused_messages_both_go_on(house: House) -> None:
    network = Network(house, text=LONG)
    network.wish()
    network.work()
    network.receipt("16")
    network.receipt("16", "w#3")
    network.work()
    assert [text[:4] for text in network.entel.said] == ["1/3 ", "3/3 "]
    assert [state for state, _ in network.onward()] == ["done", "done"]


def test_a_wish_of_another_release_is_told_and_ends_nothing(network: Network) -> None:
    network.receipt("16")
    unknown = GoingOn(network.switch(), {}).perform(network.job())
    assert unknown == NotPerformed("wish_unknown", retryable=False)
