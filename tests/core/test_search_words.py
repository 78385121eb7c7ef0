"""How words are heard: spelling by ear, three vowels, endings, and words written as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.sound import heard, words_of
from core.search.entry import silent_in, sounds
from core.search.spelling import stemmed
from core.search.stop_words import STOP_WORDS
from core.search.vocabulary import Vocabulary

WORDS = "certificado domicilio antecedentes renovacion reclamaciones libro dni sis ley pension 65"


def vocabulary() -> Vocabulary:
    return Vocabulary(map(heard, WORDS.split()), STOP_WORDS)


def nearest(word: str) -> list[str]:
    """List the likeliest stem of each word that is heard in a word."""
    return [found.near[0][0] for found in vocabulary().hear(heard(word)) if found.near]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sertifikado", "certificado"),
        ("sirtificadu", "certificado"),
        ("vrevete", "brevete"),
        ("ekivocado", "equivocado"),
        ("yave", "llave"),
        ("jente", "gente"),
        ("exelente", "eselente"),
        ("haver", "aber"),
        ("enpadronar", "empadronar"),
        ("farmasia", "pharmacia"),
        ("huelga", "welga"),
        ("rrecurso", "recurso"),
        ("pasajje", "pasaje"),
    ],
)
def test_what_no_ear_hears_apart_is_the_same_word(written: str, meant: str) -> None:
    assert heard(written) == heard(meant)


@pytest.mark.parametrize(
    ("one", "other"), [("ley", "le"), ("si", "sis"), ("luz", "lis"), ("chico", "cico"), ("11", "1")]
)
def test_words_that_mean_different_things_stay_apart(one: str, other: str) -> None:
    assert heard(one) != heard(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("renovar", "renovación"),
        ("renovarlo", "renovado"),
        ("duplicado", "duplicados"),
        ("agraria", "agrarios"),
        ("inscribirme", "inscribir"),
        ("clasificaciones", "clasificar"),
    ],
)
def test_words_of_one_root_share_their_stem(one: str, other: str) -> None:
    assert stemmed(heard(*words_of(one))) == stemmed(heard(*words_of(other)))


def test_a_misspelt_word_is_heard_as_the_one_it_resembles() -> None:
    assert nearest("sertificdo") == [stemmed(heard("certificado"))]
    assert nearest("renobar") == [stemmed(heard("renovacion"))]


@pytest.mark.parametrize("word", ["dn", "sit", "six5", "66", "6", "zzz", "qwertyuiop"])
def test_what_resembles_nothing_is_heard_as_nothing(word: str) -> None:
    assert nearest(word) == []


def test_words_written_as_one_are_heard_one_by_one() -> None:
    libro, reclamo = (stemmed(heard(word)) for word in ("libro", "reclamaciones"))
    assert nearest("librodereclamaciones") == [libro, reclamo]


def test_a_word_is_left_whole_where_only_a_part_of_it_is_known() -> None:
    (word,) = vocabulary().hear(heard("dnixyzwxyz"))
    assert word.near == ()
    assert word.likeness == 0


def test_grammar_courtesy_and_the_name_of_the_country_tell_nothing() -> None:
    silent = silent_in("Perú")
    assert list(sounds("Buenos días señorita, quisiera sacar el DNI en el Perú", silent)) == ["dni"]


def test_figures_are_read_whatever_script_they_are_in() -> None:
    assert words_of("pensión ６５") == ["pension", "65"]


@given(st.text(max_size=300))
def test_any_text_is_split_and_heard(text: str) -> None:
    for word in words_of(text):
        assert word.isascii()
        assert word.isalnum()
        stemmed(heard(word))
