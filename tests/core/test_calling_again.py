"""Second tries: one for who was not reached, none for who was, never two calls for one ring."""

import pytest

from config.house import House
from core.refusals import CallsTooMany
from tests.core.calling_stories import PHONE, calls, done, due, later, ring, wished


def test_who_is_not_reached_is_tried_once_more_some_minutes_later_and_then_never(
    house: House,
) -> None:
    ring(house)
    later(house, seconds=11)
    done(house, due(house))
    for _ in range(3):
        house.calling_back.unanswered("CAours")
    assert wished(house) == []
    later(house, minutes=4, seconds=1)
    again = due(house)
    assert house.calling_back.phone_of(again) == PHONE
    done(house, again, "CAsecond")
    house.calling_back.unanswered("CAsecond")
    later(house, minutes=10)
    assert wished(house) == []


@pytest.mark.parametrize("call", ["", "CAunknown", "CA' OR 1=1"])
def test_a_call_that_is_not_ours_is_never_tried_again(house: House, call: str) -> None:
    ring(house)
    house.calling_back.unanswered(call)
    assert len(calls(house)) == 1


def test_what_the_exchange_rang_in_vain_is_tried_once_more(house: House) -> None:
    ring(house)
    later(house, seconds=11)
    done(house, due(house), "AMI1")
    assert house.calling_back.try_again() == 0
    later(house, minutes=2)
    assert house.calling_back.try_again() == 1
    house.calling_back.try_again()
    assert len(calls(house)) == 2
    later(house, minutes=5)
    done(house, due(house), "AMI2")
    later(house, minutes=2)
    house.calling_back.try_again()
    assert len(calls(house)) == 2


def test_what_was_answered_on_the_exchange_is_not_tried_again(house: House) -> None:
    ring(house)
    later(house, seconds=11)
    job = due(house)
    done(house, job, "AMI1")
    key = job.intent.unique_key.partition(":")[2]
    assert house.calling_back.answered(key, "AGI1x1") == house.blind_caller(PHONE)
    later(house, minutes=2)
    assert house.calling_back.try_again() == 0


def test_a_second_try_is_dropped_if_the_first_was_answered_late(house: House) -> None:
    ring(house)
    later(house, seconds=11)
    job = due(house)
    done(house, job, "AMI1")
    later(house, minutes=2)
    assert house.calling_back.try_again() == 1
    house.calling_back.answered(job.intent.unique_key.partition(":")[2], "AGI1x1")
    later(house, minutes=4)
    with pytest.raises(CallsTooMany):
        house.calling_back.phone_of(due(house))


def test_who_rings_again_after_a_call_that_broke_off_is_called_again(house: House) -> None:
    ring(house)
    later(house, seconds=11)
    done(house, due(house))
    later(house, minutes=2)
    ring(house, "CA2")
    later(house, seconds=11)
    assert house.calling_back.phone_of(due(house)) == PHONE


def test_who_rings_again_before_the_second_try_is_called_at_once_and_once(house: House) -> None:
    ring(house)
    later(house, seconds=11)
    done(house, due(house))
    later(house, seconds=40)
    house.calling_back.unanswered("CAours")
    later(house, minutes=2)
    ring(house, "CA2")
    later(house, seconds=11)
    job = due(house)
    assert house.calling_back.phone_of(job) == PHONE
    done(house, job, "CAtwo")
    later(house, minutes=2)
    with pytest.raises(CallsTooMany):
        house.calling_back.phone_of(due(house))
