"""Where calls went between two steps at which they rested."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ivr_flows.drawn.traffic import Rest, Tracks
from ivr_flows.drawn.ways import Way, ways_of
from ivr_flows.effects import Ask, Input, Keys, Outcome, Silence
from ivr_flows.engine import begin, step
from ivr_flows.script import shipped
from ivr_flows.state import END

SCRIPT = shipped("status")
TRACKS = Tracks.of_script(SCRIPT)
WHOLE = [
    Rest("menu", "", "menu"),
    Rest("number", "1", "number"),
    Rest("clave", "10 digits", "found"),
    Rest("after", "keyed", "found"),
]


def steps(rests: list[Rest]) -> list[str]:
    track = list(TRACKS.track(rests))
    assert all(one.end == other.start for one, other in pairwise(track))
    return [track[0].start, *(way.end for way in track)] if track else []


def test_a_call_is_followed_through_the_steps_at_which_it_did_not_rest() -> None:
    assert steps(WHOLE[:2]) == ["language", "welcome", "menu", "number"]
    assert steps(WHOLE)[-4:] == ["clave", "status", "answer", "after"]


def test_the_key_that_was_pressed_decides_between_two_ways_to_one_step() -> None:
    silent = [*WHOLE, Rest("rate", "silence", "rate")]
    wrong = [*WHOLE, Rest("rate", "other", "rate")]
    assert list(TRACKS.track(silent))[-1].cause == "silencio"
    assert list(TRACKS.track(wrong))[-1].cause == "otra tecla"


def test_the_outcome_decides_where_a_question_led() -> None:
    refused = [*WHOLE[:2], Rest("number", "10 digits", "case_not_found")]
    assert steps(refused)[-4:] == ["number", "number_check", "number_refused", "number"]


def test_silence_that_is_asked_again_goes_nowhere() -> None:
    assert steps([*WHOLE[:2], Rest("number", "silence", "number")]) == steps(WHOLE[:2])


def test_a_call_kept_before_keys_were_is_followed_by_the_shortest_way() -> None:
    assert steps([Rest("menu"), Rest("number"), Rest("clave")])[:4] == [
        "language",
        "welcome",
        "menu",
        "number",
    ]


def test_a_goodbye_ends_the_track_and_nobody_left_there() -> None:
    ended = [*WHOLE, Rest("rate", "silence", "rate"), Rest(END, "silence", END)]
    assert steps(ended)[-1] == "goodbye"
    assert TRACKS.traffic([ended]).left == {}


def test_each_call_counts_once_at_a_step_and_on_a_way() -> None:
    around = [*WHOLE, Rest("after", "3", "after"), Rest("after", "3", "after")]
    traffic = TRACKS.traffic([around, WHOLE[:2], []])
    assert (traffic.calls, traffic.came["menu"], traffic.came["after"]) == (3, 2, 1)
    assert traffic.came["more"] == 1
    assert traffic.ways[Way("after", "more", "3")] == 1
    assert traffic.left == {"after": 1, "number": 1}


def test_steps_that_no_script_has_any_more_break_nothing() -> None:
    gone = [Rest("menu"), Rest("?", "1"), Rest("gone", "2"), Rest("number", "1")]
    traffic = TRACKS.traffic([gone])
    assert "gone" not in traffic.came
    assert traffic.came["number"] == 1


KEYS = st.sampled_from(["0", "1", "2", "3", "9", "*", "", "7", "1400004276", "123456", "34"])
HEARD = st.one_of(KEYS.map(Keys), st.just(Silence()))


@given(heard=st.lists(HEARD, max_size=12), data=st.data())
def test_any_call_that_the_engine_leads_can_be_followed(
    heard: list[Input], data: st.DataObject
) -> None:
    outcomes = st.sampled_from(["found", "in_part", "case_not_found", "clave_wrong", "other"])
    state, effects = begin(SCRIPT, ["es"])
    rests = []
    for said in [None, *heard]:
        outcome = ""
        if said is not None:
            state, effects = step(SCRIPT, state, said)
        while any(isinstance(effect, Ask) for effect in effects):
            outcome = data.draw(outcomes)
            state, effects = step(SCRIPT, state, Outcome(outcome))
        rests.append(Rest(state.node, state.heard, outcome or state.node))
    known = set(ways_of(SCRIPT))
    assert set(TRACKS.track(rests)) <= known
    assert TRACKS.traffic([rests]).came.keys() <= SCRIPT.nodes.keys()
