"""The room of messages without any script: who hears what, who has it in hand, what came of it."""

import logging
import re
from array import array
from datetime import timedelta

import pytest
from flask import Flask

from channels.porch.waves import Sound, pcm_wave
from config.house import House
from core.letterbox import Handling
from core.model.left_message import How, Kind, LeftMessage, Progress
from core.model.user import Role
from tests.channels.desk_strangers import (
    elsewhere_it_is_as_unknown_as_none,
    the_keeper_sees_nothing,
)
from tests.clerks import Clerk, a_clerk, words
from tests.core.left_messages import PHONE, heard, kept, left
from tests.core.stories import PISAC, a_case

ROOM = "/ventanilla/mensajes"
SPOKEN = pcm_wave(Sound(8_000, array("h", range(8_000 * 3))))
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture
def message(house: House) -> LeftMessage:
    """Leave a message about a case of Pisac, from a phone that is kept."""
    number = a_case(house)
    house.shelf.callers.keep(house.blind_phone(PHONE), PHONE)
    message = house.letterbox.expect(left(house, number=number.digits))
    house.letterbox.add_sound(message, SPOKEN, 3)
    return kept(house, message)


def page_of(message: LeftMessage) -> str:
    return f"{ROOM}/{message.id}"


def test_the_list_tells_what_waits_since_when_how_long_and_about_which_case(
    house: House, clerk: Clerk, message: LeftMessage
) -> None:
    heard(house, "RE2", at=house.clock.now() - timedelta(days=2, hours=3))
    heard(house, "RE3", at=house.clock.now() - timedelta(hours=3, minutes=59))
    page = clerk.get(ROOM)
    said = words(page.text)
    assert message.number is not None
    assert case_page_of(message) in page.text
    assert page_of(message) in page.text
    for told in (
        "Mensaje de voz",
        "hace 2 días",
        "hace 3 horas",
        "hace menos de una hora",
        "0:03",
        "0:07",
    ):
        assert told in said
    assert said.index("hace 2 días") < said.index("hace menos de una hora")


def case_page_of(message: LeftMessage) -> str:
    return f"/ventanilla/expediente/{message.number}"


def test_an_empty_room_says_that_nothing_is_to_be_done(clerk: Clerk) -> None:
    assert "Nadie espera respuesta" in words(clerk.get(ROOM).text)
    assert "mensaje" not in words(clerk.get("/ventanilla/").text)


def test_my_day_counts_who_waits(house: House, clerk: Clerk, message: LeftMessage) -> None:
    assert "1 mensaje espera respuesta" in words(clerk.get("/ventanilla/").text)
    heard(house, "RE2")
    assert "2 mensajes esperan respuesta" in words(clerk.get("/ventanilla/").text)
    clerk.post(f"{page_of(message)}/atender", key="1" * 32)
    assert "1 mensaje espera respuesta" in words(clerk.get("/ventanilla/").text)


