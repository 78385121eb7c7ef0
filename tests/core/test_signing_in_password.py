"""Passwords: what is taken, what is not, and what the house gives for a start."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.desk.signing.passwords import DECOY, ArgonPasswords
from core.model.keys import Keys
from core.model.password import COMMON, LEAST, LETTERS, MOST, check, normal, one_time
from core.refusals import PasswordWeak

TELLING = ("Ana Ccopa", "Ccopa", "muni-pisac", "pisac")


@pytest.mark.parametrize(
    "password",
    [
        "cuatro llamas bajan",
        "ñandú corre en la pampa",
        "x7#kQ2!mZp9w",
        "🦙🏔️ y once letras",
        "               a b c d e f",
    ],
)
def test_a_long_password_is_taken_whatever_it_is_made_of(password: str) -> None:
    check(password, telling=TELLING)


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", "short"),
        ("once letras", "short"),
        ("x" * (MOST + 1), "long"),
        ("aaaaaaaaaaaaaaaa", "common"),
        ("1234123412341234", "common"),
        ("abcabcabcabcab", "common"),
        ("Municipalidad", "common"),
        ("Machu Picchu 1", "common"),
        ("123456789012", "common"),
        ("anaccopa2026!", "telling"),
        ("  ANA   CCOPA  y más", "telling"),
        ("la muni de pisac 7", "telling"),
    ],
)
def test_a_password_that_comes_to_mind_first_is_not(password: str, problem: str) -> None:
    with pytest.raises(PasswordWeak) as refusal:
        check(password, telling=TELLING)
    assert refusal.value.facts["problem"] == problem


def test_every_common_password_is_refused_for_being_common() -> None:
    assert len(COMMON) > 40
    for password in COMMON:
        with pytest.raises(PasswordWeak):
            check(password, telling=())


@given(st.text(max_size=60))
def test_the_same_letters_are_the_same_password(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_letters_composed_in_two_ways_are_as_long_as_they_look() -> None:
    with pytest.raises(PasswordWeak):
        check("n\u0303" * (LEAST - 1), telling=())


@given(st.binary(min_size=24, max_size=24))
def test_a_password_for_one_use_can_be_read_from_paper(drawn: bytes) -> None:
    password = one_time(lambda _: drawn)
    assert [len(group) for group in password.split("-")] == [5, 5, 5]
    assert set(password) <= {*LETTERS, "-"}
    check(password, telling=())


def test_a_password_is_kept_so_that_the_same_one_looks_different() -> None:
    passwords = ArgonPasswords()
    first, second = (passwords.hash("cuatro llamas bajan") for _ in range(2))
    assert first != second
    assert passwords.is_right(first, "cuatro llamas bajan")
    assert not passwords.is_right(first, "cuatro llamas baja")


@pytest.mark.parametrize("password", ["", "x" * 5000, "\ud800", "\x00"])
def test_nothing_opens_where_nothing_is_kept(password: str) -> None:
    passwords = ArgonPasswords()
    assert not passwords.is_right(None, password)
    assert not passwords.is_right("not a hash", password)


def test_an_unknown_name_costs_as_much_as_a_known_one() -> None:
    hasher = ArgonPasswords().hasher
    assert not hasher.check_needs_rehash(DECOY)
    assert hasher.memory_cost >= 19 * 1024


def test_the_secret_of_codes_is_another_for_every_person_and_issue() -> None:
    keys = Keys(b"m" * 32)
    secrets = {keys.second_factor(user, issue) for user in ("a", "b") for issue in (1, 2)}
    assert len(secrets) == 4
    assert all(len(secret) >= 20 for secret in secrets)
    assert keys.second_factor("a", 1) == keys.second_factor("a", 1)
    assert keys.web() not in secrets
