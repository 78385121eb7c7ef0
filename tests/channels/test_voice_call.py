from dataclasses import replace

import pytest

from channels.voice.conversation import AFTER_ALL_TURNS
from core.inquiry import Asker
from core.model.disclosure import Path
from tests.channels.callers import CLAVE, NUMBER, OTHER, URL, Caller, Heard, House
from tests.fakes import PlainWording

NOT_XML = ["\0\x0b\x1f", "\ud800", "\ufffe"]


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def caller(house: House) -> Caller:
    return Caller(house)


def to_the_answer(caller: Caller, clave: str = CLAVE) -> Heard:
    caller.dial()
    caller.press("1")
    caller.press(NUMBER)
    return caller.press(clave)


def everything_kept(house: House) -> str:
    return repr(house.contacts.kept) + repr(house.contacts.intents)


def test_a_caller_is_greeted_and_offered_the_menu(caller: Caller) -> None:
    heard = caller.dial()
    assert heard.messages == ["voice.welcome", "voice.menu"]
    assert heard.action == "/voice/turn/1"


def test_number_and_clave_open_what_must_be_told_of_the_case(caller: Caller) -> None:
    heard = to_the_answer(caller)
    assert heard.messages == ["status.in_process", "informative", "voice.after"]
    assert "due=2027-01-08" in heard.words[0]
    assert not heard.hangs_up


def test_the_answer_is_heard_again_and_the_rest_on_a_key_without_a_second_question(
    house: House, caller: Caller
) -> None:
    first = to_the_answer(caller)
    asked = len(house.inquiry.asked)
    assert caller.press("9").words == first.words
    assert caller.press("3").messages == ["status.procedure", "rights.in_process", "voice.after"]
    assert caller.press("9").words == first.words
    assert len(house.inquiry.asked) == asked


def test_without_the_clave_only_the_stage_is_told(caller: Caller) -> None:
    caller.dial()
    caller.press("1")
    caller.press(NUMBER)
    heard = caller.press_the_finishing_key()
    assert heard.messages[:2] == ["stage.in_progress", "stage.ask_for_more"]
    assert caller.press("3").messages == ["voice.no_more", "voice.after"]


def test_the_caller_id_is_a_path_that_proves_nothing(house: House, caller: Caller) -> None:
    to_the_answer(caller)
    blinded = "blind:3456"
    assert house.inquiry.asked == [
        (NUMBER, Asker(Path.CALLER, blinded)),
        (NUMBER, Asker(Path.CALLER, blinded, CLAVE)),
    ]


@pytest.mark.parametrize("clave", [CLAVE, "111111"])
def test_a_clave_is_kept_nowhere(house: House, caller: Caller, clave: str) -> None:
    to_the_answer(caller, clave)
    caller.press("9")
    assert clave not in everything_kept(house)


def test_a_wrong_clave_is_said_and_asked_again(house: House, caller: Caller) -> None:
    heard = to_the_answer(caller, "111111")
    assert heard.messages == ["refusal.clave_wrong", "voice.clave"]
    assert caller.press(CLAVE).messages[0] == "status.in_process"
    assert house.inquiry.wrong == 1


def test_after_three_wrong_claves_the_stage_is_told_all_the_same(caller: Caller) -> None:
    to_the_answer(caller, "111111")
    caller.press("222222")
    heard = caller.press("333333")
    assert heard.messages[:2] == ["refusal.clave_wrong", "stage.in_progress"]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("1" * 40, "number_too_long"),
        ("1" * 10_000, "number_too_long"),
        ("14", "number_incomplete"),
        (NUMBER[:9] + str((int(NUMBER[9]) + 1) % 10), "number_wrong_check"),
        (OTHER, "case_not_found"),
    ],
)
def test_a_number_that_cannot_be_is_said_and_asked_again(
    caller: Caller, keys: str, code: str
) -> None:
    caller.dial()
    caller.press("1")
    assert caller.press(keys).messages == [f"refusal.{code}", "voice.number"]
    assert caller.press(NUMBER).messages == ["voice.number_found", "voice.clave"]


