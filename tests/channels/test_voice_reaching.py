"""A call that reaches people: a transfer, a message that is left, the wish to be called."""

from datetime import timedelta

import pytest

from channels.voice.line import RECORDED_HERE
from ivr_flows.engine import CALL_BUDGET_SECONDS
from tests.channels.agi_peer import ANSWERED, HANGS_UP, SPEAKS, UNANSWERED
from tests.channels.callers import CLAVE, NUMBER, PERSON, Caller, FakeReaching, House
from tests.channels.exchange import Exchange, ended, messages

RECORDING = "RE0123456789abcdef0123456789abcdef"
SPOKEN = {"RecordingSid": RECORDING, "RecordingDuration": "12"}


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def caller(house: House) -> Caller:
    return Caller(house)


def to_the_message(caller: Caller) -> None:
    caller.dial()
    caller.press("0")
    assert caller.press("1").messages == ["voice.record"]


def test_a_message_is_wished_to_the_desk_with_who_may_be_called(
    house: House, caller: Caller
) -> None:
    to_the_message(caller)
    heard = caller.press("#", **SPOKEN)
    assert heard.messages == ["voice.message_kept", "voice.goodbye"]
    (wish,) = house.contacts.intents.values()
    assert wish.payload == {
        "recording": RECORDING,
        "seconds": 12,
        "number": "",
        "caller": "blind:3456",
        "language": "es",
    }
    assert house.reaching.remembered == {"blind:3456": "+51984123456"}
    assert house.contacts.kept[caller.sid, 3].outcome == "message_left"


def test_a_message_carries_the_case_that_was_asked_about(house: House, caller: Caller) -> None:
    caller.dial()
    caller.press("1")
    caller.press(NUMBER)
    caller.press(CLAVE)
    caller.press("0")
    caller.press("1")
    caller.press("#", **SPOKEN)
    (wish,) = house.contacts.intents.values()
    assert wish.payload["number"] == NUMBER


def test_a_message_told_twice_is_wished_once(house: House, caller: Caller) -> None:
    to_the_message(caller)
    first = caller.press("#", **SPOKEN)
    caller.turn -= 1
    assert caller.press("#", **SPOKEN) == first
    assert len(house.contacts.intents) == 1


def test_who_hangs_up_instead_of_pressing_the_last_key_has_left_a_message(
    house: House, caller: Caller
) -> None:
    to_the_message(caller)
    caller.press("", CallStatus="completed", **SPOKEN)
    assert [wish.kind for wish in house.contacts.intents.values()] == ["voice_message"]


@pytest.mark.parametrize(
    "told",
    [
        {"RecordingSid": "RE../../etc/passwd", "RecordingDuration": "12"},
        {"RecordingSid": f"{RECORDING}\n", "RecordingDuration": "12"},
        {"RecordingSid": RECORDING, "RecordingDuration": "0"},
        {"RecordingSid": RECORDING, "RecordingDuration": "-1"},
        {"RecordingSid": RECORDING, "RecordingDuration": "²"},
        {"RecordingSid": RECORDING},
        {"RecordingUrl": "https://example.org/x.wav", "RecordingDuration": "12"},
    ],
)
def test_what_is_no_recording_is_silence(
    house: House, caller: Caller, told: dict[str, str]
) -> None:
    to_the_message(caller)
    assert caller.press("", **told).messages == ["voice.record.again"]
    assert house.contacts.intents == {}


def test_a_recording_where_none_was_asked_for_leaves_the_call_where_it_stands(
    house: House, caller: Caller
) -> None:
    caller.dial()
    assert caller.press("1", **SPOKEN).messages == ["voice.menu"]
    assert house.contacts.intents == {}


def test_who_hides_the_number_leaves_a_message_all_the_same(house: House) -> None:
    caller = Caller(house, phone="anonymous")
    to_the_message(caller)
    caller.press("#", **SPOKEN)
    (wish,) = house.contacts.intents.values()
    assert wish.payload["caller"] == ""
    assert house.reaching.remembered == {}


def test_the_phone_of_the_office_rings_and_no_other(house: House, caller: Caller) -> None:
    house.reaching = FakeReaching(is_open=True)
    caller.dial()
    heard = caller.press("0")
    assert heard.messages == ["voice.transfer"]
    assert f"<Number>{PERSON}</Number>" in heard.body.decode()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("completed", ["voice.goodbye"]),
        ("answered", ["voice.goodbye"]),
        ("no-answer", ["voice.person_busy", "voice.person"]),
        ("busy", ["voice.person_busy", "voice.person"]),
        ("failed", ["voice.person_busy", "voice.person"]),
        ("canceled", ["voice.person_busy", "voice.person"]),
        ("", ["voice.person_busy", "voice.person"]),
    ],
)
def test_a_transfer_goes_on_as_it_ended(
    house: House, caller: Caller, status: str, said: list[str]
) -> None:
    house.reaching = FakeReaching(is_open=True)
    caller.dial()
    caller.press("0")
    assert caller.press("", DialCallStatus=status).messages == said


