"""The phone over its network: what it sends, what it follows, and what fails it loudly."""

import pytest
from twilio.request_validator import RequestValidator

from channels.handset.markup import TwimlInvalid
from channels.handset.network import CallFailed, Network, Reply, Signer
from channels.handset.phone import MOST_HOPS, Telephone
from channels.handset.webhooks import Fields, Parties
from tests.channels.handsets import BYE, HOUSE, PHONE, SILENCE, Scripted, asking, reply
from tests.houses import PUBLIC_URL

# What Twilio's reference lists for every request of a call, and of a text.
OF_A_CALL = {"AccountSid", "ApiVersion", "CallSid", "CallStatus", "Direction", "From", "To"}
OF_A_TEXT = {"AccountSid", "Body", "From", "MessageSid", "NumMedia", "NumSegments", "SmsSid", "To"}
PLACES = {"FromCity", "FromCountry", "FromState", "FromZip", "ToCity", "ToCountry"}


def test_a_call_rings_and_each_turn_carries_all_that_twilio_sends() -> None:
    doors = Scripted([asking(numDigits="1"), reply(BYE)])
    call = doors.telephone().call("CA1")
    assert call.said == ("Marque.",)
    assert not call.is_over
    call = call.press("1")
    assert call.said == ("Hasta luego.",)
    assert call.is_over
    (first, ringing), (second, turn), (last, ended) = doors.posted
    assert (first, second, last) == ("/voice/incoming", "/voice/turn/1", "/voice/ended")
    assert [form["CallStatus"] for form in (ringing, turn, ended)] == [
        "ringing",
        "in-progress",
        "completed",
    ]
    assert ringing.keys() >= OF_A_CALL | PLACES
    assert (turn["Digits"], turn["FinishedOnKey"], turn["msg"]) == ("1", "", "Gather End")
    assert {form["From"] for form in (ringing, turn, ended)} == {PHONE}


def test_a_text_carries_all_that_twilio_sends_and_gets_every_letter_back() -> None:
    doors = Scripted([reply("<Message>Exp 140: falta\nsu firma</Message>")])
    assert doors.telephone().text("ESTADO ñ 😀", "SM1") == ("Exp 140: falta\nsu firma",)
    ((path, form),) = doors.posted
    assert path == "/sms/incoming"
    assert form.keys() >= OF_A_TEXT | PLACES
    assert form["Body"] == "ESTADO ñ 😀"


def test_every_call_and_text_has_an_id_of_its_own_as_long_as_twilios() -> None:
    doors = Scripted([asking()])
    phone = doors.telephone()
    phone.call()
    phone.call()
    one, other = (form["CallSid"] for _, form in doors.posted)
    assert one != other
    assert len(one) == len(other) == 34


def test_silence_follows_the_redirect_until_the_house_speaks() -> None:
    doors = Scripted([asking(), reply(SILENCE), asking()])
    call = doors.telephone().call().wait()
    assert call.said == ("Marque.",)
    assert [path for path, _ in doors.posted] == [
        "/voice/incoming",
        "/voice/turn/1?silence=1",
        "/voice/turn/1?silence=1",
    ]
    assert "Digits" not in doors.posted[-1][1]


def test_keys_pressed_ahead_meet_the_next_question() -> None:
    doors = Scripted([asking(numDigits="1"), asking(numDigits="3"), reply(BYE)])
    call = doors.telephone().call().press("1407")
    assert [form.get("Digits") for _, form in doors.posted] == [None, "1", "407", None]
    assert call.said == ("Marque.", "Hasta luego.")


def test_keys_that_are_too_few_are_sent_when_the_time_runs_out() -> None:
    doors = Scripted([asking(numDigits="10"), asking()])
    doors.telephone().call().key_in("14")
    assert doors.posted[-1][1]["Digits"] == "14"


def test_whoever_hangs_up_is_reported_once_and_hears_nothing_more() -> None:
    doors = Scripted([asking()])
    call = doors.telephone().call().hang_up()
    assert call.is_over
    assert call.hung_up
    assert call.said == ()
    assert call.hang_up() is call
    assert call.press("1") == call.wait() == call
    assert [path for path, _ in doors.posted] == ["/voice/incoming", "/voice/ended"]


def test_a_house_that_sends_the_caller_in_circles_fails_the_walk() -> None:
    doors = Scripted([reply(SILENCE)])
    with pytest.raises(CallFailed, match="turns_in_circles"):
        doors.telephone().call()
    assert len(doors.posted) == MOST_HOPS + 1


@pytest.mark.parametrize("verbs", ["<Play>/a.mp3</Play>", "<Message>Hola</Message>", "Hola"])
def test_what_is_not_in_the_vocabulary_fails_the_walk(verbs: str) -> None:
    with pytest.raises(TwimlInvalid):
        Scripted([reply(verbs)]).telephone().call()


@pytest.mark.parametrize(
    ("doors", "problem"),
    [
        (Scripted([asking()], status=403), "http_403"),
        (Scripted([asking()], status=500), "http_500"),
        (Scripted([asking()], content_type="text/html"), "not_twiml"),
    ],
)
def test_a_door_that_does_not_answer_as_one_fails_the_walk(doors: Scripted, problem: str) -> None:
    with pytest.raises(CallFailed) as failed:
        doors.telephone().call()
    assert failed.value.problem == problem


def test_an_end_that_the_house_does_not_take_note_of_fails_the_walk() -> None:
    def deliver(_path: str, _form: Fields, _headers: object, /) -> Reply:
        return Reply(200, "text/xml", asking().encode())

    phone = Telephone(Network(Signer(PUBLIC_URL, "a key"), deliver), Parties(PHONE, HOUSE))
    with pytest.raises(CallFailed, match="http_200"):
        phone.call().hang_up()


@pytest.mark.parametrize("url", [f"{PUBLIC_URL}/muni", f"{PUBLIC_URL}/muni/"])
def test_a_house_behind_a_path_is_followed_below_that_path(url: str) -> None:
    doors = Scripted([asking(numDigits="1").replace("/voice/turn", "/muni/voice/turn")])
    doors.telephone(url).call().press("1")
    assert [path for path, _ in doors.posted] == ["/voice/incoming", "/voice/turn/1"]


def test_a_turn_that_leaves_the_house_fails_the_walk() -> None:
    doors = Scripted([asking(numDigits="1")])
    call = doors.telephone(f"{PUBLIC_URL}/muni").call()
    with pytest.raises(CallFailed, match="leaves_the_house"):
        call.press("1")


@pytest.mark.parametrize("address", ["https://example.org/voice", "//example.org/voice", "ftp:x"])
def test_no_address_elsewhere_is_followed(address: str) -> None:
    network = Network(Signer(PUBLIC_URL, "a key"), Scripted([asking()]))
    with pytest.raises(CallFailed, match="leaves_the_house"):
        network.follow("/voice/incoming", address)


def test_what_is_sent_is_signed_as_the_official_library_signs() -> None:
    form = {"CallSid": "CA1", "Digits": "1"}
    headers = Signer(f"{PUBLIC_URL}/", "a key").headers("/voice/turn/1?silence=1", form)
    address = f"{PUBLIC_URL}/voice/turn/1?silence=1"
    assert RequestValidator("a key").validate(address, form, headers["X-Twilio-Signature"])


def test_the_key_is_never_shown() -> None:
    assert "a key" not in repr(Scripted([asking()]).telephone().network.signer)
