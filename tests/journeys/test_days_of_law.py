"""What callers hear of days that nobody at the office touched: silence, decrees, the road."""

from datetime import date

import pytest

from core.model.answers import Place, Value
from core.model.case_number import CaseNumber
from core.opening import Receipt
from tests.core.stories import (
    MONDAY,
    a_citizen,
    a_receipt,
    case_of,
    publish_day_off,
    publish_procedure,
)
from tests.forms import plain, times
from tests.houses import TODAY, act
from tests.journeys.village import HER_NEIGHBOUR, MESA_DE_PARTES, ROSA, Village

COUNTER = Place("Muni Pisac", MESA_DE_PARTES)
# Three business days from Monday 16 November 2026, then the five of art. 24.1.
LAST_DAY, SILENCE = date(2026, 11, 19), date(2026, 11, 26)
DAY_AFTER = date(2026, 11, 27)
ENDED, DNI = "ya termino su tramite", "10117410"


def say(village: Village, receipt: Receipt, *facts: Value) -> list[str]:
    """Ask by phone and by text; both must tell the facts. Tell the words of both."""
    phone = village.phone(HER_NEIGHBOUR)
    heard = phone.call_about(receipt.number, receipt.clave).heard
    text = phone.text(f"{receipt.number} {receipt.clave}")
    assert heard.tells(receipt.number, *facts, channel="voice"), heard.words
    assert text.tells(receipt.number, *facts, channel="sms"), text.words
    return [heard.words, text.words]


def stages(village: Village, number: CaseNumber) -> list[str]:
    """Learn the stage in every way without a clave: number, own phone, and a lost number."""
    phone = village.phone(HER_NEIGHBOUR)
    asked = [
        phone.call_about(number).heard.words,
        phone.text(str(number)).words,
        village.phone(ROSA).text("MIS TRAMITES").words,
    ]
    phone.text(f"PERDI {DNI}")
    village.work()
    return [*asked, village.texts()[-1]["text"]]


def test_positive_silence_is_heard_the_day_after_and_not_a_day_before(
    either_village: Village,
) -> None:
    village = either_village
    receipt = a_receipt(village.house, MONDAY)
    village.at(LAST_DAY)
    assert "recibido" in say(village, receipt, LAST_DAY)[0]
    village.at(SILENCE)
    spoken, texted = say(village, receipt, LAST_DAY)
    assert "atrasado" in spoken
    assert "atrasado" in texted
    village.at(DAY_AFTER)
    spoken, texted = say(village, receipt, SILENCE, COUNTER)
    assert "silencio positivo" in spoken
    assert "se da por aprobado" in texted


def test_every_way_to_the_stage_tells_that_silence_has_ended_the_case(village: Village) -> None:
    rosa = a_citizen(village.house, phone=ROSA, own_phone=True, proved=True, dni=DNI)
    number = a_receipt(village.house, MONDAY, applicant=rosa).number
    village.at(SILENCE)
    assert [ENDED in plain(words) for words in stages(village, number)] == [False] * 4
    village.at(DAY_AFTER)
    assert [ENDED in plain(words) for words in stages(village, number)] == [True] * 4


def test_a_letter_after_silence_says_so_too(village: Village) -> None:
    rosa = a_citizen(village.house, address=("Comunidad Amaru",))
    receipt = a_receipt(village.house, MONDAY, applicant=rosa)
    village.at(DAY_AFTER)
    village.phone(ROSA).call_about(receipt.number, receipt.clave).press("2")
    village.work()
    (letter,) = village.letters()
    assert times(SILENCE, "letter", letter)
    assert "silencio positivo" in letter


def test_a_decreed_day_moves_what_callers_hear_before_and_after_the_recount(
    either_village: Village,
) -> None:
    village = either_village
    receipt = a_receipt(village.house, TODAY)
    # From Friday 20 November three business days: Wednesday 25.
    say(village, receipt, date(2026, 11, 25))
    publish_day_off(village.house, date(2026, 11, 24), version=2)
    say(village, receipt, date(2026, 11, 26))
    village.work()
    say(village, receipt, date(2026, 11, 26))
    publish_day_off(village.house, date(2026, 11, 26), version=3)
    say(village, receipt, date(2026, 11, 27))
    village.work()
    say(village, receipt, date(2026, 11, 27))


def test_a_decreed_day_moves_the_day_of_silence_too(village: Village) -> None:
    receipt = a_receipt(village.house, MONDAY)
    village.at(DAY_AFTER)
    say(village, receipt, SILENCE)
    publish_day_off(village.house, date(2026, 11, 25), version=2)
    spoken, _ = say(village, receipt, LAST_DAY)
    assert "atrasado" in spoken
    village.at(date(2026, 11, 28))
    say(village, receipt, date(2026, 11, 27))


def test_a_decreed_day_that_has_passed_moves_nothing_of_a_later_case(village: Village) -> None:
    receipt = a_receipt(village.house, TODAY)
    publish_day_off(village.house, date(2026, 11, 19), version=2)
    say(village, receipt, date(2026, 11, 25))


@pytest.mark.parametrize("arrives", [date(2026, 11, 20), date(2026, 11, 24)])
def test_a_request_from_a_tambo_has_no_last_day_until_the_entity_has_it(
    either_village: Village, arrives: date
) -> None:
    village = either_village
    receipt = a_receipt(village.house, MONDAY, received_on=None)
    phone = village.phone(HER_NEIGHBOUR)
    assert "fue recibido" in phone.text(str(receipt.number)).words
    village.at(arrives)
    spoken, texted = say(village, receipt, COUNTER)
    assert "va en camino" in spoken.lower()
    assert "va en camino" in texted
    assert "hasta el" not in spoken + texted
    village.house.moving.receive(receipt.number, act(arrives))
    case = case_of(village.house, receipt.number)
    assert (case.presented_on, case.received_on) == (MONDAY, arrives)
    # Three business days from the day of reception, not of presentation (TUO LPAG arts. 131-133).
    due = {20: date(2026, 11, 25), 24: date(2026, 11, 27)}[arrives.day]
    say(village, receipt, due)
    more = phone.call_about(receipt.number, receipt.clave).press("3").words
    assert "quién ve su expediente" in more


def test_a_term_that_nobody_has_confirmed_is_said_to_be_so(village: Village) -> None:
    procedure = publish_procedure(village.house, "sinplazo", silence="negative", count=None)
    receipt = a_receipt(village.house, MONDAY, procedure=procedure)
    for words in say(village, receipt):
        assert "debe confirmar el plazo" in words


def test_negative_silence_is_a_delay_that_gives_rights_and_ends_nothing(village: Village) -> None:
    procedure = publish_procedure(village.house, "feria", silence="negative", count=3)
    receipt = a_receipt(village.house, MONDAY, procedure=procedure)
    village.at(date(2027, 2, 1))
    spoken, texted = say(village, receipt, LAST_DAY, COUNTER)
    assert "queja" in spoken
    assert "queja" in texted
    assert "esta en tramite" in village.phone(ROSA).text(str(receipt.number)).words


def test_a_last_day_that_has_passed_unanswered_is_told_as_past(village: Village) -> None:
    receipt = a_receipt(village.house, TODAY)
    village.house.moving.observe(receipt.number, act(TODAY), reasons=("firma-solicitud",))
    village.at(date(2026, 11, 25))
    spoken, texted = say(village, receipt, "su firma en la solicitud", date(2026, 11, 24))
    assert "venció" in spoken
    assert "Vencio" in texted
