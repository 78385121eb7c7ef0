"""What became of calls: read from their turns, by step and by language."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from channels.voice.call_record import UNKNOWN, by_language, by_node, records
from channels.voice.memory import Memory, Told
from config.house import House
from core.ports import Contact
from ivr_flows.script import shipped
from ivr_flows.state import END, State

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)
SCRIPT = shipped("status")
Kept = tuple[str, str, int]  # the step a turn rested at, its outcome, the second it was answered
# The way to the status, the same without the clave, and someone who left at the number.
WHOLE: tuple[Kept, ...] = (
    ("menu", "menu", 0),
    ("number", "number", 10),
    ("clave", "found", 30),
    ("after", "found", 50),
    (END, END, 70),
)
LEFT: tuple[Kept, ...] = (
    ("menu", "menu", 0),
    ("number", "number", 4),
    ("number", "number_incomplete", 20),
)


def a_call(call: str, kept: tuple[Kept, ...], language: str = "es") -> Iterator[Contact]:
    for turn, (node, outcome, second) in enumerate(kept):
        state = State(
            script="status",
            version=SCRIPT.version,
            node=node,
            language=language,
            offered=("es", "quz"),
            turn=turn,
        )
        yield Contact(
            channel="voice",
            provider_id=call,
            turn=turn,
            caller="blinded",
            at=NOON + timedelta(seconds=second),
            language=language,
            outcome=outcome,
            state=Memory(state, Told(language)).to_text(),
            reply="",
        )


def an_end(call: str) -> Contact:
    (last,) = a_call(call, ((END, "ended.completed", 90),))
    return replace(last, turn=10_000, state="", caller=None)


def calls(*kept: Iterator[Contact]) -> list[Contact]:
    return [turn for one in kept for turn in one]


def test_a_call_is_read_step_by_step_with_the_seconds_between() -> None:
    (record,) = records([*a_call("CA1", WHOLE), an_end("CA1")], SCRIPT)
    assert [step.node for step in record.steps] == ["menu", "number", "clave", "after", END]
    assert [step.seconds for step in record.steps] == [10, 20, 20, 20, None]
    assert (record.answered_after, record.left_at, record.language) == (50, None, "es")


def test_a_look_up_alone_is_no_answer_yet() -> None:
    (record,) = records(a_call("CA1", WHOLE[:3]), SCRIPT)
    assert (record.answered_after, record.left_at) == (None, "clave")


def test_steps_are_counted_with_those_who_left_there() -> None:
    told = calls(a_call("CA1", WHOLE), a_call("CA2", LEFT), a_call("CA3", LEFT[:1]))
    counts = {one.node: (one.calls, one.left) for one in by_node(list(records(told, SCRIPT)))}
    assert counts == {"menu": (3, 1), "number": (2, 1), "clave": (1, 0), "after": (1, 0)}


def test_each_language_tells_how_soon_it_answers() -> None:
    slow = tuple((node, outcome, 3 * second) for node, outcome, second in WHOLE)
    told = calls(a_call("CA1", WHOLE), a_call("CA2", slow), a_call("CA3", LEFT, "quz"))
    spanish, quechua = by_language(list(records(told, SCRIPT)))
    assert (spanish.calls, spanish.answered, spanish.median_seconds) == (2, 2, 100)
    assert spanish.p90_seconds == 150
    assert (quechua.language, quechua.calls, quechua.answered) == ("quz", 1, 0)
    assert (quechua.median_seconds, quechua.p90_seconds) == (None, None)


@pytest.mark.parametrize("state", ["", "{}", "not json\n[]"])
def test_a_turn_that_nobody_can_read_any_more_is_counted_as_such(state: str) -> None:
    (turn,) = a_call("CA1", WHOLE[:1])
    (record,) = records([replace(turn, state=state)], SCRIPT)
    assert record.left_at == UNKNOWN


def test_turns_come_ordered_by_call_whatever_the_order_of_their_arrival(
    either_house: House,
) -> None:
    contacts = either_house.shelf.contacts
    for turn in reversed(calls(a_call("CA2", LEFT), a_call("CA1", WHOLE))):
        contacts.keep(turn)
    (text,) = a_call("SM1", WHOLE[:1])
    contacts.keep(replace(text, channel="sms"))
    until = NOON + timedelta(seconds=60)
    found = [(turn.provider_id, turn.turn) for turn in contacts.between("voice", NOON, until)]
    assert found == [
        ("CA1", 0),
        ("CA1", 1),
        ("CA1", 2),
        ("CA1", 3),
        ("CA2", 0),
        ("CA2", 1),
        ("CA2", 2),
    ]
    assert list(contacts.between("voice", until, until)) == []
