"""A text is sent in as few parts as it can be, and keeps its accents wherever they are free."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.model.economy import economise, fewest_parts
from core.model.gsm7 import ALPHABET, ESCAPED, is_gsm7, parts
from core.model.look_alikes import LOOK_ALIKES
from tests.core.sms_segments import REPLACED

ODD = st.text(
    st.one_of(
        st.sampled_from(sorted(ALPHABET | ESCAPED)),
        st.sampled_from(sorted(LOOK_ALIKES)),
        st.sampled_from(
            "áíóúÁÍÓÚçïÂâ°×ºª…—’“”\u0301\u0303\u0338\u200d\u200b😀Ω文ŁД\u1fef\u2126\u0958"
        ),
        st.characters(),
    ),
    max_size=340,
)


def unmistakable(text: str) -> str:
    """Leave out what only looks like another letter: that is replaced for nothing."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in composed if letter not in LOOK_ALIKES)


# So near a border that one letter more or less decides.
NEAR = st.tuples(
    st.integers(55, 320), st.sampled_from("aáñ€😀…—"), st.text("áéí…’ 😀\u0301\u00a0ç", max_size=6)
).map(lambda given: given[1] * given[0] + given[2])


def test_accents_stay_where_they_cost_nothing() -> None:
    assert economise("Está en trámite.") == "Está en trámite."
    assert economise("Está en trámite. " * 4 + "S\u00ed") == "Está en trámite. " * 4 + "Sí"


def test_accents_go_where_that_saves_a_part_and_no_other_letter_does() -> None:
    told = "¿Qué señor pide el trámite? Está aquí, según él. " * 3
    assert economise(told) == "¿Qué señor pide el tramite? Esta aqui, segun él. " * 3
    assert (parts(told), fewest_parts(told)) == (3, 1)


def test_accents_stay_where_another_letter_keeps_the_text_dear_anyway() -> None:
    told = "Está listo 文. " * 10
    assert economise(told) == told


def test_letters_of_two_pieces_are_put_together_first() -> None:
    assert economise("n\u0303andu\u0301") == "ñandú"
    assert economise("n\u0303" * 160) == "ñ" * 160


def test_the_glottal_stop_of_quechua_and_aymara_is_typed_as_phones_have_it() -> None:
    assert economise("p\u2019unchaw, p\u02bcunchaw") == "p'unchaw, p'unchaw"


@pytest.mark.parametrize(("letter", "plain"), REPLACED)
def test_a_letter_that_only_looks_different_is_replaced_as_the_carrier_does(
    letter: str, plain: str
) -> None:
    assert economise(letter) == plain
    assert economise(f"a{letter}b") == f"a{plain}b"


def test_the_table_replaces_by_what_is_never_dear_and_takes_no_letter_of_the_old_alphabet() -> None:
    assert all(is_gsm7(plain) for plain in LOOK_ALIKES.values())
    assert not set(LOOK_ALIKES) & (ALPHABET | ESCAPED)
    assert not any(unicodedata.category(letter) == "Mn" for letter in LOOK_ALIKES)


def test_what_is_not_seen_is_not_paid_for() -> None:
    assert economise("\ufeffSu\u00ad clave\u200b: 12\u202c\u0000") == "Su clave: 12"


def test_a_replacement_that_is_longer_is_not_made_where_it_costs_a_part() -> None:
    told = "😀" + "…" * 60
    assert economise(told) == told


def test_an_ordinal_or_a_degree_is_given_up_only_like_an_accent() -> None:
    assert economise("N° 5, 2.º piso") == "N° 5, 2.º piso"
    assert economise("N° 5, 2.º piso " * 6) == "No 5, 2.o piso " * 6


@given(st.one_of(ODD, NEAR))
@example("=\u200b\u0338" + "a" * 70)
def test_economising_is_never_dearer_and_twice_changes_nothing(text: str) -> None:
    sent = economise(text)
    assert parts(sent) <= parts(text)
    assert economise(sent) == sent


@given(st.one_of(ODD, NEAR).map(unmistakable))
def test_a_text_gives_up_letters_only_where_that_saves_a_part(text: str) -> None:
    sent = economise(text)
    composed = unicodedata.normalize("NFC", text)
    assert sent == composed or parts(sent) < parts(composed)


@given(st.text("aeiouáéíóúñ ¿?", min_size=71, max_size=400))
def test_spanish_of_more_than_one_part_is_sent_in_the_old_alphabet_with_its_other_marks(
    text: str,
) -> None:
    sent = economise(text)
    assert is_gsm7(sent) or parts(sent) == parts(text)
    assert len(sent) == len(text)
    assert sent.replace("é", "e") == text.translate(str.maketrans("áéíóú", "aeiou")) or sent == text
    assert parts(sent) == (1 if len(text) <= 160 else -(-len(text) // 153)) or sent == text
