"""A call that was cut off: what is kept of it, what never is, and when it is let go."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr_flows.effects import Ask, Collect, Input, Keys, Outcome, Say, SayAnswer, Silence
from ivr_flows.engine import Step, begin, step
from ivr_flows.nodes import LEFT
from ivr_flows.script import load, shipped
from ivr_flows.state import State
from tests.ivr_flows.rehearsal import settle

SCRIPT = shipped("status")
NUMBER = "1400004276"
OFFER = (Say("voice.resume", {}, "es"), Collect(1))
PLAIN = """
spec_version: 2
name: plain
version: 1
start: menu
home: menu
person: bye
lost: bye
wrong_key: t.wrong
nodes:
  menu: {menu: t.menu, keys: {1: bye}}
  bye: {goodbye: t.bye}
"""


def answered(asked: Ask) -> str:
    return "in_part" if set(asked.arguments) == {"number"} else "found"


def cut_off(*heard: Input) -> State:
    """Play a call up to where it is cut off; questions are answered, in part without the clave."""
    state, _ = begin(SCRIPT, ["es"])
    for each in heard:
        state, _ = settle(SCRIPT, step(SCRIPT, state, each), answered)
    return state


AT_THE_CLAVE = cut_off(Keys("1"), Keys(NUMBER))


def taken_up(dropped: State, *heard: Input) -> Step:
    stepped = begin(SCRIPT, ["es"], dropped=dropped)
    for each in heard:
        stepped = step(SCRIPT, stepped[0], each)
    return stepped


@pytest.mark.parametrize(
    "heard",
    [[Keys("1")], [Keys("1"), Keys(NUMBER)], [Keys("2")], [Keys("2"), Keys("")],
     [Keys("2"), Keys(""), Keys("364")]],
)  # fmt: skip
def test_a_call_cut_off_at_an_open_question_is_offered_to_go_on(heard: list[Input]) -> None:
    assert taken_up(cut_off(*heard))[1] == OFFER


@pytest.mark.parametrize(
    "heard",
    [[], [Keys("0")], [Keys("1"), Keys(NUMBER), Keys("735104")], [Keys("2"), Keys("22")]],
)
def test_a_call_that_had_no_question_open_begins_anew(heard: list[Input]) -> None:
    assert taken_up(cut_off(*heard)) == begin(SCRIPT, ["es"])


def test_a_call_that_ended_begins_anew() -> None:
    over = replace(AT_THE_CLAVE, node="end")
    assert taken_up(over) == begin(SCRIPT, ["es"])


def test_a_call_led_by_another_edition_of_the_script_begins_anew() -> None:
    assert taken_up(replace(AT_THE_CLAVE, version=1)) == begin(SCRIPT, ["es"])
    assert taken_up(replace(AT_THE_CLAVE, script="village")) == begin(SCRIPT, ["es"])


def test_a_call_in_a_language_no_longer_offered_begins_anew() -> None:
    assert taken_up(replace(AT_THE_CLAVE, language="quz")) == begin(SCRIPT, ["es"])


def test_a_script_without_a_way_back_in_begins_anew() -> None:
    plain = load(PLAIN, "plain.yaml")
    at_menu, _ = begin(plain, ["es"])
    assert begin(plain, ["es"], dropped=at_menu) == begin(plain, ["es"])


def test_a_call_cut_off_during_the_offer_is_offered_the_same_again() -> None:
    first, _ = taken_up(AT_THE_CLAVE)
    assert taken_up(first)[0] == first
    assert first.slots[LEFT] == "clave"


def test_what_a_caller_wished_of_the_voice_is_taken_up_too() -> None:
    slow = cut_off(Keys("3"), Keys("1"))
    assert taken_up(slow)[1] == (Say("voice.resume", {}, "es", slow=True), Collect(1))


def test_the_turns_of_the_call_before_are_not_counted() -> None:
    assert taken_up(AT_THE_CLAVE)[0].turn == 0


KEYS = st.sampled_from(["1", "2", "3", "9", "0", "*", "#", "", "735104", "22", "364"])
HEARD = st.lists(st.one_of(st.builds(Keys, KEYS), st.just(Silence())), max_size=8)


@given(heard=HEARD, data=st.data())
def test_who_only_has_the_phone_is_told_nothing_of_the_case(
    heard: list[Input], data: st.DataObject
) -> None:
    """Press anything but the number itself: no status is asked unless with a clave."""
    state, effects = begin(SCRIPT, ["es"], dropped=AT_THE_CLAVE)
    for each in heard:
        state, effects = step(SCRIPT, state, each)
        while effects and isinstance(effects[-1], Ask):
            asked = effects[-1]
            about_it = asked.arguments.get("number") == NUMBER
            assert "clave" in asked.arguments or not about_it
            refused = st.just("clave_wrong") if about_it else st.sampled_from(["found", "erased"])
            state, effects = step(SCRIPT, state, Outcome(data.draw(refused)))
        spelled = [say.facts.get("number") for say in effects if isinstance(say, Say)]
        assert "1 4 0, 0 0 0, 4 2 7 6" not in spelled


def test_the_right_clave_opens_the_case_without_its_number_keyed_again() -> None:
    asking, asked = taken_up(AT_THE_CLAVE, Keys("1"), Keys("735104"))
    assert asked == (Ask("case.status", {"number": NUMBER, "clave": "735104"}),)
    told = step(SCRIPT, asking, Outcome("found"))[1]
    assert told[0] == SayAnswer("must")


def test_a_language_remembered_but_no_longer_offered_is_asked_for_anew() -> None:
    state, _ = begin(SCRIPT, ["es", "quz"], remembered="ayr")
    assert state.node == "language"
