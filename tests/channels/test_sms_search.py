"""Asking for a procedure by text: one hit is answered, several are offered, a figure chooses."""

from datetime import timedelta

import pytest

from config.house import House
from core.model.gsm7 import is_gsm7, parts
from tests.channels.texters import House as Door
from tests.channels.texters import Phone
from tests.core.both_catalogues import publish_bolivian
from tests.every_answer import CHOICES
from tests.journeys.village import Village

NAMES = [choice.short_name for choice in CHOICES.choices]
NOT_UNDERSTOOD = "No entendimos el mensaje."


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def phone(door: Door) -> Phone:
    return Phone(door)


@pytest.fixture
def village(house: House) -> Village:
    """Publish a part of the Bolivian list beside Peru's, behind doors with the real search."""
    publish_bolivian(house)
    return Village(house)


def test_several_are_offered_with_their_numbers_in_one_part(phone: Phone) -> None:
    reply = phone.text("licencia")
    assert reply.startswith("Responda con el numero: 1 ")
    assert all(f" {key} {name}" in reply for key, name in enumerate(NAMES, start=1))
    assert is_gsm7(reply)
    assert parts(reply) == 1


def test_one_clear_hit_is_answered_at_once(phone: Phone) -> None:
    reply = phone.text("brevete")
    assert "PE/uno" in reply
    assert "Responda con el numero" not in reply


@pytest.mark.parametrize(("figure", "place"), [("1", 0), ("2", 1), ("opcion 3", 2)])
def test_a_figure_completes_the_question(phone: Phone, figure: str, place: int) -> None:
    phone.text("licencia")
    assert CHOICES.choices[place].key in phone.text(figure)


def test_a_figure_works_once_for_each_question(phone: Phone) -> None:
    phone.text("licencia")
    assert "PE/" in phone.text("1")
    assert phone.text("1").startswith(NOT_UNDERSTOOD)
    assert phone.text("2").startswith(NOT_UNDERSTOOD)


def test_a_repeated_webhook_gets_the_same_bytes_and_spends_nothing(
    door: Door, phone: Phone
) -> None:
    phone.text("licencia")
    form = {"MessageSid": "SMtwice", "From": phone.number, "Body": "1"}
    door.clock.at += timedelta(seconds=1)
    first = door.post(form).get_data()
    door.clock.at += timedelta(seconds=1)
    assert door.post(form).get_data() == first
    assert b"PE/licencia-bajo" in first
    assert len(door.finding.asked) == 1


def test_a_figure_that_was_not_offered_leaves_the_question_open(phone: Phone) -> None:
    phone.text("licencia")
    assert phone.text("7").startswith("Ese número no está en la lista: hay 3.")
    assert phone.text("9").startswith("Ese número no está en la lista")
    assert CHOICES.choices[1].key in phone.text("2")


def test_mas_is_no_choice_and_leaves_the_question_open(phone: Phone) -> None:
    phone.text("licencia")
    reply = phone.text("MAS")
    assert reply.startswith("No hay mas datos")
    assert "PE/" not in reply
    assert CHOICES.choices[0].key in phone.text("1")


def test_a_figure_after_an_answer_with_more_to_tell_chooses_nothing(phone: Phone) -> None:
    assert phone.text("140-000-4276 735104").endswith("MAS")
    assert phone.text("1").startswith(NOT_UNDERSTOOD)


def test_another_question_in_between_closes_the_first(phone: Phone) -> None:
    phone.text("licencia")
    phone.text("AYUDA")
    assert phone.text("1").startswith(NOT_UNDERSTOOD)


def test_half_an_hour_later_nothing_is_waiting(door: Door, phone: Phone) -> None:
    phone.text("licencia")
    door.clock.at += timedelta(minutes=31)
    assert phone.text("1").startswith(NOT_UNDERSTOOD)


