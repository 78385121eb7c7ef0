"""What became of calls: read from their turns, by step and by language."""

from dataclasses import replace
from datetime import timedelta

import pytest

from channels.voice.call_counts import by_language, by_mark, by_node, by_outcome
from channels.voice.call_record import UNKNOWN, CallRecord, records
from config.house import House
from core.ports import Contact
from ivr_flows.drawn.traffic import Rest
from ivr_flows.state import END
from tests.channels.kept_calls import LEFT, NOON, SCRIPT, WHOLE, a_call, calls

SCRIPTS = {SCRIPT.name: SCRIPT}
WITH_A_PERSON = (
    ("menu", "menu", 0, ""),
    ("transfer", "found", 5, "0"),
    (END, END, 95, "answered"),
)
A_MESSAGE = (
    ("menu", "menu", 0, ""),
    ("leave_message", "leave_message", 8, "1"),
    (END, "message_left", 40, "recorded"),
)
A_CALL_BACK = (("menu", "menu", 0, ""), (END, "call_back_wished", 6, "4"))
A_MARK = (*WHOLE[:4], ("rate", "rate", 60, "silence"), (END, "rated.2", 64, "2"))


def an_end(call: str) -> Contact:
    (last,) = a_call(call, ((END, "ended.completed", 90, ""),))
    return replace(last, turn=10_000, state="", caller=None)


def the_record(*kept: Contact) -> CallRecord:
    (record,) = records(kept, SCRIPTS)
    return record


def test_a_call_is_read_step_by_step_with_the_seconds_between() -> None:
    record = the_record(*a_call("CA1", WHOLE), an_end("CA1"))
    assert [step.node for step in record.steps] == ["menu", "number", "clave", "after", END]
    assert [step.seconds for step in record.steps] == [10, 20, 20, 20, None]
    assert (record.answered_after, record.left_at, record.language) == (50, None, "es")
    assert (record.script, record.seconds) == ("status", 70)


def test_each_step_tells_what_was_pressed_there_and_numbers_only_as_a_count() -> None:
    record = the_record(*a_call("CA1", WHOLE))
    pressed = [step.pressed for step in record.steps]
    assert pressed == ["1", "10 digits", "keyed", "silence", None]
    assert record.rests()[2] == Rest("clave", "10 digits", "found")


def test_a_look_up_alone_is_no_answer_yet() -> None:
    record = the_record(*a_call("CA1", WHOLE[:3]))
    assert (record.answered_after, record.left_at, record.became) == (None, "clave", "left")


def test_a_list_of_procedures_to_choose_from_is_no_answer_yet() -> None:
    record = the_record(*a_call("CA1", (("menu", "menu", 0, ""), ("choice", "found", 9, "2"))))
    assert record.answered_after is None


@pytest.mark.parametrize(
    ("kept", "became"),
    [
        (WHOLE, "answered"),
        (WITH_A_PERSON, "person"),
        (A_MESSAGE, "message"),
        (A_CALL_BACK, "call_back"),
        (LEFT, "left"),
        ((("menu", "menu", 0, ""), (END, END, 30, "silence")), "ended"),
    ],
)
def test_what_became_of_a_call_is_the_best_that_happened(
    kept: tuple[tuple[str, str, int, str], ...], became: str
) -> None:
    assert the_record(*a_call("CA1", kept)).became == became


def test_outcomes_and_marks_are_counted() -> None:
    told = calls(a_call("CA1", WHOLE), a_call("CA2", A_MARK), a_call("CA3", LEFT))
    read = list(records(told, SCRIPTS))
    assert by_outcome(read) == {"answered": 2, "left": 1}
    assert by_mark(read) == {"2": 1}


def test_steps_are_counted_with_those_who_left_there() -> None:
    told = calls(a_call("CA1", WHOLE), a_call("CA2", LEFT), a_call("CA3", LEFT[:1]))
    found = by_node(list(records(told, SCRIPTS)))
    counts = {one.node: (one.calls, one.left) for one in found}
    assert counts == {"menu": (3, 1), "number": (2, 1), "clave": (1, 0), "after": (1, 0)}
    keys = {one.node: one.keys for one in found}
    assert keys["menu"] == {"1": 2}
    assert keys["number"] == {"10 digits": 1, "3 digits": 1}


def test_each_script_and_language_tells_how_soon_it_answers() -> None:
    slow = tuple((node, outcome, 3 * second, heard) for node, outcome, second, heard in WHOLE)
    told = calls(a_call("CA1", WHOLE), a_call("CA2", slow), a_call("CA3", LEFT, "quz"))
    spanish, quechua = by_language(list(records(told, SCRIPTS)))
    assert (spanish.calls, spanish.answered, spanish.median_seconds) == (2, 2, 100)
    assert (spanish.script, spanish.p90_seconds) == ("status", 150)
    assert (quechua.language, quechua.calls, quechua.answered) == ("quz", 1, 0)
    assert (quechua.median_seconds, quechua.p90_seconds) == (None, None)


def test_calls_of_another_script_are_counted_apart() -> None:
    other = [
        replace(turn, state=turn.state.replace('"script":"status"', '"script":"other"'))
        for turn in a_call("CA2", LEFT)
    ]
    read = list(records([*a_call("CA1", WHOLE), *other], SCRIPTS))
    assert [one.script for one in by_language(read)] == ["other", "status"]
    assert {one.script for one in by_node(read) if one.node == "number"} == {"other", "status"}


@pytest.mark.parametrize("state", ["", "{}", "not json\n[]"])
def test_a_turn_that_nobody_can_read_any_more_is_counted_as_such(state: str) -> None:
    (turn,) = a_call("CA1", WHOLE[:1])
    record = the_record(replace(turn, state=state))
    assert (record.left_at, record.script) == (UNKNOWN, UNKNOWN)


def test_a_turn_kept_before_keys_were_is_read_without_one() -> None:
    first, second = a_call("CA1", WHOLE[:2])
    record = the_record(first, replace(second, state=second.state.replace('"heard":"1",', "")))
    assert [step.pressed for step in record.steps] == ["", None]


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
