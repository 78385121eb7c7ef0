"""Every verb tried from every state of a real case: done as the table says, or nothing at all."""

import pytest

from config.house import House
from core.model.moves import MOVES
from core.model.state import State
from core.refusals import IllegalMove
from tests.core.lawful import lawful
from tests.core.rows import all_of
from tests.core.stories import an_asserted_case, case_of
from tests.core.verbs import VERBS
from tests.houses import act


def test_there_is_a_verb_for_every_move() -> None:
    assert set(VERBS) == set(MOVES)


@pytest.mark.parametrize("state", State)
def test_a_verb_does_what_the_table_says_or_leaves_everything_as_it_was(
    house: House, state: State
) -> None:
    for kind in MOVES:
        number = an_asserted_case(house, state, on=None)
        before = case_of(house, number)
        counts = all_of(house)
        if kind in lawful(state):
            event = VERBS[kind](house, number, act())
            assert case_of(house, number).state is lawful(state)[kind], kind
            assert event.draft.base == (before.last,)
            continue
        if kind == "case_joined":
            continue  # joining opens the other case first: tried below
        with pytest.raises(IllegalMove) as refused:
            VERBS[kind](house, number, act())
        assert refused.value.facts == {"state": state.value, "move": kind}
        assert case_of(house, number) == before
        assert all_of(house) == counts


@pytest.mark.parametrize("state", [state for state in State if "case_joined" not in lawful(state)])
def test_a_case_that_is_past_joining_is_not_joined(house: House, state: State) -> None:
    number = an_asserted_case(house, state, on=None)
    other = an_asserted_case(house, State.EN_TRAMITE)
    with pytest.raises(IllegalMove) as refused:
        house.moving.join(number, act(), other=other)
    assert refused.value.facts == {"state": state.value, "move": "case_joined"}
    assert case_of(house, number).joined_to is None
