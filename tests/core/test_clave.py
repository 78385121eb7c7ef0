from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.model.case_number import CaseNumber
from core.model.clave import MASK, clave_for, find_clave, masked, parse_clave, same_clave
from core.model.keys import Keys
from core.refusals import ClaveMalformed, ClaveMissing, Refusal

KEYS = Keys(b"m" * 32)
NUMBER = CaseNumber("1400004276")
MESSY = st.text(alphabet="0123456789 -./oOlIx,\n\u2013٣３•", max_size=40)


def test_a_clave_is_worked_out_the_same_way_for_ever() -> None:
    key = KEYS.clave("hub", 1)
    # Claves already printed on receipts depend on these: they must never move.
    assert [clave_for(key, NUMBER, issue) for issue in (0, 1, 2)] == ["890793", "437960", "572502"]


def test_each_issue_origin_epoch_and_case_has_a_clave_of_its_own() -> None:
    other = CaseNumber.compose("140", 428)
    claves = {
        clave_for(KEYS.clave("hub", 1), NUMBER, 1),
        clave_for(KEYS.clave("hub", 1), NUMBER, 2),
        clave_for(KEYS.clave("hub", 2), NUMBER, 1),
        clave_for(KEYS.clave("unit-3", 1), NUMBER, 1),
        clave_for(KEYS.clave("hub", 1), other, 1),
    }
    assert len(claves) == 5


def test_claves_fall_evenly_and_keep_their_leading_noughts() -> None:
    key = KEYS.clave("hub", 1)
    claves = [clave_for(key, CaseNumber.compose("140", at), 1) for at in range(5_000)]
    assert {len(clave) for clave in claves} == {6}
    firsts = Counter(clave[0] for clave in claves)
    assert all(400 < firsts[figure] < 600 for figure in "0123456789")
    assert len(set(claves)) > 4_950


def test_issues_are_not_counted_below_nought() -> None:
    with pytest.raises(ValueError, match="upwards"):
        clave_for(KEYS.clave("hub", 1), NUMBER, -1)


@pytest.mark.parametrize(
    "text",
    [
        "482913",
        "482-913",
        "48 29 13",
        "4 8 2 9 1 3",
        " 482913# ",
        "Mi clave es 482913",
        "４８２９１３",
        "48.29.l3",
    ],
)
def test_a_clave_is_read_in_any_spelling(text: str) -> None:
    assert parse_clave(text) == "482913"


@pytest.mark.parametrize("text", ["", "  ", "no la tengo", "🔑", "\x00"])
def test_a_clave_that_was_not_given_is_asked_for(text: str) -> None:
    with pytest.raises(ClaveMissing):
        parse_clave(text)


@pytest.mark.parametrize(
    "text",
    ["4829", "48291", "4829133", "1400004276", "482913 482913", "482913, 482914", "7" * 10_000],
)
def test_what_is_not_six_figures_is_no_guess(text: str) -> None:
    with pytest.raises(ClaveMalformed):
        parse_clave(text)


@pytest.mark.parametrize(
    ("given_", "same"),
    [
        ("437960", True),
        ("437961", False),
        ("43796", False),
        ("", False),
        ("４３７９６０", False),
        ("\ud800", False),
    ],
)
def test_only_the_very_same_clave_is_right(given_: str, same: bool) -> None:  # noqa: FBT001
    assert same_clave(given_, "437960") is same


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("482913", MASK),
        ("mi clave es 482-913 gracias", f"mi clave es {MASK} gracias"),
        ("140-000-4276 482913", f"140-000-4276 {MASK}"),
        ("140 000 4276 482 913", f"140 000 4276 {MASK}"),
        ("1400004276482913", MASK),
        ("4829131400004276", MASK),
        ("Exp. N° 1400004276, clave 4 8 2 9 1 3.", f"Exp. N° 1400004276, clave {MASK}."),
        ("clave４８２９１３", f"clave{MASK}"),
        ("48291l", MASK),
        ("DNI 10117410 fono 984123456", "DNI 10117410 fono 984123456"),
        ("son 15 soles del 2026", "son 15 soles del 2026"),
        ("", ""),
    ],
)
def test_a_clave_is_covered_in_what_is_stored_and_the_number_stays(text: str, kept: str) -> None:
    assert masked(text) == kept


@given(text=MESSY)
@example("482913 482913")
@example("1 2 3 4 5 6 7 8")
def test_whatever_reads_as_a_clave_is_gone_after_masking(text: str) -> None:
    covered = masked(text)
    try:
        clave = parse_clave(text)
    except Refusal:
        assert find_clave(covered) is None
    else:
        assert clave not in covered
        with pytest.raises(ClaveMissing):
            parse_clave(covered)


@given(text=st.text(max_size=80) | MESSY)
def test_masking_twice_covers_nothing_more_and_keeps_every_other_letter(text: str) -> None:
    covered = masked(text)
    assert masked(covered) == covered
    if not any(letter.isdecimal() for letter in text):
        assert covered == text


@given(code=st.integers(min_value=0, max_value=999), shown=st.integers(0, 999_999))
def test_a_case_number_alone_is_never_covered(code: int, shown: int) -> None:
    number = CaseNumber.compose(f"{code:03d}", shown)
    for text in (number.digits, number.grouped, f"Exp {number.grouped}: hola"):
        assert masked(text) == text
        assert find_clave(text) is None


@pytest.mark.parametrize(
    ("text", "clave"),
    [
        ("140-000-4276 482913", "482913"),
        ("1400004276 48 29 13", "482913"),
        ("1400004276482913", None),
        ("482913", "482913"),
        ("482913 o 482914", None),
        ("1400004276", None),
        ("hola", None),
    ],
)
def test_the_clave_beside_a_number_is_found(text: str, clave: str | None) -> None:
    assert find_clave(text) == clave
