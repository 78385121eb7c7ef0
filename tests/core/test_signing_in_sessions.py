"""Sessions and tries as rows: one contract on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from config.house import House
from core.model.session import HALF_WAY, IDLE, LONGEST, Caller, Session, end_of
from core.refusals import SignInWait
from core.store.sessions import KEPT, StoreSessions
from core.store.sign_in_tries import FROM_ONE_PLACE, OVER_ALL, StoreTries
from core.tickets import key_of
from tests.core.rows import rows

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HERE, THERE = "190.12.34", "200.1.2"


def a_session(key: str, user: str = "ana", at: datetime = NOW) -> Session:
    return Session(
        key=key,
        user=user,
        generation=1,
        is_full=True,
        opened_at=at,
        seen_at=at,
        ends_at=end_of(at, is_full=True),
        caller=Caller(HERE, "Firefox · Windows"),
    )


def wrong(tries: StoreTries, times: int, place: str = HERE, at: datetime = NOW) -> None:
    for _ in range(times):
        tries.count("ana", place, at)


def test_a_session_is_read_as_it_was_opened(either_house: House) -> None:
    sessions = StoreSessions(either_house.shelf.database)
    sessions.open(a_session("k1"))
    assert sessions.get("k1") == a_session("k1")
    assert sessions.get("k2") is None
    sessions.see("k1", NOW + SECOND)
    sessions.end("k1", NOW + SECOND)
    found = sessions.get("k1")
    assert found is not None
    assert (found.seen_at, found.ends_at) == (NOW + SECOND, NOW + SECOND)
    assert not found.is_alive(NOW + SECOND)


def test_a_persons_other_sessions_end_and_nobody_elses(either_house: House) -> None:
    sessions = StoreSessions(either_house.shelf.database)
    for key, user in (("k1", "ana"), ("k2", "ana"), ("k3", "beto")):
        sessions.open(a_session(key, user))
    sessions.end_others("ana", "k1", NOW + SECOND)
    assert [one.key for one in sessions.of_user("ana", NOW + SECOND)] == ["k1"]
    assert [one.key for one in sessions.of_user("beto", NOW + SECOND)] == ["k3"]
    assert sessions.of_user("ana", NOW + IDLE) == ()


def test_what_was_over_long_ago_is_forgotten(either_house: House) -> None:
    sessions = StoreSessions(either_house.shelf.database)
    sessions.open(a_session("k1"))
    sessions.open(a_session("k2", at=NOW + LONGEST + KEPT))
    assert sessions.get("k1") is not None
    sessions.open(a_session("k3", at=NOW + LONGEST + KEPT + SECOND))
    assert sessions.get("k1") is None
    assert sessions.get("k2") is not None


def test_a_question_is_taken_once_and_soon(either_house: House) -> None:
    sessions = StoreSessions(either_house.shelf.database)
    sessions.open(a_session("k1"))
    assert sessions.take_question("k1", NOW) is None
    sessions.ask("k1", "abc", NOW + SECOND)
    assert sessions.take_question("k1", NOW) == "abc"
    assert sessions.take_question("k1", NOW) is None
    sessions.ask("k1", "abc", NOW + SECOND)
    assert sessions.take_question("k1", NOW + SECOND) is None


def test_tries_of_a_session_are_counted(either_house: House) -> None:
    sessions = StoreSessions(either_house.shelf.database)
    sessions.open(a_session("k1"))
    assert [sessions.count_try("k1") for _ in range(3)] == [1, 2, 3]


def test_the_wait_doubles_to_an_hour_and_no_further(either_house: House) -> None:
    tries = StoreTries(either_house.shelf.database)
    wrong(tries, FROM_ONE_PLACE.free_tries)
    at, minutes = NOW, []
    for _ in range(10):
        with pytest.raises(SignInWait) as refusal:
            tries.count("ana", HERE, at)
        minutes.append(refusal.value.facts["minutes"])
        at += timedelta(minutes=int(str(refusal.value.facts["minutes"])))
        tries.count("ana", HERE, at)
    assert minutes == [1, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_being_refused_makes_nobody_wait_longer(either_house: House) -> None:
    tries = StoreTries(either_house.shelf.database)
    wrong(tries, 5)
    for _ in range(50):
        with pytest.raises(SignInWait):
            tries.count("ana", HERE, NOW)
    tries.count("ana", HERE, NOW + timedelta(seconds=30))


def test_who_was_right_here_before_is_not_made_to_wait_by_guesses_from_elsewhere(
    either_house: House,
) -> None:
    tries = StoreTries(either_house.shelf.database)
    tries.count("ana", HERE, NOW)
    tries.was_right("ana", HERE, NOW)
    for place in range(OVER_ALL.free_tries):
        tries.count("ana", f"10.0.{place}", NOW)
    with pytest.raises(SignInWait):
        tries.count("ana", THERE, NOW)
    tries.count("ana", HERE, NOW)


def test_a_right_one_is_taken_back_and_gives_others_no_new_tries(either_house: House) -> None:
    tries = StoreTries(either_house.shelf.database)
    for place in range(OVER_ALL.free_tries - 1):
        tries.count("ana", f"10.0.{place}", NOW)
    tries.count("ana", HERE, NOW)
    tries.was_right("ana", HERE, NOW)
    kept = {row["key"]: row["wrong"] for row in rows(either_house, "sign_in_try")}
    assert (kept["ana"], kept[f"ana|{HERE}"]) == (OVER_ALL.free_tries - 1, 0)


def test_wrong_ones_are_forgotten_after_a_day(either_house: House) -> None:
    tries = StoreTries(either_house.shelf.database)
    wrong(tries, 5)
    wrong(tries, 5, at=NOW + timedelta(days=1))


def test_names_that_someone_made_up_do_not_stay_and_known_places_do(either_house: House) -> None:
    tries = StoreTries(either_house.shelf.database)
    wrong(tries, 1)
    tries.was_right("ana", HERE, NOW)
    tries.count("made up", THERE, NOW)
    tries.was_right("beto", HERE, NOW + timedelta(days=1))
    assert [row["key"] for row in rows(either_house, "sign_in_try")] == [f"ana|{HERE}"]


def test_a_clock_that_was_set_back_makes_nobody_wait_until_it_has_caught_up(
    either_house: House,
) -> None:
    tries = StoreTries(either_house.shelf.database)
    wrong(tries, 5, at=NOW + timedelta(days=365))
    wrong(tries, 1)
    with pytest.raises(SignInWait):
        wrong(tries, 1)


def test_many_guesses_at_once_are_no_more_than_one_after_the_other(either_house: House) -> None:
    tries = StoreTries(either_house.shelf.database)

    def guess(_: int) -> bool:
        try:
            tries.count("ana", HERE, NOW)
        except SignInWait:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(40))) == FROM_ONE_PLACE.free_tries


def test_a_code_is_spent_once_and_so_are_all_before_it(either_house: House) -> None:
    tries = StoreTries(either_house.shelf.database)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: tries.spend_code("ana", 7), range(16))) == 1
    assert not tries.spend_code("ana", 6)
    assert tries.spend_code("ana", 8)
    assert tries.spend_code("beto", 6)


def test_a_passkey_that_counts_must_count_on_and_one_that_never_does_need_not(
    either_house: House,
) -> None:
    tries = StoreTries(either_house.shelf.database)
    assert tries.passkey_count("ana", "passkey:1") == 0
    assert tries.spend_passkey("ana", "passkey:1", 0)
    assert tries.spend_passkey("ana", "passkey:1", 0)
    assert tries.spend_passkey("ana", "passkey:1", 5)
    assert not tries.spend_passkey("ana", "passkey:1", 5)
    assert not tries.spend_passkey("ana", "passkey:1", 0)
    assert tries.passkey_count("ana", "passkey:1") == 5


def test_a_session_half_way_is_shorter() -> None:
    assert end_of(NOW, is_full=False) - NOW == HALF_WAY < LONGEST


def test_the_row_of_a_session_bears_a_hash_of_its_token() -> None:
    assert key_of("ab" * 32) != key_of("ac" * 32)
    assert len(key_of("")) == 64
