import hashlib
from itertools import combinations

import pytest

from core.model.keys import Keys

KEYS = Keys(b"one master key made for the tests")


def test_no_two_purposes_share_a_key() -> None:
    derived = [
        KEYS.lookup(),
        KEYS.permutation("140"),
        KEYS.permutation("141"),
        KEYS.clave("hub", 1),
        KEYS.clave("hub", 2),
        KEYS.clave("unit-3", 1),
        KEYS.clave("hub1", 1),
        KEYS.clave("hub", 11),
        KEYS.clave("140", 1),
        Keys(b"another master key for the tests!").clave("hub", 1),
    ]
    assert all(one != other for one, other in combinations(derived, 2))
    assert {len(key) for key in derived} == {32}


def test_labels_that_only_join_to_the_same_text_give_different_keys() -> None:
    assert KEYS.blind("dni", "1234") != KEYS.blind("dni1", "234")


def test_a_blinded_value_is_the_same_every_time_and_for_no_other_key() -> None:
    blinded = KEYS.blind("dni", "10117410")
    assert blinded == KEYS.blind("dni", "10117410")
    assert blinded != KEYS.blind("phone", "10117410")
    assert blinded != Keys(b"another master key for the tests!").blind("dni", "10117410")


def test_a_blinded_value_is_no_plain_hash_that_a_list_of_every_dni_would_open() -> None:
    blinded = KEYS.blind("dni", "10117410")
    assert "10117410" not in blinded
    assert blinded != hashlib.sha256(b"10117410").hexdigest()


def test_the_keys_do_not_show_themselves_in_a_log() -> None:
    assert "master" not in repr(KEYS)
    assert "tests" not in f"{KEYS} {KEYS!r}"


@pytest.mark.parametrize("master", [b"", b"short", b"x" * 15])
def test_a_master_key_that_could_be_guessed_is_refused(master: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        Keys(master)
