from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.twiml.messaging_response import MessagingResponse

from channels.sms.silence import Silence
from channels.sms.twiml import message
from core.inquiry import Asker
from core.model.clave import MASK
from core.model.disclosure import Path
from core.model.gsm7 import is_gsm7, parts
from core.wording.catalogue import load
from tests.channels.texters import CLAVE, OBSERVED, House, Phone, message_in, reasons
from tests.core.catalogues import SHIPPED
from tests.every_answer import NUMBER, OTHER
from tests.fakes import PlainWording

CALLER = "blind:3456"
FORM = {"MessageSid": "SM1", "From": "+51984123456", "Body": "140-000-4276"}


def test_a_bare_number_is_answered_with_the_stage_and_no_reason(phone: Phone) -> None:
    assert phone.text("1400004276") == (
        "Exp 140-000-4276: esta en tramite. Para saber mas, mande el numero y la clave de seis "
        "cifras de su cargo. Aviso informativo."
    )


def test_a_number_with_its_clave_is_answered_with_what_is_missing(phone: Phone) -> None:
    assert phone.text(f"140 000 4276 {CLAVE}") == (
        "Exp 140-000-4276: falta su firma en la solicitud y 1 mas. Hasta vie 8 ene, "
        "Mesa de Partes Chinchero. Aviso informativo. Mas datos: responda MAS"
    )


def test_the_answer_travels_to_the_number_that_texted(office: House, phone: Phone) -> None:
    phone.text(f"140-000-4276 {CLAVE}")
    assert office.inquiry.asked == [(NUMBER.digits, Asker(Path.REPLY_TO_NUMBER, CALLER, CLAVE))]


@pytest.mark.parametrize("header", ["", "c2lnbmVkIGJ5IG5vIG9uZQ==", "ñ"])
def test_an_unsigned_webhook_is_refused_and_nothing_is_recorded(office: House, header: str) -> None:
    answer = office.post(FORM, header)
    assert answer.status_code == 403
    assert answer.get_data(as_text=True) == (
        "El pedido no viene firmado por quien debe. No se guardó nada."
    )
    assert office.contacts.kept == {}
    assert office.inquiry.asked == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("MessageSid", None), ("MessageSid", ""), ("MessageSid", "SM\0"), ("MessageSid", "é")),
        *(("MessageSid", "S" * 65), ("From", None), ("From", ""), ("Body", None)),
    ],
)
def test_a_webhook_that_lacks_what_it_always_has_is_told_what(
    office: House, field: str, value: str | None
) -> None:
    form = {name: text for name, text in FORM.items() if name != field}
    if value is not None:
        form[field] = value
    answer = office.post(form)
    assert answer.status_code == 400
    assert answer.get_data(as_text=True) == f"Al pedido le falta un dato: {field}."
    assert office.contacts.kept == {}


def test_a_repeated_webhook_gets_the_same_bytes_and_asks_nothing_again(office: House) -> None:
    first = office.post(FORM | {"Body": "140-000-4276 735105"})
    office.clock.at += timedelta(minutes=1)
    office.inquiry.case = replace(OBSERVED, missing=reasons(1))
    second = office.post(FORM | {"Body": "140-000-4276 735105"})
    assert first.get_data() == second.get_data()
    assert len(office.inquiry.asked) == len(office.contacts.kept) == 1


def test_of_two_webhooks_at_once_the_first_one_kept_is_the_answer(office: House) -> None:
    kept = office.contacts.kept
    first = office.post(FORM)
    late = House(contacts=office.contacts)
    late.contacts.turns = lambda *_: (None, None)  # type: ignore[method-assign]  # not yet seen
    second = late.post(FORM | {"Body": "AYUDA"})
    assert second.get_data() == first.get_data()
    assert len(kept) == 1


def test_the_clave_is_kept_nowhere(office: House, phone: Phone) -> None:
    phone.text(f"140-000-4276 {CLAVE}")
    phone.text("MAS")
    assert CLAVE not in repr(office.contacts.kept)


