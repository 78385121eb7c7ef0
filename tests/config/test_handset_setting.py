"""The handset is let in where nobody real can be reached, and nowhere else."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from channels.handset.network import Signer
from config.handset import require_handset, texts_to
from config.house import House, build
from config.secrets_on_disk import handset_token_of
from config.settings import checked
from config.web import create_app
from core.refusals import SettingInvalid
from tests.channels.handsets import open_on, settings_on
from tests.config.clerk import clerk_of
from tests.houses import PUBLIC_URL, copy_of, shipped

TEXT = {"From": "+51984650777", "MessageSid": "SM1", "Body": "AYUDA"}
SMS = "/sms/incoming"
IN_PRODUCTION = {"environment": "production"}


def status(client: FlaskClient, token: str) -> int:
    headers = Signer(PUBLIC_URL, token).headers(SMS, TEXT)
    return client.post(SMS, data=TEXT, headers=headers).status_code


@pytest.mark.parametrize("more", [{}, {"handset": "on"}])
def test_it_is_on_in_development_without_a_real_account(
    tmp_path: Path, more: dict[str, str]
) -> None:
    settings = settings_on(tmp_path, **more)
    assert settings.handset_is_on
    assert handset_token_of(settings)
    assert (tmp_path / "keys" / "handset").exists()


@pytest.mark.parametrize(
    "more",
    [
        {"handset": "off"},
        {"twilio_account_sid": "AC1"},
        {"twilio_auth_token": "a token"},
        IN_PRODUCTION,
        IN_PRODUCTION | {"handset": "off"},
    ],
)
def test_it_is_off_where_it_was_turned_off_or_real_people_are(
    tmp_path: Path, more: dict[str, str]
) -> None:
    settings = settings_on(tmp_path, **more)
    assert not settings.handset_is_on
    assert handset_token_of(settings) == ""
    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (IN_PRODUCTION, "only_in_development"),
        (IN_PRODUCTION | {"twilio_auth_token": "a token"}, "only_in_development"),
        ({"twilio_account_sid": "AC1"}, "not_with_a_real_account"),
        ({"twilio_auth_token": "a token"}, "not_with_a_real_account"),
    ],
)
def test_the_house_does_not_start_with_it_where_real_people_are(
    tmp_path: Path, more: dict[str, str], problem: str
) -> None:
    settings = settings_on(tmp_path, handset="on", **more)
    for start in (checked, lambda told: build(told, shipped=shipped())):
        with pytest.raises(SettingInvalid) as refused:
            start(settings)
        assert refused.value.facts == {"setting": "HANDSET", "problem": problem}
    assert not (tmp_path / "keys" / "handset").exists()


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"HANDSET": "on", "TWILIO_AUTH_TOKEN": "a token"}, "not_with_a_real_account"),
        ({"HANDSET": "on", "TWILIO_AUTH_TOKEN": "", "TWILIO_ACCOUNT_SID": "AC1"}, "real_account"),
        ({"HANDSET": "on", "ENVIRONMENT": "production"}, "only_in_development"),
        ({"HANDSET": "maybe"}, "literal_error"),
    ],
)
def test_a_refused_start_says_which_setting_and_why(
    tmp_path: Path, environment: dict[str, str], told: str
) -> None:
    reply = clerk_of(tmp_path, **environment).types("document", "list")
    assert reply.exit_code == 2
    assert "HANDSET" in reply.err
    assert told in reply.err


def test_its_key_is_made_once_and_is_not_the_providers(tmp_path: Path) -> None:
    first, again = open_on(tmp_path), open_on(tmp_path)
    assert first.handset_token == again.handset_token
    assert first.handset_token != first.twilio_token
    assert first.handset_token not in repr(first.settings)
    first.close()
    again.close()


def test_its_key_opens_the_doors_only_where_it_is_on(
    house: House, founded_house: Path, tmp_path: Path
) -> None:
    off = create_app(house).test_client()
    var = tmp_path / "on"
    copy_of(founded_house, var).close()
    lit = open_on(var)
    on = create_app(lit).test_client()
    assert status(on, lit.handset_token) == status(on, lit.twilio_token) == 200
    assert status(on, "guessed") == 403
    assert status(off, lit.handset_token) == 403
    assert status(off, house.twilio_token) == 200
    lit.close()


def test_a_key_left_from_development_opens_nothing_once_there_is_an_account(
    founded_house: Path, tmp_path: Path
) -> None:
    copy_of(founded_house, tmp_path).close()
    before = open_on(tmp_path)
    token = before.handset_token
    before.close()
    house = open_on(tmp_path, twilio_auth_token="a token")
    assert status(create_app(house).test_client(), token) == 403
    with pytest.raises(SettingInvalid, match="setting_invalid"):
        require_handset(house)
    house.close()


def test_of_a_long_notebook_the_end_is_read(tmp_path: Path) -> None:
    notebook = tmp_path / "texts.jsonl"
    line = '{"to": "+51984000001", "at": "2026-11-20T17:00:00+00:00", "text": "%s"}\n'
    notebook.write_text("".join(line % f"{place:04} {'ñ' * 400}" for place in range(1000)))
    texts = texts_to(notebook, "+51984000001")
    assert [text.text[:4] for text in texts] == [f"{place:04}" for place in range(980, 1000)]
    assert texts_to(tmp_path / "none.jsonl", "+51984000001") == ()
