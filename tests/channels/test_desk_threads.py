"""The room of texts without any script: who finds and reads what of which thread."""

import logging
import re

import pytest
from flask import Flask

from config.house import House
from core.model.case_number import CaseNumber
from core.model.left_message import Kind
from core.model.thread import Thread
from core.model.user import Role
from core.wishes import status_text
from tests.channels.desk_strangers import (
    elsewhere_it_is_as_unknown_as_none,
    the_keeper_sees_nothing,
)
from tests.channels.thread_pages import ROOM, answer, page_of, work
from tests.clerks import Clerk, a_clerk, case_page, words
from tests.core.left_messages import left
from tests.core.rows import rows
from tests.core.threads import (
    PHONE,
    hear,
    kept,
    thread_of,
    told,
)

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def test_the_list_tells_how_many_texts_wait_since_when_and_who_has_them(
    house: House, clerk: Clerk, thread: Thread
) -> None:
    said = words(clerk.get(ROOM).text)
    for part in ("Teléfono que termina en 456", "Responde el sistema", "hace menos de una hora"):
        assert part in said
    clerk.send(page_of(thread))
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    hear(house, "¿hay alguien?", "SM3")
    assert "La tiene usted" in words(clerk.get(ROOM).text)
    assert "1 conversación por texto espera respuesta" in words(clerk.get("/ventanilla/").text)


def test_an_empty_room_says_that_nothing_is_to_be_done(clerk: Clerk, number: CaseNumber) -> None:
    assert "No tiene que hacer nada" in words(clerk.get(ROOM).text)
    assert "Todavía no hay textos" in words(clerk.get(f"{case_page(number)}/textos").text)
    assert "conversación" not in words(clerk.get("/ventanilla/").text)


def test_a_thread_is_found_from_the_case_the_person_and_a_message(
    clerk: Clerk, number: CaseNumber, thread: Thread
) -> None:
    there = f"{case_page(number)}/textos"
    for page in (case_page(number), f"{case_page(number)}/persona"):
        assert f'href="{there}"' in clerk.get(page).text
    assert page_of(thread) in clerk.get(there).text


def test_a_message_for_a_person_leads_to_the_texts_of_its_phone(
    house: House, clerk: Clerk, thread: Thread
) -> None:
    left_one = left(house, "SM1", kind=Kind.PERSON, channel="sms", conversation="SM1")
    message = house.letterbox.leave_text(left_one, "quiero hablar")
    assert page_of(thread) in clerk.get(f"/ventanilla/mensajes/{message.id}").text
    nobody = left(house, "SM5", caller=None, channel="sms", conversation="SM5")
    message = house.letterbox.leave_text(nobody, "quiero hablar")
    assert ROOM + "/" not in clerk.get(f"/ventanilla/mensajes/{message.id}").text


def test_texts_about_a_case_are_read_and_the_rest_by_who_took_the_conversation(
    clerk: Clerk, other: Clerk, number: CaseNumber, thread: Thread
) -> None:
    page = words(clerk.get(page_of(thread)).text)
    assert f"{number} gracias" in page
    assert "Exp: en tramite." in page
    assert "hijita" not in page
    assert "Solo lo lee quien toma la conversación" in page
    taken = clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    assert (taken.status_code, taken.location) == (303, f"{page_of(thread)}?hecho=tomada")
    assert "hijita" in words(clerk.get(taken.location).text)
    elsewhere = words(other.get(page_of(thread)).text)
    assert "hijita" not in elsewhere
    assert "La tiene Julia Condori" in elsewhere


def test_no_page_shows_more_of_the_phone_than_its_end(clerk: Clerk, thread: Thread) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    for path in (ROOM, page_of(thread)):
        page = clerk.get(path).text
        assert "984123456" not in page
        assert "termina en 456" in page


def test_what_the_worker_texts_by_itself_stands_in_the_thread(
    house: House, clerk: Clerk, number: CaseNumber
) -> None:
    with house.shelf.ledger.writing() as writing:
        writing.intend(status_text(number, cause="event:1", at=house.clock.now()))
    work(house)
    page = words(clerk.get(page_of(thread_of(house))).text)
    assert "El sistema escribió" in page
    assert "Aceptado" in page
    assert number.grouped in page


