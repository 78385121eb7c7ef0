"""A letter goes forward only, and says no by name to a step that cannot follow."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.letter import (
    Letter,
    LetterKind,
    LetterState,
    LetterStep,
    ReturnReason,
    open_steps,
)
from core.model.letter_id import LetterId
from core.refusals import LetterMoved

NOW = datetime(2026, 12, 21, 15, tzinfo=UTC)
DRAFT = Letter(
    id=LetterId.parse("7K3M9QX2A6"),
    kind=LetterKind.OBSERVATION,
    institution="PE/muni-calca",
    wish="event:HUB.1.7",
    made_by="user:1",
    made_at=NOW,
    state=LetterState.DRAFT,
    since=NOW,
)
THE_LONG_WAY = (
    LetterStep.APPROVE,
    LetterStep.BATCH,
    LetterStep.PRINT,
    LetterStep.ENVELOPE,
    LetterStep.POST,
    LetterStep.DELIVER,
)
FINAL = {
    LetterState.IN_HAND,
    LetterState.RETURNED,
    LetterState.DELIVERED,
    LetterState.CANCELLED,
    LetterState.SET_ASIDE,
}


def test_a_letter_goes_from_the_draft_to_the_acknowledgement() -> None:
    letter = DRAFT
    for step in THE_LONG_WAY:
        letter = letter.moved(step, NOW)
        assert letter.has_done(step)
    assert letter.state is LetterState.DELIVERED


def test_a_letter_that_came_back_says_why() -> None:
    posted = replace(DRAFT, state=LetterState.AT_THE_POST)
    back = posted.moved(LetterStep.RETURN, NOW, reason=ReturnReason.MOVED)
    assert (back.state, back.reason) == (LetterState.RETURNED, ReturnReason.MOVED)


@pytest.mark.parametrize("state", [s for s in LetterState if s is not LetterState.QUEUED])
def test_what_was_put_into_a_run_is_called_back_no_more(state: LetterState) -> None:
    if state is LetterState.DRAFT:
        assert replace(DRAFT, state=state).moved(LetterStep.CANCEL, NOW).is_over
    else:
        with pytest.raises(LetterMoved):
            replace(DRAFT, state=state).moved(LetterStep.CANCEL, NOW)


@given(st.lists(st.sampled_from(LetterStep), max_size=14))
def test_any_order_of_steps_ends_forward_or_is_refused(steps: list[LetterStep]) -> None:
    letter, been = DRAFT, [DRAFT.state]
    for step in steps:
        if step in open_steps(letter.state):
            letter = letter.moved(step, NOW)
            been.append(letter.state)
        else:
            with pytest.raises(LetterMoved):
                letter.moved(step, NOW)
    assert len(set(been)) == len(been), "a state is never seen twice"
    assert (open_steps(letter.state) == ()) is (letter.state in FINAL)


def test_only_what_acts_in_law_needs_a_person() -> None:
    assert [kind for kind in LetterKind if kind.is_legal] == [
        LetterKind.OBSERVATION,
        LetterKind.NOTIFICATION,
        LetterKind.SECOND_VISIT,
        LetterKind.UNDER_DOOR,
    ]