def test_the_sound_is_played_to_staff_and_kept_by_nobody(
    clerk: Clerk, message: LeftMessage
) -> None:
    assert f'src="{page_of(message)}/sonido"' in clerk.get(page_of(message)).text
    answer = clerk.get(f"{page_of(message)}/sonido")
    assert (answer.status_code, answer.data, answer.content_type) == (200, SPOKEN, "audio/wav")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_stretch_of_the_sound_is_played_alone(clerk: Clerk, message: LeftMessage) -> None:
    path = f"{page_of(message)}/sonido"
    part = clerk.client.get(path, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (206, SPOKEN[100:200])
    beyond = clerk.client.get(path, headers={"Range": f"bytes={len(SPOKEN)}-"})
    assert beyond.status_code == 416


def test_the_phone_is_shown_whole_to_who_took_it_and_to_nobody_else(
    clerk: Clerk, other: Clerk, message: LeftMessage
) -> None:
    assert PHONE not in clerk.get(page_of(message)).text
    assert "Termina en 456" in words(clerk.get(page_of(message)).text)
    taken = clerk.post(f"{page_of(message)}/atender", key="1" * 32)
    assert (taken.status_code, taken.location) == (303, page_of(message))
    assert PHONE in words(clerk.get(page_of(message)).text)
    assert PHONE not in other.get(page_of(message)).text
    assert "Lo atiende Julia Condori" in words(other.get(page_of(message)).text)
    clerk.post(f"{page_of(message)}/devolver", key="2" * 32)
    assert PHONE not in clerk.get(page_of(message)).text


def test_a_caller_without_a_phone_is_heard_all_the_same(house: House, clerk: Clerk) -> None:
    message = heard(house, caller=None)
    assert "No se sabe" in words(clerk.get(page_of(message)).text)


def test_a_message_is_settled_with_a_note_that_colleagues_read(
    house: House, clerk: Clerk, other: Clerk, message: LeftMessage
) -> None:
    clerk.post(f"{page_of(message)}/atender", key="1" * 32)
    form = {"key": "2" * 32, "how": "called", "note": f"vendrá el lunes {HOSTILE}"}
    done = clerk.post(f"{page_of(message)}/resuelto", **form)
    assert (done.status_code, done.location) == (303, f"{ROOM}?hecho=resuelto")
    assert "El mensaje quedó resuelto" in words(clerk.get(done.location).text)
    seen = other.get(page_of(message)).text
    assert "vendrá el lunes" in seen
    assert "<script>alert" not in seen
    assert "Resuelto: Hablé con la persona (Julia Condori)" in words(seen)
    assert kept(house, message).how is How.CALLED


def test_a_form_pressed_twice_settles_once(
    house: House, clerk: Clerk, message: LeftMessage
) -> None:
    clerk.post(f"{page_of(message)}/atender", key="1" * 32)
    for how in ("called", "unreached"):
        form = {"key": "2" * 32, "how": how, "note": ""}
        assert clerk.post(f"{page_of(message)}/resuelto", **form).status_code == 303
    assert kept(house, message).how is How.CALLED


@pytest.mark.parametrize(
    "form",
    [
        {"key": "2" * 32},
        {"key": "2" * 32, "how": "lost"},
        {"key": "2" * 32, "how": "called", "note": "x" * 601},
        {"key": "short", "how": "called"},
        {"how": "called"},
    ],
)
def test_a_form_that_lacks_something_keeps_what_was_typed(
    house: House, clerk: Clerk, message: LeftMessage, form: dict[str, str]
) -> None:
    clerk.post(f"{page_of(message)}/atender", key="1" * 32)
    answer = clerk.post(f"{page_of(message)}/resuelto", **{"note": "lo que escribí", **form})
    assert answer.status_code == 422
    assert "Hay algo que corregir" in words(answer.text)
    assert form.get("note", "lo que escribí") in answer.text
    assert kept(house, message).progress is Progress.TAKEN


def test_who_comes_second_is_told_who_has_it_and_keeps_the_note(
    clerk: Clerk, other: Clerk, message: LeftMessage
) -> None:
    clerk.post(f"{page_of(message)}/atender", key="1" * 32)
    late = other.post(f"{page_of(message)}/atender", key="3" * 32)
    assert late.status_code == 409
    assert "El mensaje cambió" in words(late.text)
    assert "Lo atiende Julia Condori" in words(late.text)
    form = {"key": "4" * 32, "how": "called", "note": "hablé con la señora"}
    foreign = other.post(f"{page_of(message)}/resuelto", **form)
    assert foreign.status_code == 409
    assert "hablé con la señora" in words(foreign.text)
    assert PHONE not in foreign.text


def test_a_form_sent_after_a_new_sign_in_is_shown_and_not_acted_on(
    house: House, clerk: Clerk, message: LeftMessage
) -> None:
    answer = clerk.post(f"{page_of(message)}/atender", key="1" * 32, resume="1")
    assert answer.status_code == 200
    assert kept(house, message).progress is Progress.WAITING


def test_an_auditor_sees_that_it_is_answered_and_hears_nothing(
    house: House, desk_app: Flask, message: LeftMessage
) -> None:
    said = left(house, "SM1", kind=Kind.COMPLAINT, channel="sms", conversation="SM1")
    text = house.letterbox.leave_text(said, "me tratan mal")
    auditor = a_clerk(house, desk_app.test_client(), name="Nora Vega", role=Role.AUDITOR)
    for path in (ROOM, page_of(message), page_of(text)):
        page = auditor.get(path)
        assert page.status_code == 200
        # An id in an address may hold any figures: what counts is what is read.
        for secret in ("456", "me tratan mal", "Lo atiendo yo"):
            assert secret not in words(page.text), (path, secret)
        assert "<audio" not in page.text
    assert auditor.get(f"{page_of(message)}/sonido").status_code == 403
    assert auditor.post(f"{page_of(message)}/atender", key="1" * 32).status_code == 403


def test_who_keeps_the_house_reads_no_message(
    house: House, desk_app: Flask, message: LeftMessage
) -> None:
    pages = (ROOM, page_of(message), f"{page_of(message)}/sonido")
    the_keeper_sees_nothing(house, desk_app, pages, named="Mensajes")


def test_a_message_of_another_institution_is_as_unknown_as_none(
    house: House, desk_app: Flask, message: LeftMessage
) -> None:
    acts = ("/atender", "/devolver", "/resuelto")
    elsewhere_it_is_as_unknown_as_none(
        house, desk_app, ROOM, message.id, reads=("", "/sonido"), acts=acts
    )
    assert kept(house, message).progress is Progress.WAITING


@pytest.mark.parametrize("name", ["x", "5" * 31, "..%2f..%2fkeys", "🙂", "A" * 32, "a" * 3000])
def test_an_address_that_names_no_message_is_not_there(clerk: Clerk, name: str) -> None:
    for path in ("", "/sonido"):
        assert clerk.get(f"{ROOM}/{name}{path}").status_code == 404


def test_a_text_is_shown_as_text_only(house: House, clerk: Clerk) -> None:
    said = left(house, "SM1", kind=Kind.PERSON, channel="sms", conversation="SM1")
    message = house.letterbox.leave_text(said, f"quiero hablar {HOSTILE}")
    page = clerk.get(page_of(message)).text
    assert "quiero hablar &lt;script&gt;" in page
    assert "<img src=x" not in page
    assert clerk.get(f"{page_of(message)}/sonido").status_code == 404


def test_a_call_without_sound_and_one_on_its_way_are_called_so(house: House, clerk: Clerk) -> None:
    awaited = house.letterbox.expect(left(house, "RE1"))
    silent = house.letterbox.expect(left(house, "RE2"))
    house.letterbox.give_up_sound(silent)
    assert "El sonido todavía está llegando" in words(clerk.get(page_of(awaited)).text)
    assert "Una llamada sin sonido" in words(clerk.get(page_of(silent)).text)
    assert clerk.get(f"{page_of(silent)}/sonido").status_code == 404


def test_what_was_deleted_in_its_time_is_said_to_be(
    house: House, clerk: Clerk, message: LeftMessage
) -> None:
    house.letterbox.take(message.id, Handling(by=f"user:{clerk.user}", institution=PISAC, key="k"))
    house.letterbox.chest.remove(message.id)
    house.shelf.messages.empty(message.id)
    page = words(clerk.get(page_of(message)).text)
    assert "Ya se borró" in page
    assert "No se sabe" in page


def test_a_look_at_a_message_about_a_case_is_kept_with_who_looked(
    clerk: Clerk, message: LeftMessage
) -> None:
    clerk.get(page_of(message))
    page = words(clerk.get(case_page_of(message)).text)
    assert "Julia Condori" in page


def test_neither_phone_nor_words_are_in_logs_or_addresses(
    clerk: Clerk, message: LeftMessage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    clerk.post(f"{page_of(message)}/atender", key="1" * 32)
    page = clerk.get(page_of(message)).text
    done = clerk.post(
        f"{page_of(message)}/resuelto", key="2" * 32, how="called", note="vive en Cuyo Grande"
    )
    told = (
        caplog.text + done.location + " ".join(re.findall(r'(?:href|src|action)="([^"]+)"', page))
    )
    assert PHONE.lstrip("+") not in told
    assert "Cuyo" not in told


def test_the_room_is_light(house: House, clerk: Clerk, message: LeftMessage) -> None:
    for place in range(100):
        heard(house, f"RE{place + 10}")
    packed = {"Accept-Encoding": "gzip"}
    for path in (ROOM, page_of(message)):
        assert len(clerk.client.get(path, headers=packed).data) <= 8_000, path
