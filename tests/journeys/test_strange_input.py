"""Whatever arrives signed gets a clear answer, one row, and never a traceback."""

import logging

import pytest

from core.model.gsm7 import parts
from tests.forms import times
from tests.journeys.observed import SIGNATURE, observed
from tests.journeys.village import ROSA, Heard, Village

TEXT = {"MessageSid": "SM1", "From": "+51984123456", "Body": "AYUDA"}
CALL = {"CallSid": "CA1", "From": "+51984123456", "CallStatus": "completed"}
NOT_THERE = "140-000-4276"

STRANGE = {
    "nothing": "",
    "blanks": " \n\t\r ",
    "emoji": "😀👍🏽🇵🇪",
    "emoji and number": "😀1400004275😀",
    "NUL": "\0",
    "NUL between": "140\x00000\x004275",
    "controls": "\x01\x02\x1b[31m\x7f",
    "Arabic": "مرحبا كيف الحال",
    "Arabic figures": "١٤٠٠٠٠٤٢٧٥",
    "Chinese": "你好，我的案件怎么样",
    "Quechua": "Imaynallam, mañakuyniymanta yachayta munani",
    "right to left": "\u202e5724000041",
    "no letter": "\ufffe\uffff\ufdd0",
    "combining": "a" + "\u0301" * 500,
    "markup": "<Response><Hangup/></Response>",
    "entity": "&lt;&#0;&bogus;]]>",
    "a query": "1' OR '1'='1'; DROP TABLE event; --",
    "a template": "{number} {{7*7}} %s ${x}",
    "10 kB of words": "no sé qué hacer " * 640,
    "10 kB of figures": "14000042" * 1280,
    "10 kB of spaces": " " * 10_240,
    "40 figures": "4" * 40,
    "a DNI": "46728673",
    "two numbers": "1400004276 1410601182",
    "a lone word": "MAS",
    "keyword and dust": "REQUISITOS \0😀",
    "district and dust": "VISITA " + "ñ" * 1000,
}


@pytest.mark.parametrize("strange", STRANGE)
def test_any_text_gets_a_clear_answer_and_one_row(
    village: Village, caplog: pytest.LogCaptureFixture, strange: str
) -> None:
    before = village.rows()
    heard = village.phone(ROSA).text(STRANGE[strange])
    assert len(heard.words) > 20
    assert parts(heard.words) <= 2
    # One contact, and the text itself in the thread that staff may read.
    kept = ("contact", "thread", "thread_text")
    assert village.rows() == before | {table: before[table] + 1 for table in kept}
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("strange", ["emoji", "NUL between", "no letter", "10 kB of words"])
def test_a_strange_text_is_answered_on_either_database(
    either_village: Village, strange: str
) -> None:
    phone = either_village.phone(ROSA)
    first = phone.text(STRANGE[strange], "SM1")
    assert phone.text(STRANGE[strange], "SM1").body == first.body


def test_a_body_of_bytes_that_are_no_letters_is_read_as_nothing_written(
    village: Village,
) -> None:
    form = {"MessageSid": "SM1", "From": "+51984123456", "Body": "\ufffd\ufffd"}
    headers = village.signer.headers("/sms/incoming", form)
    raw = b"MessageSid=SM1&From=%2B51984123456&Body=%FF%FE"
    kind = "application/x-www-form-urlencoded"
    client = village.app.test_client()
    answer = client.post("/sms/incoming", data=raw, headers=headers, content_type=kind)
    assert answer.status_code == 200
    assert "sin nada escrito" in Heard(answer.get_data(as_text=True)).words


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("4" * 40, "muy largo"),
        ("14", "no está completo"),
        ("1400004275", "alguna cifra cambiada"),
        (NOT_THERE.replace("-", ""), "No encontramos"),
    ],
)
def test_a_number_that_cannot_be_is_said_in_the_call_and_asked_again(
    village: Village, keys: str, said: str
) -> None:
    case = observed(village)
    call = village.phone(ROSA).call()
    call.press("1")
    assert said in call.press(keys).words
    assert "diez cifras" in call.heard.words
    call.press(case.number.digits)
    assert call.press(case.clave).tells(*case.must, channel="voice")


@pytest.mark.parametrize("keys", ["*" * 64, "A", "ñ", "😀", "\0", "9" * 10_000, "<", " "])
def test_keys_that_no_phone_has_do_not_end_the_call(village: Village, keys: str) -> None:
    call = village.phone(ROSA).call()
    call.press("1")
    heard = call.press(keys)
    assert heard.words
    assert heard.action == "/voice/turn/3"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NOT_THERE, "No encontramos"),
        ("140-000-4275", "alguna cifra cambiada"),
        ("140-000-427", "no esta completo"),
    ],
)
def test_a_number_that_names_no_case_is_said_by_text(
    village: Village, text: str, said: str
) -> None:
    assert said in village.phone(ROSA).text(text).words


def test_a_wrong_check_digit_is_said_though_the_rest_names_a_case(village: Village) -> None:
    case = observed(village)
    digits = case.number.digits
    turned = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    heard = village.phone(ROSA).text(f"{turned} {case.clave}")
    assert "alguna cifra cambiada" in heard.words
    assert not times(SIGNATURE, "sms", heard.words)
    assert village.rows()["wrong_clave"] == 0


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("/sms/incoming", TEXT),
        ("/voice/incoming", CALL),
        ("/voice/turn/1", CALL),
        ("/voice/turn/1?silence=1", CALL),
        ("/voice/ended", CALL),
    ],
)
def test_a_webhook_that_lacks_a_field_is_told_which_and_leaves_no_row(
    village: Village, path: str, whole: dict[str, str]
) -> None:
    before = village.rows()
    optional = {"CallStatus"} if path != "/voice/ended" else set()
    for field in whole.keys() - optional:
        form = {name: value for name, value in whole.items() if name != field}
        answer = village.send(path, form)
        assert answer.status_code == 400
        assert field in answer.get_data(as_text=True)
    assert village.rows() == before


@pytest.mark.parametrize("sender", ["anonymous", "+266696687", "", "21565", "MiBanco", "x" * 500])
def test_a_caller_who_hides_is_answered_as_nobody_and_no_text_goes_back(
    village: Village, sender: str
) -> None:
    case = observed(village)
    phone = village.phone(sender or "Anonymous")
    assert phone.text(str(case.number)).words == ""
    assert phone.call_about(case.number, case.clave).heard.tells(*case.must, channel="voice")
    assert {row["caller"] for row in village.kept("contact")} == {None}


def test_a_form_beyond_all_measure_is_refused_and_leaves_no_row(village: Village) -> None:
    before = village.rows()
    answer = village.send("/sms/incoming", TEXT | {"Body": "a" * 300_000})
    assert answer.status_code == 413
    assert village.rows() == before
