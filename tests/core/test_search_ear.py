import pytest

from core.search.ear import Ear

WORDS = ("carta", "estado", "requisitos", "visita", "plazo", "mas", "si", "no", "alta", "baja")
EAR = Ear.of(WORDS, {"plaza", "corta"})


@pytest.mark.parametrize(
    ("typed", "heard", "wrong"),
    [
        ("carta", "carta", 0),
        ("karta", "carta", 1),
        ("rekicitos", "requisitos", 1),
        ("vaja", "baja", 1),
        ("crata", "carta", 2),
        ("estafo", "estado", 2),
        ("visiat", "visita", 2),
        ("reqyisitos", "requisitos", 2),
        ("nas", "mas", 2),
    ],
)
def test_a_word_is_heard_by_its_sound_or_a_slip(typed: str, heard: str, wrong: int) -> None:
    assert EAR.near(typed) == {heard: wrong}


@pytest.mark.parametrize("typed", ["plaza", "corta", "ma", "sa", "las", "xyz", "carro", "1400", ""])
def test_a_word_that_is_another_word_is_not_bent_to_ours(typed: str) -> None:
    assert EAR.near(typed) == {}


def test_a_word_as_near_to_two_is_told_as_both() -> None:
    assert Ear.of(("costo", "costa"), ()).near("costx") == {"costo": 2, "costa": 2}


@pytest.mark.parametrize(
    ("typed", "heard"),
    [("requitisos", "requisitos"), ("vitisa", "visita"), ("esdato", "estado"), ("esdota", "")],
)
def test_two_letters_may_change_places_around_a_third(typed: str, heard: str) -> None:
    assert EAR.near(typed) == ({heard: 2} if heard else {})


def test_a_short_word_keeps_its_letters_in_their_places() -> None:
    assert EAR.near("tala") == {}


@pytest.mark.parametrize("typed", ["besina", "vezina", "becina"])
def test_another_word_is_left_alone_however_it_is_spelt(typed: str) -> None:
    assert Ear.of(("visita", "besito"), {"vecina"}).near(typed) == {}
