"""A letter is prepared from the page of a case: what fits, what is asked for, what is refused."""

import pytest

from config.house import House
from core.model.case_number import CaseNumber
from core.model.letter import LetterKind, LetterState
from tests.clerks import Clerk, case_page, words
from tests.core.stories import a_case, a_citizen

ROOM = "/ventanilla/cartas"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
KEY = "1" * 32


def test_the_page_of_a_case_leads_to_the_letters_that_fit_it(
    clerk: Clerk, addressed: CaseNumber
) -> None:
    assert f"{case_page(addressed)}/carta" in clerk.get(case_page(addressed)).text
    page = words(clerk.get(f"{case_page(addressed)}/carta").text)
    for fits in ("Cómo va su trámite", "Respuesta a una consulta", "Cargo con número y clave"):
        assert fits in page
    for fits_not in ("Requerimiento", "Cédula de notificación", "Acta bajo puerta"):
        assert fits_not not in page


def test_what_is_missing_makes_more_letters_fit(clerk: Clerk, observed: CaseNumber) -> None:
    page = words(clerk.get(f"{case_page(observed)}/carta").text)
    assert "Requerimiento (observaciones)" in page
    assert "Recordatorio de lo que falta" in page


def test_who_has_no_address_is_told_why_and_where_to_correct_it(house: House, clerk: Clerk) -> None:
    number = a_case(house, applicant=a_citizen(house))
    page = clerk.get(f"{case_page(number)}/carta")
    assert "Por correo no se le puede escribir" in words(page.text)
    assert f"{case_page(number)}/persona" in page.text


def test_an_informative_letter_goes_into_the_queue_at_once(
    house: House, clerk: Clerk, addressed: CaseNumber
) -> None:
    done = clerk.send(f"{case_page(addressed)}/carta/status", is_large="true")
    assert done.status_code == 303
    (letter,) = house.shelf.letters.of_case(addressed.digits)
    assert (letter.kind, letter.state) == (LetterKind.STATUS, LetterState.QUEUED)
    assert letter.is_large
    assert letter.made_by == f"user:{clerk.user}"
    page = words(clerk.get(done.location).text)
    assert "La carta quedó en cola" in page
    assert "Rosa Mamani Quispe" in page
    listed = words(clerk.get(ROOM).text)
    assert letter.id.grouped in listed
    assert addressed.grouped in listed


def test_a_second_press_makes_no_second_letter(
    house: House, clerk: Clerk, addressed: CaseNumber
) -> None:
    path = f"{case_page(addressed)}/carta/status"
    first, again = (clerk.post(path, key=KEY) for _ in range(2))
    assert first.location == again.location
    assert len(house.shelf.letters.of_case(addressed.digits)) == 1


def test_a_fact_that_only_staff_know_is_asked_for_and_never_left_out(
    house: House, clerk: Clerk, addressed: CaseNumber
) -> None:
    path = f"{case_page(addressed)}/carta/oral_answer"
    assert 'name="said_answer_given"' in clerk.get(path).text
    refused = clerk.post(path, key=KEY, said_question=f"¿puedo? {HOSTILE}")
    assert refused.status_code == 422
    assert "falta" in words(refused.text).lower()
    assert "¿puedo? &lt;script&gt;" in refused.text
    assert house.shelf.letters.of_case(addressed.digits) == ()
    done = clerk.post(path, key=KEY, said_answer_given="Sí puede.\nVenga el lunes.")
    assert done.status_code == 303
    proof = words(clerk.get(f"{done.location.partition('?')[0]}/prueba").text)
    assert "Sí puede." in proof
    assert "Venga el lunes." in proof


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        ("oral_answer", {"said_answer_given": "x" * 12_001}, "said_answer_given"),
        ("oral_answer", {"said_answer_given": "sí", "said_asked_on": "ayer"}, "said_asked_on"),
        ("observation", {"said_authority": "y" * 201}, "said_authority"),
    ],
)
def test_what_cannot_be_printed_is_said_at_its_field(
    house: House,
    clerk: Clerk,
    observed: CaseNumber,
    kind: str,
    fields: dict[str, str],
    field: str,
) -> None:
    refused = clerk.post(f"{case_page(observed)}/carta/{kind}", key=KEY, **fields)
    assert refused.status_code == 422
    assert f'href="#{field}"' in refused.text
    assert house.shelf.letters.of_case(observed.digits) == ()


@pytest.mark.parametrize("text", ["مرحبا", "🙂 sí", "\u202eal revés"])
def test_signs_that_no_font_of_ours_has_are_refused_before_the_run(
    house: House, clerk: Clerk, addressed: CaseNumber, text: str
) -> None:
    path = f"{case_page(addressed)}/carta/oral_answer"
    assert clerk.post(path, key=KEY, said_answer_given=text).status_code == 422
    assert house.shelf.letters.of_case(addressed.digits) == ()


def test_a_visit_that_nobody_planned_carries_no_letter(
    house: House, clerk: Clerk, addressed: CaseNumber
) -> None:
    path = f"{case_page(addressed)}/carta/status"
    assert clerk.post(path, key=KEY, by_unit="5" * 32).status_code == 422
    assert house.shelf.letters.of_case(addressed.digits) == ()


@pytest.mark.parametrize("kind", ["nothing", "..", "STATUS", "status;", "🙂", "a" * 3000])
def test_a_kind_that_is_none_is_not_there(clerk: Clerk, addressed: CaseNumber, kind: str) -> None:
    path = f"{case_page(addressed)}/carta/{kind}"
    assert clerk.get(path).status_code == 404
    assert clerk.post(path, key=KEY).status_code == 404


def test_a_form_sent_after_a_new_sign_in_is_shown_and_not_acted_on(
    house: House, clerk: Clerk, addressed: CaseNumber
) -> None:
    path = f"{case_page(addressed)}/carta/oral_answer"
    shown = clerk.post(path, key=KEY, said_answer_given="Sí puede.", resume="1")
    assert shown.status_code == 200
    assert "Sí puede." in shown.text
    assert house.shelf.letters.of_case(addressed.digits) == ()