def test_an_auditor_sees_counts_and_states_and_no_word(
    house: House, desk_app: Flask, clerk: Clerk, number: CaseNumber, thread: Thread
) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    answer(clerk, thread, "Venga el lunes.")
    auditor = a_clerk(house, desk_app.test_client(), name="Nora Vega", role=Role.AUDITOR)
    for path in (ROOM, page_of(thread), f"{case_page(number)}/textos"):
        page = auditor.get(path)
        assert page.status_code == 200
        for secret in ("gracias", "hijita", "en tramite", "Venga", "456", "Tomar la conversación"):
            assert secret not in page.text, (path, secret)
    shown = words(auditor.get(page_of(thread)).text)
    assert "En cola" in shown
    assert "1 parte" in shown
    for act in ("tomar", "responder", "devolver", "partes"):
        form = {"key": "6" * 32, "seen": "1", "text": "x"}
        assert auditor.post(f"{page_of(thread)}/{act}", **form).status_code == 403


def test_who_keeps_the_house_sees_no_thread(
    house: House, desk_app: Flask, number: CaseNumber, thread: Thread
) -> None:
    pages = (ROOM, page_of(thread), f"{case_page(number)}/textos")
    the_keeper_sees_nothing(house, desk_app, pages, named="Textos")


def test_a_thread_of_another_institution_is_as_unknown_as_none(
    house: House, desk_app: Flask, thread: Thread
) -> None:
    acts = ("/tomar", "/responder", "/devolver", "/partes")
    elsewhere_it_is_as_unknown_as_none(house, desk_app, ROOM, thread.id, reads=("",), acts=acts)
    assert kept(house, thread).hand is None


@pytest.mark.parametrize("name", ["x", "5" * 31, "..%2f..%2fkeys", "🙂", "A" * 32, "a" * 3000])
def test_an_address_that_names_no_thread_is_not_there(clerk: Clerk, name: str) -> None:
    assert clerk.get(f"{ROOM}/{name}").status_code == 404


def test_hostile_words_are_shown_as_words(
    house: House, clerk: Clerk, number: CaseNumber, thread: Thread
) -> None:
    hear(house, f"{number} {HOSTILE}", "SM4")
    told(house, number, "SM4", reply=HOSTILE)
    page = clerk.get(page_of(thread)).text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_look_at_texts_about_a_case_is_kept_with_who_looked(
    house: House, clerk: Clerk, number: CaseNumber, thread: Thread
) -> None:
    clerk.get(page_of(thread))
    looks = [row for row in rows(house, "contact") if row["outcome"] == "seen"]
    assert [(row["number"], row["caller"]) for row in looks] == [
        (number.digits, f"user:{clerk.user}")
    ]


def test_older_texts_are_a_page_further_back(house: House, clerk: Clerk, thread: Thread) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    for place in range(60):
        hear(house, f"texto {place} dice", f"SM7{place}")
    page = clerk.get(page_of(thread)).text
    assert "texto 59 dice" in page
    assert "texto 19 dice" not in page
    earlier = re.search(r'href="([^"]+antes=\d+)"', page)
    assert earlier is not None
    assert "texto 19 dice" in clerk.get(earlier[1]).text
    for odd in ("x", "-1", "9" * 40, "²"):
        assert clerk.get(f"{page_of(thread)}?antes={odd}").status_code == 200


def test_neither_phone_nor_words_are_in_logs_or_addresses(
    house: House, clerk: Clerk, thread: Thread, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    where = answer(clerk, thread, "vaya a Cuyo Grande")
    work(house)
    page = clerk.get(page_of(thread)).text
    named = " ".join(re.findall(r'(?:href|src|action|hx-post)="([^"]+)"', page))
    told_ = caplog.text + where + named
    for secret in (PHONE.lstrip("+"), "Cuyo", "hijita"):
        assert secret not in told_


def test_the_room_is_light(house: House, clerk: Clerk, thread: Thread) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    for place in range(60):
        hear(house, f"texto {place}: ¿cuándo puedo recoger mi certificado?", f"SM7{place}")
    packed = {"Accept-Encoding": "gzip"}
    for path in (ROOM, page_of(thread)):
        assert len(clerk.client.get(path, headers=packed).data) <= 8_000, path
