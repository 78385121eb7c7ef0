"""What no carrier signed is refused at every door, and leaves no trace anywhere."""

from collections.abc import Callable

import pytest
from twilio.request_validator import RequestValidator

from channels.handset.network import SIGNATURE_HEADER
from tests.houses import PUBLIC_URL, TWILIO_TOKEN
from tests.journeys.observed import observed
from tests.journeys.village import HOME_AND_PHONE, Village

Form = dict[str, str]
TEXT: Form = {"MessageSid": "SM1", "From": "+51984123456", "Body": "AYUDA"}
CALL: Form = {"CallSid": "CA1", "From": "+51984123456", "CallStatus": "completed", "Digits": "1"}
FORM = TEXT | CALL
CARRIERS = {"voice", "sms"}


def signature(path: str, form: Form, *, token: str = TWILIO_TOKEN, url: str = PUBLIC_URL) -> str:
    return str(RequestValidator(token).compute_signature(url + path, form))


# What someone who is not the carrier may send as a signature of a path and a form.
FORGED: dict[str, Callable[[str, Form], str | None]] = {
    "none at all": lambda _path, _form: None,
    "an empty one": lambda _path, _form: "",
    "not base64": lambda _path, _form: "ñandú",
    "noise": lambda _path, _form: "c2lnbmVkIGJ5IG5vIG9uZQ==",
    "another token": lambda path, form: signature(path, form, token="guessed"),
    "no token": lambda path, form: signature(path, form, token=""),
    "another house": lambda path, form: signature(path, form, url="https://other.example"),
    "without TLS": lambda path, form: signature(path, form, url="http://convergencia.example"),
    "another path": lambda _path, form: signature("/elsewhere", form),
    "another query": lambda path, form: signature(f"{path}?silence=1", form),
    "an empty form": lambda path, _form: signature(path, {}),
    "other words": lambda path, form: signature(path, form | {"Body": "MIS TRAMITES"}),
    "one field more": lambda path, form: signature(path, form | {"Extra": "1"}),
    "another caller": lambda path, form: signature(path, form | {"From": "+51984777888"}),
}


def posted(village: Village) -> list[str]:
    """List an address of every route that a carrier posts to; test_every_route has the others."""
    bound = village.app.url_map.bind("convergencia.example")
    posted = (rule for rule in village.app.url_map.iter_rules() if "POST" in (rule.methods or ()))
    rules = [rule for rule in posted if rule.endpoint.partition(".")[0] in CARRIERS]
    return sorted(
        bound.build(rule.endpoint, dict.fromkeys(rule.arguments, 1), method="POST")
        for rule in rules
    )


def test_the_doors_that_take_a_post_are_these(village: Village) -> None:
    assert posted(village) == [
        "/sms/incoming",
        "/sms/status/1",
        "/voice/ended",
        "/voice/incoming",
        "/voice/missed",
        "/voice/placed/1",
        "/voice/turn/1",
    ]


@pytest.mark.parametrize("forged", FORGED)
def test_what_the_carrier_did_not_sign_is_refused_and_no_row_is_written(
    village: Village, forged: str
) -> None:
    observed(village, **HOME_AND_PHONE)
    before, client = village.rows(), village.app.test_client()
    for path in posted(village):
        header = FORGED[forged](path, FORM)
        headers = {} if header is None else {SIGNATURE_HEADER: header}
        answer = client.post(path, data=FORM, headers=headers)
        assert answer.status_code == 403, path
        assert answer.content_type == "text/plain; charset=utf-8"
        assert "firmado" in answer.get_data(as_text=True)
    assert village.rows() == before
    assert village.texts() == []


def test_an_unsigned_request_writes_nothing_on_either_database(either_village: Village) -> None:
    before, client = either_village.rows(), either_village.app.test_client()
    assert {client.post(path, data=FORM).status_code for path in posted(either_village)} == {403}
    assert either_village.rows() == before


@pytest.mark.parametrize("other", ["json", "multipart", "nothing"])
def test_a_body_that_no_carrier_sends_is_refused_like_any_other(
    village: Village, other: str
) -> None:
    before, client = village.rows(), village.app.test_client()
    bodies = {"json": {"json": FORM}, "multipart": {"data": FORM}, "nothing": {}}
    kinds = {"multipart": "multipart/form-data"}
    for path in posted(village):
        headers = {SIGNATURE_HEADER: signature(path, FORM)}
        answer = client.post(path, headers=headers, content_type=kinds.get(other), **bodies[other])
        assert answer.status_code == 403
    assert village.rows() == before


def test_a_signed_request_is_let_in_everywhere_so_that_refusing_means_something(
    village: Village,
) -> None:
    client = village.app.test_client()
    for path in posted(village):
        headers = {SIGNATURE_HEADER: signature(path, FORM)}
        assert client.post(path, data=FORM, headers=headers).status_code in {200, 204}


def test_the_name_that_a_request_gives_the_house_changes_nothing(village: Village) -> None:
    client = village.app.test_client()
    forged = signature("/sms/incoming", TEXT, url="https://evil.example")
    headers = {
        SIGNATURE_HEADER: forged,
        "Host": "evil.example",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
    }
    assert client.post("/sms/incoming", data=TEXT, headers=headers).status_code == 403
    headers[SIGNATURE_HEADER] = signature("/sms/incoming", TEXT)
    assert client.post("/sms/incoming", data=TEXT, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/sms/incoming", "/voice/incoming", "/voice/turn/1"])
def test_a_webhook_is_posted_and_never_fetched(village: Village, path: str) -> None:
    before = village.rows()
    assert village.app.test_client().get(path).status_code == 405
    assert village.rows() == before
