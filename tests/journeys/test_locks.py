"""Guessing at a clave slows and stops strangers, and never shuts the owner out."""

import pytest

from tests.forms import times
from tests.houses import TODAY
from tests.journeys.observed import DUE, PLACE, SIGNATURE, Observed, observed
from tests.journeys.village import HER_NEIGHBOUR, ROSA, Handset, Village

CLOSED, WAIT, WRONG = "cerrada por seguridad", "Espere", "no es la de este expediente"


def guesses(case: Observed, count: int) -> list[str]:
    """Make claves that are not the case's."""
    return [f"{(int(case.clave) + step) % 1_000_000:06}" for step in range(1, count + 1)]


def guess_by_text(phone: Handset, case: Observed, count: int) -> str:
    """Text so many wrong claves; tell the last words that came back."""
    said = [phone.text(f"{case.number} {guess}").words for guess in guesses(case, count)]
    return said[-1]


def strangers_close(village: Village, case: Observed) -> None:
    """Let ten strangers guess once each."""
    for guess in guesses(case, 10):
        assert WRONG in village.someone().text(f"{case.number} {guess}").words


def test_three_wrong_claves_in_a_call_leave_the_stage_open_and_the_next_one_must_wait(
    either_village: Village,
) -> None:
    village = either_village
    case = observed(village)
    phone = village.phone(HER_NEIGHBOUR)
    call = phone.call()
    call.press("1")
    call.press(case.number.digits)
    for guess in guesses(case, 3):
        assert WRONG in call.press(guess).words
    assert "en trámite" in call.heard.words
    heard = phone.call_about(case.number, case.clave).heard
    assert WAIT in heard.words
    assert heard.tells(30, channel="voice")
    assert "en trámite" in heard.words
    assert not times(SIGNATURE, "voice", heard.words)


def test_three_wrong_claves_by_text_must_wait_and_the_bare_number_need_not(
    village: Village,
) -> None:
    case = observed(village)
    phone = village.phone(HER_NEIGHBOUR)
    assert WRONG in guess_by_text(phone, case, 3)
    waits = phone.text(f"{case.number} {case.clave}")
    assert WAIT in waits.words
    assert waits.tells(30, channel="sms")
    assert "esta en tramite" in phone.text(str(case.number)).words


@pytest.mark.parametrize("wrong", [3, 4])
def test_each_wrong_clave_beyond_three_doubles_the_wait(village: Village, wrong: int) -> None:
    case = observed(village)
    phone = village.phone(HER_NEIGHBOUR)
    guess_by_text(phone, case, 3)
    if wrong == 4:
        village.later(seconds=30)
        assert WRONG in guess_by_text(phone, case, 1)
    wait = 30 * 2 ** (wrong - 3)
    village.later(seconds=wait - 1)
    assert phone.text(f"{case.number} {case.clave}").tells(1, channel="sms")
    village.later(seconds=1)
    assert phone.text(f"{case.number} {case.clave}").tells(*case.must, channel="sms")


def test_waiting_is_the_callers_own_and_nobody_else_waits(village: Village) -> None:
    case = observed(village)
    guess_by_text(village.phone(HER_NEIGHBOUR), case, 3)
    heard = village.phone(ROSA).text(f"{case.number} {case.clave}")
    assert heard.tells(*case.must, channel="sms")


def test_guessing_while_one_must_wait_counts_no_further(village: Village) -> None:
    case = observed(village)
    phone = village.phone(HER_NEIGHBOUR)
    for _ in range(4):
        guess_by_text(phone, case, 5)
    assert village.rows()["wrong_clave"] == 3


def test_a_clave_written_wrong_is_no_guess(village: Village) -> None:
    case = observed(village)
    phone = village.phone(HER_NEIGHBOUR)
    for written in (case.clave[:-1], f"{case.clave}1"):
        assert "seis cifras" in phone.text(f"{case.number} {written}").words
    assert village.rows()["wrong_clave"] == 0


def test_ten_strangers_close_the_clave_to_strangers_and_the_stage_to_nobody(
    either_village: Village,
) -> None:
    village = either_village
    case = observed(village)
    strangers_close(village, case)
    assert CLOSED in village.someone().text(f"{case.number} {case.clave}").words
    heard = village.someone().call_about(case.number, case.clave).heard
    assert CLOSED in heard.words
    assert "en trámite" in heard.words
    assert "esta en tramite" in village.someone().text(str(case.number)).words
    assert [fact for fact in (SIGNATURE, DUE, PLACE) if times(fact, "voice", heard.words)] == []


def test_a_closed_clave_never_shuts_out_the_owners_own_phone(either_village: Village) -> None:
    village = either_village
    case = observed(village, phone=ROSA, own_phone=True, proved=True)
    strangers_close(village, case)
    heard = village.phone(ROSA).text(str(case.number))
    assert heard.tells(*case.must, channel="sms")
    village.someone().call_about(case.number).press("1")
    village.work()
    (text,) = village.texts()
    assert times(SIGNATURE, "sms", text["text"])


def test_a_closed_clave_stays_open_to_whoever_was_right_before(village: Village) -> None:
    case = observed(village)
    phone = village.phone(ROSA)
    assert phone.text(f"{case.number} {case.clave}").tells(*case.must, channel="sms")
    strangers_close(village, case)
    assert phone.text(f"{case.number} {case.clave}").tells(*case.must, channel="sms")
    assert phone.call_about(case.number, case.clave).heard.tells(*case.must, channel="voice")


def test_a_closed_clave_opens_again_after_a_visit(village: Village) -> None:
    case = observed(village)
    strangers_close(village, case)
    village.house.shelf.guesses.reopen(case.number)
    heard = village.someone().text(f"{case.number} {case.clave}")
    assert heard.tells(*case.must, channel="sms")


def test_ten_guesses_on_one_case_close_no_other(village: Village) -> None:
    case, other = observed(village), observed(village)
    strangers_close(village, case)
    heard = village.someone().text(f"{other.number} {other.clave}")
    assert heard.tells(*other.must, channel="sms")


def test_hidden_callers_share_one_purse_of_guesses(village: Village) -> None:
    case = observed(village)
    call = village.phone("anonymous").call()
    call.press("1")
    call.press(case.number.digits)
    for guess in guesses(case, 3):
        assert WRONG in call.press(guess).words
    hidden_too = village.phone("+266696687")
    assert WAIT in hidden_too.call_about(case.number, case.clave).heard.words
    assert hidden_too.text(f"{case.number} {case.clave}").words == ""  # nothing can go back to it
    heard = village.phone(ROSA).text(f"{case.number} {case.clave}")
    assert heard.tells(*case.must, channel="sms")


def test_guesses_over_many_cases_sound_an_alarm_for_staff_once_an_hour(village: Village) -> None:
    cases = [observed(village) for _ in range(6)]
    for case in cases:
        for guess in guesses(case, 9):
            village.someone().text(f"{case.number} {guess}")
    village.work()
    alarms = (village.house.settings.var_folder / "alarms.log").read_text(encoding="utf-8")
    assert alarms.count("clave_spraying") == 1
    assert TODAY.isoformat() in alarms
