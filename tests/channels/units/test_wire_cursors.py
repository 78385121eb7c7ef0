"""Places of districts come out as they went in, and cost little where districts are neighbours."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.units.wire.cursor_words import read_cursors, write_cursors
from core.model.event import canonical
from core.model.exchange import EVERYWHERE

NAMES = st.text(st.characters(exclude_characters=" ", codec="utf-8"), min_size=1, max_size=8)
DISTRICTS = st.from_regex(r"0[89]0[1-3][01][0-9]", fullmatch=True)


@example({"ab": 1, "a=": 1, "=": 1})
@given(st.dictionaries(NAMES | DISTRICTS, st.integers(0, 2**62), max_size=30))
def test_what_is_written_is_read_back(cursors: dict[str, int]) -> None:
    assert read_cursors(write_cursors(cursors)) == cursors


def test_neighbours_that_have_come_as_far_cost_three_bytes_each() -> None:
    cursors = {EVERYWHERE: 41_377} | {
        f"08{one:02}{two:02}": 41_377 for one in (1, 2) for two in range(1, 13)
    }
    assert len(canonical(write_cursors(cursors))) < 100
    assert len(canonical(cursors)) > 350


@pytest.mark.parametrize("words", [[[1]], [["x", "080101"]], [[1, 2]], 5])
def test_what_is_not_so_written_cannot_be_read(words: object) -> None:
    with pytest.raises((TypeError, ValueError, AttributeError)):
        read_cursors(words)  # type: ignore[arg-type]
