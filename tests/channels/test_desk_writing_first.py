"""A person of the office writes first to whoever asked for a case, and is bound as in an answer."""

import pytest
from flask import Flask

from config.house import House
from core.model.case_number import CaseNumber
from core.model.user import Role
from tests.channels.thread_pages import answer, page_of, text, work
from tests.clerks import Clerk, a_clerk, case_page, controls_of, words
from tests.core.left_messages import CALCA
from tests.core.rows import rows
from tests.core.stories import a_case, a_citizen
from tests.core.threads import (
    PHONE,
    a_known_case,
    hear,
    kept,
    texts,
    thread_of,
    wishes,
)

OTHER_PHONE = "+51984123457"


def begin(clerk: Clerk, number: CaseNumber, key: str = "1") -> str:
    """Press «Escribir un texto»; tell where that leads."""
    return str(clerk.post(f"{case_page(number)}/textos/escribir", key=key * 32).location)


def stop(house: House) -> None:
    blinded = house.blind_phone(PHONE)
    house.shelf.opt_outs.add(blinded, channel="sms", at=house.clock.now())


def test_from_the_page_of_a_case_a_person_writes_first_in_their_own_name(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    assert "Escribir un texto" in words(clerk.get(case_page(number)).text)
    assert "Escribir un texto" in words(clerk.get(f"{case_page(number)}/textos").text)
    where = begin(clerk, number)
    thread = thread_of(house)
    assert where == f"{page_of(thread)}?hecho=tomada"
    assert "La tiene usted" in words(clerk.get(where).text)
    answer(clerk, thread, "Su partida está lista. Venga el lunes.")
    (said,) = texts(house, thread)
    hand = kept(house, thread).hand
    assert hand is not None
    assert (said.author, said.number) == (hand.member, number.digits)
    assert (PHONE, "Su partida está lista. Venga el lunes.") in work(house)
    page = words(clerk.get(page_of(thread)).text)
    assert "Julia Condori tomó la conversación" in page
    assert "Escribió Julia Condori" in page
    story = words(clerk.get(case_page(number)).text)
    assert "Respuesta de una persona por mensaje" in story


def test_what_the_citizen_answers_waits_for_who_wrote(
    house: House, desk_app: Flask, clerk: Clerk, number: CaseNumber
) -> None:
    begin(clerk, number)
    answer(clerk, thread_of(house), "Venga el lunes.")
    assert "<Message>" not in text(desk_app, "¿a qué hora?")
    assert texts(house, thread_of(house))[-1].waits


def test_a_button_pressed_twice_takes_it_once_and_who_has_it_goes_on(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    first = begin(clerk, number)
    assert begin(clerk, number) == begin(clerk, number, "2") == first
    assert [row["change"] for row in rows(house, "thread_hand")] == ["taken"]


def test_a_thread_that_is_there_is_gone_on_with(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    hear(house, "cuando sale mi papel")
    before = thread_of(house).id
    assert before in begin(clerk, number)
    assert len(rows(house, "thread")) == 1


def test_who_wants_no_texts_is_not_written_to_first(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    stop(house)
    refused = clerk.post(f"{case_page(number)}/textos/escribir", key="1" * 32)
    assert refused.status_code == 409
    assert "A este teléfono ya no se le escribe desde aquí" in words(refused.text)
    assert rows(house, "thread_hand") == []


def test_whoever_opts_out_meanwhile_is_not_written_to(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    begin(clerk, number)
    stop(house)
    form = {**controls_of(clerk.get(page_of(thread_of(house))).text), "text": "Venga."}
    assert clerk.post(f"{page_of(thread_of(house))}/responder", **form).status_code == 409
    assert wishes(house) == []


def test_while_a_colleague_has_it_nobody_else_begins(
    house: House, clerk: Clerk, other: Clerk, number: CaseNumber
) -> None:
    begin(clerk, number)
    late = other.post(f"{case_page(number)}/textos/escribir", key="3" * 32)
    assert late.status_code == 409
    assert "La conversación cambió" in words(late.text)
    hand = kept(house, thread_of(house)).hand
    assert hand is not None
    assert hand.number == number.digits


def test_it_goes_to_the_last_phone_on_file(house: House, clerk: Clerk) -> None:
    person = a_citizen(house, phone=OTHER_PHONE)
    begin(clerk, a_case(house, applicant=person))
    assert thread_of(house, OTHER_PHONE).hand is not None


def test_without_a_phone_there_is_no_button_and_a_form_is_refused(
    house: House, clerk: Clerk
) -> None:
    number = a_case(house)
    for page in (case_page(number), f"{case_page(number)}/textos"):
        assert "Escribir un texto" not in words(clerk.get(page).text)
    refused = clerk.post(f"{case_page(number)}/textos/escribir", key="1" * 32)
    assert refused.status_code == 409
    assert "Falta el número de teléfono" in words(refused.text)
    assert rows(house, "thread") == []


@pytest.mark.parametrize("key", ["", "short", "x" * 32, "1" * 33])
def test_a_form_that_no_page_made_begins_nothing(
    house: House, clerk: Clerk, number: CaseNumber, key: str
) -> None:
    assert clerk.post(f"{case_page(number)}/textos/escribir", key=key).status_code == 422
    assert rows(house, "thread") == []


def test_a_form_sent_after_a_new_sign_in_is_shown_and_not_acted_on(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    shown = clerk.post(f"{case_page(number)}/textos/escribir", key="1" * 32, resume="1")
    assert shown.status_code == 200
    assert "Escribir un texto" in words(shown.text)
    assert rows(house, "thread") == []


def test_who_only_watches_and_who_works_elsewhere_writes_to_nobody(
    house: House, desk_app: Flask, number: CaseNumber
) -> None:
    auditor = a_clerk(house, desk_app.test_client(), name="Nora Vega", role=Role.AUDITOR)
    assert "Escribir un texto" not in words(auditor.get(case_page(number)).text)
    theirs = a_clerk(house, desk_app.test_client(), name="Hugo Ríos", institution=CALCA)
    form = {"key": "1" * 32}
    assert auditor.post(f"{case_page(number)}/textos/escribir", **form).status_code == 403
    assert theirs.post(f"{case_page(number)}/textos/escribir", **form).status_code == 404
    assert rows(house, "thread") == []


def test_one_phone_at_two_offices_is_written_to_by_one_at_a_time(
    house: House, desk_app: Flask, clerk: Clerk, number: CaseNumber
) -> None:
    theirs_number = a_known_case(house, institution=CALCA)
    theirs = a_clerk(house, desk_app.test_client(), name="Hugo Ríos", institution=CALCA)
    begin(clerk, number)
    page = f"{case_page(theirs_number)}/textos/escribir"
    late = theirs.post(page, key="2" * 32)
    assert late.status_code == 409
    for secret in ("Julia", number.grouped, "Pisac"):
        assert secret not in late.text
