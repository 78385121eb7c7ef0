"""Whatever is pressed, a call goes on or ends with words: it never traps, loops or crashes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ivr_flows.effects import (
    Ask,
    Dialled,
    Effect,
    Goodbye,
    HungUp,
    Input,
    Keys,
    Recorded,
    Say,
    Silence,
    Wait,
)
from ivr_flows.engine import TURN_BUDGET, begin, step
from ivr_flows.script import shipped
from ivr_flows.state import State
from ivr_flows.walk import STEP_BUDGET
from tests.ivr_flows.rehearsal import REFUSALS, settle

SCRIPT = shipped("status")
KEYS = st.one_of(
    st.sampled_from([*"0123456789*#", "", "1400004276", "735104", "22"]),
    st.text(alphabet="0123456789*#", max_size=45),
    st.text(max_size=12),
)
HEARD = st.one_of(
    st.builds(Keys, KEYS),
    st.just(Silence()),
    st.builds(Dialled, st.booleans()),
    st.builds(Recorded, st.just("RE"), st.integers(1, 60)),
)
LANGUAGES = st.sampled_from([("es",), ("es", "quz"), ("es", "quz", "ayr")])


def answered(draw: st.DataObject, asked: Ask) -> str:
    answers = ["found", "found", "in_part", *REFUSALS[asked.question], "erased"]
    return draw.draw(st.sampled_from(answers))


def is_heard_or_ended(state: State, effects: list[Effect]) -> bool:
    speaks = any(not isinstance(effect, Goodbye) for effect in effects)
    if state.is_over:
        return effects[-1] == Goodbye() and speaks
    return isinstance(effects[-1], Wait) and isinstance(effects[-2], Say)


@given(draw=st.data(), languages=LANGUAGES, calls=st.lists(HEARD, max_size=25))
def test_after_every_key_the_caller_is_listened_to_or_told_goodbye(
    draw: st.DataObject, languages: tuple[str, ...], calls: list[Input]
) -> None:
    state, effects = settle(SCRIPT, begin(SCRIPT, languages), lambda ask: answered(draw, ask))
    for turn, heard in enumerate(calls, start=1):
        assert is_heard_or_ended(state, effects)
        if state.is_over:
            return
        stepped = step(SCRIPT, state, heard)
        state, effects = settle(SCRIPT, stepped, lambda ask: answered(draw, ask))
        assert state.turn == turn
        assert len(effects) <= 3 * STEP_BUDGET
        assert State.from_text(state.to_text()) == state
        assert len(state.to_text()) < 1_000


@given(draw=st.data(), calls=st.lists(HEARD, min_size=1, max_size=6))
@settings(max_examples=30)
def test_a_call_that_never_stops_pressing_is_ended_in_time(
    draw: st.DataObject, calls: list[Input]
) -> None:
    state, _ = begin(SCRIPT, ["es"])
    for turn in range(TURN_BUDGET):
        stepped = step(SCRIPT, state, calls[turn % len(calls)])
        state, _ = settle(SCRIPT, stepped, lambda ask: answered(draw, ask))
    assert state.is_over


@given(draw=st.data(), calls=st.lists(HEARD, max_size=12))
def test_from_anywhere_silence_alone_comes_to_a_goodbye(
    draw: st.DataObject, calls: list[Input]
) -> None:
    state, _ = begin(SCRIPT, ["es", "quz"])
    for heard in calls:
        stepped = step(SCRIPT, state, heard)
        state, _ = settle(SCRIPT, stepped, lambda ask: answered(draw, ask))
    silences = 0
    while not state.is_over:
        stepped = step(SCRIPT, state, Silence())
        state, _ = settle(SCRIPT, stepped, lambda _: "found")
        silences += 1
    assert silences <= 12


@given(calls=st.lists(HEARD, max_size=12))
def test_a_call_is_the_same_however_often_it_is_played(calls: list[Input]) -> None:
    plays = []
    for _ in range(2):
        state, effects = begin(SCRIPT, ["es"])
        for heard in calls:
            state, effects = step(SCRIPT, state, heard)
        plays.append((state.to_text(), effects))
    assert plays[0] == plays[1]


@given(calls=st.lists(HEARD, max_size=8))
def test_hanging_up_ends_a_call_wherever_it_stands(calls: list[Input]) -> None:
    state, _ = begin(SCRIPT, ["es"])
    for heard in calls:
        state, _ = step(SCRIPT, state, heard)
    state, effects = step(SCRIPT, state, HungUp())
    assert state.is_over
    assert effects == ()
