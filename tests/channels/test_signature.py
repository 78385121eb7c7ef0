import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import ImmutableMultiDict

from channels.porch.signature import Signature
from core.refusals import SignatureInvalid

URL, TOKEN = "https://tramites.example.pe", "a-token-made-for-the-test"
FORM = {"CallSid": "CA1", "From": "+51984123456"}


def signed(address: str, form: dict[str, str], token: str = TOKEN) -> str:
    return str(RequestValidator(token).compute_signature(address, form))


def test_what_the_provider_signed_comes_in() -> None:
    header = signed(f"{URL}/voice/incoming", FORM)
    Signature(URL, TOKEN).check("/voice/incoming", FORM, header)


def test_the_query_belongs_to_what_is_signed() -> None:
    header = signed(f"{URL}/voice/turn/1?silence=1", FORM)
    Signature(URL, TOKEN).check("/voice/turn/1?silence=1", FORM, header)
    with pytest.raises(SignatureInvalid):
        Signature(URL, TOKEN).check("/voice/turn/1", FORM, header)


def test_the_port_may_be_written_or_not() -> None:
    header = signed(f"{URL}:443/voice/incoming", FORM)
    Signature(URL, TOKEN).check("/voice/incoming", FORM, header)


def test_a_public_address_with_a_path_or_a_closing_slash_is_the_same_house() -> None:
    header = signed(f"{URL}/muni/voice/incoming", FORM)
    signature = Signature(f"{URL}/muni/", TOKEN)
    signature.check("/voice/incoming", FORM, header)
    assert signature.base_path == "/muni"
    assert Signature(URL, TOKEN).base_path == ""


@pytest.mark.parametrize(
    ("path", "form", "header"),
    [
        ("/voice/incoming", FORM, None),
        ("/voice/incoming", FORM, ""),
        ("/voice/incoming", FORM, "not base 64 at all ñ"),
        ("/voice/incoming", FORM | {"Digits": "1"}, signed(f"{URL}/voice/incoming", FORM)),
        ("/voice/turn/1", FORM, signed(f"{URL}/voice/incoming", FORM)),
        ("/voice/incoming", FORM, signed(f"{URL}/voice/incoming", FORM, "another-token")),
        ("/voice/incoming", FORM, signed("http://tramites.example.pe/voice/incoming", FORM)),
        ("/voice/incoming", FORM, signed("https://otro.example.pe/voice/incoming", FORM)),
    ],
)
def test_what_is_not_signed_for_this_very_address_and_form_stays_out(
    path: str, form: dict[str, str], header: str | None
) -> None:
    with pytest.raises(SignatureInvalid):
        Signature(URL, TOKEN).check(path, form, header)


@given(st.text(max_size=40))
def test_no_made_up_signature_comes_in(header: str) -> None:
    with pytest.raises(SignatureInvalid):
        Signature(URL, TOKEN).check("/voice/incoming", FORM, header)


def test_a_field_sent_twice_is_signed_with_both_values() -> None:
    form = ImmutableMultiDict([("To", "1"), ("To", "2"), ("CallSid", "CA1")])
    header = str(RequestValidator(TOKEN).compute_signature(f"{URL}/sms", form))
    Signature(URL, TOKEN).check("/sms", form, header)


@pytest.mark.parametrize(
    ("url", "token"),
    [(URL, ""), ("", TOKEN), ("tramites.example.pe", TOKEN), ("ftp://example.pe", TOKEN)],
)
def test_a_house_that_could_not_tell_friend_from_foe_is_not_built(url: str, token: str) -> None:
    with pytest.raises(ValueError, match=r"public address|token"):
        Signature(url, token)


def test_the_token_is_never_shown() -> None:
    assert TOKEN not in repr(Signature(URL, TOKEN))
    assert "another-token" not in repr(Signature(URL, TOKEN, ("another-token",)))


@pytest.mark.parametrize("token", [TOKEN, "another-token", "a-third"])
def test_whoever_holds_one_of_several_tokens_comes_in(token: str) -> None:
    header = signed(f"{URL}/voice/incoming", FORM, token)
    Signature(URL, TOKEN, ("another-token", "a-third")).check("/voice/incoming", FORM, header)


@pytest.mark.parametrize("token", ["a-fourth", "another-tokem", ""])
def test_whoever_holds_none_of_several_tokens_stays_out(token: str) -> None:
    header = signed(f"{URL}/voice/incoming", FORM, token)
    with pytest.raises(SignatureInvalid):
        Signature(URL, TOKEN, ("another-token",)).check("/voice/incoming", FORM, header)


def test_what_another_token_signed_for_another_form_stays_out() -> None:
    header = signed(f"{URL}/voice/incoming", FORM, "another-token")
    with pytest.raises(SignatureInvalid):
        Signature(URL, TOKEN, ("another-token",)).check("/voice/turn/1", FORM, header)


def test_an_empty_token_beside_the_first_would_let_everyone_in_and_is_refused() -> None:
    with pytest.raises(ValueError, match="token"):
        Signature(URL, TOKEN, ("",))
