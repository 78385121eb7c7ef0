from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.permutation import SIZE, permute, unpermute

KEY = b"a key that was made for the tests"
# Numbers already printed on receipts depend on these: they must never move.
FIRST_SHOWN = [201880, 729570, 249326, 892934]
COUNTERS = st.integers(min_value=0, max_value=SIZE - 1)


def test_every_counter_has_a_number_of_its_own_and_is_found_again(
    counts: Callable[[int, int], int],
) -> None:
    # From the top downwards, so that the reduced count also walks over the largest counters.
    counters = range(SIZE - counts(20_000, SIZE), SIZE)
    shown = [permute(KEY, counter) for counter in counters]
    assert len(set(shown)) == len(counters)
    assert min(shown) >= 0
    assert max(shown) < SIZE
    assert all(unpermute(KEY, number) == at for at, number in zip(counters, shown, strict=True))


@given(key=st.binary(min_size=1, max_size=64), counter=COUNTERS)
def test_a_counter_is_found_again_under_any_key(key: bytes, counter: int) -> None:
    assert unpermute(key, permute(key, counter)) == counter
    assert permute(key, unpermute(key, counter)) == counter


def test_the_same_counter_is_shown_the_same_way_for_ever() -> None:
    assert [permute(KEY, counter) for counter in (0, 1, 2, SIZE - 1)] == FIRST_SHOWN


def test_the_step_from_one_number_to_the_next_tells_nothing() -> None:
    shown = [permute(KEY, counter) for counter in range(20_000)]
    steps = Counter((b - a) % SIZE for a, b in pairwise(shown))
    assert steps.most_common(1)[0][1] <= 4


def test_shown_numbers_fall_evenly_over_the_whole_field() -> None:
    shown = [permute(KEY, counter) for counter in range(20_000)]
    for unit in (1, 100, 10_000):
        found = Counter(number // unit % 100 for number in shown)
        chi_square = sum((found[bucket] - 200) ** 2 / 200 for bucket in range(100))
        assert 55 < chi_square < 160  # 99 degrees of freedom: beyond is one chance in 10,000


def test_the_neighbour_of_an_issued_number_is_hardly_ever_issued() -> None:
    issued = {permute(KEY, counter) for counter in range(1_000)}
    neighbours = sum((number + 1) % SIZE in issued for number in issued)
    assert neighbours <= 8  # one in a thousand is expected, and would be one


def test_another_key_shows_other_numbers() -> None:
    other = KEY + b"!"
    same = sum(permute(KEY, counter) == permute(other, counter) for counter in range(5_000))
    assert same <= 2


@pytest.mark.parametrize("number", [-1, SIZE, 10**40])
def test_what_is_no_counter_is_a_fault_of_the_program(number: int) -> None:
    with pytest.raises(ValueError, match="counter"):
        permute(KEY, number)
    with pytest.raises(ValueError, match="counter"):
        unpermute(KEY, number)
