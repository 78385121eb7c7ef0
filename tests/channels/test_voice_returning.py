"""Twilio's webhooks of calls that the house misses, places and pays for."""

from xml.etree import ElementTree as ET

import pytest
from twilio.twiml.voice_response import VoiceResponse

from channels.handset.walk import Over, read
from tests.channels.callers import Caller, House, blind, send
from tests.fakes import NOON_IN_LIMA

KEY = "0123456789abcdef0123456789abcdef"
PHONE, OURS = "+51984123456", "+5116400000"
CALL = "CA0123456789abcdef0123456789abcdef"
RING = {"CallSid": CALL, "From": PHONE, "To": OURS, "CallStatus": "ringing", "Direction": "inbound"}
PLACED = {
    "CallSid": CALL,
    "From": OURS,
    "To": PHONE,
    "CallStatus": "in-progress",
    "Direction": "outbound-api",
}
NEW = ["/voice/missed", f"/voice/placed/{KEY}"]


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def placed(house: House) -> House:
    """Let the house have placed a call to the citizen."""
    blinded = blind(PHONE)
    assert blinded is not None
    house.returning.placed[KEY] = blinded
    return house


def asked_paths(house: House) -> list[str]:
    return [str(asker.path) for _, asker in house.inquiry.asked]


def ask_a_status(house: House, form: dict[str, str]) -> None:
    """Go from the greeting to the first question about a case."""
    caller = Caller(house, sid=form["CallSid"])
    for digits in ("1", "1", "1404447370"):
        caller.turn += 1
        send(house, f"/voice/turn/{caller.turn}", {**form, "Digits": digits})


@pytest.mark.parametrize("path", NEW)
@pytest.mark.parametrize("header", ["", "c2lnbmVkIGJ5IG5vIG9uZQ=="])
def test_an_unsigned_webhook_is_refused_and_nothing_is_wished(
    house: House, path: str, header: str
) -> None:
    assert send(house, path, RING, header=header).status_code == 403
    assert house.returning.missed_calls == []
    assert house.contacts.kept == {}


def test_a_ring_is_rejected_as_the_official_library_writes_it(house: House) -> None:
    answer = send(house, "/voice/missed", RING)
    official = VoiceResponse()
    official.reject(reason="busy")
    assert ET.canonicalize(answer.get_data(as_text=True)) == ET.canonicalize(str(official))
    assert read(answer.get_data()).then == Over()
    (missed,) = house.returning.missed_calls
    assert (missed.id, missed.caller, missed.phone) == (CALL, blind(PHONE), PHONE)
    assert PHONE not in repr(missed)


@pytest.mark.parametrize("phone", ["anonymous", "+59171234567", "+266696687"])
def test_a_phone_that_cannot_be_called_is_rejected_all_the_same(house: House, phone: str) -> None:
    first = send(house, "/voice/missed", {**RING, "From": phone})
    assert first.get_data() == send(house, "/voice/missed", RING).get_data()
    assert house.returning.missed_calls[0].caller is None


def test_a_call_of_ours_is_known_as_such_for_as_long_as_it_lasts(placed: House) -> None:
    assert send(placed, f"/voice/placed/{KEY}", PLACED).status_code == 200
    ask_a_status(placed, PLACED)
    assert asked_paths(placed)[-1] == "our_call"
    assert placed.inquiry.asked[-1][1].caller == blind(PHONE)


@pytest.mark.parametrize("key", ["f" * 32, "x", "a" * 64])
def test_who_brings_a_key_that_nobody_wished_is_an_ordinary_caller(placed: House, key: str) -> None:
    assert send(placed, f"/voice/placed/{key}", PLACED).status_code == 200
    ask_a_status(placed, PLACED)
    assert set(asked_paths(placed)) == {"caller"}


def test_a_key_that_comes_from_another_phone_proves_nothing(placed: House) -> None:
    form = {**PLACED, "To": "+51984777888"}
    send(placed, f"/voice/placed/{KEY}", form)
    ask_a_status(placed, form)
    assert set(asked_paths(placed)) == {"caller"}


