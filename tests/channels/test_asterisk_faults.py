import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.inquiry import Asker
from core.model.answers import StatusAnswer
from tests.channels.agi_peer import environment
from tests.channels.callers import NUMBER, FakeInquiry
from tests.channels.deaf_wire import wire_that_hears
from tests.channels.exchange import APOLOGY, Exchange, ended
from tests.loops import awaited

REPLIES = st.sampled_from(
    [
        "200 result=0",
        "200 result=-1",
        "200 result=49 endpos=80",
        "200 result=0 endpos=0",
        "200 result= (timeout)",
        "200 result=1",
        "200 result=",
        "200 result=6",
        "200 result=99999999999",
        "510 Invalid or unknown command",
        "511 Command Not Permitted on a dead channel or intercept routine",
        "520-Invalid command syntax.",
        "HANGUP",
        "",
    ]
)


@pytest.fixture
def exchange(tmp_path: Path) -> Exchange:
    return Exchange(tmp_path)


def test_a_connection_cut_at_any_byte_ends_a_call_once_or_was_none(exchange: Exchange) -> None:
    whole = environment({}) + b"200 result=0\n" + b"200 result=0 endpos=80\n200 result=1\n"

    async def cut() -> None:
        async with exchange.open() as port:
            for end in range(0, len(whole) + 1, 5):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(whole[:end])
                writer.write_eof()
                await reader.read()
                writer.close()

    awaited(cut())
    calls = {call for call, _ in exchange.contacts.kept}
    assert calls
    assert ended(exchange) == ["ended.completed"] * len(calls)


def test_a_prompt_that_no_voice_can_read_ends_in_a_spoken_apology(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path, unspeakable=lambda text: text.startswith("voice.number"))
    heard = exchange.hears(exchange.caller("1", NUMBER))
    assert heard.heard[-1] == APOLOGY
    assert heard.hung_up_by == "house"
    assert ended(exchange) == ["ended.failed"]


@pytest.mark.parametrize("is_old", [False, True])
@pytest.mark.parametrize("lost", ["voice.welcome", "voice.menu"])
def test_a_sound_that_asterisk_does_not_find_ends_in_a_spoken_apology(
    exchange: Exchange, lost: str, *, is_old: bool
) -> None:
    caller = replace(exchange.caller("1"), lost_sounds=frozenset({lost}), is_old=is_old)
    heard = exchange.hears(caller)
    assert heard.heard[-1] == APOLOGY
    assert heard.hung_up_by == "house"
    assert ended(exchange) == ["ended.failed"]


def test_where_not_even_the_apology_is_found_a_tone_is_heard(exchange: Exchange) -> None:
    lost = frozenset({"voice.welcome", "voice.lost"})
    heard = exchange.hears(replace(exchange.caller("1"), lost_sounds=lost))
    assert heard.commands[-2:] == ["EXEC Busy 5", "HANGUP"]
    assert ended(exchange) == ["ended.failed"]


def test_an_asterisk_that_does_not_know_a_command_apologises_and_ends(exchange: Exchange) -> None:
    heard = exchange.hears(replace(exchange.caller("1"), refuses=frozenset({"GET"})))
    assert heard.heard[-1] == APOLOGY
    assert ended(exchange) == ["ended.failed"]


def test_a_call_without_end_is_ended_with_words(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path, seconds=0.2)

    async def dawdle() -> list[bytes]:
        answers = {b"ANSWER": b"200 result=0\n", b"HANGUP": b"200 result=1\n"}
        answers[b"STREAM"] = b"200 result=0 endpos=80\n"
        said = []
        async with exchange.open() as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(environment({}))
            while line := await reader.readline():
                said.append(line)
                writer.write(answers.get(line.split()[0], b""))  # keys never come
            writer.close()
        return said

    said = awaited(dawdle())
    apology = next(name for name, words in exchange.library.words.items() if words == APOLOGY)
    assert apology in said[-2].decode()
    assert said[-1] == b"HANGUP\n"
    assert ended(exchange) == ["ended.failed"]


def test_a_house_that_closes_ends_the_calls_under_way_at_once(exchange: Exchange) -> None:
    async def close() -> bytes:
        async with exchange.open() as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(environment({}) + b"200 result=0\n")
            await reader.readline()
            await reader.readline()
        rest = await reader.read()
        writer.close()
        return rest

    assert b"HANGUP" not in awaited(close())  # so that the dial plan goes on
    assert ended(exchange) == ["ended.failed"]


def test_a_fault_of_ours_is_logged_once_and_the_dial_plan_goes_on(
    exchange: Exchange, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(FakeInquiry):
        def status(self, number_text: str, asker: Asker, /) -> StatusAnswer:  # noqa: ARG002
            raise ZeroDivisionError

    exchange.inquiry = Broken()
    heard = exchange.hears(exchange.caller("1", NUMBER))
    assert heard.hung_up_by == "connection"
    assert ended(exchange) == ["ended.failed"]
    assert [record.message for record in caplog.records] == ["a call broke off"]


@settings(max_examples=60, deadline=None)
@given(st.lists(REPLIES | st.text(max_size=20), max_size=25))
def test_no_replies_make_a_call_crash_or_end_twice(replies: list[str]) -> None:
    async def answer() -> None:
        told = environment({}) + "\n".join(["200 result=0", *replies]).encode(errors="replace")
        with ThreadPoolExecutor(1) as turns:
            await called.door(turns).answer(wire_that_hears(told))

    with TemporaryDirectory() as folder:
        called = Exchange(Path(folder))
        awaited(answer())
    assert len(ended(called)) == 1