@pytest.mark.parametrize("keys", ["hola", "١٢٣", "1\0", "😀", "12A", "D", " "])
def test_what_no_phone_can_key_is_a_wrong_key(caller: Caller, keys: str) -> None:
    caller.dial()
    assert caller.press(keys).messages == ["voice.wrong_key", "voice.menu.again"]
    caller.press("1")
    assert caller.press(keys).messages == ["voice.wrong_key", "voice.number.again"]


def test_no_keys_at_all_are_silence_and_not_a_wrong_key(caller: Caller) -> None:
    caller.dial()
    assert caller.press("").messages == ["voice.menu.again"]
    assert caller.wait().messages == ["voice.menu.help"]


def test_silence_ends_with_words_and_a_way_back(caller: Caller) -> None:
    heard = caller.dial()
    for _ in range(5):
        heard = caller.wait()
    assert heard.messages == ["voice.lost"]
    assert heard.hangs_up


def test_a_text_and_a_letter_are_wished_once_each_however_often_asked(
    house: House, caller: Caller
) -> None:
    to_the_answer(caller)
    assert caller.press("1").messages == ["voice.text_wished", "voice.after"]
    assert caller.press("2").messages == ["voice.letter_wished", "voice.after"]
    caller.press("1")
    caller.press("2")
    wished = sorted((wish.kind, wish.cause) for wish in house.contacts.intents.values())
    cause = f"voice:{caller.sid}"
    assert wished == [("status_letter", cause), ("status_text", cause)]
    assert all(wish.payload == {"number": NUMBER} for wish in house.contacts.intents.values())


def test_no_wish_says_where_the_caller_called_from(house: House, caller: Caller) -> None:
    to_the_answer(caller)
    caller.press("1")
    assert "984123456" not in everything_kept(house)
    assert "blind" not in repr(house.contacts.intents)


def test_who_asks_for_a_person_is_told_where_and_offered_a_message(
    house: House, caller: Caller
) -> None:
    caller.dial()
    assert caller.press("0").messages == ["refusal.person_unavailable", "voice.person"]
    caller.press("2")
    heard = caller.press(NUMBER)
    assert heard.messages == ["voice.text_wished", "voice.goodbye"]
    assert heard.hangs_up
    assert [wish.kind for wish in house.contacts.intents.values()] == ["status_text"]


def test_a_procedure_is_told_by_its_number_on_the_poster(caller: Caller) -> None:
    caller.dial()
    caller.press("2")
    assert caller.press("99").messages == ["refusal.procedure_unknown", "voice.shortcut"]
    heard = caller.press("22")
    assert heard.messages[:2] == ["procedure.cost.unconfirmed", "procedure.term_unconfirmed"]
    heard = caller.press("1")
    assert "procedure.requirement(text=DNI)" in heard.words


def test_the_case_that_was_told_is_written_beside_the_turns_that_speak_of_it(
    house: House, caller: Caller
) -> None:
    to_the_answer(caller)
    caller.press("*")
    numbers = [house.contacts.kept[caller.sid, turn].number for turn in range(5)]
    assert numbers == [None, None, NUMBER, NUMBER, NUMBER]


def test_each_turn_is_written_down_with_how_it_went(house: House, caller: Caller) -> None:
    to_the_answer(caller, "111111")
    caller.press("", CallStatus="completed")
    outcomes = [house.contacts.kept[caller.sid, turn].outcome for turn in range(5)]
    assert outcomes == ["menu", "number", "found", "clave_wrong", "end"]


def test_a_hidden_or_foreign_caller_is_answered_without_being_known(house: House) -> None:
    for sid, phone in (("CA1", "anonymous"), ("CA2", "+34911223344"), ("CA3", "x" * 500)):
        caller = Caller(house, sid=sid, phone=phone)
        assert to_the_answer(caller).messages[0] == "status.in_process"
        assert house.contacts.kept[sid, 3].caller is None


