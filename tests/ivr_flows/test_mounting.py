from collections.abc import Mapping

import pytest
import yaml

from core.refusals import DocumentInvalid
from ivr_flows.effects import Keys, Say
from ivr_flows.engine import begin, step
from ivr_flows.lines import Lines
from ivr_flows.mounting import DEEPEST, mounted
from ivr_flows.nodes import AskNode, CollectNode, MenuNode
from ivr_flows.script import Script, load, shipped, shipped_part

WHOLE = """
spec_version: 2
name: whole
version: 1
start: menu
home: menu
person: bye
lost: bye
wrong_key: t.wrong
nodes:
  menu: {menu: t.menu, keys: {1: number, 2: other}}
  number: {script: look, ways: {told: menu, gone: bye}}
  other: {script: look, ways: {told: bye, gone: menu}}
  bye: {goodbye: t.bye}
"""
LOOK = """
spec_version: 2
part: look
version: 1
start: keyed
nodes:
  keyed: {collect: t.number, slot: number, empty: gone, then: asked}
  asked: {ask: case.status, takes: [number], ways: {found: told}, otherwise: refused}
  refused: {tell: must, then: keyed}
"""


def of(**texts: str) -> Mapping[str, object]:
    return {name: yaml.safe_load(text) for name, text in texts.items()}


def whole(text: str = WHOLE, **parts: str) -> Script:
    return load(text, "whole.yaml", of(**({"look": LOOK} | parts)).get)


def test_the_first_step_of_a_part_takes_the_name_and_the_others_stand_under_it() -> None:
    assert list(whole().nodes) == [
        "menu",
        *("number", "number.asked", "number.refused"),
        *("other", "other.asked", "other.refused"),
        "bye",
    ]


def test_every_way_in_a_part_leads_to_its_own_steps_or_where_the_script_says() -> None:
    nodes = whole().nodes
    keyed, asked = nodes["number"], nodes["other.asked"]
    assert isinstance(keyed, CollectNode)
    assert isinstance(asked, AskNode)
    assert (keyed.then, keyed.empty) == ("number.asked", "bye")
    assert (asked.ways, asked.otherwise) == ({"found": "bye"}, "other.refused")


def test_what_a_step_of_a_part_does_not_say_the_script_says_for_it() -> None:
    keyed = whole().nodes["number"]
    assert isinstance(keyed, CollectNode)
    assert (keyed.silence, keyed.wrong, keyed.back) == ("bye", "bye", "menu")


def test_a_call_goes_through_a_part_and_out_of_it() -> None:
    script = whole()
    state, effects = step(script, begin(script, ["es"])[0], Keys("1"))
    assert [said.message for said in effects if isinstance(said, Say)] == ["t.number"]
    assert step(script, state, Keys(""))[0].is_over


def test_a_part_may_call_for_a_part() -> None:
    twice = """
spec_version: 2
part: twice
version: 1
start: first
nodes:
  first: {script: look, ways: {told: again, gone: gone}}
  again: {script: look, ways: {told: told, gone: gone}}
"""
    text = WHOLE.replace("number: {script: look", "number: {script: twice")
    nodes = whole(text, twice=twice).nodes
    assert {"number", "number.asked", "number.again", "number.again.asked"} <= nodes.keys()
    first, again = nodes["number.asked"], nodes["number.again.asked"]
    assert isinstance(first, AskNode)
    assert isinstance(again, AskNode)
    assert (first.ways["found"], again.ways["found"]) == ("number.again", "menu")


def nested(depth: int) -> dict[str, str]:
    """Write so many parts, each of which calls for the next, and the last for `look`."""
    names = [f"p{place}" for place in range(depth)]
    return {
        name: f"spec_version: 2\npart: {name}\nversion: 1\nstart: first\nnodes:\n"
        f"  first: {{script: {inner}, ways: {{told: told, gone: gone}}}}"
        for name, inner in zip(names, [*names[1:], "look"], strict=True)
    }


