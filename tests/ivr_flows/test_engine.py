from dataclasses import replace

import pytest

from core.refusals import CaseNotFound, TurnUnknown
from ivr_flows.effects import (
    Ask,
    Collect,
    Goodbye,
    HungUp,
    Input,
    Keys,
    Outcome,
    Say,
    SayAnswer,
    Silence,
)
from ivr_flows.engine import LONGEST_KEYS, TURN_BUDGET, Step, begin, step
from ivr_flows.script import Script, load, shipped
from ivr_flows.state import State
from ivr_flows.walk import spell
from tests.ivr_flows.rehearsal import refuse_with, settle

TINY = """
name: tiny
version: 1
start: menu
home: menu
person: person
lost: lost
wrong_key: t.wrong
nodes:
  menu: {menu: t.menu, keys: {1: number, 2: circle, 3: wish, 9: number}, tries: 2}
  number: {collect: t.number, slot: number, then: confirm, tries: 1, silence: person, wrong: menu}
  confirm:
    menu: t.confirm
    reads: {number: [3, 3, 4]}
    keys: {1: look, 2: number}
  look: {ask: case.status, takes: [number, clave], tries: 1, ways: {found: told}}
  told: {tell: must, then: menu}
  circle: {say: t.circle, then: circle}
  wish: {text: number, say: t.wished, then: menu}
  person: {say: t.person, then: menu}
  lost: {goodbye: t.lost}
"""
WRITTEN = (
    '{"language":"es","node":"a","offered":["es"],"script":"tiny","slots":{},"slow":false,'
    '"steps":0,"tries":{},"turn":0,"version":1}'
)


@pytest.fixture
def tiny() -> Script:
    return load(TINY, "tiny.yaml")


def play(script: Script, *heard: Input) -> Step:
    stepped = begin(script, ["es"])
    for each in heard:
        stepped = step(script, stepped[0], each)
    return stepped


def said(stepped: Step) -> list[str]:
    return [effect.message for effect in stepped[1] if isinstance(effect, Say)]


def test_a_key_that_a_menu_offers_wins_over_its_usual_meaning(tiny: Script) -> None:
    assert play(tiny, Keys("9"))[0].node == "number"


def test_a_number_is_read_back_in_groups_before_it_is_used(tiny: Script) -> None:
    read_back = play(tiny, Keys("1"), Keys("1400004276"))[1][0]
    assert read_back == Say("t.confirm", {"number": "1 4 0, 0 0 0, 4 2 7 6"}, "es")


def test_a_number_that_was_read_back_wrong_is_asked_again(tiny: Script) -> None:
    state, _ = play(tiny, Keys("1"), Keys("14"), Keys("2"), Keys("15"))
    assert state.slots == {"number": "15"}


@pytest.mark.parametrize(
    ("digits", "sizes", "spoken"),
    [
        ("1400004276", [3, 3, 4], "1 4 0, 0 0 0, 4 2 7 6"),
        ("140", [3, 3, 4], "1 4 0"),
        ("14000", [3], "1 4 0, 0 0"),
        ("", [3], ""),
    ],
)
def test_digits_are_spelled_whatever_their_length(
    digits: str, sizes: list[int], spoken: str
) -> None:
    assert spell(digits, sizes) == spoken


def test_silence_and_a_wrong_key_leave_by_different_exits(tiny: Script) -> None:
    assert said(play(tiny, Keys("1"), Silence()))[0] == "t.person"
    assert said(play(tiny, Keys("1"), Keys("A")))[0] == "t.menu"


@pytest.mark.parametrize("keys", ["12", "A", "#", "٣", "", "\0", "1" * 10_000])
def test_what_is_no_key_of_a_menu_is_a_wrong_key(tiny: Script, keys: str) -> None:
    assert said(play(tiny, Keys(keys))) == ["t.wrong", "t.menu.again"]


@pytest.mark.parametrize("keys", ["12A", "1 2", "#", "٣", "1\0", "½", "-1", "1.5"])
def test_what_is_not_digits_alone_is_not_taken_for_a_number(tiny: Script, keys: str) -> None:
    stepped = play(tiny, Keys("1"), Keys(keys))
    assert stepped[0].slots == {}
    assert stepped[0].node == "menu"


