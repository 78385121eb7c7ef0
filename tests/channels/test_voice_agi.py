from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.voice.agi import (
    MOST_LINES,
    AgiBroken,
    CallerGone,
    Reply,
    begins_usage,
    command,
    read_reply,
)
from channels.voice.introduction import read_facts
from tests.channels.agi_peer import environment
from tests.channels.deaf_wire import Deaf, wire_that_hears
from tests.loops import awaited

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    return awaited(work)


async def asked(told: bytes) -> Reply:
    return await wire_that_hears(told).ask("STREAM", "FILE", "x", "")


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("200 result=1", Reply(200, "1")),
        ("200 result=0 endpos=8000", Reply(200, "0", endpos=8000)),
        ("200 result=-1 endpos=0", Reply(200, "-1", endpos=0)),
        ("200 result=1404 (timeout)", Reply(200, "1404", "timeout")),
        ("200 result= (timeout)", Reply(200, "", "timeout")),
        ("200 result=", Reply(200, "")),
        ("200 result=1 (speech) endpos=4", Reply(200, "1", "speech", 4)),
        ("200 result=12*#\r\n", Reply(200, "12*#")),
        ("510 Invalid or unknown command", Reply(510)),
        ("200", Reply(200)),
        ("511 Command Not Permitted on a dead channel or intercept routine", Reply(511)),
        ("520 End of proper usage.", Reply(520)),
    ],
)
def test_a_reply_is_read_as_asterisk_writes_it(line: str, reply: Reply) -> None:
    assert read_reply(line) == reply


@pytest.mark.parametrize("line", ["", "HELLO", "20 result=1", "200 OK", "200  result=1", "٢٠٠"])
def test_what_is_no_reply_is_refused(line: str) -> None:
    with pytest.raises(AgiBroken):
        read_reply(line)


@given(st.text())
@example("200 result=" + "9" * 10_000)
@example("200 result=1 (a (b) c)")
def test_no_text_breaks_the_reader_of_replies(line: str) -> None:
    try:
        reply = read_reply(line)
    except AgiBroken:
        return
    assert line.strip().startswith(f"{reply.code:03}")


@given(st.binary(max_size=200))
@example(b"\n")
@example(b"HANGUP\n")
@example(b"HANGUP\n" * (MOST_LINES + 1))
@example(b"520-Usage\n520-Usage\n")
def test_no_bytes_make_a_wire_hang_or_crash(told: bytes) -> None:
    try:
        reply = run(asked(told))
    except (AgiBroken, CallerGone):
        return
    assert f"{reply.code:03}".encode() in told


def test_a_reply_cut_off_at_any_byte_is_a_caller_who_is_gone() -> None:
    whole = b"200 result=0 endpos=8000\n"
    for end in range(len(whole)):
        with pytest.raises(CallerGone):
            run(asked(whole[:end]))
    assert run(asked(whole)) == Reply(200, "0", endpos=8000)


def test_facts_cut_off_at_any_byte_are_a_caller_who_is_gone() -> None:
    async def told(facts: bytes) -> dict[str, str]:
        return dict(await wire_that_hears(facts).facts())

    whole = environment({})
    for end in range(0, len(whole), 7):
        with pytest.raises(CallerGone):
            run(told(whole[:end]))
    assert run(told(whole))["agi_callerid"] == "+51984123456"


def test_a_bare_hangup_before_the_reply_ends_the_call_whatever_the_reply_says() -> None:
    for reply in (b"200 result=49 endpos=10\n", b"511 Command Not Permitted\n", b""):
        with pytest.raises(CallerGone):
            run(asked(b"HANGUP\n" + reply))


def test_a_dead_channel_is_a_caller_who_is_gone() -> None:
    with pytest.raises(CallerGone):
        run(asked(b"511 Command Not Permitted on a dead channel or intercept routine\n"))


def test_an_unknown_command_is_told_as_one() -> None:
    assert run(asked(b"510 Invalid or unknown command\n")).code == 510


def test_a_complaint_of_many_lines_is_read_to_its_end() -> None:
    async def two() -> tuple[Reply, Reply]:
        wire = wire_that_hears(
            b"520-Invalid command syntax.  Proper usage follows:\n"
            b"Usage: STREAM FILE <filename>\n\n200 result=1\n"
            b"520 End of proper usage.\n200 result=5\n"
        )
        return await wire.ask("STREAM"), await wire.ask("ANSWER")

    assert run(two()) == (Reply(520), Reply(200, "5"))
    assert begins_usage("520 End of proper usage.") == ""


def test_a_line_without_end_is_refused_before_it_fills_the_memory() -> None:
    for told in (b"2" * 100_000, b"2" * 100_000 + b"\n"):
        with pytest.raises(AgiBroken):
            run(asked(told))


def test_lines_without_end_are_refused() -> None:
    async def facts() -> object:
        return await wire_that_hears(b"agi_a: b\n" * 1_000).facts()

    with pytest.raises(AgiBroken):
        run(facts())
    with pytest.raises(AgiBroken):
        run(asked(b"520-Usage\n" * 1_000))


@pytest.mark.parametrize("line", ["GET / HTTP/1.1", "agi_x", "agi_ñ: 1", "x: 1", "", "\0"])
def test_what_is_no_fact_of_a_call_is_refused(line: str) -> None:
    with pytest.raises(AgiBroken):
        read_facts([line])


def test_a_name_that_a_caller_chose_cannot_replace_a_fact_above_it() -> None:
    told = ["agi_network_script: right", "agi_calleridname: Rosa", "agi_network_script: wrong"]
    assert read_facts(told)["agi_network_script"] == "right"


@pytest.mark.parametrize(("result", "key"), [("49", "1"), ("35", "#"), ("42", "*"), ("0", "")])
def test_a_key_is_a_number_of_its_letter(result: str, key: str) -> None:
    assert Reply(200, result).key == key


@pytest.mark.parametrize("result", ["", "-1", "x", "99999", "1.5", "²"])
def test_a_result_that_is_no_key_is_refused(result: str) -> None:
    with pytest.raises(AgiBroken):
        _ = Reply(200, result).key


def test_a_command_keeps_its_words_apart() -> None:
    said = command("STREAM", "FILE", "/srv/con espacio/a", "")
    assert said == 'STREAM FILE "/srv/con espacio/a" ""'


@pytest.mark.parametrize("word", ["a\nHANGUP", 'a"b', "a\\b", "\0", "a\r"])
def test_a_word_that_could_be_another_command_is_never_sent(word: str) -> None:
    with pytest.raises(ValueError, match="no command"):
        command("STREAM", "FILE", word)


def test_nothing_is_sent_after_the_caller_hung_up() -> None:
    async def silent() -> bytes:
        transport = Deaf()
        wire = wire_that_hears(b"HANGUP\n200 result=-1\n", transport)
        for _ in range(2):
            with pytest.raises(CallerGone):
                await wire.ask("ANSWER")
        await wire.hang_up()
        return transport.written

    assert run(silent()) == b"ANSWER\n"
