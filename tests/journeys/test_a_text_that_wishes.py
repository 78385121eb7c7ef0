"""What a citizen wishes by text reaches whoever grants it, in a real house."""

import pytest

from core.model.left_message import Kind
from core.telling_change import CONSENT
from tests.core.stories import MONDAY, a_case, a_citizen, a_receipt
from tests.houses import TODAY, act
from tests.journeys.observed import SIGNATURE, observed
from tests.journeys.village import HER_NEIGHBOUR, HOME, ROSA, Village


def consents(village: Village, citizen: str) -> bool:
    found = village.house.shelf.citizens.get(citizen)
    assert found is not None
    return CONSENT in found.consents


def test_notices_by_text_are_a_consent_of_the_citizen_on_file(village: Village) -> None:
    rosa = a_citizen(village.house, phone=ROSA)
    a_case(village.house, applicant=rosa)
    phone = village.phone(ROSA)
    assert phone.text("quiero q me avisen").words.startswith("Desde hoy le avisamos")
    assert consents(village, rosa)
    assert phone.text("AVISOS NO").words.startswith("Ya no le mandamos avisos")
    assert not consents(village, rosa)


def test_a_stranger_changes_nobodys_notices_though_he_knows_the_number(village: Village) -> None:
    rosa = a_citizen(village.house, phone=ROSA)
    number = a_case(village.house, applicant=rosa)
    phone = village.phone(HER_NEIGHBOUR)
    for text in ("AVISOS SI", f"AVISOS SI {number}"):
        assert phone.text(text).words.startswith("Este teléfono no ")
    assert not consents(village, rosa)


def test_on_a_shared_phone_the_number_says_whose_notices_are_meant(village: Village) -> None:
    rosa, juan = (
        a_citizen(village.house, name, phone=ROSA) for name in ("Rosa Quispe", "Juan Quispe")
    )
    a_case(village.house, applicant=rosa)
    number = a_case(village.house, applicant=juan)
    phone = village.phone(ROSA)
    assert phone.text("AVISOS SI").words.startswith("Escriba el numero de su expediente.")
    assert phone.text(str(number)).words.startswith("Desde hoy le avisamos")
    assert (consents(village, rosa), consents(village, juan)) == (False, True)


def test_nothing_of_one_is_told_to_another_who_shares_the_phone(village: Village) -> None:
    case = observed(village, phone=ROSA)
    juan = a_citizen(village.house, "Juan Quispe", phone=ROSA)
    other = a_receipt(village.house, MONDAY, applicant=juan)
    phone = village.phone(ROSA)
    assert not phone.text("MIS TRAMITES").tells(case.number, channel="sms")
    assert not phone.text(f"{case.number} {other.clave}").tells(SIGNATURE, channel="sms")
    assert phone.text(str(case.number)).tells(case.number, channel="sms")
    assert phone.text(case.clave).tells(SIGNATURE, channel="sms")
    assert not phone.text(str(other.number)).tells(SIGNATURE, channel="sms")


def test_a_letter_goes_to_the_address_on_file_once_a_day(village: Village) -> None:
    case = observed(village, **HOME)
    phone = village.phone(HER_NEIGHBOUR)
    phone.text(f"carta {case.number}")
    phone.text("mejor mandeme carta")
    village.work()
    (letter,) = village.letters()
    assert "Cuyo Grande" in letter


def test_who_has_no_credit_is_called(village: Village) -> None:
    heard = village.phone(HER_NEIGHBOUR).text("no tengo saldo llameme")
    assert heard.words.startswith("Le llamamos a este")
    (wish,) = [row for row in village.kept("outbox") if row["kind"] == "call_back"]
    assert wish["state"] == "queued"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("RECLAMO me gritaron en la ventanilla", Kind.CLAIM),
        ("QUEJA ya pasaron 3 meses", Kind.COMPLAINT),
        ("quiero hablar con una persona", Kind.PERSON),
    ],
)
def test_words_for_a_person_lie_in_the_letterbox_with_the_case(
    village: Village, text: str, kind: Kind
) -> None:
    number = a_case(village.house)
    phone = village.phone(HER_NEIGHBOUR)
    phone.text(str(number))
    phone.text(text)
    (left,) = village.house.letterbox.listed("PE/muni-pisac")
    assert (left.kind, left.number) == (kind, number.digits)
    assert village.house.letterbox.content(left).decode() == text


def test_who_opted_out_is_told_of_no_change_until_he_opts_in(village: Village) -> None:
    case = observed(village, phone=ROSA, sms=True)
    phone = village.phone(ROSA)
    phone.text("BAJA")
    village.house.moving.cure(case.number, act(TODAY))
    village.house.moving.observe(case.number, act(TODAY), reasons=("firma-solicitud",))
    village.work()
    assert village.texts() == []
    assert village.wishes()[-1][2] == "texting_opted_out"
    assert phone.text(str(case.number)).words


@pytest.mark.parametrize("text", ["visita pizac", "VISITA PISSAC", "cuando vienen a pisaq"])
def test_a_misspelt_district_is_found_by_its_sound(village: Village, text: str) -> None:
    assert village.phone(HER_NEIGHBOUR).text(text).words.startswith("Todavia no hay una visita")


@pytest.mark.parametrize(
    "text", ["OFICINA PISAC", "donde queda la muni de pizac", "oficina muni-pisac"]
)
def test_an_office_is_found_by_its_district(village: Village, text: str) -> None:
    assert "Muni Pisac" in village.phone(HER_NEIGHBOUR).text(text).words


def test_a_name_of_several_districts_is_answered_with_a_list(village: Village) -> None:
    phone = village.phone(HER_NEIGHBOUR)
    listed = phone.text("VISITA Santa Rosa").words
    assert listed.startswith("Responda con el n")
    assert "Puno" in listed or "(" in listed
    assert not phone.text("2").words.startswith("No entendimos")
