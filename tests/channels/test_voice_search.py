"""Finding a procedure by phone: spelt on the keys, offered by number, chosen with one key."""

import pytest

from channels.voice.finding import FINDING
from channels.voice.questions import refusal_codes
from config.house import House
from core.refusals import ChoiceUnknown, ProcedureNotUnderstood
from tests.channels.callers import Caller, FakeFinding
from tests.channels.callers import House as Door
from tests.core.both_catalogues import publish_bolivian
from tests.journeys.village import Conversation, Village


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def caller(door: Door) -> Caller:
    return Caller(door)


@pytest.fixture
def village(house: House) -> Village:
    """Publish a part of the Bolivian list beside Peru's, behind doors with the real search."""
    publish_bolivian(house)
    return Village(house)


def asked_to_spell(caller: Caller) -> None:
    caller.dial()
    caller.press("2")
    assert caller.press_the_finishing_key().messages == ["voice.letters"]


def test_the_finishing_key_alone_asks_for_letters_and_three_are_offered(caller: Caller) -> None:
    asked_to_spell(caller)
    heard = caller.press("364")
    assert heard.messages == ["choices", "choice", "choice", "choice", "voice.choice"]
    assert "key=3" in heard.words[3]


def test_a_key_chooses_and_the_procedure_is_told(caller: Caller) -> None:
    asked_to_spell(caller)
    caller.press("364")
    assert "procedure.cost.unconfirmed" in caller.press("2").messages


def test_a_key_beyond_the_list_is_told_so_and_the_letters_stand(door: Door, caller: Caller) -> None:
    asked_to_spell(caller)
    caller.press("364")
    assert caller.press("3").messages == ["refusal.choice_unknown", "voice.choice"]
    assert "procedure.cost.unconfirmed" in caller.press("1").messages
    assert door.finding.asked[-1] == ("364", "1", "")


def test_nine_says_the_list_again_and_the_star_asks_for_other_letters(caller: Caller) -> None:
    asked_to_spell(caller)
    caller.press("364")
    assert caller.press("9").messages[0] == "choices"
    assert caller.press("*").messages == ["voice.letters"]


def test_letters_that_begin_nothing_are_told_so_and_asked_again(caller: Caller) -> None:
    asked_to_spell(caller)
    heard = caller.press("999")
    assert heard.messages == ["refusal.procedure_not_understood", "voice.letters"]


def test_a_repeated_turn_says_the_same_and_asks_once(door: Door, caller: Caller) -> None:
    asked_to_spell(caller)
    first = caller.press("364").body
    caller.turn -= 1
    assert caller.press("364").body == first
    assert len(door.finding.asked) == 1


def test_the_country_of_the_phone_goes_with_the_letters(door: Door) -> None:
    caller = Caller(door, phone="+59171234567")
    asked_to_spell(caller)
    caller.press("364")
    assert door.finding.asked == [("364", "BO")]


def test_after_a_procedure_three_searches_by_letters(caller: Caller) -> None:
    caller.dial()
    caller.press("2")
    caller.press("22")
    assert caller.press("3").messages == ["voice.letters"]


@pytest.mark.parametrize(
    ("question", "given", "refusal"),
    [
        ("procedure.by_letters", {}, ProcedureNotUnderstood),
        ("procedure.by_choice", {}, ChoiceUnknown),
        ("procedure.by_choice", {"letters": "364"}, ChoiceUnknown),
    ],
)
def test_a_question_without_its_slots_is_refused_with_a_code_that_leads_on(
    question: str, given: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal) as refused:
        FINDING[question](FakeFinding(), "", given)
    assert refused.value.args[0] in refusal_codes()[question]


# With the real search.


def spelt(village: Village, phone: str, keys: str) -> Conversation:
    call = village.phone(phone).call()
    call.press("2")
    call.press_hash()
    call.press(keys)
    return call


def test_a_procedure_is_spelt_chosen_and_heard(village: Village) -> None:
    call = spelt(village, "984123456", "2738383")
    assert "marque uno" in call.heard.words.lower()
    assert "brevete" in call.heard.words.lower()
    assert "otro" in call.press("1").words.lower()


def test_whoever_spells_hears_only_the_procedures_of_the_own_country(village: Village) -> None:
    there = spelt(village, "+59171234567", "9252")
    assert "yala" in there.heard.words.lower()
    here = spelt(village, "984123456", "9252")
    assert "No encontramos ese trámite" in here.heard.words


@pytest.mark.parametrize("keys", ["3", "0000", "1", "99999999999999999999", "735104"])
def test_keys_that_spell_nothing_never_end_the_call(village: Village, keys: str) -> None:
    call = spelt(village, "984123456", keys)
    assert "No encontramos ese trámite" in call.heard.words
    assert not call.heard.hangs_up
    assert keys not in call.heard.body or keys in {"3", "1"}
