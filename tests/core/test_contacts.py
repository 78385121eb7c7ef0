"""Turns of conversations: one row each; a repeat gets the first answer and causes nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.house import House
from core.model.case_number import CaseNumber
from core.ports import Contact
from core.wishes import status_letter
from tests.core.rows import remove, rows

NOON = datetime(2026, 11, 20, 17, 0, 0, 250_000, tzinfo=UTC)
TURN = Contact(
    channel="voice",
    provider_id="CA1",
    turn=1,
    caller="a blinded phone",
    at=NOON,
    language="quz",
    outcome="told",
    state='{"node":"say_status"}',
    reply="<Response>Ñañay</Response>",
    number="1400004276",
)
INTENT = status_letter(CaseNumber.compose("140", 4276), cause="call:CA1", at=NOON)


@pytest.fixture
def either_house(either_house: House) -> House:
    """Take away what the founding of the house wished for."""
    remove(either_house, "outbox")
    return either_house


def test_a_turn_is_read_back_as_it_was_kept(either_house: House) -> None:
    contacts = either_house.shelf.contacts
    assert contacts.keep(TURN) == TURN
    second = replace(TURN, turn=2, caller=None, number=None)
    contacts.keep(second)
    assert contacts.turns("CA1", 1) == (None, TURN)
    assert contacts.turns("CA1", 2) == (TURN, second)
    assert contacts.turns("CA1", 3) == (second, None)
    assert contacts.turns("CA2", 2) == (None, None)


def test_a_repeated_turn_gets_the_first_answer_and_changes_nothing(either_house: House) -> None:
    contacts = either_house.shelf.contacts
    contacts.keep(TURN)
    again = replace(TURN, reply="another answer", at=NOON + timedelta(seconds=9), outcome="other")
    assert contacts.keep(again) == TURN
    assert contacts.keep(again, intents=[INTENT]) == TURN
    assert len(rows(either_house, "contact")) == 1
    assert rows(either_house, "outbox") == []


def test_the_same_turn_of_another_conversation_is_another_turn(either_house: House) -> None:
    contacts = either_house.shelf.contacts
    for other in (TURN, replace(TURN, turn=2), replace(TURN, provider_id="CA2")):
        assert contacts.keep(other) == other
    assert len(rows(either_house, "contact")) == 3


def test_what_a_turn_caused_is_wished_for_once_with_it(either_house: House) -> None:
    contacts = either_house.shelf.contacts
    assert contacts.keep(TURN, intents=[INTENT, INTENT]) == TURN
    assert contacts.keep(TURN, intents=[INTENT]) == TURN
    assert [row["unique_key"] for row in rows(either_house, "outbox")] == [INTENT.unique_key]


def test_a_turn_and_what_it_caused_are_kept_together_or_not_at_all(either_house: House) -> None:
    broken = replace(INTENT, payload={"moment": NOON})
    with pytest.raises(TypeError):
        either_house.shelf.contacts.keep(TURN, intents=[INTENT, broken])
    assert rows(either_house, "contact") == rows(either_house, "outbox") == []


def test_a_turn_that_arrives_many_times_at_once_is_answered_in_one_way(
    either_house: House,
) -> None:
    def keep(place: int) -> Contact:
        said = replace(TURN, reply=f"answer {place}")
        return either_house.shelf.contacts.keep(said, intents=[INTENT] if place % 2 else [])

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(keep, range(24)))
    assert len({answer.reply for answer in answers}) == 1
    assert len(rows(either_house, "contact")) == 1
    assert len(rows(either_house, "outbox")) <= 1


def test_the_last_turn_of_a_caller_is_the_latest_on_that_channel_not_too_long_ago(
    either_house: House,
) -> None:
    contacts = either_house.shelf.contacts
    sms = replace(TURN, channel="sms", provider_id="SM1")
    for said in (
        sms,
        replace(sms, provider_id="SM2", at=NOON + timedelta(minutes=5)),
        replace(sms, provider_id="SM3", at=NOON + timedelta(minutes=3)),
        replace(sms, provider_id="SM4", at=NOON + timedelta(minutes=9), caller="another"),
        replace(TURN, provider_id="CA9", at=NOON + timedelta(minutes=9)),
    ):
        contacts.keep(said)
    caller = "a blinded phone"
    latest = contacts.latest(caller, "sms", NOON)
    assert latest is not None
    assert latest.provider_id == "SM2"
    assert contacts.latest(caller, "sms", NOON + timedelta(minutes=5)) == latest
    assert contacts.latest(caller, "sms", NOON + timedelta(minutes=5, seconds=1)) is None
    assert contacts.latest("nobody", "sms", NOON) is None


def test_of_two_turns_in_one_moment_the_one_kept_later_is_the_last(either_house: House) -> None:
    contacts = either_house.shelf.contacts
    for provider_id in ("SM2", "SM1"):
        contacts.keep(replace(TURN, channel="sms", provider_id=provider_id))
    latest = contacts.latest("a blinded phone", "sms", NOON)
    assert latest is not None
    assert latest.provider_id == "SM1"


def test_a_turn_takes_no_place_in_the_journal(either_house: House) -> None:
    before = either_house.shelf.journal.count()
    either_house.shelf.contacts.keep(TURN, intents=[INTENT])
    assert either_house.shelf.journal.count() == before
