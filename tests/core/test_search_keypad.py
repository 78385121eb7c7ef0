"""Spelling on the keys of a phone: 2 is a, b or c."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.keypad import MOST_HITS
from tests.core.both_catalogues import both, code_of, finder

KEYS = {"abc": 2, "def": 3, "ghi": 4, "jkl": 5, "mnño": 6, "pqrs": 7, "tuv": 8, "wxyz": 9}


def keyed(word: str) -> str:
    return "".join(
        str(key) for letter in word for letters, key in KEYS.items() if letter in letters
    )


def codes(word: str, country: str = "PE") -> list[str]:
    return [code_of(hit) for hit in finder().by_keys(keyed(word), country)]


@pytest.mark.parametrize(
    ("spelt", "expected"),
    [
        ("dni", {"dni-adulto", "dni-menor", "dni-gratis"}),
        ("sis", {"sis", "sisfoh"}),
        ("sisfoh", {"sisfoh"}),
        ("brevete", {"brevete-renovacion", "brevete-duplicado"}),
        ("brebete", {"brevete-renovacion", "brevete-duplicado"}),
        ("partida", {"acta-certificada"}),
        ("juntos", {"juntos"}),
        ("antesedentes", {"penales", "policiales"}),
        ("dnimenor", {"dni-menor"}),
        ("apelacion", {"recurso"}),
    ],
)
def test_the_first_letters_find_what_they_begin(spelt: str, expected: set[str]) -> None:
    assert expected <= set(codes(spelt)[:3])


def test_a_whole_name_comes_before_one_that_only_begins_so() -> None:
    assert codes("sis")[0] == "sis"


def test_a_zero_may_part_the_words() -> None:
    parted = finder().by_keys(f"{keyed('dni')}0{keyed('menor')}", "PE")
    assert parted == finder().by_keys(keyed("dnimenor"), "PE")


@pytest.mark.parametrize("keys", ["", "3", "36", "0", "1010", "999999", "3#4", "*", "٣٦٤", "dni"])
def test_too_few_keys_or_none_that_spell_find_nothing(keys: str) -> None:
    assert finder().by_keys(keys, "PE") == ()


@given(st.text("0123456789", max_size=64))
def test_any_keys_are_answered_in_order_and_from_one_country(keys: str) -> None:
    hits = finder().by_keys(keys, "PE")
    assert len(hits) <= MOST_HITS
    assert all(0 < hit.score <= 100 for hit in hits)
    assert {both().procedures[hit.key].country for hit in hits} <= {"PE"}
    assert list(hits) == sorted(hits, key=lambda hit: (-hit.score, hit.key))


def test_bolivian_procedures_are_spelt_too() -> None:
    assert "t-2615" in codes("yala", "BO")[:3]