@given(st.integers(0, 999_999).map("{:06}".format))
def test_a_reply_never_says_the_clave_that_it_was_given(clave: str) -> None:
    office = House()
    Phone(office).text(f"140-000-4276 {clave}")
    (contact,) = office.contacts.kept.values()
    assert clave not in contact.reply.replace(NUMBER.grouped, "") + contact.state
    assert MASK not in contact.reply


def test_what_was_asked_is_kept_with_the_number_and_the_outcome(
    office: House, phone: Phone
) -> None:
    phone.text(f"140-000-4276 {CLAVE}")
    phone.text("140-000-4275")
    phone.text("hola")
    kept = [
        (contact.channel, contact.caller, contact.outcome, contact.number, contact.language)
        for contact in office.contacts.kept.values()
    ]
    assert kept == [
        ("sms", CALLER, "status", NUMBER.digits, "es"),
        ("sms", CALLER, "number_wrong_check", None, "es"),
        ("sms", CALLER, "text_not_understood", None, "es"),
    ]


def test_a_wrong_check_digit_is_said_and_no_case_is_looked_up(phone: Phone) -> None:
    assert phone.text("140-000-4275").startswith("Ese numero tiene alguna cifra cambiada.")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("140-000-427", "Ese numero no esta completo: llegaron 9 cifras y son 10."),
        ("4" * 40, "Ese numero es muy largo: llegaron 40 cifras y son 10."),
        (OTHER.digits, "No encontramos un expediente con ese numero."),
        ("140-000-4276 735105", "Esa clave no es la de este expediente."),
        ("", "El mensaje llego sin nada escrito."),
        ("😀👍🏽", "El mensaje llego sin nada escrito."),
        ("\0", "El mensaje llego sin nada escrito."),
        ("مرحبا كيف الحال", "No entendimos el mensaje."),
        ("a\0b\ud7ff\u202e", "No entendimos el mensaje."),
        ("no sé qué hacer " * 640, "Ese mensaje es muy largo: puede tener 1600 letras."),
        ("REQUISITOS nada", "No entendimos qué busca. Escriba el tramite en pocas palabras"),
        ("hola", "No entendimos el mensaje."),
        ("2", "No entendimos el mensaje."),
        ("OFICINA nada", "No conocemos una entidad con ese codigo."),
        ("VISITA nada", "Todavia no hay una visita anunciada"),
    ],
)
def test_bad_input_gets_a_clear_answer_in_one_or_two_parts(
    phone: Phone, text: str, begins: str
) -> None:
    reply = phone.text(text)
    assert reply.startswith(begins)
    assert is_gsm7(reply)
    assert parts(reply) == 1


def test_more_brings_what_was_left_out_and_says_what_it_is(phone: Phone) -> None:
    phone.text(f"140-000-4276 {CLAVE}")
    assert phone.text("más") == (
        "Ademas, falta una copia clara. Tramite: Certificado de domicilio. Lo ve Mesa de Partes "
        "Chinchero. Si corrige a tiempo, vale el dia en que presento sus papeles la primera vez. "
        "Aviso informativo."
    )


def test_more_ends_when_there_is_no_more(phone: Phone) -> None:
    phone.text(f"140-000-4276 {CLAVE}")
    phone.text("MAS")
    assert phone.text("MAS").startswith("No hay mas datos")


def test_more_goes_on_part_by_part_until_all_was_said(office: House, phone: Phone) -> None:
    office.inquiry.case = replace(OBSERVED, missing=reasons(40))
    said = [phone.text(f"140-000-4276 {CLAVE}")]
    while said[-1].endswith("MAS"):
        said.append(phone.text("MAS"))
    assert all(parts(reply) <= 3 for reply in said)
    whole = " ".join(said)
    assert len(said) > 3
    assert [f"la hoja {place} de" in whole for place in range(40)] == [True] * 40


def test_more_is_forgotten_after_half_an_hour(office: House, phone: Phone) -> None:
    phone.text(f"140-000-4276 {CLAVE}")
    office.clock.at += timedelta(minutes=30, seconds=1)
    assert phone.text("MAS").startswith("No hay mas datos")