def test_the_figure_of_one_phone_chooses_nothing_for_another(door: Door, phone: Phone) -> None:
    phone.text("licencia")
    other = Phone(door, number="+51984999999")
    assert other.text("1").startswith(NOT_UNDERSTOOD)


def test_a_hidden_phone_is_offered_nothing_because_nothing_can_go_back(door: Door) -> None:
    hidden = Phone(door, number="anonymous")
    assert hidden.text("licencia") == ""
    assert door.finding.asked == []


def test_requisitos_takes_the_name_where_no_code_is_such(phone: Phone) -> None:
    assert "Responda con el numero" in phone.text("REQUISITOS licencia")
    assert "Certificado de domicilio" in phone.text("REQUISITOS domicilio")


def test_the_country_of_the_phone_goes_with_the_wish(door: Door, phone: Phone) -> None:
    phone.text("licencia")
    Phone(door, number="+59171234567").text("licencia")
    assert door.finding.asked == [("licencia", ""), ("licencia", "BO")]


def test_a_misspelt_wish_is_answered_with_what_it_costs_and_needs(village: Village) -> None:
    heard = village.phone("984123456").text("kiero mi sertificao d domisilio")
    assert "Certificado de domicilio" in heard.words
    assert "Responda" not in heard.words


def test_a_choice_is_answered_by_the_real_house(village: Village) -> None:
    phone = village.phone("984123456")
    offered = phone.text("brebete").words
    assert offered.startswith("Responda con el numero: 1 ")
    chosen = offered.split("2 ")[1].rstrip(".")
    assert chosen in phone.text("2").words


def test_the_question_waits_in_either_database(either_house: House) -> None:
    phone = Village(either_house).phone("984123456")
    assert phone.text("brebete").words.startswith("Responda con el numero: 1 ")
    assert "Duplicado de brevete" in phone.text("1").words
    assert phone.text("1").words.startswith(NOT_UNDERSTOOD)


def test_a_lost_thing_is_searched_for_and_a_lost_number_is_not(village: Village) -> None:
    phone = village.phone("984123456")
    assert "brevete" in phone.text("perdi mi brebete").words.lower()
    assert "numeros" in phone.text("PERDI MI NUMERO 10117410").words


@pytest.mark.parametrize("words", ["tarjeta yala", "TARGETA YALLA"])
def test_each_country_is_answered_from_its_own_catalogue(village: Village, words: str) -> None:
    assert "yala" in village.phone("+59171234567").text(words).words.lower()
    assert village.phone("984123456").text(words).words.startswith("No entendimos qué busca.")


def test_a_phone_from_abroad_chooses_like_any_other(village: Village) -> None:
    phone = village.phone("+59171234567")
    offered = phone.text("sertificado duplicado").words
    assert "matrimonio" in offered.lower()
    assert "nacimiento" in offered.lower()
    assert "la entidad debe confirmar el costo" in phone.text("1").words


def test_a_code_is_read_in_the_country_of_the_phone(village: Village) -> None:
    assert "yala" in village.phone("+59171234567").text("REQUISITOS t-2615").words.lower()
    assert "domicilio" in village.phone("984123456").text("REQUISITOS domicilio").words
    assert village.phone("+59171234567").text("REQUISITOS sisfoh").words.startswith("No entendimos")


@pytest.mark.parametrize(
    "words", ["hola", "si", "ok", "7", "j", "😂😂😂", "mi vaca murio", "va yover todo el dia"]
)
def test_what_asks_for_nothing_is_told_what_may_be_asked(village: Village, words: str) -> None:
    reply = village.phone("984123456").text(words).words
    assert parts(reply) == 1
    assert "AYUDA" in reply or "sin nada escrito" in reply


def test_a_text_about_a_case_makes_no_search_ready(house: House) -> None:
    village = Village(house)
    village.phone("984123456").text("1400004276")
    assert house.shelf.procedure_finder.is_idle
    village.phone("984123456").text("quiero mi dni")
    assert not house.shelf.procedure_finder.is_idle