def test_the_house_is_wished_to_call_back_once(house: House, caller: Caller) -> None:
    caller.dial()
    heard = caller.press("4")
    assert heard.messages == ["voice.callback", "voice.goodbye"]
    (wish,) = house.contacts.intents.values()
    assert (wish.kind, wish.payload["caller"]) == ("call_back", "blind:3456")
    assert house.reaching.remembered == {"blind:3456": "+51984123456"}


def test_who_hides_the_number_is_told_why_nobody_can_call_back(house: House) -> None:
    caller = Caller(house, phone="anonymous")
    caller.dial()
    assert caller.press("4").messages == ["refusal.phone_hidden", "voice.menu"]
    assert house.contacts.intents == {}


def test_a_call_is_ended_with_words_when_its_time_is_up(house: House, caller: Caller) -> None:
    caller.dial()
    house.clock.at += timedelta(seconds=CALL_BUDGET_SECONDS)
    assert caller.press("1").messages == ["voice.number"]
    house.clock.at += timedelta(seconds=1)
    heard = caller.press(NUMBER)
    assert heard.messages == ["voice.lost"]
    assert heard.hangs_up


def test_what_was_spoken_when_the_time_was_up_is_not_lost(house: House, caller: Caller) -> None:
    to_the_message(caller)
    house.clock.at += timedelta(seconds=CALL_BUDGET_SECONDS + 1)
    assert caller.press("#", **SPOKEN).messages == ["voice.message_kept", "voice.lost"]
    assert len(house.contacts.intents) == 1


def test_who_spoke_long_with_a_person_is_told_goodbye_as_anyone(
    house: House, caller: Caller
) -> None:
    house.reaching = FakeReaching(is_open=True)
    caller.dial()
    caller.press("0")
    house.clock.at += timedelta(seconds=CALL_BUDGET_SECONDS + 1)
    assert caller.press("", DialCallStatus="completed").messages == ["voice.goodbye"]


def test_the_phone_itself_is_kept_in_no_turn(house: House, caller: Caller) -> None:
    to_the_message(caller)
    caller.press("#", **SPOKEN)
    assert "984123456" not in repr(house.contacts.kept)
    assert "984123456" not in repr(house.contacts.intents)


@pytest.fixture
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    return Exchange(tmp_path_factory.mktemp("sounds"))


def test_asterisk_records_into_its_own_folder(exchange: Exchange) -> None:
    heard = exchange.hears(exchange.caller("0", "1", SPEAKS))
    (record,) = [said for said in heard.commands if said.startswith("RECORD")]
    assert record.split()[2].startswith("/var/spool/left/AGI")
    assert record.split()[3:] == ["wav", "#", "60000", "BEEP", "s=5"]
    (wish,) = exchange.contacts.intents.values()
    name = record.split()[2].rpartition("/")[2]
    assert wish.payload["recording"] == f"{RECORDED_HERE}{name}"
    assert wish.payload["seconds"] == 5


def test_who_hangs_up_on_asterisk_while_speaking_has_left_a_message(exchange: Exchange) -> None:
    exchange.hears(exchange.caller("0", "1", HANGS_UP))
    assert [wish.kind for wish in exchange.contacts.intents.values()] == ["voice_message"]
    assert ended(exchange) == ["ended.completed"]


def test_asterisk_rings_the_office_and_joins_the_two(exchange: Exchange) -> None:
    exchange.reaching = FakeReaching(is_open=True)
    heard = exchange.hears(exchange.caller("0", ANSWERED))
    assert "EXEC Dial PJSIP/ventanilla,25,gL(1800000)" in heard.commands
    assert messages(heard)[-2:] == ["voice.transfer", "voice.goodbye"]


def test_nobody_answers_at_the_office(exchange: Exchange) -> None:
    exchange.reaching = FakeReaching(is_open=True)
    heard = exchange.hears(exchange.caller("0", UNANSWERED, HANGS_UP))
    assert messages(heard)[-2:] == ["voice.person_busy", "voice.person"]


def test_who_hangs_up_while_it_rings_is_gone(exchange: Exchange) -> None:
    exchange.reaching = FakeReaching(is_open=True)
    exchange.hears(exchange.caller("0", HANGS_UP))
    assert ended(exchange) == ["ended.completed"]


@pytest.mark.parametrize("command", ["RECORD", "EXEC"])
def test_an_asterisk_that_cannot_apologises(exchange: Exchange, command: str) -> None:
    exchange.reaching = FakeReaching(is_open=command == "EXEC")
    caller = exchange.caller("0", "1")
    caller.refuses = frozenset({command})
    heard = exchange.hears(caller)
    assert messages(heard)[-1] == "voice.lost"
    assert ended(exchange) == ["ended.failed"]