def test_more_is_told_to_the_phone_that_was_answered_and_to_no_other(office: House) -> None:
    Phone(office).text(f"140-000-4276 {CLAVE}")
    assert Phone(office, "+51984000000").text("MAS").startswith("No hay mas datos")


@pytest.mark.parametrize("sender", ["anonymous", "+15005550006", "21565", "MiBanco"])
def test_a_sender_to_whom_nothing_can_go_back_is_kept_and_not_answered(
    office: House, sender: str
) -> None:
    assert Phone(office, sender).text("1400004276") == ""
    assert office.inquiry.asked == []
    (kept,) = office.contacts.kept.values()
    assert (kept.outcome, kept.reply) == (Silence.UNREACHABLE, "")


def test_ones_own_cases_are_listed(office: House, phone: Phone) -> None:
    office.inquiry.mine = (NUMBER, OTHER)
    assert phone.text("mis trámites") == (
        "Este teléfono sigue 2 expedientes. Exp 140-000-4276: fue recibido. "
        "Exp 141-060-1182: fue recibido. Aviso informativo. Mas datos: responda MAS"
    )


def test_fifty_cases_are_told_in_three_parts_and_the_rest_on_demand(
    office: House, phone: Phone
) -> None:
    office.inquiry.mine = (NUMBER,) * 50
    said = [phone.text("MIS TRAMITES")]
    while said[-1].endswith("MAS"):
        said.append(phone.text("MAS"))
    assert all(parts(reply) <= 3 for reply in said)
    assert " ".join(said).count(NUMBER.grouped) == 50


@pytest.mark.parametrize("text", ["REQUISITOS domicilio", "requisitos 22"])
def test_whoever_asks_for_requirements_gets_them_at_once(phone: Phone, text: str) -> None:
    assert phone.text(text) == (
        "Certificado de domicilio: cuesta S/ 10.30. Plazo: 30 dias habiles. "
        "Dato al vie 8 ene; confirme en la entidad. Lleve su DNI. Lleve un recibo. "
        "Lugar: En su municipalidad."
    )


def test_an_office_and_a_visit_are_told(phone: Phone) -> None:
    assert phone.text("OFICINA Muni Písac") == (
        "Mesa de Partes Chinchero: Plaza s/n. Horario: De lunes a viernes. Mas datos: responda MAS"
    )
    assert phone.text("MAS") == "Teléfono: +51084223344."
    assert phone.text("VISITA pisac") == (
        "La unidad llega el mié 28 oct a Mesa de Partes Chinchero. Vaya con su DNI y sus papeles. "
        "Aviso informativo. Mas datos: responda MAS"
    )


def test_help_tells_what_may_be_written(phone: Phone) -> None:
    assert phone.text("ayuda").startswith("Escriba el numero de su expediente")


def test_a_text_in_an_offered_language_is_answered_in_the_language_spoken_before(
    office: House, phone: Phone
) -> None:
    office.wording = PlainWording("es", "quz")
    phone.text("AYUDA")
    (first,) = office.contacts.kept.items()
    assert first[1].language == "es"
    office.contacts.kept[first[0]] = replace(first[1], language="quz")
    phone.text("1400004276")
    phone.text("MAS")
    assert [contact.language for contact in office.contacts.kept.values()] == ["quz"] * 3


def test_drafts_are_not_texted(office: House, phone: Phone) -> None:
    office.wording = load(SHIPPED, production=True)
    phone.text("1400004276")
    (contact,) = office.contacts.kept.values()
    assert contact.language == "es"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_the_reply_is_written_as_the_official_library_writes_it(text: str) -> None:
    writable = "".join(letter for letter in text if letter in "\t\n\r" or letter >= " ")
    writable = writable.translate({0xFFFE: None, 0xFFFF: None})
    official = MessagingResponse()
    official.message(writable)
    assert message(text).replace("<Message></Message>", "<Message />") == str(official)
    if "\r" not in writable:  # XML reads a carriage return as a new line
        assert message_in(message(text).encode()) == writable
