"""Calls that Asterisk brings to be missed, and those that it placed for us."""

from dataclasses import replace
from pathlib import Path

import pytest

from channels.voice.introduction import errand_of
from tests.channels.agi_peer import Asterisk
from tests.channels.callers import NUMBER, blind
from tests.channels.exchange import Exchange, ended, messages

KEY = "0123456789abcdef0123456789abcdef"
PHONE, OURS = "+51984123456", "+5184000111"


@pytest.fixture
def exchange(tmp_path: Path) -> Exchange:
    return Exchange(tmp_path / "sounds")


def brought(exchange: Exchange, *keys: str, **facts: str) -> Asterisk:
    """Let Asterisk bring one call with what its dial plan says."""
    return exchange.hears(replace(exchange.caller(*keys), facts=facts))


def test_a_ring_is_not_picked_up_and_goes_back_to_the_dial_plan(exchange: Exchange) -> None:
    call = brought(exchange, agi_arg_1="missed", agi_callerid=PHONE)
    assert call.commands == []
    assert call.hung_up_by == "connection"
    (missed,) = exchange.returning.missed_calls
    assert (missed.caller, missed.phone) == (blind(PHONE), PHONE)
    assert exchange.contacts.kept == {}
    assert exchange.returning.charged == []


def test_a_ring_without_the_token_is_not_taken_in(exchange: Exchange) -> None:
    brought(exchange, agi_arg_1="missed", agi_network_script="another")
    assert exchange.returning.missed_calls == []


def test_a_call_that_the_house_placed_is_known_by_its_key(exchange: Exchange) -> None:
    caller = str(blind(PHONE))
    exchange.returning.placed[KEY] = caller
    exchange.returning.phones[caller] = PHONE
    facts = {"agi_arg_1": "placed", "agi_arg_2": KEY, "agi_callerid": OURS}
    call = brought(exchange, "1", "1", NUMBER, **facts)
    assert messages(call)
    assert {str(asker.path) for _, asker in exchange.inquiry.asked} == {"our_call"}  # type: ignore[attr-defined] # the fake's
    first = next(iter(exchange.contacts.kept.values()))
    assert first.caller == caller
    assert [direction for *_, direction in exchange.returning.charged] == ["out"]


@pytest.mark.parametrize("key", ["", "f" * 32, "x\\ny"])
def test_who_brings_a_key_that_nobody_wished_proves_nothing(exchange: Exchange, key: str) -> None:
    facts = {"agi_arg_1": "placed", "agi_arg_2": key, "agi_callerid": PHONE}
    brought(exchange, "1", "1", NUMBER, **facts)
    assert {str(asker.path) for _, asker in exchange.inquiry.asked} == {"caller"}  # type: ignore[attr-defined] # the fake's
    assert next(iter(exchange.contacts.kept.values())).caller is None


def test_who_calls_too_often_hears_what_to_do_and_is_hung_up_on(exchange: Exchange) -> None:
    exchange.returning.often.add(str(blind(PHONE)))
    call = brought(exchange, agi_callerid=PHONE)
    assert messages(call) == ["refusal.called_too_often"]
    assert call.hung_up_by == "house"
    assert ended(exchange) == ["ended.completed"]


def test_a_call_is_charged_once_when_it_is_over(exchange: Exchange) -> None:
    brought(exchange, "1", agi_callerid=PHONE)
    ((call, seconds, direction),) = exchange.returning.charged
    assert call.startswith("AGI")
    assert 1 <= seconds <= 60
    assert direction == "in"


def test_a_dial_plan_that_says_nothing_brings_an_ordinary_call() -> None:
    assert errand_of({}) == ("", "")
    assert errand_of({"agi_arg_1": "placed"}) == ("placed", "")
