"""What is kept of keys: never a number, never a secret."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.refusals import TurnUnknown
from ivr_flows.effects import Dialled, HungUp, Input, Keys, Outcome, Recorded, Silence
from ivr_flows.engine import begin, step
from ivr_flows.heard import masked
from ivr_flows.nodes import CollectNode
from ivr_flows.script import shipped
from ivr_flows.state import State

SCRIPT = shipped("status")
STATE = begin(SCRIPT, ["es", "quz"])[0]
LISTENING = sorted(name for name, node in SCRIPT.nodes.items() if isinstance(node, CollectNode))


@pytest.mark.parametrize(
    ("node", "heard", "kept"),
    [
        ("menu", Keys("1"), "1"),
        ("menu", Keys("0"), "0"),
        ("menu", Keys("*"), "*"),
        ("menu", Keys("7"), "other"),
        ("menu", Keys("140"), "other"),
        ("menu", Silence(), "silence"),
        ("language", Keys("2"), "2"),
        ("language", Keys("3"), "other"),
        ("number", Keys("1400004276"), "10 digits"),
        ("number", Keys("7"), "1 digit"),
        ("number", Keys("12*3"), "3 digits"),
        ("number", Keys("*"), "*"),
        ("number", Keys(""), "#"),
        ("clave", Keys("123456"), "keyed"),
        ("clave", Keys("1"), "keyed"),
        ("clave", Keys(""), "#"),
        ("transfer", Dialled(answered=True), "answered"),
        ("transfer", Dialled(answered=False), "unanswered"),
        ("leave_message", Recorded("RE1", 9), "recorded"),
        ("menu", HungUp(), ""),
    ],
)
def test_what_was_heard_is_kept_as_far_as_it_may_be(node: str, heard: Input, kept: str) -> None:
    assert masked(SCRIPT.nodes[node], STATE, heard) == kept


def test_keys_at_a_step_that_is_gone_are_not_kept() -> None:
    assert masked(None, STATE, Keys("1")) == "other"


@given(node=st.sampled_from(LISTENING), digits=st.text("0123456789*", min_size=3, max_size=70))
def test_no_digits_of_a_number_are_kept(node: str, digits: str) -> None:
    kept = masked(SCRIPT.nodes[node], STATE, Keys(digits))
    count, _, word = kept.partition(" ")
    is_count = word in {"digit", "digits"} and int(count) <= len(digits)
    assert is_count or kept in {"keyed", "*"}


def test_the_state_keeps_it_and_no_step_goes_by_it() -> None:
    state, _ = step(SCRIPT, begin(SCRIPT, ["es"])[0], Keys("1"))
    assert state.heard == "1"
    assert State.from_text(state.to_text()).heard == "1"
    assert begin(SCRIPT, ["es"])[0].heard == ""
    assert replace(state, heard="2") == state


def test_an_answer_of_the_core_does_not_change_what_the_caller_did() -> None:
    state, _ = step(SCRIPT, begin(SCRIPT, ["es"])[0], Keys("1"))
    state, _ = step(SCRIPT, state, Keys("1400004276"))
    state, _ = step(SCRIPT, state, Outcome("case_not_found"))
    assert state.heard == "10 digits"


@pytest.mark.parametrize("heard", [1, None, ["1"]])
def test_a_state_with_something_else_there_is_refused(heard: object) -> None:

    written = json.loads(STATE.to_text()) | {"heard": heard}
    with pytest.raises(TurnUnknown):
        State.from_text(json.dumps(written))
