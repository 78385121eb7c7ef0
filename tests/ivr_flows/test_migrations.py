from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from core.refusals import DocumentInvalid
from ivr_flows.migrations import FIELD, MIGRATIONS, SPEC, UNSAID, migrate
from ivr_flows.nodes import CollectNode, MenuNode
from ivr_flows.script import load, shipped

FORMATS = Path(__file__).with_name("formats")
HEAD = "name: a\nversion: 1\nstart: m\nhome: m\nperson: p\nlost: z\nwrong_key: t\n"
NODES = "nodes: {m: {menu: t, keys: {1: z}}, p: {menu: t, keys: {1: m}}, z: {goodbye: t}}"


def parsed(name: str) -> dict[object, object]:
    body = yaml.safe_load((FORMATS / name).read_text(encoding="utf-8"))
    assert isinstance(body, dict)
    return body


@pytest.mark.parametrize("version", MIGRATIONS)
def test_a_script_of_each_format_becomes_one_of_the_next(version: int) -> None:
    before, after = parsed(f"{version}.yaml"), parsed(f"{version + 1}.yaml")
    kept = deepcopy(before)
    assert {**MIGRATIONS[version](before), FIELD: version + 1} == after
    assert before == kept


def test_every_format_has_a_way_to_the_one_of_today() -> None:
    assert list(MIGRATIONS) == list(range(UNSAID, SPEC))


def test_a_script_that_does_not_say_its_format_is_of_the_first() -> None:
    unsaid = parsed("1.yaml")
    assert FIELD not in unsaid
    assert migrate(unsaid, "a") == migrate({**unsaid, FIELD: 1}, "a") == parsed(f"{SPEC}.yaml")


def test_a_script_of_today_is_read_as_it_is() -> None:
    body = parsed(f"{SPEC}.yaml")
    assert migrate(body, "a") is body


def test_a_call_of_the_first_format_lets_a_caller_go_where_it_always_did() -> None:
    menu = load(HEAD + NODES, "a.yaml").nodes["m"]
    assert isinstance(menu, MenuNode)
    assert (menu.silence, menu.wrong) == ("z", "z")


def test_since_the_second_format_a_caller_who_cannot_go_on_is_led_to_a_person() -> None:
    nodes = load(f"{FIELD}: 2\n{HEAD}{NODES}", "a.yaml").nodes
    menu, person = nodes["m"], nodes["p"]
    assert isinstance(menu, MenuNode)
    assert isinstance(person, MenuNode)
    assert (menu.silence, menu.wrong) == ("p", "p")
    assert (person.silence, person.wrong) == ("z", "z")


def test_the_shipped_script_is_written_in_the_format_of_today() -> None:
    number = shipped("status").nodes["number"]
    assert isinstance(number, CollectNode)
    assert (number.silence, number.wrong) == ("person", "person")


@pytest.mark.parametrize("version", ["0", "-1", "99", "one", "true", "1.5", "[1]", "''", "null"])
def test_a_format_that_nobody_knows_is_refused(version: str) -> None:
    with pytest.raises(DocumentInvalid) as refused:
        load(f"{FIELD}: {version}\n{HEAD}{NODES}", "a.yaml")
    assert refused.value.facts["problem"] == f"`{FIELD}` must be a number from 1 to {SPEC}"
    assert refused.value.facts["document"] == "a.yaml"


NOISE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
NODE = st.dictionaries(st.sampled_from(["menu", "collect", "silence", "say"]), NOISE)
BODY = st.fixed_dictionaries(
    {},
    optional={"lost": NOISE, "nodes": NOISE | st.dictionaries(st.text(max_size=5), NODE | NOISE)},
)


@given(BODY)
def test_whatever_stands_in_an_old_script_is_brought_over_without_a_fault(
    body: dict[object, object],
) -> None:
    kept = deepcopy(body)
    first = migrate(body, "a")
    assert migrate(first, "a") is first
    assert body == kept


@pytest.mark.parametrize("body", [None, 1, "words", ["list"]])
def test_what_is_no_script_is_left_to_the_reader_to_refuse(body: object) -> None:
    assert migrate(body, "a") is body
