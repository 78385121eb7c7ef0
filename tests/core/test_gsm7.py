"""A text costs what a carrier's calculator says, and folding never spoils Spanish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.gsm7 import ALPHABET, ESCAPED, fold, is_gsm7, parts


def test_the_alphabet_is_the_one_of_the_standard() -> None:
    # 128 places, of which one is the escape itself; ten signs stand behind the escape.
    assert (len(ALPHABET), len(ESCAPED)) == (127, 10)
    assert not ALPHABET & ESCAPED


@pytest.mark.parametrize("text", ["", "¿Qué pide el señor Muñoz?", "¡pingüino!", "S/ 10.30 {a}"])
def test_these_letters_travel_in_the_old_alphabet(text: str) -> None:
    assert is_gsm7(text)
    assert fold(text) == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("trámite aquí, número según código", "tramite aqui, numero segun codigo"),
        ("ÁÍÓÚ ï", "AIOU i"),
        ("p\u2019unchaw", "p'unchaw"),
        ("N.º 5", "N.o 5"),
        ("n\u0303andu\u0301", "ñandu"),
    ],
)
def test_folding_takes_only_the_accents_that_cost(text: str, folded: str) -> None:
    assert not is_gsm7(text)
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["Ω文", "😀", "Ł", "—"])
def test_folding_does_not_guess_at_what_is_not_an_accent(text: str) -> None:
    assert fold(text) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("|" + "a" * 158, 1),
        ("|" + "a" * 159, 2),
        ("a" * 152 + "|" + "a" * 152, 3),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("á" * 134, 2),
        ("á" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 35 + "a", 2),
        ("😀" * 66, 2),
        ("😀" * 67, 3),
    ],
)
def test_parts_are_counted_as_a_carrier_counts_them(text: str, count: int) -> None:
    assert parts(text) == count


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_folding_twice_changes_nothing_and_never_costs_more(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert parts(folded) <= parts(text)


@given(st.text(alphabet=sorted(ALPHABET), max_size=400))
def test_a_text_of_the_alphabet_never_takes_more_parts_than_its_letters_need(text: str) -> None:
    assert parts(text) == (1 if len(text) <= 160 else -(-len(text) // 153))