def test_digits_without_end_are_cut_before_they_are_kept(tiny: Script) -> None:
    state, _ = play(tiny, Keys("1"), Keys("4" * 10_000))
    assert state.slots["number"] == "4" * LONGEST_KEYS


def test_forty_digits_are_handed_to_the_core_which_says_they_are_too_many() -> None:
    asked = play(shipped("status"), Keys("1"), Keys("1" * 40))[1][0]
    assert asked == Ask("case.status", {"number": "1" * 40})


def test_a_prompt_can_be_heard_whole_again_and_again_until_the_budget_ends() -> None:
    script = shipped("status")
    stepped = begin(script, ["es"])
    for _ in range(TURN_BUDGET - 1):
        stepped = step(script, stepped[0], Keys("9"))
        assert said(stepped) == ["voice.menu"]
    stepped = step(script, stepped[0], Keys("9"))
    assert said(stepped) == ["voice.lost"]
    assert stepped[0].is_over


def test_a_script_that_turns_in_circles_is_ended_with_words(tiny: Script) -> None:
    state, effects = play(tiny, Keys("2"))
    assert effects[-2:] == (Say("t.lost", {}, "es"), Goodbye())
    assert state.is_over


def test_questions_that_never_end_are_ended_too() -> None:
    text = TINY.replace("ways: {found: told}", "ways: {found: look}")
    script = load(text, "tiny.yaml")
    stepped = play(script, Keys("1"), Keys("14"), Keys("1"))
    state, effects = settle(script, stepped, lambda _: "found")
    assert effects[-1] == Goodbye()
    assert state.is_over


def test_a_refusal_that_the_script_forgot_is_said_before_the_goodbye(tiny: Script) -> None:
    stepped = play(tiny, Keys("1"), Keys("14"), Keys("1"))
    state, effects = settle(tiny, stepped, refuse_with(CaseNotFound))
    assert effects == [
        Ask("case.status", {"number": "14"}),
        SayAnswer("must"),
        Say("t.lost", {}, "es"),
        Goodbye(),
    ]
    assert state.is_over


def test_an_unforeseen_refusal_with_tries_left_ends_with_words() -> None:
    script = load(TINY.replace("tries: 1, ways", "tries: 2, ways"), "tiny.yaml")
    stepped = play(script, Keys("1"), Keys("14"), Keys("1"))
    _, effects = settle(script, stepped, refuse_with(CaseNotFound))
    assert effects[1:] == [Say("t.lost", {}, "es"), Goodbye()]


def test_a_wish_about_nothing_is_not_recorded(tiny: Script) -> None:
    _, effects = play(tiny, Keys("3"))
    assert effects == (Say("t.lost", {}, "es"), Goodbye())


def test_the_clave_is_asked_with_and_then_forgotten() -> None:
    script = shipped("status")
    stepped = play(script, Keys("1"), Keys("1400004276"), Outcome("in_part"), Keys("735104"))
    assert stepped[1] == (Ask("case.status", {"number": "1400004276", "clave": "735104"}),)
    assert "735104" not in stepped[0].to_text()
    assert "735104" not in repr(stepped)
    assert "735104" not in repr(Keys("735104"))


@pytest.mark.parametrize("heard", [Keys("1"), Silence()])
def test_a_question_still_open_is_asked_again_whatever_is_pressed(heard: Input) -> None:
    script = shipped("status")
    asking, _ = play(script, Keys("1"), Keys("1400004276"))
    state, effects = step(script, asking, heard)
    assert effects == (Ask("case.status", {"number": "1400004276"}),)
    assert state.turn == asking.turn + 1


def test_an_answer_to_no_question_changes_nothing(tiny: Script) -> None:
    state, effects = play(tiny, Outcome("found"))
    assert effects == (Say("t.menu", {}, "es"), Collect(1))
    assert state.turn == 0


def test_failures_are_forgiven_once_a_step_is_overcome(tiny: Script) -> None:
    state, _ = play(tiny, Keys("7"))
    assert state.tries == {"menu": 1}
    assert step(tiny, state, Keys("1"))[0].tries == {}


