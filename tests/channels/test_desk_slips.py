"""A slip that came back by post, as staff see it: among the messages, and in the case's story."""

from config.house import House
from config.letter_scanning import slip_reading_of
from core.model.letter import Letter
from tests.clerks import Clerk, words
from tests.core.mail import CLERK, a_letter
from tests.core.slips import PICTURE, UNSURE, YES, a_slip, written

ROOM = "/ventanilla/mensajes"


def filed(house: House) -> tuple[Letter, str]:
    letter = a_letter(house)
    slip = a_slip(letter, received=YES, call_me=YES, will_come=UNSURE)
    message = slip_reading_of(house).file(slip, CLERK).message
    assert message is not None
    return letter, message.id


def test_a_slip_waits_among_the_messages_in_plain_words(house: House, clerk: Clerk) -> None:
    _, message = filed(house)
    assert "Respuesta por correo" in words(clerk.get(ROOM).text)
    said = words(clerk.get(f"{ROOM}/{message}").text)
    assert "Pide que lo llamen." in said
    assert "No se distingue si irá a la visita." in said


def test_what_was_ticked_stands_in_the_story_of_the_case(house: House, clerk: Clerk) -> None:
    letter, _ = filed(house)
    said = words(clerk.get(f"/ventanilla/expediente/{letter.number}").text)
    assert "Hoja de respuesta por correo" in said
    assert "Marcó que recibió la carta." in said
    assert "irá a la visita" not in said


def test_what_was_written_by_hand_is_seen_by_who_answers(house: House, clerk: Clerk) -> None:
    message = slip_reading_of(house).file(written(a_letter(house), "reply", "phone"), CLERK).message
    assert message is not None
    said = clerk.get(f"{ROOM}/{message.id}").text
    assert "El teléfono que escribió" in said
    assert f"{ROOM}/{message.id}/imagen/phone" in said
    picture = clerk.get(f"{ROOM}/{message.id}/imagen/phone")
    assert (picture.data, picture.content_type) == (PICTURE, "image/png")
    assert clerk.get(f"{ROOM}/{message.id}/imagen/name").status_code == 404
    assert clerk.get(f"{ROOM}/{message.id}/imagen/..%2f{message.id}").status_code == 404
