"""Who carries a text: in order, the next one only where the one before surely did not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from channels.sms.carriers import Failed, Sent
from channels.sms.carriers.switch import Line, Route, Switch
from config.house import House
from core.model.carrier_line import Breaker, Terms
from core.model.delivery import State
from tests.houses import StoodClock

TO, TEXT = "+51984123456", "Exp 140-000-4276: listo."
DOWN = Failed("network_down", retryable=True)
DOUBT = Failed("no_answer", retryable=False, in_doubt=True)
INVALID = Failed("phone_invalid", retryable=False)
NO_SENDER = Failed("sender_invalid", retryable=False)


@dataclass
class Told:
    """A carrier that says what the test told it to, and then takes everything."""

    says: list[Sent | Failed] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    def send(self, to: str, _text: str, /, *, key: str) -> Sent | Failed:
        self.sent.append(to)
        return self.says.pop(0) if self.says else Sent(f"id-{key[:4]}", 1, 0)


@dataclass
class Exchange:
    """A switch over two lines, and the seconds that it waited."""

    house: House
    first: Told
    second: Told
    waited: list[float] = field(default_factory=list)
    routes: Sequence[Route] = (Route("+51", ("first", "second")), Route("+591", ("second",)))
    terms: Terms = field(default_factory=lambda: Terms(name="first", cents={"+51": 4}))

    def send(self, key: str = "k", to: str = TO) -> Sent | Failed:
        lines = {
            "first": Line(self.terms, self.first),
            "second": Line(Terms(name="second", cents={"+51": 9}), self.second),
        }
        switch = Switch(
            lines=lines,
            routes=self.routes,
            deliveries=self.house.shelf.deliveries,
            key_of=lambda wish: wish.rjust(32, "0"),
            pause=self.waited.append,
        )
        return switch.send(to, TEXT, key=key)

    def state(self, key: str = "k") -> State:
        found = self.house.shelf.deliveries.of_wish(key)
        assert found is not None
        return found.state


@pytest.fixture
def exchange(house: House) -> Exchange:
    return Exchange(house, Told(), Told())


def test_the_first_line_carries_and_its_price_counts(exchange: Exchange) -> None:
    assert exchange.send() == Sent("id-0000", 1, 4)
    assert exchange.second.sent == []
    assert exchange.state() is State.ACCEPTED


@pytest.mark.parametrize("failure", [DOWN, NO_SENDER, Failed("carrier_999", retryable=False)])
def test_a_definite_failure_of_a_carrier_is_made_good_by_the_next(
    exchange: Exchange, failure: Failed
) -> None:
    exchange.first.says = [failure]
    assert exchange.send() == Sent("id-0000", 1, 9)
    assert exchange.state() is State.ACCEPTED


def test_what_is_in_doubt_is_sent_again_by_nobody(exchange: Exchange) -> None:
    exchange.first.says = [DOUBT]
    assert exchange.send() == DOUBT
    assert exchange.send() == DOUBT
    assert (len(exchange.first.sent), exchange.second.sent) == (1, [])
    assert exchange.state() is State.DOUBTED


@pytest.mark.parametrize("code", ["phone_invalid", "opted_out", "blocked", "text_invalid"])
def test_what_is_wrong_with_phone_or_text_is_not_tried_elsewhere(
    exchange: Exchange, code: str
) -> None:
    exchange.first.says = [Failed(code, retryable=False)]
    assert exchange.send() == Failed(code, retryable=False)
    assert exchange.second.sent == []
    assert exchange.state() is State.REJECTED
    assert exchange.send() == Failed(code, retryable=False)
    assert len(exchange.first.sent) == 1


def test_where_all_fail_and_one_may_come_back_the_text_is_tried_again(exchange: Exchange) -> None:
    exchange.first.says, exchange.second.says = [DOWN], [NO_SENDER]
    assert exchange.send() == Failed("sender_invalid", retryable=True)
    assert exchange.state() is State.QUEUED
    assert isinstance(exchange.send(), Sent)


def test_where_all_refuse_for_good_the_text_has_failed(exchange: Exchange) -> None:
    exchange.first.says, exchange.second.says = [NO_SENDER], [NO_SENDER]
    assert exchange.send() == NO_SENDER
    assert exchange.state() is State.REJECTED


def test_the_longest_prefix_chooses_and_no_route_is_no_text(exchange: Exchange) -> None:
    assert isinstance(exchange.send("a", "+59171234567"), Sent)
    assert (exchange.first.sent, exchange.second.sent) == ([], ["+59171234567"])
    assert exchange.send("b", "+14155550100") == Failed("no_route", retryable=False)


def test_the_same_wish_is_handed_over_once_and_told_as_it_went(exchange: Exchange) -> None:
    assert exchange.send() == exchange.send()
    assert len(exchange.first.sent) == 1


def test_an_ill_line_rests_and_the_next_carries_meanwhile(exchange: Exchange) -> None:
    exchange.terms = Terms(name="first", breaker=Breaker(failures=2))
    exchange.first.says = [DOWN] * 5
    for number in range(5):
        assert isinstance(exchange.send(f"k{number}"), Sent)
    assert (len(exchange.first.sent), len(exchange.second.sent)) == (2, 5)


def test_a_line_that_rested_is_tried_by_one_text_and_works_again(exchange: Exchange) -> None:
    clock = exchange.house.clock
    assert isinstance(clock, StoodClock)
    exchange.terms = Terms(name="first", breaker=Breaker(failures=1))
    exchange.first.says = [DOWN, DOWN]
    exchange.send("a")
    for minute, key in ((1, "b"), (1, "c"), (2, "d"), (2, "e")):
        clock.moment = datetime(2026, 11, 20, 17, minute, tzinfo=UTC)
        assert isinstance(exchange.send(key), Sent)
    # a: down. b: the try after a minute, down as well. c: rests. d: the next try. e: works again.
    assert len(exchange.first.sent) == 4
    assert len(exchange.second.sent) == 3


def test_where_every_line_rests_the_text_waits(exchange: Exchange) -> None:
    exchange.routes = (Route("+51", ("first",)),)
    exchange.terms = Terms(name="first", breaker=Breaker(failures=1))
    exchange.first.says = [DOWN]
    assert exchange.send("a") == DOWN
    assert exchange.send("b") == Failed("carriers_resting", retryable=True)


def test_texts_keep_the_pace_of_their_line(exchange: Exchange) -> None:
    exchange.terms = Terms(name="first", per_second=2.0, burst=1)
    for number in range(3):
        exchange.send(f"k{number}")
    assert exchange.waited == [0.5, 1.0]  # the clock stands still here
    assert exchange.second.sent == []
