"""How often one phone is attended in a day: counted by one indexed look."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from config.house import House
from core.calling_in import CallingIn
from core.model.calling import Caps
from core.ports import Contact
from tests.core.calling_stories import later

CALLER = "a blinded phone"


def called(house: House, call: str, *, turns: int = 2, channel: str = "voice") -> None:
    for turn in range(turns):
        house.shelf.contacts.keep(
            Contact(
                channel=channel,
                provider_id=call,
                turn=turn,
                caller=CALLER,
                at=house.clock.now(),
                language="es",
                outcome="menu",
                state="",
                reply="",
            )
        )


def bounded(house: House, most: int) -> CallingIn:
    return replace(house.calling_in, caps=Caps(from_a_phone=most))


def test_the_call_after_the_last_one_of_the_day_is_too_many(either_house: House) -> None:
    bound = bounded(either_house, 3)
    said = []
    for place in range(5):
        said.append(bound.is_too_often(CALLER, f"CA{place}"))
        called(either_house, f"CA{place}")
    assert said == [False, False, False, True, True]
    assert not bound.is_too_often("another phone", "CA9")
    later(either_house, days=1)
    assert not bound.is_too_often(CALLER, "CA9")


def test_a_call_that_is_told_twice_does_not_count_against_itself(either_house: House) -> None:
    bound = bounded(either_house, 1)
    called(either_house, "CA1")
    assert not bound.is_too_often(CALLER, "CA1")
    assert bound.is_too_often(CALLER, "CA2")


def test_texts_missed_calls_and_later_turns_are_no_calls(house: House) -> None:
    called(house, "SM1", channel="sms")
    called(house, "CA1", channel="missed", turns=1)
    called(house, "CA2", turns=9)
    assert not bounded(house, 2).is_too_often(CALLER, "CA3")
    assert bounded(house, 1).is_too_often(CALLER, "CA3")


@pytest.mark.parametrize(("caller", "most"), [(None, 1), (CALLER, 0)])
def test_who_hides_and_a_house_without_a_bound_are_not_counted(
    house: House, caller: str | None, most: int
) -> None:
    called(house, "CA1")
    assert not bounded(house, most).is_too_often(caller, "CA2")


def test_the_look_goes_by_an_index(house: House) -> None:
    asked = (
        "SELECT count(*) FROM (SELECT id FROM contact WHERE caller = 'a' AND channel = 'voice'"
        " AND at >= 'x' AND turn = 0 AND provider_id <> 'b' LIMIT 30)"
    )
    with house.shelf.database.reader.connect() as connection:
        plan = str(connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all())
    assert "USING INDEX contact_caller" in plan
