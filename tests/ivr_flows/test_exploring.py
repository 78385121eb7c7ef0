"""The shipped script walked whole, and walks that must find something."""

from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from core.wording.po_files import read_language
from ivr_flows.checking.premises import Premises
from ivr_flows.effects import HungUp, Keys, Say, SayAnswer, Silence
from ivr_flows.engine import TURN_BUDGET
from ivr_flows.exploration import Exploration, explore
from ivr_flows.exploring.lasting import ANSWER_SECONDS, seconds_to_hear, seconds_to_say
from ivr_flows.exploring.quickest import LONGEST_WAY
from ivr_flows.exploring.reduced import Reduction
from ivr_flows.exploring.space import Space
from ivr_flows.exploring.turn import Turns
from ivr_flows.nodes import AskNode, Listening
from ivr_flows.script import Script, load, shipped
from tests.ivr_flows.rehearsal import REFUSALS

FAULTS = Path(__file__).parent / "faults"
SEEDED: Mapping[str, str] = yaml.safe_load((FAULTS / "words.yaml").read_text("utf-8"))["es"]
STATUS = shipped("status")


@pytest.fixture(scope="module")
def premises() -> Premises:
    entries = read_language(files("core.wording") / "es")
    spanish = {entry.msgid: entry.texts[0] for entry in entries if entry.channel == "voice"}
    return Premises(refusal_codes=REFUSALS, words={"es": spanish})


@pytest.fixture(scope="module")
def walked(premises: Premises) -> Exploration:
    return explore(STATUS, premises, ["es"])


def seeded(code: str) -> Script:
    return load((FAULTS / f"{code}.yaml").read_text(encoding="utf-8"), f"{code}.yaml")


def found_in(script: Script, **more: int) -> tuple[str, ...]:
    codes = {"case.status": ("number_missing", "case_not_found")}
    premises = Premises(refusal_codes=codes, words={"es": SEEDED})
    return explore(script, premises, ["es"], **more).problems


def test_the_shipped_script_never_crashes_traps_or_falls_silent(walked: Exploration) -> None:
    assert walked.problems == ()
    assert walked.states > 100
    assert walked.turns > walked.states


def test_it_is_proved_in_several_languages_too(premises: Premises) -> None:
    several = replace(premises, words={**premises.words, "quz": premises.words["es"]})
    found = explore(STATUS, several, ["es", "quz"])
    assert found.problems == ()
    assert found.new_caller is not None
    assert found.new_caller.pressed[0] == "1"  # the language first


def test_every_step_that_listens_is_walked(premises: Premises) -> None:
    space = Space(Turns(STATUS, premises), Reduction.of(STATUS))
    space.walk(["es", "quz"])
    listening = {name for name, node in STATUS.nodes.items() if isinstance(node, Listening)}
    assert {state.node for state in space.states.values()} == listening


def test_a_known_caller_hears_the_status_begin_within_a_minute(walked: Exploration) -> None:
    assert walked.known_caller is not None
    assert [len(keys) for keys in walked.known_caller.pressed] == [1, 10, 6]
    assert walked.known_caller.begins <= LONGEST_WAY
    assert walked.known_caller.told == walked.known_caller.begins + ANSWER_SECONDS


def test_who_does_nothing_is_let_go_in_a_few_turns(walked: Exploration) -> None:
    assert walked.silent_turns <= 12
    assert walked.wrong_turns <= 12


def test_the_longest_call_is_told(walked: Exploration) -> None:
    assert walked.longest_turns == TURN_BUDGET
    assert walked.longest_keys >= TURN_BUDGET
    assert walked.longest_seconds > TURN_BUDGET


def test_a_walk_finds_the_same_whenever_it_is_made(premises: Premises, walked: Exploration) -> None:
    assert explore(STATUS, premises, ["es"]) == walked


def test_recordings_that_are_too_slow_are_said_to_be(premises: Premises) -> None:
    slow = replace(premises, recorded=lambda _, __: 19.0)
    (problem,) = explore(STATUS, slow, ["es"]).problems
    assert problem.endswith("60 s are the most")


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("silence_circle", "at `menu`: silence alone never ends the call"),
        ("wrong_key_circle", "at `menu`: wrong keys alone never end the call"),
    ],
)
def test_a_circle_is_found_by_walking_too(code: str, problem: str) -> None:
    assert found_in(seeded(code)) == (problem,)


def test_a_script_that_reading_would_refuse_breaks_the_call_and_not_the_walk() -> None:
    script = seeded("otherwise_idle")
    look = script.nodes["look"]
    assert isinstance(look, AskNode)
    nodes = {**script.nodes, "look": replace(look, ways={"case_not_found": "bye"})}
    (problem,) = found_in(replace(script, nodes=nodes))
    assert problem == "at `number` after `7777777777`: KeyError: 'found'"


def test_a_walk_that_would_not_end_is_stopped() -> None:
    assert found_in(seeded("options_alike"), most_states=1) == ("more than 1 states",)


def test_who_has_no_clave_has_no_way_to_what_it_opens() -> None:
    premises = Premises(refusal_codes={}, words={"es": SEEDED})
    found = explore(seeded("options_alike"), premises, ["es"])
    assert (found.known_caller, found.new_caller) == (None, None)


def test_a_key_takes_a_second_and_silence_all_the_patience_of_the_house() -> None:
    assert seconds_to_hear(Keys("1400004276")) == 10
    assert seconds_to_hear(Silence()) == 7
    assert seconds_to_hear(HungUp()) == 0


def test_slow_speech_and_digits_read_one_by_one_last_longer(premises: Premises) -> None:
    told = Say("voice.number_found", {"number": "1 4 0, 0 0 0, 4 2 7 6"}, "es")
    seconds = seconds_to_say([told], premises)
    assert seconds > seconds_to_say([replace(told, facts={"number": "140"})], premises)
    assert seconds_to_say([replace(told, slow=True)], premises) > seconds
    assert seconds_to_say([SayAnswer("must")], premises) > ANSWER_SECONDS
    assert seconds_to_say([], premises) == 0
