"""What a phone's last call leaves for the next one, and what a caller may ask of the voice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from channels.voice.memory import Memory
from ivr_flows.state import State
from tests.channels.callers import CLAVE, NUMBER, Caller, House
from tests.fakes import NOON_IN_LIMA, PlainWording

GREETING = ["voice.welcome", "voice.menu"]


@pytest.fixture
def house() -> House:
    return House()


def cut_off(house: House, *keys: str) -> None:
    """Make a first call, and let the line break."""
    caller = Caller(house, sid="CA1")
    caller.dial()
    for each in keys:
        caller.press(each)
    caller.post("/voice/ended", CallStatus="completed")


def test_a_caller_who_was_cut_off_goes_on_with_the_clave(house: House) -> None:
    cut_off(house, "1", NUMBER)
    again = Caller(house, sid="CA2")
    assert again.dial().messages == ["voice.resume"]
    assert again.press("1").messages == ["voice.clave_resumed"]
    assert again.press(CLAVE).messages[0] == "status.in_process"


def test_who_calls_from_the_same_phone_without_the_clave_hears_nothing_of_the_case(
    house: House,
) -> None:
    cut_off(house, "1", NUMBER)
    again = Caller(house, sid="CA2")
    asked = len(house.inquiry.asked)
    heard = [again.dial(), again.press("1"), again.press_the_finishing_key()]
    assert [each.messages for each in heard] == [
        ["voice.resume"],
        ["voice.clave_resumed"],
        ["voice.number"],
    ]
    assert NUMBER not in repr([each.body for each in heard])
    assert len(house.inquiry.asked) == asked


def test_a_status_that_was_told_is_not_told_again_to_the_phone(house: House) -> None:
    cut_off(house, "1", NUMBER, CLAVE)
    again = Caller(house, sid="CA2")
    assert again.dial().messages == GREETING
    assert "status" not in house.contacts.kept["CA2", 0].state.partition("\n")[2]


@pytest.mark.parametrize(("minutes", "offered"), [(30, True), (31, False)])
def test_half_an_hour_later_a_call_begins_anew(
    house: House, minutes: int, *, offered: bool
) -> None:
    cut_off(house, "1", NUMBER)
    house.clock.at = NOON_IN_LIMA + timedelta(minutes=minutes)
    messages = Caller(house, sid="CA2").dial().messages
    assert messages == (["voice.resume"] if offered else GREETING)


@pytest.mark.parametrize("phone", ["anonymous", "+51984000000"])
def test_another_phone_or_a_hidden_one_is_offered_nothing(house: House, phone: str) -> None:
    cut_off(house, "1", NUMBER)
    assert Caller(house, sid="CA2", phone=phone).dial().messages == GREETING


def test_a_call_that_said_goodbye_is_not_taken_up(house: House) -> None:
    first = Caller(house, sid="CA1")
    first.dial()
    while not first.wait().hangs_up:
        pass
    assert Caller(house, sid="CA2").dial().messages == GREETING


@pytest.mark.parametrize("state", ["", "[]", "{}", '{}\n["es", [], []]'])
def test_a_state_that_cannot_be_read_is_not_taken_up(house: House, state: str) -> None:
    cut_off(house, "1", NUMBER)
    kept = house.contacts.kept
    kept["CA1", 2] = replace(kept["CA1", 2], state=state)
    assert Caller(house, sid="CA2").dial().messages == GREETING


def test_a_house_that_speaks_two_languages_goes_on_in_that_of_the_call(house: House) -> None:
    house.wording = PlainWording("es", "es-PE")
    cut_off(house, "2", "1")
    assert Caller(house, sid="CA2").dial().messages == ["voice.resume"]
    assert house.contacts.kept["CA2", 0].language == "es-PE"


def edited(house: House, sid: str, turn: int, **changed: str) -> None:
    """Make a kept turn one of a script as it was before it was edited."""
    kept = house.contacts.kept
    memory = Memory.from_text(kept[sid, turn].state)
    state = State.from_text(replace(memory.state, **changed).to_text())  # type: ignore[arg-type]  # words alone
    kept[sid, turn] = replace(kept[sid, turn], state=replace(memory, state=state).to_text())


def test_a_script_whose_step_is_gone_while_a_call_is_live_says_so_and_begins_again(
    house: House,
) -> None:
    caller = Caller(house)
    caller.dial()
    edited(house, caller.sid, 0, node="demolished")
    assert caller.press("1").messages == ["refusal.turn_unknown", *GREETING]
    assert caller.press("1").messages == ["voice.number"]


def test_a_call_led_by_another_script_says_so_and_begins_again(house: House) -> None:
    caller = Caller(house)
    caller.dial()
    edited(house, caller.sid, 0, script="village")
    assert caller.press("1").messages == ["refusal.turn_unknown", *GREETING]


def test_who_asks_for_it_is_spoken_to_slowly_to_the_end(house: House) -> None:
    caller = Caller(house)
    assert not caller.dial().is_slow
    heard = [caller.press("3"), caller.press("1"), caller.press(NUMBER), caller.press(CLAVE)]
    assert heard[0].messages == ["voice.slower", "voice.menu"]
    assert all(each.is_slow for each in heard)
    assert heard[3].messages[0] == "status.in_process"
    caller.press("9")
    assert caller.press("3").is_slow


@pytest.mark.parametrize("mark", ["1", "2"])
def test_what_the_caller_thought_of_the_call_is_kept_as_how_the_turn_went(
    house: House, mark: str
) -> None:
    caller = Caller(house)
    caller.dial()
    caller.press("1")
    caller.press(NUMBER)
    caller.press(CLAVE)
    caller.wait()
    assert caller.wait().messages == ["voice.rate"]
    heard = caller.press(mark)
    assert heard.messages == ["voice.goodbye"]
    assert heard.hangs_up
    assert house.contacts.kept[caller.sid, 6].outcome == f"rated.{mark}"


def test_who_does_not_care_to_say_is_told_goodbye(house: House) -> None:
    caller = Caller(house)
    caller.dial()
    caller.press("1")
    caller.press(NUMBER)
    caller.press(CLAVE)
    for _ in range(3):
        caller.wait()
    assert caller.wait().messages == ["voice.goodbye"]


def test_a_number_is_read_back_in_groups_and_not_asked_about(house: House) -> None:
    caller = Caller(house)
    caller.dial()
    caller.press("1")
    heard = caller.press(NUMBER)
    spelled = " ".join(NUMBER[:3]), " ".join(NUMBER[3:6]), " ".join(NUMBER[6:])
    assert heard.words[0] == f"voice.number_found(number={', '.join(spelled)})"
    assert heard.messages == ["voice.number_found", "voice.clave"]
