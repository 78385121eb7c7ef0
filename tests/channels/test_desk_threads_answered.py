"""A conversation by text at the desk: taken, answered and given back, and the house meanwhile."""

import pytest
from flask import Flask

from channels.sms.carriers import Failed, Sent
from config.house import House
from config.thread_texts import send_notice, send_person_text
from core.model.case_number import CaseNumber
from core.model.thread import Thread
from tests.channels.thread_pages import answer, claimed, give_back, page_of, text, work
from tests.clerks import Clerk, a_clerk, case_page, controls_of, words
from tests.core.left_messages import CALCA
from tests.core.rows import rows
from tests.core.threads import (
    PHONE,
    a_known_case,
    hear,
    kept,
    texts,
    thread_of,
    time_passes,
    wishes,
)


def test_from_then_on_the_house_is_silent_and_says_once_that_a_person_answers(
    house: House, desk_app: Flask, clerk: Clerk, thread: Thread
) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    for place in range(2):
        assert "<Message>" not in text(desk_app, "¿hay alguien?", f"SM90{place}")
    (said,) = work(house)
    assert said[0] == PHONE
    assert "responder" in said[1]
    page = words(clerk.get(page_of(thread)).text)
    assert page.count("¿hay alguien?") == 2
    assert page.count("Espera respuesta") == 2


def test_a_text_that_was_not_answered_gets_no_answer_when_it_comes_again(
    desk_app: Flask, clerk: Clerk, thread: Thread
) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    text(desk_app, "¿hay alguien?")
    clerk.send(page_of(thread))
    give_back(clerk, thread)
    assert "<Message>" not in text(desk_app, "¿hay alguien?")
    assert "<Message>" in text(desk_app, "AYUDA", "SM901")


def test_a_phone_that_writes_much_still_reaches_the_person(
    house: House, desk_app: Flask, clerk: Clerk, thread: Thread
) -> None:
    for place in range(33):
        text(desk_app, "AYUDA", f"SM8{place}")
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    text(desk_app, "se cayó mi abuelita")
    assert texts(house, thread)[-1].waits


def test_who_writes_stop_to_a_person_is_obeyed_all_the_same(
    house: House, desk_app: Flask, clerk: Clerk, thread: Thread
) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    assert "<Message>" in text(desk_app, "BAJA")
    assert house.shelf.opt_outs.has(house.blind_phone(PHONE))


def test_an_answer_reaches_the_phone_in_the_words_of_the_office(
    house: House, clerk: Clerk, thread: Thread
) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    hear(house, "¿hay alguien?", "SM3")
    where = answer(clerk, thread, "Venga el lunes con su DNI.")
    assert where == f"{page_of(thread)}?hecho=enviado"
    page = words(clerk.get(where).text)
    assert "Su texto está en camino" in page
    assert "Escribió Julia Condori" in page
    assert "En cola" in page
    assert "Espera respuesta" not in page
    assert (PHONE, "Venga el lunes con su DNI.") in work(house)
    assert "Aceptado" in words(clerk.get(page_of(thread)).text)


def test_an_answer_about_a_case_stands_in_its_story(
    clerk: Clerk, number: CaseNumber, thread: Thread
) -> None:
    form = controls_of(clerk.get(page_of(thread)).text)
    assert form["number"] == number.digits
    clerk.post(f"{page_of(thread)}/tomar", **form)
    answer(clerk, thread, "Venga el lunes.")
    story = words(clerk.get(case_page(number)).text)
    assert "Respuesta de una persona por mensaje Espera su turno." in story
    assert "Venga el lunes" not in story


def test_while_somebody_elsewhere_converses_nobody_takes_it_and_no_name_is_told(
    house: House, desk_app: Flask, clerk: Clerk, thread: Thread
) -> None:
    a_known_case(house, institution=CALCA)
    theirs = a_clerk(house, desk_app.test_client(), name="Hugo Ríos", institution=CALCA)
    theirs.post(f"{page_of(thread)}/tomar", key="1" * 32)
    page = clerk.get(page_of(thread)).text
    assert "Otra persona está conversando" in words(page)
    for secret in ("Hugo", "Calca", "Tomar la conversación"):
        assert secret not in page
    assert clerk.post(f"{page_of(thread)}/tomar", key="2" * 32).status_code == 409
    assert "gracias" not in words(theirs.get(page_of(thread)).text)
    assert "hijita" in words(theirs.get(page_of(thread)).text)


def test_why_a_text_did_not_arrive_is_said_with_what_can_be_done(
    house: House, clerk: Clerk, thread: Thread
) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    answer(clerk, thread, "Venga el lunes.")
    job = claimed(house, "person_text")

    class Penniless:
        def send(self, _to: str, _text: str, /, *, key: str) -> Sent | Failed:
            assert key
            return Failed("no_credit", retryable=False)

    failed = send_person_text(house, Penniless(), job)
    house.shelf.outbox.failed(job, code=getattr(failed, "code", ""), retry_at=None)
    page = words(clerk.get(page_of(thread)).text)
    assert "Rechazado" in page
    assert "Se acabó el saldo para mensajes. Avise a quien paga el servicio." in page