def test_a_call_resting_at_a_step_that_is_gone_names_no_known_turn(tiny: Script) -> None:
    state, _ = begin(tiny, ["es"])
    with pytest.raises(TurnUnknown):
        step(tiny, replace(state, node="demolished"), Keys("1"))


def test_a_caller_who_is_gone_hears_nothing_more(tiny: Script) -> None:
    state, effects = play(tiny, HungUp())
    assert state.is_over
    assert effects == ()


def test_a_call_without_any_language_is_a_fault_of_the_house(tiny: Script) -> None:
    with pytest.raises(ValueError, match="language"):
        begin(tiny, [])


def test_a_call_begun_again_too_late_says_goodbye(tiny: Script) -> None:
    state, effects = begin(tiny, ["es"], turn=TURN_BUDGET)
    assert state.is_over
    assert effects == (Say("t.lost", {}, "es"), Goodbye())


def test_a_person_is_spoken_of_in_the_first_language_while_none_is_chosen() -> None:
    script = shipped("status")
    state, _ = begin(script, ["es", "quz"])
    asking, _ = step(script, state, Keys("0"))
    assert said(step(script, asking, Outcome("found"))) == ["voice.transfer"]
    assert said(step(script, asking, Outcome("person_away"))) == ["voice.person"]


def test_a_state_is_read_back_as_it_was_written(tiny: Script) -> None:
    state, _ = play(tiny, Keys("7"), Keys("1"), Keys("140"))
    assert State.from_text(state.to_text()) == state


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{",
        "[" * 10_000,
        "1",
        WRITTEN.replace('"node":"a"', '"node":1'),
        WRITTEN.replace('"turn":0', '"turn":-1'),
        WRITTEN.replace('"turn":0', '"turn":true'),
        WRITTEN.replace('"tries":{}', '"tries":[]'),
        WRITTEN.replace('"slots":{}', '"slots":{"n":1}'),
        WRITTEN.replace(',"slots":{}', ""),
        WRITTEN.replace('"slow":false', '"slow":0'),
        WRITTEN.replace('"version":1', '"version":"1"'),
        WRITTEN.replace('"script":"tiny"', '"script":null'),
    ],
)
def test_a_text_that_is_no_state_names_no_known_turn(text: str) -> None:
    assert text != WRITTEN
    with pytest.raises(TurnUnknown):
        State.from_text(text)


def test_a_state_says_which_script_led_the_call() -> None:
    state = State.from_text(WRITTEN)
    assert (state.script, state.version, state.slow) == ("tiny", 1, False)


@pytest.mark.parametrize("unsaid", [',"version":1', ',"script":"tiny"', ',"slow":false'])
def test_a_state_of_before_the_script_was_kept_names_no_known_turn(unsaid: str) -> None:
    with pytest.raises(TurnUnknown):
        State.from_text(WRITTEN.replace(unsaid, ""))


def test_a_live_call_goes_on_under_an_edited_script_where_its_step_still_stands(
    tiny: Script,
) -> None:
    state, _ = play(tiny, Keys("1"))
    edited = load(TINY.replace("version: 1", "version: 2").replace("t.confirm", "t.yes"), "tiny")
    stepped = step(edited, state, Keys("1400004276"))
    assert said(stepped) == ["t.yes"]
    assert stepped[0].version == 2


def test_a_live_call_goes_on_although_its_step_became_one_of_another_kind(tiny: Script) -> None:
    state, _ = play(tiny, Keys("1"))
    old = next(line for line in TINY.splitlines() if line.startswith("  number:"))
    edited = load(TINY.replace(old, "  number: {say: t.moved, then: menu}"), "tiny.yaml")
    assert said(step(edited, state, Keys("1400004276"))) == ["t.moved", "t.menu"]


def test_a_call_of_another_script_names_no_known_turn(tiny: Script) -> None:
    state, _ = begin(tiny, ["es"])
    with pytest.raises(TurnUnknown):
        step(tiny, replace(state, script="status"), Keys("1"))