def test_who_says_that_a_call_was_placed_does_not_make_it_so(placed: House) -> None:
    send(placed, "/voice/incoming", PLACED)
    ask_a_status(placed, PLACED)
    assert set(asked_paths(placed)) == {"caller"}


def test_a_placed_call_that_is_told_twice_gets_the_same_bytes(placed: House) -> None:
    first, again = (send(placed, f"/voice/placed/{KEY}", PLACED) for _ in range(2))
    assert first.get_data() == again.get_data()
    assert KEY not in first.get_data(as_text=True)


@pytest.mark.parametrize("key", ["a" * 65, "a/b", ""])
def test_an_address_that_holds_no_key_is_not_there(house: House, key: str) -> None:
    assert send(house, f"/voice/placed/{key}", PLACED).status_code == 404


@pytest.mark.parametrize(("form", "direction"), [(RING, "in"), (PLACED, "out")])
def test_a_call_that_is_over_is_charged_by_the_way_it_went(
    house: House, form: dict[str, str], direction: str
) -> None:
    over = {**form, "CallStatus": "completed", "CallDuration": "61"}
    assert send(house, "/voice/ended", over).status_code == 204
    assert house.returning.charged == [(CALL, 61, direction)]
    assert house.returning.rang_in_vain == []


@pytest.mark.parametrize("told", ["", "0", "-5", "1.5", "a", "٣", "9" * 9])
def test_a_duration_that_is_none_charges_nothing(house: House, told: str) -> None:
    over = {**PLACED, "CallStatus": "completed", "CallDuration": told}
    assert send(house, "/voice/ended", over).status_code == 204
    assert house.returning.charged == []


@pytest.mark.parametrize(
    ("status", "again"),
    [("busy", True), ("no-answer", True), ("completed", False), ("failed", False)],
)
def test_a_call_of_ours_that_nobody_answers_is_tried_again(
    house: House,
    status: str,
    again: bool,  # noqa: FBT001
) -> None:
    send(house, "/voice/ended", {**PLACED, "CallStatus": status})
    assert house.returning.rang_in_vain == ([CALL] if again else [])


def test_a_citizens_call_that_ends_busy_is_not_tried_again(house: House) -> None:
    send(house, "/voice/ended", {**RING, "CallStatus": "busy"})
    assert house.returning.rang_in_vain == []


def test_the_other_half_of_a_transfer_is_charged_by_its_own_name(house: House) -> None:
    caller = Caller(house)
    caller.dial()
    ended = {"DialCallStatus": "completed", "DialCallSid": "CAleg", "DialCallDuration": "90"}
    caller.press("", **ended)
    assert house.returning.charged == [("CAleg", 90, "transfer")]


def test_who_calls_too_often_hears_what_to_do_and_the_call_ends(house: House) -> None:
    house.returning.often.add(str(blind(PHONE)))
    heard = Caller(house).dial()
    assert heard.messages == ["refusal.called_too_often"]
    assert heard.hangs_up
    assert heard.body == Caller(house).dial().body
    (kept,) = house.contacts.kept.values()
    assert (kept.outcome, kept.at) == ("called_too_often", NOON_IN_LIMA)
    assert house.inquiry.asked == []


def test_who_calls_too_often_is_told_so_in_the_language_of_the_last_call(house: House) -> None:
    Caller(house, sid="CAfirst").dial()
    house.returning.often.add(str(blind(PHONE)))
    Caller(house, sid="CAsecond").dial()
    languages = {contact.language for contact in house.contacts.kept.values()}
    assert languages == {"es"}


def test_a_call_costs_one_look_when_it_begins_and_none_later(house: House) -> None:
    caller = Caller(house)
    caller.dial()
    caller.press("1")
    caller.press("1")
    assert house.returning.looks == [blind(PHONE)]


def test_no_answer_of_these_doors_holds_the_phone(placed: House) -> None:
    for path, form in ((NEW[0], RING), (NEW[1], PLACED)):
        assert PHONE[3:] not in send(placed, path, form).get_data(as_text=True)
    assert PHONE not in str(placed.contacts.kept)
