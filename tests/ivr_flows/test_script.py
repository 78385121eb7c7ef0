import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.refusals import DocumentInvalid
from core.refusals.refusal import Fact
from ivr_flows.nodes import AskNode, CollectNode, MenuNode
from ivr_flows.script import load, read, shipped

WHOLE = """
name: small
version: 1
start: menu
home: menu
person: bye
lost: bye
wrong_key: t.wrong
nodes:
  menu: {menu: t.menu, keys: {1: number}}
  number: {collect: t.number, slot: number, digits: 10, then: look}
  look: {ask: case.status, takes: [number], ways: {found: bye}}
  bye: {goodbye: t.bye}
"""


def faults_of(text: str) -> dict[str, Fact]:
    with pytest.raises(DocumentInvalid) as refused:
        load(text, "small.yaml")
    assert refused.value.facts["document"] == "small.yaml"
    return dict(refused.value.facts)


def test_what_a_step_does_not_say_the_script_says_for_it() -> None:
    script = load(WHOLE, "small.yaml")
    menu, number, look = (script.nodes[name] for name in ("menu", "number", "look"))
    assert isinstance(menu, MenuNode)
    assert isinstance(number, CollectNode)
    assert isinstance(look, AskNode)
    assert (menu.silence, menu.wrong, menu.back, menu.repeat) == ("bye", "bye", "menu", "menu")
    assert (number.finish_on, number.secret, number.empty, number.tries) == ("#", False, None, 3)
    assert (look.otherwise, look.exhausted) == (None, "bye")


def test_the_shipped_script_is_read_from_any_folder(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    assert shipped("status").name == "status"


def test_a_script_may_come_parsed_from_a_document_with_keys_as_text() -> None:
    body = {
        "name": "small",
        "version": 1,
        "start": "bye",
        "home": "bye",
        "person": "bye",
        "lost": "bye",
        "wrong_key": "t.wrong",
        "nodes": {"bye": {"goodbye": "t.bye"}, "menu": {"menu": "t.menu", "keys": {"1": "bye"}}},
    }
    menu = read(body, "small").nodes["menu"]
    assert isinstance(menu, MenuNode)
    assert menu.keys == {"1": "bye"}


@pytest.mark.parametrize(
    ("old", "new", "node", "problem"),
    [
        ("keys: {1: number}", "keys: {1: nowhere}", "menu", "no step `nowhere`"),
        ("start: menu", "start: nowhere", "", "no step `nowhere`"),
        ("person: bye", "person: nowhere", "", "no step `nowhere`"),
        ("lost: bye", "lost: menu", "menu", "`lost` must be a goodbye"),
        ("version: 1", "version: one", "", "`version` must be a number from 1 on"),
        ("version: 1", "version: true", "", "`version` must be a number from 1 on"),
        ("name: small", "name: ''", "", "`name` must be a word"),
        ("name: small", "nombre: small", "", "`name` is missing"),
        ("name: small", "name: small\nextra: 1", "", "unknown field: extra"),
        ("keys: {1: number}", "keyz: {1: number}", "menu", "`keys` is missing"),
        ("keys: {1: number}", "keys: {1: number}, trys: 3", "menu", "unknown field: trys"),
        ("keys: {1: number}", "keys: [1, 2]", "menu", "`keys` must have named fields"),
        ("keys: {1: number}", "keys: {1: 2}", "menu", "`keys` may hold only words"),
        ("keys: {1: number}", "keys: {12: number}", "menu", "`12` is not a key of a phone"),
        ("keys: {1: number}", "keys: {no: number}", "menu", "`False` cannot be a name"),
        ("keys: {1: number}", "keys: {1: number}, reads: {number: 3}", "menu", "must be a list"),
        ("keys: {1: number}", "keys: {1: number}, reads: {number: [0]}", "menu", "sizes from 1"),
        ("keys: {1: number}", "keys: {1: number}, tries: 0", "menu", "`tries` must be a number"),
        ("digits: 10", "digits: many", "number", "`digits` must be a number from 1 on"),
        ("digits: 10", "finish_on: x", "number", "`finish_on` must be one of"),
        ("digits: 10", "finish_on: 5", "number", "`finish_on` must be one of"),
        ("digits: 10", "secret: maybe", "number", "`secret` must be true or false"),
        ("takes: [number]", "takes: number", "look", "`takes` must be a list"),
        ("takes: [number]", "takes: [1]", "look", "`takes` may hold only words"),
        ("ways: {found: bye}", "ways: {erased: bye}", "look", "where `found` leads"),
        ("ways: {found: bye}", "on: {found: bye}", "look", "`True` cannot be a name"),
        ("{goodbye: t.bye}", "{farewell: t.bye}", "bye", "no kind of step"),
        ("{goodbye: t.bye}", "t.bye", "bye", "the step must have named fields"),
        ("{goodbye: t.bye}", "{goodbye: }", "bye", "`goodbye` is missing"),
    ],
)
def test_a_fault_is_told_with_its_step_and_what_is_wrong(
    old: str, new: str, node: str, problem: str
) -> None:
    facts = faults_of(WHOLE.replace(old, new))
    assert facts["node"] == node
    assert problem in str(facts["problem"])


@pytest.mark.parametrize("tell", ["all", "[must]", "true"])
def test_only_what_must_or_may_be_told_can_be_told(tell: str) -> None:
    facts = faults_of(WHOLE + f"  told: {{tell: {tell}, then: bye}}\n")
    assert facts["problem"] == "`tell` must be one of: may, must"


@pytest.mark.parametrize(
    "text",
    ["", "just words", "- a\n- b", "nodes: [", "a: b: c", "\0", "!!python/object:os.system {}"],
)
def test_a_text_that_is_no_script_is_refused(text: str) -> None:
    assert faults_of(text)["problem"]


def test_a_step_written_twice_is_refused_because_one_would_be_lost() -> None:
    facts = faults_of(WHOLE + "  bye: {goodbye: t.other}\n")
    assert "`bye` is written twice" in str(facts["problem"])


def test_a_missing_script_is_a_fault_of_the_house() -> None:
    with pytest.raises(FileNotFoundError):
        shipped("nothing")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(DocumentInvalid):
        load(text, "any.yaml")
