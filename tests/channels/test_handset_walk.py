"""The semantics of TwiML, step by step, as Twilio's reference tells them."""

import pytest

from channels.handset.walk import Fetch, Listening, Over, Walked, press, read, wait
from tests.channels.handsets import ASK, BYE, SILENCE, asking, reply

ACTION = "/voice/turn/1"


def listening(twiml: str) -> Listening:
    then = read(twiml).then
    assert isinstance(then, Listening)
    return then


def pressed(twiml: str, keys: str) -> Walked:
    """Press keys at a reply's question, one after another."""
    walked = read(twiml)
    for key in keys:
        assert isinstance(walked.then, Listening)
        walked = press(walked.then, key)
    return walked


def fields(walked: Walked) -> tuple[str, str, str]:
    then = walked.then
    assert isinstance(then, Fetch)
    return then.address, then.fields.get("Digits", "none"), then.fields.get("FinishedOnKey", "none")


def test_words_are_heard_and_then_keys_are_waited_for() -> None:
    walked = read(asking(numDigits="10", actionOnEmptyResult="true"))
    assert [(said.language, said.text) for said in walked.heard] == [("es-MX", "Marque.")]
    then = walked.then
    assert isinstance(then, Listening)
    assert (then.action, then.most, then.seconds) == (ACTION, 10, 7)
    assert (then.finish_on, then.empty_counts, then.keys) == ("#", True, "")


@pytest.mark.parametrize(
    ("attributes", "keys", "digits", "finished_on"),
    [
        ({"numDigits": "1"}, "1", "1", ""),
        ({"numDigits": "3"}, "123", "123", ""),
        ({"numDigits": "3"}, "12#", "12", "#"),
        ({"numDigits": "3"}, "*12", "*12", ""),
        ({}, "123456#", "123456", "#"),
        ({"actionOnEmptyResult": "true"}, "#", "", "#"),
        ({"actionOnEmptyResult": "true", "numDigits": "6"}, "0#", "0", "#"),
    ],
)
def test_the_last_key_sends_what_was_pressed(
    attributes: dict[str, str], keys: str, digits: str, finished_on: str
) -> None:
    assert fields(pressed(asking(**attributes), keys)) == (ACTION, digits, finished_on)


def test_what_is_not_complete_is_kept_until_the_time_runs_out() -> None:
    walked = pressed(asking(numDigits="10"), "140")
    assert isinstance(walked.then, Listening)
    assert walked.then.keys == "140"
    assert fields(wait(walked.then)) == (ACTION, "140", "")


def test_silence_goes_on_to_what_follows_the_question() -> None:
    walked = wait(listening(asking()))
    assert fields(walked) == (f"{ACTION}?silence=1", "none", "none")
    assert walked.heard == ()


def test_silence_is_told_where_an_empty_answer_counts() -> None:
    assert fields(wait(listening(asking(actionOnEmptyResult="true")))) == (ACTION, "", "")


def test_the_finishing_key_alone_is_silence_unless_an_empty_answer_counts() -> None:
    assert fields(pressed(asking(), "#")) == (f"{ACTION}?silence=1", "none", "none")


def test_another_finishing_key_leaves_the_usual_one_a_key_like_any_other() -> None:
    star = asking().replace('finishOnKey="#"', 'finishOnKey="*"')
    assert fields(pressed(star, "1#2*")) == (ACTION, "1#2", "*")
    none = asking(numDigits="3").replace('finishOnKey="#"', 'finishOnKey=""')
    assert fields(pressed(none, "*#1")) == (ACTION, "*#1", "")


def test_words_after_the_question_are_heard_only_by_who_is_silent() -> None:
    twiml = reply(ASK.format(more="") + BYE)
    assert [said.text for said in read(twiml).heard] == ["Marque."]
    walked = wait(listening(twiml))
    assert [said.text for said in walked.heard] == ["Hasta luego."]
    assert isinstance(walked.then, Over)


def test_a_question_without_anything_after_it_ends_the_call_on_silence() -> None:
    assert wait(listening(reply(ASK.format(more="")))) == Walked((), Over())


def test_what_is_said_slowly_is_heard_like_any_other_words() -> None:
    slow = asking().replace("Marque.", '<prosody rate="80%">Marque.</prosody>')
    assert [said.text for said in read(slow).heard] == ["Marque."]


@pytest.mark.parametrize("verbs", ["", "<Hangup/>", BYE])
def test_hanging_up_or_having_nothing_to_say_ends_the_call(verbs: str) -> None:
    assert isinstance(read(reply(verbs)).then, Over)


def test_a_redirect_asks_the_house_without_any_key() -> None:
    assert fields(read(reply(SILENCE))) == (f"{ACTION}?silence=1", "none", "none")


def test_two_questions_are_asked_one_after_the_other() -> None:
    walked = wait(listening(reply(ASK.format(more="") + ASK.format(more="") + SILENCE)))
    assert [said.text for said in walked.heard] == ["Marque."]
    assert isinstance(walked.then, Listening)


def test_what_is_pressed_is_never_shown_by_the_step_itself() -> None:
    walked = pressed(asking(numDigits="6"), "73510")
    assert "73510" not in repr(walked)
