import asyncio
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from tests.channels.agi_peer import TOKEN, environment
from tests.channels.callers import CLAVE, NUMBER
from tests.channels.exchange import Exchange, messages
from tests.loops import awaited

CALL = "AGI17951904007x0001"


@pytest.fixture
def exchange(tmp_path: Path) -> Exchange:
    return Exchange(tmp_path)


@pytest.mark.parametrize("junk", [b"", b"\0" * 50, b"GET / HTTP/1.1\r\n\r\n", b"x" * 100_000])
def test_what_is_no_call_is_closed_and_leaves_no_trace(exchange: Exchange, junk: bytes) -> None:
    async def knock() -> bytes:
        async with exchange.open() as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(junk)
            writer.write_eof()
            try:
                return await reader.read()
            except ConnectionError:
                return b""
            finally:
                writer.close()

    assert awaited(knock()) == b""
    assert exchange.contacts.kept == {}


@pytest.mark.parametrize("told", ["", "wrong", TOKEN[:-1], f"{TOKEN}x", f"{TOKEN}?a=1", "ñ"])
def test_who_does_not_know_the_token_is_hung_up_on_and_leaves_no_trace(
    exchange: Exchange, told: str
) -> None:
    caller = replace(exchange.caller("1"), facts={"agi_network_script": told})
    heard = exchange.hears(caller)
    assert heard.commands == ["HANGUP"]
    assert exchange.contacts.kept == {}


def test_a_call_that_does_not_say_the_token_at_all_is_hung_up_on(exchange: Exchange) -> None:
    async def silent() -> bytes:
        async with exchange.open() as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"agi_network: yes\n\n")
            said = await reader.readline()
            writer.close()
            return said

    assert awaited(silent()) == b"HANGUP\n"
    assert exchange.contacts.kept == {}


def test_a_door_without_a_token_is_not_built(exchange: Exchange) -> None:
    with pytest.raises(ValueError, match="token"):
        replace(exchange.door(None), token="")  # type: ignore[arg-type] # it is not built


@pytest.mark.parametrize(
    ("caller_id", "known"),
    [
        ("+51984123456", "blind:3456"),
        ("unknown", None),
        ("", None),
        ("anonymous", None),
        ("+34911223344", None),
        ("x" * 500, None),
        ("\0", None),
        ("+", None),
    ],
)
def test_a_caller_is_known_by_a_phone_or_not_at_all(
    exchange: Exchange, caller_id: str, known: str | None
) -> None:
    exchange.hears(replace(exchange.caller("1"), facts={"agi_callerid": caller_id}))
    assert exchange.contacts.kept[CALL, 1].caller == known


@pytest.mark.parametrize(
    ("unique", "called"),
    [
        ("1795190400.7", CALL),
        ("cusco-1795190400.7", "AGIcusco17951904007x0001"),
        ("", "AGIx0001"),
        ("../../etc; DROP 'ñ'", "AGIetcDROPx0001"),
        ("9" * 500, f"AGI{'9' * 30}x0001"),
    ],
)
def test_the_name_of_a_call_is_made_safe(exchange: Exchange, unique: str, called: str) -> None:
    exchange.hears(replace(exchange.caller(), facts={"agi_uniqueid": unique}))
    assert {call for call, _ in exchange.contacts.kept} == {called}


def test_two_machines_that_count_alike_do_not_share_a_call(exchange: Exchange) -> None:
    first, second = exchange.caller("1", NUMBER), exchange.caller("2")

    async def both() -> None:
        async with exchange.open() as port:
            await asyncio.gather(first.call(port), second.call(port))

    awaited(both())
    assert "voice.clave" in messages(first)
    assert messages(second) == ["voice.welcome", "voice.menu", "voice.shortcut"]
    assert len({call for call, _ in exchange.contacts.kept}) == 2


def test_a_clave_is_kept_nowhere_and_logged_nowhere(
    exchange: Exchange, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "channels")
    exchange.hears(exchange.caller("1", NUMBER, CLAVE))
    assert CLAVE not in repr(exchange.contacts.kept)
    assert CLAVE not in caplog.text


def test_one_call_too_many_is_left_to_the_dial_plan(exchange: Exchange) -> None:
    exchange.most = 1

    async def crowd() -> bytes:
        async with exchange.open() as port:
            first = await asyncio.open_connection("127.0.0.1", port)
            first[1].write(environment({}))
            assert await first[0].readline() == b"ANSWER\n"
            second = await asyncio.open_connection("127.0.0.1", port)
            turned_away = await second[0].read()
            first[1].close()
            second[1].close()
            return turned_away

    assert awaited(crowd()) == b""
    assert len({call for call, _ in exchange.contacts.kept}) == 1