def test_a_house_that_speaks_two_languages_asks_which_and_remembers(house: House) -> None:
    house.wording = PlainWording("es", "es-PE")
    first = Caller(house, sid="CA1")
    assert first.dial().words == ["voice.language(key=1)", "voice.language(key=2)"]
    assert first.press("2").messages == ["voice.welcome", "voice.menu"]
    first.post("/voice/ended", CallStatus="completed")
    assert Caller(house, sid="CA2").dial().messages[0] == "voice.language.change"
    stranger = Caller(house, sid="CA3", phone="+51984000000")
    assert stranger.dial().messages == ["voice.language", "voice.language"]
    hidden = Caller(house, sid="CA4", phone="anonymous")
    assert hidden.dial().messages == ["voice.language", "voice.language"]


def test_a_house_under_a_path_sends_keys_back_to_that_path(house: House) -> None:
    house.url = f"{URL}/muni"
    caller = Caller(house)
    assert caller.dial().action == "/muni/voice/turn/1"
    assert caller.press("1").messages == ["voice.number"]


@pytest.mark.parametrize("bad", [*NOT_XML, "& < > \" '", "😀", "]]>", "<Hangup/>", "ñ"])
def test_nothing_in_a_fact_can_break_what_is_spoken(house: House, caller: Caller, bad: str) -> None:
    house.inquiry.procedure = f"a{bad}z"
    to_the_answer(caller)
    told = caller.press("3").words[0]
    spoken = "" if bad in NOT_XML else bad
    assert f"procedure=a{spoken}z " in told
    assert house.contacts.kept[caller.sid, 4].state.isascii()
    assert house.contacts.kept[caller.sid, 4].reply.encode()


def test_the_words_of_a_turn_that_was_lost_are_said_before_beginning_again(
    house: House, caller: Caller
) -> None:
    to_the_answer(caller)
    caller.turn = 8
    heard = caller.press("1")
    assert heard.messages == ["refusal.turn_unknown", "voice.welcome", "voice.menu"]
    assert heard.action == "/voice/turn/10"
    assert caller.press("1").messages == ["voice.number"]
    assert house.contacts.kept[caller.sid, 9].outcome == "turn_unknown"


@pytest.mark.parametrize(
    "state", ["", "[]", "{", '{}\n["es", [], []]', '\n["es", [], []]', "{}\n[1, 2, 3]"]
)
def test_a_memory_that_cannot_be_read_is_a_lost_turn(
    house: House, caller: Caller, state: str
) -> None:
    caller.dial()
    kept = house.contacts.kept
    kept[caller.sid, 0] = replace(kept[caller.sid, 0], state=state)
    assert caller.press("1").messages[0] == "refusal.turn_unknown"


def test_a_lost_turn_far_beyond_any_call_is_told_goodbye(caller: Caller) -> None:
    caller.turn = 5_000
    heard = caller.press("1")
    assert heard.messages == ["refusal.turn_unknown", "voice.lost"]
    assert heard.hangs_up


def test_what_comes_after_the_caller_has_gone_is_neither_answered_nor_counted(
    house: House, caller: Caller
) -> None:
    caller.dial()
    caller.press("1")
    caller.press(NUMBER)
    heard = caller.press("111111", CallStatus="completed")
    assert heard.words == []
    assert house.inquiry.wrong == 0
    assert caller.press("1").hangs_up


def test_how_a_call_ended_is_kept(house: House, caller: Caller) -> None:
    caller.dial()
    answer = caller.post("/voice/ended", CallStatus="completed")
    assert (answer.status_code, answer.get_data()) == (204, b"")
    assert house.contacts.kept[caller.sid, AFTER_ALL_TURNS].outcome == "ended.completed"
