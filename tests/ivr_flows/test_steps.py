"""The steps that neither listen nor ask: they branch, change the pace, keep a mark."""

import pytest

from core.refusals import DocumentInvalid
from ivr_flows.effects import Collect, Effect, Goodbye, Keys, Rated, Say
from ivr_flows.engine import begin, step
from ivr_flows.script import Script, load

SCRIPT = """
spec_version: 2
name: steps
version: 1
start: menu
home: menu
person: bye
lost: bye
wrong_key: t.wrong
nodes:
  menu:
    menu: t.menu
    keys: {1: by_mark, 2: by_mark, 3: slower, 4: usual, 5: by_nothing}
    slot: mark
  by_mark: {branch: mark, ways: {1: read}, otherwise: marked}
  by_nothing: {branch: unheard, ways: {"": read}, otherwise: unmarked}
  read: {say: t.read, reads: {mark: [1], unheard: [3]}, then: menu}
  marked: {rate: mark, then: bye}
  unmarked: {rate: unheard, then: menu}
  slower: {pace: slow, say: t.slower, then: menu}
  usual: {pace: usual, say: t.usual, then: menu}
  bye: {goodbye: t.bye}
"""
MENU = (Say("t.menu", {}, "es"), Collect(1))


@pytest.fixture
def script() -> Script:
    return load(SCRIPT, "steps.yaml")


def after(script: Script, *keys: str) -> tuple[Effect, ...]:
    state, effects = begin(script, ["es"])
    for key in keys:
        state, effects = step(script, state, Keys(key))
    return effects


def test_a_branch_goes_by_what_a_slot_holds(script: Script) -> None:
    assert after(script, "1")[0] == Say("t.read", {"mark": "1", "unheard": ""}, "es")
    assert after(script, "2")[0] == Rated("2")


def test_a_slot_that_holds_nothing_leads_on_by_the_empty_word(script: Script) -> None:
    assert after(script, "5")[0] == Say("t.read", {"mark": "5", "unheard": ""}, "es")


def test_a_mark_that_was_never_given_is_not_kept() -> None:
    unnamed = load(SCRIPT.replace('{"": read}', '{"1": read}'), "steps.yaml")
    assert after(unnamed, "5") == (Say("t.bye", {}, "es"), Goodbye())


def test_the_pace_is_kept_until_it_is_changed_again(script: Script) -> None:
    slowly = (Say("t.menu", {}, "es", slow=True), Collect(1))
    assert after(script, "3") == (Say("t.slower", {}, "es", slow=True), *slowly)
    assert after(script, "3", "9") == slowly
    assert after(script, "3", "4") == (Say("t.usual", {}, "es"), *MENU)


@pytest.mark.parametrize(
    ("old", "new", "node", "problem"),
    [
        ("otherwise: marked", "other: marked", "by_mark", "`otherwise` is missing"),
        ("ways: {1: read}, ", "", "by_mark", "`ways` is missing"),
        ("{1: read}", "{1: nowhere}", "by_mark", "no step `nowhere`"),
        ("otherwise: marked", "otherwise: nowhere", "by_mark", "no step `nowhere`"),
        ("pace: slow,", "pace: fast,", "slower", "`pace` must be one of: slow, usual"),
        ("say: t.slower, ", "", "slower", "`say` is missing"),
        ("reads: {mark: [1], unheard: [3]}", "reads: mark", "read", "`reads` must have named"),
        ("rate: mark", "rate: 1", "marked", "`rate` must be a word"),
        ("wrong_key: t.wrong", "wrong_key: t.wrong\nresume: nowhere", "", "no step `nowhere`"),
        ("branch: unheard", "branch: left", "", "no step ``"),
    ],
)
def test_a_fault_in_such_a_step_is_told(old: str, new: str, node: str, problem: str) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        load(SCRIPT.replace(old, new), "steps.yaml")
    assert refused.value.facts["node"] == node
    assert problem in str(refused.value.facts["problem"])