@pytest.mark.parametrize(
    ("said", "what"),
    [("", "Falta este dato"), ("x" * 461, "ocupa 4 partes"), ("x" * 1_001, "Es muy largo")],
)
def test_what_cannot_be_sent_is_said_and_stays_in_its_place(
    house: House, clerk: Clerk, thread: Thread, said: str, what: str
) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    form = {**controls_of(clerk.get(page_of(thread)).text), "text": said}
    refused = clerk.post(f"{page_of(thread)}/responder", **form)
    assert refused.status_code == 422
    assert what in words(refused.text)
    assert said in refused.text
    assert controls_of(refused.text)["key"] == form["key"]
    assert wishes(house) == []


@pytest.mark.parametrize(
    "broken", [{"key": "short"}, {"key": ""}, {"seen": "x"}, {"seen": "-1"}, {"seen": "9" * 30}]
)
def test_a_form_that_no_page_made_does_nothing(
    house: House, clerk: Clerk, thread: Thread, broken: dict[str, str]
) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    form = {"key": "2" * 32, "seen": "1", "text": "hola", **broken}
    for act in ("responder", "devolver"):
        assert clerk.post(f"{page_of(thread)}/{act}", **form).status_code == 422
    assert wishes(house) == []
    assert kept(house, thread).hand is not None


def test_parts_are_counted_without_scripts_and_with_them(
    house: House, clerk: Clerk, thread: Thread
) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    form = {**controls_of(clerk.get(page_of(thread)).text), "text": "x" * 200}
    whole = clerk.post(f"{page_of(thread)}/partes", **form)
    assert "Ocupa 2 partes de 3." in words(whole.text)
    assert "x" * 200 in whole.text
    assert controls_of(whole.text)["key"] == form["key"]
    sent = {"csrf_token": clerk.mark, **form, "text": "x" * 500}
    piece = clerk.client.post(
        f"{page_of(thread)}/partes", data=sent, headers={"HX-Request": "true"}
    )
    assert words(piece.text) == "Ocupa 4 partes: puede ocupar 3. Acórtelo."
    assert "<html" not in piece.text
    assert wishes(house) == []


def test_a_form_pressed_twice_texts_once(house: House, clerk: Clerk, thread: Thread) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    form = {**controls_of(clerk.get(page_of(thread)).text), "text": "Venga."}
    for _ in range(2):
        assert clerk.post(f"{page_of(thread)}/responder", **form).status_code == 303
    assert wishes(house) == ["person_text"]


def test_who_comes_second_is_told_and_keeps_what_they_wrote(
    house: House, clerk: Clerk, other: Clerk, thread: Thread
) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    late = other.post(f"{page_of(thread)}/tomar", key="3" * 32)
    assert late.status_code == 409
    assert "La conversación cambió" in words(late.text)
    foreign = other.post(
        f"{page_of(thread)}/responder", key="4" * 32, seen="9", text="yo le respondo"
    )
    assert foreign.status_code == 409
    assert "yo le respondo" in words(foreign.text)
    assert "hijita" not in foreign.text
    assert wishes(house) == []


def test_nobody_gives_back_what_the_page_did_not_show(
    house: House, clerk: Clerk, thread: Thread
) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    form = controls_of(clerk.get(page_of(thread)).text)
    hear(house, "espere, otra cosa", "SM3")
    refused = clerk.post(f"{page_of(thread)}/devolver", **form)
    assert refused.status_code == 409
    assert "La persona escribió algo más" in words(refused.text)
    assert "espere, otra cosa" in words(refused.text)
    assert give_back(clerk, thread) == f"{page_of(thread)}?hecho=devuelta"
    assert "Julia Condori devolvió la conversación" in words(clerk.get(page_of(thread)).text)


def test_the_end_is_said_to_the_citizen_in_one_part(
    house: House, desk_app: Flask, clerk: Clerk, thread: Thread
) -> None:
    clerk.post(f"{page_of(thread)}/tomar", key="1" * 32)
    answer(clerk, thread, "Venga.")
    hear(house, "¿a qué hora?", "SM3")
    time_passes(house, days=4)
    house.texting.lapse()
    said = [words for _, words in work(house)]
    assert any("sigue en espera" in words for words in said)
    assert all(house.conversing.measure(words) == 1 for words in said)
    colleague = a_clerk(house, desk_app.test_client(), name="Percy Luna")
    page = words(colleague.get(page_of(thread)).text)
    assert "Pasó un día hábil sin respuesta. La conversación de Julia Condori volvió" in page


def test_a_form_sent_after_a_new_sign_in_is_shown_and_not_acted_on(
    house: House, clerk: Clerk, thread: Thread
) -> None:
    shown = clerk.post(f"{page_of(thread)}/tomar", key="1" * 32, resume="1")
    assert shown.status_code == 200
    assert kept(house, thread).hand is None


def test_the_words_of_a_notice_are_opened_only_to_be_sent(house: House, clerk: Clerk) -> None:
    a_known_case(house)
    hear(house, "hola")
    clerk.post(f"{page_of(thread_of(house))}/tomar", key="1" * 32)
    hear(house, "¿hay alguien?", "SM3")
    job = claimed(house, "thread_notice")
    sent: list[str] = []

    class Taken:
        def send(self, _to: str, text: str, /, *, key: str) -> Sent | Failed:
            sent.append(text)
            return Sent(key, 1, 0)

    send_notice(house, Taken(), job)
    assert "Muni Pisac" in sent[0]
    assert sent[0] not in str(rows(house, "thread_text"))
