"""What a text costs is told exactly as a carrier counts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.gsm7 import ALPHABET, ESCAPED, parts
from core.model.text_cost import GSM7, UCS2, TextCost, cost_of, dear_letters
from tests.core.sms_segments import Row, rows

GROUPS = ("basic", "gsm7_escape", "ucs2_accents", "special", "non_gsm")
HEADER_BITS = 48
TEXTS = st.one_of(
    st.text(st.sampled_from(sorted(ALPHABET | ESCAPED)), max_size=700),
    st.text(st.sampled_from("a{€á😀ñ"), max_size=350),
    st.text(max_size=350),
)


@pytest.mark.parametrize("row", rows(*GROUPS))
def test_the_carrier_counts_the_same(row: Row) -> None:
    cost = cost_of(row["text"])
    assert cost.encoding == row.get("encoding", cost.encoding)
    assert cost.parts == parts(row["text"]) == row.get("segments", row.get("segmentsCount", 1))
    assert list(cost.costly) == row.get("non_gsm", list(cost.costly))
    bits = {GSM7: 7, UCS2: 16}[cost.encoding]
    used = sum(bits * places for places in slow(row["text"])[1])
    assert used == row.get("messageSize", used)
    headers = HEADER_BITS * cost.parts if cost.parts > 1 else 0
    assert used + headers == row.get("totalSize", used + headers)


def slow(text: str) -> tuple[int, list[int]]:
    """Lay every unit of a text into parts one by one, and tell what is left and what each holds."""
    if all(letter in ALPHABET or letter in ESCAPED for letter in text):
        alone, shared = 160, 153
        letters = [["esc", letter] if letter in ESCAPED else [letter] for letter in text]
    else:
        alone, shared = 70, 67
        encoded = [letter.encode("utf-16-be", "surrogatepass") for letter in text]
        letters = [[str(units[at : at + 2]) for at in range(0, len(units), 2)] for units in encoded]
    every = [unit for letter in letters for unit in letter]
    if len(every) <= alone:
        return alone - len(every), [len(every)]
    filled: list[list[str]] = [[]]
    for letter in letters:
        if len(filled[-1]) + len(letter) > shared:
            filled.append([])
        filled[-1].extend(letter)
    return shared - len(filled[-1]), [len(part) for part in filled]


@given(TEXTS)
def test_a_slow_count_of_every_unit_gives_the_same(text: str) -> None:
    left, filled = slow(text)
    cost = cost_of(text)
    assert (cost.parts, cost.left) == (len(filled), left)
    assert parts(text) == cost.parts


def test_an_escape_is_never_cut_from_its_letter_nor_a_pair_from_its_half() -> None:
    assert cost_of("a" * 152 + "{" + "a" * 152) == TextCost(GSM7, 3, 152, ())
    assert cost_of("a" * 66 + "😀" + "a" * 66) == TextCost(UCS2, 3, 66, ("😀",))


def test_what_forces_the_dearer_alphabet_is_named_once_in_its_order() -> None:
    assert cost_of("Más información: José, aquí, más €") == TextCost(
        UCS2, 1, 36, ("á", "ó", "í")
    )  # fmt: skip


def test_an_empty_text_has_all_its_places_left() -> None:
    assert cost_of("") == TextCost(GSM7, 1, 160, ())


def test_a_text_is_measured_as_it_stands() -> None:
    assert cost_of("n\u0303").encoding == UCS2
    assert cost_of("\u2014").costly == ("\u2014",)


@pytest.mark.parametrize(
    ("text", "dear"), [("más {a}", ("á",)), ("S/ 10 {a}", ("{", "}")), ("igual", ())]
)
def test_a_letter_that_costs_is_named(text: str, dear: tuple[str, ...]) -> None:
    assert dear_letters(text) == dear
