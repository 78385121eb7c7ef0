"""The letterbox: a message is in one hand at a time, and settled once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from config.house import House
from core.letterbox import Handling
from core.model.left_message import How, LeftMessage, Progress
from core.refusals import MessageMoved
from tests.core.left_messages import (
    JULIA,
    PERCY,
    days_pass,
    hand,
    heard,
    kept,
)
from tests.core.rows import rows
from tests.core.stories import PISAC


def test_who_takes_a_message_settles_it_with_a_note_for_colleagues(either_house: House) -> None:
    box, message = either_house.letterbox, heard(either_house)
    taken = box.take(message.id, hand("1"))
    assert (taken.progress, taken.by) == (Progress.TAKEN, JULIA)
    box.settle(message.id, hand("2"), How.CALLED, "vendrá el lunes con su DNI")
    settled = kept(either_house, message)
    assert (settled.progress, settled.by, settled.how) == (Progress.SETTLED, JULIA, How.CALLED)
    assert box.note(settled) == "vendrá el lunes con su DNI"
    assert "lunes" not in str(rows(either_house, "left_message"))
    assert box.count_waiting(PISAC) == 0


def test_what_is_given_back_waits_for_another(either_house: House) -> None:
    box, message = either_house.letterbox, heard(either_house)
    box.take(message.id, hand("1"))
    box.give_back(message.id, hand("2"))
    assert box.count_waiting(PISAC) == 1
    assert box.take(message.id, hand("3", by=PERCY)).by == PERCY


def test_nobody_acts_on_what_another_has_in_hand(either_house: House) -> None:
    box, message = either_house.letterbox, heard(either_house)
    box.take(message.id, hand("1"))
    with pytest.raises(MessageMoved):
        box.take(message.id, hand("2", by=PERCY))
    with pytest.raises(MessageMoved):
        box.give_back(message.id, hand("3", by=PERCY))
    with pytest.raises(MessageMoved):
        box.settle(message.id, hand("4", by=PERCY), How.CALLED, "x")
    assert kept(either_house, message).by == JULIA


def test_a_settled_message_stays_settled(either_house: House) -> None:
    box, message = either_house.letterbox, heard(either_house)
    with pytest.raises(MessageMoved):
        box.settle(message.id, hand("0"), How.CALLED, "")
    box.take(message.id, hand("1"))
    box.settle(message.id, hand("2"), How.UNREACHED, "")
    with pytest.raises(MessageMoved):
        box.take(message.id, hand("3"))
    with pytest.raises(MessageMoved):
        box.give_back(message.id, hand("4"))
    with pytest.raises(MessageMoved):
        box.settle(message.id, hand("5"), How.CALLED, "")
    assert kept(either_house, message).how is How.UNREACHED


def test_a_form_that_is_pressed_twice_does_it_once(either_house: House) -> None:
    box, message = either_house.letterbox, heard(either_house)
    for _ in range(2):
        box.take(message.id, hand("1"))
    for note in ("la primera", "la segunda"):
        box.settle(message.id, hand("2"), How.CALLED, note)
    assert box.note(kept(either_house, message)) == "la primera"
    assert len(rows(either_house, "form_done")) == 2


def test_of_many_who_take_it_at_once_one_has_it(
    either_house: House, counts: Callable[[int, int], int]
) -> None:
    for place in range(counts(3, 40)):
        message = heard(either_house, f"RE{place}")

        def take(clerk: int, message: LeftMessage = message, place: int = place) -> str:
            mine = Handling(by=f"user:{clerk}", institution=PISAC, key=f"{place:016x}{clerk:016x}")
            try:
                return either_house.letterbox.take(message.id, mine).by or ""
            except MessageMoved:
                return ""

        with ThreadPoolExecutor(4) as clerks:
            got = [name for name in clerks.map(take, range(4)) if name]
        assert got == [kept(either_house, message).by]


def test_what_waits_is_listed_first_and_the_oldest_at_the_top(either_house: House) -> None:
    box, names = either_house.letterbox, ("RE1", "RE2", "RE3", "RE4", "RE5")
    messages = []
    for source in names:
        messages.append(heard(either_house, source))
        days_pass(either_house, 1)
    for place, key in ((1, "1"), (2, "2"), (0, "3")):
        box.take(messages[place].id, hand(key))
    for place, key in ((0, "4"), (2, "5")):
        box.settle(messages[place].id, hand(key), How.CALLED, "")
        days_pass(either_house, 1)
    assert [one.source for one in box.listed(PISAC)] == ["RE4", "RE5", "RE2", "RE3", "RE1"]
