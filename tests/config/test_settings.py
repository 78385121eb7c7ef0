"""What the house refuses to start with, said in words, and the keys that it makes for itself."""

import stat
from pathlib import Path

import pytest

from config.house import build
from config.secrets_on_disk import keys_of, twilio_token_of
from config.settings import ROOT, Settings, checked, read_settings
from core.refusals import SettingInvalid
from tests.config.clerk import clerk_of
from tests.houses import MASTER_KEY, settings, shipped

SECRET = "0123456789abcdef" * 4
PRODUCTION = {
    "ENVIRONMENT": "production",
    "MASTER_KEY": SECRET,
    "TWILIO_AUTH_TOKEN": "a token",
    "PUBLIC_URL": "https://convergencia.example",
}


def refusal(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> tuple[object, object]:
    """Read the settings of an environment that must be refused; tell which and why."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingInvalid) as refused:
        read_settings()
    return refused.value.facts["setting"], refused.value.facts["problem"]


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("QUEUE_URL", "amqp://localhost", "not_served_yet"),
        ("DATABASE_URL", "mysql://localhost/x", "unknown_database"),
        ("DATABASE_URL", "postgresql://localhost/x", "unknown_database"),
        ("ENVIRONMENT", "staging", "literal_error"),
        ("PORT", "eighty", "int_parsing"),
        ("PORT", "0", "greater_than_equal"),
        ("PORT", "65536", "less_than_equal"),
        ("PERSON_PHONE", "084 223344", "not_a_whole_phone"),
        ("PERSON_PHONE", "+5184223344\n", "not_a_whole_phone"),
        ("COUNTER_HOURS", "de ocho a cuatro", "not_hours"),
        ("MESSAGE_DAYS", "0", "greater_than_equal"),
    ],
)
def test_a_setting_that_cannot_be_served_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, problem: str
) -> None:
    assert refusal(monkeypatch, {name: value}) == (name, problem)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("MASTER_KEY", "", "missing"),
        ("PUBLIC_URL", "http://convergencia.example", "not_https"),
    ],
)
def test_production_is_refused_without_its_secrets_and_https(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, problem: str
) -> None:
    assert refusal(monkeypatch, PRODUCTION | {name: value}) == (name, problem)


KANNEL_LINE = '[[carrier]]\nname = "claro"\nkind = "kannel"\n'
TWILIO_LINE = '[[carrier]]\nname = "twilio"\nkind = "twilio"\n'


def carriers(tmp_path: Path, told: str) -> dict[str, str]:
    file = tmp_path / "carriers.toml"
    file.write_text(told, encoding="utf-8")
    return {"CARRIERS": str(file)}


@pytest.mark.parametrize(
    "more",
    [{"TWILIO_ACCOUNT_SID": "AC1"}, {"TWILIO_FROM": "+5116400000"}, KANNEL_LINE + TWILIO_LINE],
)
def test_production_with_twilio_is_refused_without_its_token(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, more: dict[str, str] | str
) -> None:
    told = carriers(tmp_path, more) if isinstance(more, str) else more
    environment = PRODUCTION | told | {"TWILIO_AUTH_TOKEN": ""}
    assert refusal(monkeypatch, environment) == ("TWILIO_AUTH_TOKEN", "missing")


def test_an_office_without_twilio_needs_no_token_of_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in (PRODUCTION | carriers(tmp_path, KANNEL_LINE)).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("TWILIO_AUTH_TOKEN")
    assert read_settings().environment == "production"


def test_in_production_no_token_of_twilio_means_one_that_nobody_knows(tmp_path: Path) -> None:
    twilio_token_of(Settings(var_folder=tmp_path, twilio_auth_token=""))
    (made,) = (tmp_path / "keys").iterdir()
    told = Settings(var_folder=tmp_path, twilio_auth_token="", environment="production")
    tokens = {twilio_token_of(told) for _ in range(3)}
    assert len(tokens) == 3
    assert made.read_text() not in tokens
    assert {len(token) for token in tokens} == {64}


@pytest.mark.parametrize("told", [None, "[[carrier", 'carrier = "x"', "[[route]]\n"])
def test_production_is_refused_with_a_file_of_carriers_that_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, told: str | None
) -> None:
    environment = PRODUCTION | {"TWILIO_AUTH_TOKEN": "", "CARRIERS": str(tmp_path / "none.toml")}
    if told is not None:
        environment |= carriers(tmp_path, told)
    assert refusal(monkeypatch, environment)[0] == "CARRIERS"


def test_production_with_all_of_them_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    assert read_settings().environment == "production"


def test_a_setting_left_empty_is_one_that_was_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "")
    assert read_settings().var_folder == ROOT / "var"
    assert read_settings().country == "PE"


def test_no_secret_is_told_by_the_settings_themselves(tmp_path: Path) -> None:
    told = repr(Settings(var_folder=tmp_path, master_key=SECRET, twilio_auth_token="a token"))
    assert SECRET not in told
    assert "a token" not in told


@pytest.mark.parametrize(
    ("key", "problem"),
    [("zz" * 32, "not_hex"), ("11", "not_32_bytes"), ("1", "not_hex"), ("11" * 33, "not_32_bytes")],
)
def test_a_master_key_that_is_none_is_refused(tmp_path: Path, key: str, problem: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        keys_of(Settings(var_folder=tmp_path, master_key=key))
    assert refused.value.facts["problem"] == problem
    assert key not in str(refused.value.facts)


def test_keys_are_made_once_for_their_owner_alone(tmp_path: Path) -> None:
    fresh = Settings(var_folder=tmp_path, master_key="", twilio_auth_token="")
    first, token = keys_of(fresh), twilio_token_of(fresh)
    assert keys_of(fresh) == first
    assert twilio_token_of(fresh) == token
    made = sorted((tmp_path / "keys").iterdir())
    assert [path.name for path in made] == ["master_key", "twilio_auth_token"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_two_houses_make_different_keys(tmp_path: Path) -> None:
    one, other = (
        twilio_token_of(Settings(var_folder=tmp_path / name, twilio_auth_token=""))
        for name in ("one", "other")
    )
    assert one != other


def test_a_key_that_is_given_is_not_written_down(tmp_path: Path) -> None:
    keys_of(settings(tmp_path))
    assert twilio_token_of(settings(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_country_without_a_pack_is_refused(tmp_path: Path) -> None:
    clerk_of(tmp_path, COUNTRY="XX").is_refused("setting_invalid", "phone", "984650777")
    clerk_of(tmp_path, COUNTRY="../PE").is_refused("setting_invalid", "place", "Pisac")


def test_a_folder_that_cannot_be_one_is_refused(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    with pytest.raises(SettingInvalid) as refused:
        build(settings(taken), shipped=shipped())
    assert refused.value.facts["setting"] == "VAR_FOLDER"


def test_every_refused_setting_is_worded_for_who_starts_the_house(tmp_path: Path) -> None:
    clerk = clerk_of(tmp_path, QUEUE_URL="redis://localhost")
    reply = clerk.types("document", "list")
    assert reply.exit_code == 2
    assert "QUEUE_URL" in reply.err
    assert not (tmp_path / "convergencia.sqlite").exists()


def test_production_never_founds_a_house_by_itself(tmp_path: Path) -> None:
    clerk = clerk_of(tmp_path, **PRODUCTION | {"MASTER_KEY": MASTER_KEY})
    reply = clerk.types("document", "list")
    assert reply.exit_code == 2
    assert "run_migrate" in reply.err


def test_settings_that_can_be_served_are_left_as_they_are(tmp_path: Path) -> None:
    assert checked(settings(tmp_path)) == settings(tmp_path)
