"""What is asked in a text is answered, and what an answer left open can be completed."""

from datetime import timedelta

import pytest

from core.model.call_back import CallBackAnswer
from tests.channels.texters import CLAVE, House, Phone, outcomes
from tests.every_answer import NUMBER, OTHER
from tests.fakes import PlainWording

CALLER = "blind:3456"


def test_a_clave_alone_completes_the_case_told_last(phone: Phone) -> None:
    assert "esta en tramite" in phone.text("1400004276")
    assert "falta su firma" in phone.text(CLAVE)


def test_a_clave_alone_opens_nothing_where_no_case_was_told(office: House, phone: Phone) -> None:
    phone.text(CLAVE)
    phone.text(f"CLAVE {CLAVE}")
    assert office.inquiry.asked == [(CLAVE, office.inquiry.asked[0][1])]
    assert outcomes(office) == ["number_incomplete", "clave"]


def test_a_wrong_clave_leaves_the_question_open(phone: Phone) -> None:
    phone.text("1400004276")
    assert phone.text("735105").startswith("Esa clave no es la de este expediente.")
    assert "falta su firma" in phone.text(CLAVE)


def test_a_clave_is_asked_for_and_taken(phone: Phone) -> None:
    assert phone.text("clave").startswith("Su clave son seis cifras de su cargo.")
    phone.text("1400004276")
    assert phone.text("clave").startswith("Exp 140-000-4276: escriba ahora su clave.")
    assert "falta su firma" in phone.text("es 735 104 grasias")


def test_half_an_hour_later_a_clave_completes_nothing(office: House, phone: Phone) -> None:
    phone.text("1400004276")
    office.clock.at += timedelta(minutes=31)
    phone.text(CLAVE)
    assert office.inquiry.asked[-1][0] == CLAVE  # read as a number that is too short


def test_the_clave_of_one_phone_completes_no_case_of_another(office: House) -> None:
    Phone(office).text("1400004276")
    assert "falta su firma" not in Phone(office, "+51984000000").text(CLAVE)


def test_of_two_numbers_one_is_chosen_and_nothing_of_the_other_is_told(
    office: House, phone: Phone
) -> None:
    asked = phone.text(f"{NUMBER} y {OTHER}")
    assert asked == ("Responda con el número: 1 Exp 140-000-4276. 2 Exp 141-060-1182.")
    assert office.inquiry.asked == []
    assert phone.text("el primero").startswith("Exp 140-000-4276: esta en tramite.")
    assert [asked for asked, _ in office.inquiry.asked] == [NUMBER.digits]


def test_the_number_of_an_office_is_looked_up_as_such(phone: Phone) -> None:
    assert phone.text("exp-2026-001234").startswith("Exp 140-000-4276: esta en tramite.")
    assert phone.text("EXP-2026-000871").startswith("No encontramos un expediente")


def test_estado_alone_is_about_the_one_case_of_an_own_phone(office: House, phone: Phone) -> None:
    assert phone.text("ESTADO").startswith("Exp 140-000-4276:")
    office.inquiry.mine = (NUMBER, OTHER)
    assert phone.text("como va mi tramite").startswith("Este teléfono sigue 2 expedientes.")
    office.inquiry.mine = ()
    assert phone.text("ESTADO").startswith("Escriba el numero de su expediente.")


def test_a_letter_is_wished_for_the_case_named_or_told_last(office: House, phone: Phone) -> None:
    assert phone.text("CARTA").startswith("Escriba el numero de su expediente.")
    assert phone.text(NUMBER.digits).startswith("Exp 140-000-4276: mandamos una carta")
    assert phone.text("mejor mandeme carta").startswith("Exp 140-000-4276: mandamos una carta")
    assert office.wishes.granted == [("letter", CALLER, NUMBER.digits)] * 2
    assert list(office.contacts.intents) == [f"letter:{NUMBER.digits}"]


def test_a_call_is_wished_for_the_phone_that_texted(office: House, phone: Phone) -> None:
    (line,) = CallBackAnswer().must_tell
    assert (
        phone.text("no tengo saldo llameme") == office.wording.compose("es", "sms", [line]).texts[0]
    )
    assert office.wishes.granted == [("call_me", CALLER, "+51984123456")]
    assert len(office.contacts.intents) == 1


@pytest.mark.parametrize(
    ("text", "given"), [("AVISOS SI", "True"), ("ya no quiero avisos", "False")]
)
def test_notices_are_wished_or_not(office: House, phone: Phone, text: str, given: str) -> None:
    phone.text(text)
    assert office.wishes.granted == [("notices", CALLER, "", given)]


@pytest.mark.parametrize(("text", "given"), [("si", "True"), ("manam", "False")])
def test_who_asks_about_notices_is_asked_yes_or_no(
    office: House, phone: Phone, text: str, given: str
) -> None:
    assert phone.text("avisos").endswith("Responda SI o NO.")
    phone.text(text)
    assert office.wishes.granted == [("notices", CALLER, "", given)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("RECLAMO me gritaron en la ventanilla", "reclamo"),
        ("queja ya pasaron 3 meses", "queja"),
        ("quiero hablar con una persona", "persona"),
    ],
)
def test_words_for_a_person_are_kept_with_the_case_told_last(
    office: House, phone: Phone, text: str, kind: str
) -> None:
    phone.text("1400004276")
    phone.text(text)
    assert office.wishes.granted == [(kind, CALLER, text, NUMBER.digits)]


def test_a_complaint_without_words_is_asked_for_them(office: House, phone: Phone) -> None:
    assert phone.text("RECLAMO").startswith("Escriba RECLAMO y lo que paso")
    phone.text("me gritaron en la ventanilla")
    assert office.wishes.granted == [("reclamo", CALLER, "me gritaron en la ventanilla", "")]


def test_a_language_that_is_not_approved_is_told_so(office: House, phone: Phone) -> None:
    assert phone.text("IDIOMA QUECHUA").startswith("Todavia no respondemos en esa lengua.")
    office.wording = PlainWording("es", "quz")
    assert phone.text("IDIOMA QUECHUA") == "sms.language()"
    phone.text("1400004276")
    assert [contact.language for contact in office.contacts.kept.values()] == ["es", "quz", "quz"]


@pytest.mark.parametrize("text", ["COSTO domicilio", "plazo domicilio", "cuanto cuesta domicilio"])
def test_cost_and_term_are_told_first(phone: Phone, text: str) -> None:
    assert phone.text(text).startswith("Certificado de domicilio: cuesta S/ 10.30. Plazo: 30")


@pytest.mark.parametrize("word", ["REQUISITOS", "COSTO", "PLAZO", "OFICINA", "VISITA"])
def test_a_word_that_needs_another_says_which(phone: Phone, word: str) -> None:
    assert phone.text(word).startswith(f"Escriba {word} y ")


def test_what_was_lost_is_sent_to_where_it_is_on_file(office: House, phone: Phone) -> None:
    assert phone.text("perdi mi papelito").startswith("Escriba PERDI y su DNI.")
    phone.text("perdi mi numero mi dni es 4152 6379")
    assert office.inquiry.asked == [("41526379", None)]
