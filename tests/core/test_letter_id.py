"""The names of letters survive being typed, and nothing else passes for one."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.letter_id import ALPHABET, LetterId, SheetCode
from core.refusals import LetterCodeForeign, LetterCodeInvalid

IDS = st.randoms(use_true_random=False).map(lambda dice: LetterId.draw(dice.choice))
CODES = st.builds(
    lambda letter, sheets, run, pick: SheetCode(
        letter=letter, sheet=1 + pick % sheets, sheets=sheets, run=run
    ),
    IDS,
    st.integers(1, 9),
    st.text(ALPHABET, max_size=8),
    st.integers(0, 8),
)


@given(IDS)
def test_a_name_is_read_however_it_is_typed(letter: LetterId) -> None:
    typed = letter.grouped.lower().replace("0", "o").replace("1", "l")
    assert LetterId.parse(f" {typed} ") == letter


@given(IDS, st.integers(0, 9), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_caught(letter: LetterId, place: int, other: str) -> None:
    wrong = letter.code[:place] + other + letter.code[place + 1 :]
    if wrong == letter.code:
        assert LetterId.parse(wrong) == letter
    else:
        with pytest.raises(LetterCodeInvalid):
            LetterId.parse(wrong)


@given(CODES)
def test_the_code_of_a_sheet_says_what_it_was_given(code: SheetCode) -> None:
    assert SheetCode.parse(str(code)) == code
    assert len(str(code)) <= 28


@pytest.mark.parametrize(
    "scanned",
    [
        "https://example.org/7K3M9QX2A6/1/2",
        "CV2/7K3M9QX2A6/1/2",
        "CV1/7K3M9QX2A6/2/1",
        "CV1/7K3M9QX2A6/0/1",
        "CV1/7K3M9QX2A6/1/99",
        "CV1/7K3M9QX2A6/1",
        "CV1/7K3M9QX2A6/¹/²",
    ],
)
def test_a_code_of_another_system_is_told_apart(scanned: str) -> None:
    with pytest.raises(LetterCodeForeign):
        SheetCode.parse(scanned)


@given(st.text(max_size=40))
def test_whatever_is_scanned_is_a_sheet_or_refused(scanned: str) -> None:
    try:
        code = SheetCode.parse(scanned)
    except (LetterCodeForeign, LetterCodeInvalid):
        return
    assert LetterId.parse(code.letter.code) == code.letter


def test_names_are_drawn_from_all_letters() -> None:
    drawn = {LetterId.draw(secrets.choice).code for _ in range(500)}
    assert len(drawn) == 500
    assert set("".join(drawn)) == set(ALPHABET)
