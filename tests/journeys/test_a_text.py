from collections.abc import Callable
from datetime import date

import pytest

from core.model.answers import Place
from core.model.case_number import CaseNumber
from core.visiting import NewVisit
from tests.core.stories import PISAC_DISTRICT, a_case, a_citizen
from tests.forms import times
from tests.houses import act
from tests.journeys.observed import DUE, PLACE, PLAN, PROCEDURE, SIGNATURE, observed
from tests.journeys.village import HER_NEIGHBOUR, ROSA, Village

SPELLINGS: dict[str, Callable[[str], str]] = {
    "bare": lambda figures: figures,
    "printed": lambda figures: f"{figures[:3]}-{figures[3:6]}-{figures[6:]}",
    "spaced": lambda figures: f"{figures[:3]} {figures[3:6]} {figures[6:]}",
    "dotted": lambda figures: f"{figures[:3]}.{figures[3:6]}.{figures[6:]}",
    "in pairs": lambda figures: " ".join(figures[at : at + 2] for at in range(0, 10, 2)),
    "one by one": " ".join,
    "with a word before": lambda figures: f"Exp N° {figures}",
    "in a sentence": lambda figures: f"Buenos días, cómo va mi expediente {figures}? gracias",
    "on two lines": lambda figures: f"\n{figures[:3]}-{figures[3:6]}\n-{figures[6:]}\n",
    "letter o for nought": lambda figures: figures.replace("0", "O"),
    "long dashes": lambda figures: f"{figures[:3]}\u2013{figures[3:6]}\u2013{figures[6:]}",
    "wide figures": lambda figures: figures.translate({48 + n: 0xFF10 + n for n in range(10)}),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_number_in_any_spelling_is_answered_with_the_stage(
    village: Village, spelling: str
) -> None:
    case = observed(village)
    heard = village.phone(HER_NEIGHBOUR).text(SPELLINGS[spelling](case.number.digits))
    assert heard.tells(case.number, channel="sms")
    assert "esta en tramite" in heard.words
    secrets = (SIGNATURE, PLAN, DUE, PLACE, PROCEDURE)
    assert [fact for fact in secrets if times(fact, "sms", heard.words)] == []


@pytest.mark.parametrize("beside", [" {}", ", clave {}", "\nmi clave es {}", " clave: {}."])
def test_number_and_clave_are_answered_with_what_is_missing_until_when_and_where(
    either_village: Village, beside: str
) -> None:
    case = observed(either_village)
    phone = either_village.phone(HER_NEIGHBOUR)
    heard = phone.text(case.number.grouped + beside.format(case.clave))
    assert heard.tells(*case.must, 1, channel="sms")
    assert "Aviso informativo." in heard.words
    assert heard.words.endswith("MAS")


def test_more_brings_the_rest_and_says_again_what_it_is(village: Village) -> None:
    case = observed(village)
    phone = village.phone(HER_NEIGHBOUR)
    phone.text(f"{case.number} {case.clave}")
    heard = phone.text("más")
    assert heard.tells(PLAN, PROCEDURE, PLACE, channel="sms")
    assert "Aviso informativo." in heard.words
    assert not times(PLAN, "sms", phone.text("MAS").words)


def test_the_owners_own_phone_needs_no_clave_because_the_answer_goes_to_it(
    either_village: Village,
) -> None:
    case = observed(either_village, phone=ROSA, own_phone=True, proved=True)
    assert either_village.phone(ROSA).text(str(case.number)).tells(*case.must, channel="sms")
    stranger = either_village.phone(HER_NEIGHBOUR).text(str(case.number))
    assert not stranger.tells(SIGNATURE, channel="sms")


def test_a_proof_that_is_a_year_old_needs_the_clave_again(village: Village) -> None:
    case = observed(village, phone=ROSA, own_phone=True, proved=True)
    phone = village.phone(ROSA)
    village.at(date(2027, 11, 20))
    assert phone.text(str(case.number)).tells(SIGNATURE, channel="sms")
    village.at(date(2027, 11, 21))
    assert not phone.text(str(case.number)).tells(SIGNATURE, channel="sms")


def test_a_shared_phone_gets_neutral_words_without_the_clave(village: Village) -> None:
    case = observed(village, phone=ROSA, proved=True)
    phone = village.phone(ROSA)
    assert "esta en tramite" in phone.text(str(case.number)).words
    assert phone.text(f"{case.number} {case.clave}").tells(*case.must, channel="sms")


def test_help_names_every_word_that_may_be_written(village: Village) -> None:
    words = village.phone(ROSA).text("AYUDA").words
    for keyword in ("MIS TRAMITES", "REQUISITOS", "OFICINA", "VISITA", "MAS"):
        assert keyword in words


@pytest.mark.parametrize("asked", ["REQUISITOS domicilio", "requisitos 22"])
def test_what_a_procedure_needs_is_told_with_the_day_of_the_fact(
    village: Village, asked: str
) -> None:
    heard = village.phone(ROSA).text(asked)
    assert heard.tells(PROCEDURE, "Lleve su DNI", date(2026, 11, 21), channel="sms")
    assert "3 dias habiles" in heard.words


def test_the_next_visit_is_told_and_what_can_be_done_there(village: Village) -> None:
    house, wednesday = village.house, date(2026, 11, 25)
    visit = NewVisit(
        id="v1",
        district=PISAC_DISTRICT,
        on=wednesday,
        place="Plaza de Armas de Pisac",
        short_place="Plaza de Pisac",
        services=("Renovar el DNI",),
    )
    house.visiting.plan(visit, act())
    phone = village.phone(ROSA)
    place = Place("Plaza de Pisac", "Plaza de Armas de Pisac")
    assert phone.text("VISITA Pisac").tells(wednesday, place, channel="sms")
    assert phone.text("MAS").tells("Renovar el DNI", channel="sms")
    assert "no hay una visita" in phone.text("visita Calca, Calca").words


def test_an_office_is_told_with_its_hours_and_that_nobody_has_confirmed_them(
    village: Village,
) -> None:
    heard = village.phone(ROSA).text("OFICINA muni-pisac")
    assert heard.tells(PLACE, "el local de la municipalidad, Pisac", channel="sms")
    assert "confirme" in heard.words


def test_the_own_phone_lists_its_cases_and_any_other_phone_none(either_village: Village) -> None:
    village = either_village
    first = observed(village, phone=ROSA, own_phone=True, proved=True).number
    a_case(village.house)
    heard = village.phone(ROSA).text("MIS TRÁMITES")
    assert heard.tells(1, first, channel="sms")
    assert not times(SIGNATURE, "sms", heard.words)
    none = village.phone(HER_NEIGHBOUR).text("MIS TRAMITES").words
    assert "no sigue" in none


def test_two_cases_of_one_phone_are_both_listed(village: Village) -> None:
    rosa = a_citizen(village.house, phone=ROSA, own_phone=True, proved=True)
    numbers: list[CaseNumber] = [a_case(village.house, applicant=rosa) for _ in range(2)]
    heard = village.phone(ROSA).text("mis tramites")
    assert heard.tells(2, *numbers, channel="sms")


def test_a_shared_phone_lists_nothing(village: Village) -> None:
    observed(village, phone=ROSA, proved=True)
    assert "no sigue" in village.phone(ROSA).text("MIS TRAMITES").words
