from collections.abc import Sequence

import pytest

from core.ports import Contact, Intent
from core.refusals import StaleCase
from tests.channels.callers import CLAVE, NUMBER, Caller, House, send
from tests.fakes import FakeContacts

FORM = {"CallSid": "CA1", "From": "+51984123456", "CallStatus": "in-progress"}
PATHS = ["/voice/incoming", "/voice/turn/1", "/voice/turn/1?silence=1", "/voice/ended"]


@pytest.fixture
def house() -> House:
    return House()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("header", ["", "c2lnbmVkIGJ5IG5vIG9uZQ==", "ñ"])
def test_an_unsigned_webhook_is_refused_and_nothing_is_recorded(
    house: House, path: str, header: str
) -> None:
    answer = send(house, path, FORM, header=header)
    assert answer.status_code == 403
    assert answer.get_data(as_text=True) == "refusal.signature_invalid()"
    assert house.contacts.kept == {}
    assert house.inquiry.asked == []


def test_a_webhook_without_its_signature_is_refused(house: House) -> None:
    answer = house.client().post("/voice/incoming", data=FORM)
    assert answer.status_code == 403


def test_the_name_that_a_request_gives_the_house_is_not_believed(house: House) -> None:
    caller = Caller(house)
    caller.dial()
    answer = house.client().post("/voice/turn/1", data=FORM, headers={"Host": "evil.example"})
    assert answer.status_code == 403


def test_the_turn_cannot_be_changed_under_a_signature(house: House) -> None:
    caller = Caller(house)
    caller.dial()
    silent = send(house, "/voice/turn/1", FORM)
    assert silent.status_code == 200
    signature = str(silent.request.headers["X-Twilio-Signature"])
    assert send(house, "/voice/turn/2", FORM, header=signature).status_code == 403


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("CallSid", None),
        ("CallSid", ""),
        ("CallSid", "CA 1"),
        ("CallSid", "CA\0"),
        ("CallSid", "C" * 65),
        ("CallSid", "CAñ"),
        ("From", None),
        ("From", ""),
    ],
)
def test_a_webhook_that_lacks_what_it_always_has_is_told_what(
    house: House, path: str, field: str, value: str | None
) -> None:
    form = FORM | {"CallStatus": "completed"}
    form = {name: text for name, text in form.items() if name != field}
    if value is not None:
        form[field] = value
    answer = send(house, path, form)
    assert answer.status_code == 400
    assert answer.get_data(as_text=True) == f"refusal.request_incomplete(field={field})"
    assert house.contacts.kept == {}


@pytest.mark.parametrize("status", ["", "in-progress", "COMPLETED", "\0", "x" * 10_000])
def test_a_call_that_has_not_ended_is_not_kept_as_ended(house: House, status: str) -> None:
    answer = send(house, "/voice/ended", FORM | {"CallStatus": status})
    assert answer.status_code == 400
    assert house.contacts.kept == {}


@pytest.mark.parametrize(
    "path", ["/voice/turn/x", "/voice/turn/-1", "/voice/turn/10000", "/voice/turn/" + "9" * 30]
)
def test_a_turn_that_no_call_can_have_is_not_found(house: House, path: str) -> None:
    assert send(house, path, FORM).status_code == 404
    assert house.contacts.kept == {}


def test_a_turn_is_posted_and_never_fetched(house: House) -> None:
    assert house.client().get("/voice/incoming").status_code == 405


def test_a_call_repeated_is_answered_with_the_very_same_bytes(house: House) -> None:
    caller = Caller(house)
    assert caller.dial().body == caller.dial().body
    assert len(house.contacts.kept) == 1


def test_a_guess_repeated_by_the_carrier_is_one_guess(house: House) -> None:
    caller = Caller(house)
    caller.dial()
    caller.press("1")
    caller.press(NUMBER)
    first = caller.press("111111")
    for _ in range(3):
        caller.turn -= 1
        assert caller.press("111111").body == first.body
    assert house.inquiry.wrong == 1


def test_a_turn_repeated_with_other_keys_is_still_the_turn_that_was_answered(house: House) -> None:
    caller = Caller(house)
    caller.dial()
    first = caller.press("1")
    caller.turn -= 1
    assert caller.press("2").body == first.body


def test_a_wish_repeated_by_the_carrier_is_one_wish(house: House) -> None:
    caller = Caller(house)
    caller.dial()
    caller.press("1")
    caller.press(NUMBER)
    caller.press(CLAVE)
    first = caller.press("1")
    caller.turn -= 1
    assert caller.press("1").body == first.body
    assert len(house.contacts.intents) == 1


def test_an_old_turn_that_comes_late_does_not_disturb_the_call(house: House) -> None:
    caller = Caller(house)
    caller.dial()
    old = caller.press("1")
    caller.press(NUMBER)
    caller.turn = 0
    assert caller.press("2").body == old.body
    caller.turn = 2
    assert caller.press(CLAVE).messages[0] == "status.in_process"


def test_two_calls_at_once_do_not_mix(house: House) -> None:
    one, two = Caller(house, sid="CA1"), Caller(house, sid="CA2")
    one.dial()
    two.dial()
    assert one.press("1").messages == ["voice.number"]
    assert two.press("2").messages == ["voice.shortcut"]
    assert one.press(NUMBER).messages == ["voice.number_found", "voice.clave"]


def test_the_first_turn_of_a_call_never_begun_is_a_lost_turn(house: House) -> None:
    answer = send(house, "/voice/turn/0", FORM)
    assert b"refusal.turn_unknown" in answer.get_data()
    assert send(house, "/voice/turn/0", FORM).get_data() == answer.get_data()


@pytest.mark.parametrize("keys", ["1", "11", "*", "#", "9" * 20])
def test_the_end_of_a_call_repeated_is_kept_once(house: House, keys: str) -> None:
    caller = Caller(house)
    caller.dial()
    caller.press(keys)
    caller.post("/voice/ended", CallStatus="completed")
    caller.post("/voice/ended", CallStatus="completed")
    assert len(house.contacts.kept) == 3


class FullContacts(FakeContacts):
    """Refuses to keep anything, as a store with a fault would."""

    def keep(self, _contact: Contact, /, *, intents: Sequence[Intent] = ()) -> Contact:
        """Refuse."""
        raise StaleCase(intents=len(intents))


def test_a_refusal_that_no_caller_caused_is_a_fault_of_the_house(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = send(House(contacts=FullContacts()), "/voice/incoming", FORM)
    assert answer.status_code == 500
    assert b"Traceback" not in answer.get_data()
    assert "stale_case" in caplog.text


class SlowContacts(FakeContacts):
    """Lets a second request for the same turn in before the first is kept."""

    def turns(self, provider_id: str, turn: int, /) -> tuple[Contact | None, Contact | None]:
        """Read the turn before, and miss the turn itself."""
        return self.kept.get((provider_id, turn - 1)), None


def test_two_requests_for_one_turn_at_once_hear_the_same_and_wish_once() -> None:
    house = House(contacts=SlowContacts())
    caller = Caller(house)
    caller.dial()
    caller.press("1")
    caller.press(NUMBER)
    caller.press(CLAVE)
    first = caller.press("1")
    caller.turn -= 1
    assert caller.press("2").body == first.body
    assert [wish.kind for wish in house.contacts.intents.values()] == ["status_text"]
