"""Names are found as they are heard: the spelling of who types does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.name_key import MOST_WORDS, name_keys


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Quispe", "Kispe"),
        ("Quispe", "QUISPE"),
        ("Quispe", "Kespi"),
        ("Mamani", "Mamáni"),
        ("Huamán", "Uaman"),
        ("Huamán", "Waman"),
        ("Condori", "Kondori"),
        ("Vilca", "Bilka"),
        ("Yupanqui", "Llupanki"),
        ("Zevallos", "Ceballos"),
        ("Jiménez", "Gimenes"),
        ("Guevara", "Guebara"),
        ("Ccopa", "Copa"),
        ("Choquehuanca", "Chokewanka"),
        ("Xesspe", "Sespe"),
    ],
)
def test_two_spellings_of_a_name_are_heard_alike(written: str, heard: str) -> None:
    assert name_keys(written) == name_keys(heard) != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Quispe", "Quiroz"), ("Rosa", "Rocha"), ("Luna", "Lima"), ("Chani", "Cani"), ("Ana", "Anca")],
)
def test_two_names_that_sound_apart_stay_apart(one: str, other: str) -> None:
    assert name_keys(one) != name_keys(other)


def test_each_word_is_heard_once_and_joining_words_not_at_all() -> None:
    assert name_keys("Rosa de la Cruz y Cruz") == ("rusa", "krus")


@given(st.text(max_size=200))
def test_no_text_is_too_strange_to_be_heard(text: str) -> None:
    keys = name_keys(text)
    assert len(keys) <= MOST_WORDS
    assert all(len(key) > 1 for key in keys)
    assert keys == name_keys(text.upper().lower()) or not text.isascii()