def test_parts_in_one_another_are_bounded() -> None:
    text = WHOLE.replace("number: {script: look", "number: {script: p0")
    assert "number.asked" in whole(text, **nested(DEEPEST - 1)).nodes
    with pytest.raises(DocumentInvalid) as refused:
        whole(text, **nested(DEEPEST))
    assert "more than 3 parts" in str(refused.value.facts["problem"])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("otherwise: refused", "otherwise: menu", "part `look` leads to `menu`, and `ways` does"),
        ("part: look", "part: other", "`part` must be one of: look"),
        ("part: look", "part: look\nhome: menu", "unknown field: home"),
        ("spec_version: 2", "", "part `look` does not say its `spec_version`"),
        ("spec_version: 2", "spec_version: 9", "`spec_version` must be a number from 1 to 2"),
        ("version: 1\nstart", "start", "`version` is missing"),
        ("start: keyed", "start: nowhere", "part `look` has no step `nowhere`"),
        ("refused: {tell: must", "told: {tell: must", "`told` is a step of part `look`, and no"),
        ("tell: must, then: keyed", "script: look, ways: {told: keyed, gone: gone}",
         "part `look` is in itself"),
        ("tell: must, then: keyed", "tell: must, then: 1", "`then` must be a word"),
        ("refused: {tell: must, then: keyed}", "refused: 1", "the step must have named fields"),
        ("ways: {found: told}", "ways: [told]", "`ways` must have named fields"),
    ],
)  # fmt: skip
def test_a_fault_in_a_part_is_told_with_the_step_that_calls_for_it(
    old: str, new: str, problem: str
) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        whole(look=LOOK.replace(old, new))
    assert problem in str(refused.value.facts["problem"])
    assert str(refused.value.facts["node"]).startswith("number") or "spec_version`" in problem


@pytest.mark.parametrize(
    ("old", "new", "node", "problem"),
    [
        ("script: look, ways: {told: menu", "script: look, exits: {told: menu", "number",
         "`ways` is missing"),
        ("script: look", "script: nowhere", "number", "no part `nowhere`"),
        ("script: look", "script: [look]", "number", "`script` must be a word"),
        ("{told: menu, gone: bye}", "{told: menu}", "number", "part `look` leads to `gone`"),
        ("told: menu", "told: nowhere", "number.asked", "no step `nowhere`"),
        ("script: look,", "script: look, say: t.look,", "number", "unknown field: say"),
        ("  other:", "  number.asked:", "number", "a step `number.asked` is there already"),
    ],
)  # fmt: skip
def test_a_fault_in_the_call_for_a_part_is_told(
    old: str, new: str, node: str, problem: str
) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        whole(WHOLE.replace(old, new, 1))
    assert refused.value.facts["node"] == node
    assert problem in str(refused.value.facts["problem"])


@pytest.mark.parametrize("name", ["../status", "/etc/hostname", "", "status", "RATE", "a\0b"])
def test_a_part_is_only_found_by_its_own_name(name: str) -> None:
    assert shipped_part(name) is None


def test_steps_without_a_part_stay_as_they_are() -> None:
    steps: dict[str, object] = {"a": {"say": "t.a", "then": "b"}, "b": 1}
    assert mounted(steps, shipped_part, "a.yaml") == steps


def test_the_shipped_call_asks_for_its_mark_by_a_part() -> None:
    nodes = shipped("status").nodes
    rate = nodes["rate"]
    assert isinstance(rate, MenuNode)
    assert rate.keys == {"1": "rate.kept", "2": "rate.kept"}
    assert rate.silence == "goodbye"


def test_a_step_of_a_part_stands_on_the_line_that_calls_for_it() -> None:
    lines = Lines.of(WHOLE)
    assert lines.line("number.asked", "ask") == lines.line("number") == 12
    assert lines.line("nowhere.asked") == 1
