"""Every setting of the house, read once from the environment."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from config.carriers_file import URL, kinds_of
from core.model.at_the_phone import OfficeHours
from core.refusals import SettingInvalid

ROOT = Path(__file__).resolve().parent.parent
_WORD = ("[A-Za-z0-9_-]{16,128}", "not_16_to_128_plain_letters")
_PHONE = r"\+[1-9][0-9]{6,14}"
_PLAIN = ("[A-Za-z0-9_.-]{1,80}", "malformed")
# What a setting must look like where it is made, and how one that does not is called.
_SHAPES: Mapping[str, tuple[str, str]] = {
    "DATABASE_KEY": ("[0-9a-fA-F]{64}", "not_64_hex_digits"),
    "IVR_TOKEN": _WORD,
    "IVR_SOUNDS": (r"/[^\x00-\x1f\x7f\"\\&]*", "not_a_whole_path"),
    "CALL_FROM": (_PHONE, "malformed"),
    "AMI_HOST": _PLAIN,
    "AMI_USER": _PLAIN,
    "AMI_CONTEXT": _PLAIN,
    "AMI_SECRET": ("[!-~]{1,128}", "malformed"),
    "AMI_CHANNEL": (r"[A-Za-z0-9/@._-]*\{phone\}[A-Za-z0-9/@._-]*", "malformed"),
    "AMI_ANSWER_AT": ("[A-Za-z0-9.-]{1,80}:[0-9]{1,5}", "malformed"),
    "KANNEL_TOKEN": _WORD,
    "KANNEL_ANSWER_AT": (URL, "malformed"),
    "PERSON_PHONE": (_PHONE, "not_a_whole_phone"),
}


class Settings(BaseSettings):
    """What differs between one installation and another."""

    model_config = SettingsConfigDict(
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,  # a setting left empty is one that was not made
    )

    environment: Literal["development", "production"] = Field(
        "development", description="In development keys are made and texts go to a notebook."
    )
    country: str = Field("PE", description="The country pack that the house serves.")
    var_folder: Path = Field(ROOT / "var", description="The folder of everything made at run time.")
    database_url: str = Field(
        "", description="SQLite file or PostgreSQL; empty: var/convergencia.sqlite."
    )
    database_key: SecretStr = Field(
        SecretStr(""),
        description="64 hex digits that seal the SQLite file; empty: `keys/database_key` in "
        "VAR_FOLDER where there is one, else the file is plain.",
    )
    queue_url: str = Field("", description="Not served yet: the house refuses to start with one.")
    public_url: str = Field(
        "http://localhost:8000", description="The address that Twilio signs, without a path."
    )
    listen_host: str = Field(
        "127.0.0.1", description="The address that the web process listens on."
    )
    port: int = Field(
        8000, ge=1, le=65535, description="Its port; if it is busy, the next free one is taken."
    )
    master_key: SecretStr = Field(
        SecretStr(""), description="64 hex digits from which every key derives; keep it apart."
    )
    origin: str = Field("hub", description="The name under which this installation writes.")
    number_codes: str = Field(
        "140,141", description="The codes of case numbers of this origin, spares included."
    )
    twilio_account_sid: str = Field("", description="The account that sends texts.")
    twilio_auth_token: SecretStr = Field(
        SecretStr(""),
        description="The token with which Twilio signs its requests; without it, in production, "
        "its doors refuse every request.",
    )
    handset: Literal["", "off", "on"] = Field(
        "",
        description="The pretended phone at /telefono and `play`: off or on; empty: on in "
        "development without a real account. Never on in production or beside a real account.",
    )
    twilio_from: str = Field("", description="The number or sender that texts come from.")
    person_phone: str = Field(
        "", description="The office phone that rings for who asks for a person (+51…); empty: none."
    )
    counter_hours: str = Field(
        "08:15-16:30",
        description="When a person answers that phone on working days: `08:15-13:00,14:00-16:30`.",
    )
    message_days: int = Field(
        60,
        ge=1,
        le=730,
        description="How many days texts, and messages for a person, can be heard or read.",
    )
    ivr: Literal["off", "on"] = Field(
        "off",
        description="Whether `serve` also opens the door for Asterisk (`python -m config.ivr`).",
    )
    ivr_listen: str = Field(
        "127.0.0.1",
        description="The address that Asterisk reaches; never one of the open internet.",
    )
    ivr_port: int = Field(4573, ge=1, le=65535, description="Its port; FastAGI's own is 4573.")
    ivr_token: SecretStr = Field(
        SecretStr(""),
        description="What Asterisk says after the address (`agi://host/token`): 16 to 128 letters, "
        "figures, `-` or `_`.",
    )
    ivr_calls: int = Field(60, ge=1, le=1000, description="The most calls it answers at a time.")
    ivr_sounds: str = Field(
        "",
        description="The folder of spoken prompts as Asterisk's machine knows it; empty: the same "
        "machine, `audio/calls` in VAR_FOLDER.",
    )
    calls_to_a_phone: int = Field(
        3, ge=0, le=50, description="The most calls that we place to one phone in a day."
    )
    calls_a_day: int = Field(300, ge=0, description="The most calls that we place in a day.")
    calls_from_a_phone: int = Field(
        30,
        ge=0,
        description="The most calls of one phone that are attended in a day; 0: all of them.",
    )
    sms_replies_an_hour: int = Field(
        30, ge=1, le=1000, description="The most texts of one phone that are answered in an hour."
    )
    sms_replies_a_day: int = Field(
        100, ge=1, le=10_000, description="The most texts of one phone that are answered in a day."
    )
    calls_month_cents: int = Field(
        0,
        ge=0,
        description="What calls may cost in a month, in cents; then we place and pass on none. "
        "0: no ceiling.",
    )
    twilio_cents_in: int = Field(
        0, ge=0, description="What a begun minute of a call to us costs at Twilio, in cents."
    )
    twilio_cents_out: int = Field(
        0, ge=0, description="What a begun minute of a call of ours costs at Twilio, in cents."
    )
    ivr_cents_in: int = Field(0, ge=0, description="The same of a call that Asterisk brings.")
    ivr_cents_out: int = Field(0, ge=0, description="The same of a call that Asterisk places.")
    call_from: str = Field(
        "",
        description="The number that our calls show (+51…); empty: TWILIO_FROM, if it is a number.",
    )
    ami_host: str = Field(
        "", description="Where Asterisk's manager (AMI) listens; with it Asterisk places our calls."
    )
    ami_port: int = Field(5038, ge=1, le=65535, description="Its port; AMI's own is 5038.")
    ami_user: str = Field("", description="Whom the manager knows, with the right `originate`.")
    ami_secret: SecretStr = Field(SecretStr(""), description="The manager's word for that user.")
    ami_channel: str = Field(
        "PJSIP/{phone}@trunk", description="The channel of a call of ours, as Asterisk names it."
    )
    ami_context: str = Field(
        "",
        description="The context of the dial plan that brings our calls to the house; empty: "
        "straight to AGI, for which the manager's user needs the right `system`.",
    )
    ami_answer_at: str = Field(
        "",
        description="`host:port` at which Asterisk reaches us; empty: IVR_LISTEN and IVR_PORT.",
    )

    carriers: str = Field(
        "",
        description="The TOML file that says who carries texts, in which order and at what price; "
        "empty: Twilio where there is an account, else a notebook.",
    )
    kannel_token: SecretStr = Field(
        SecretStr(""),
        description="The word in Kannel's addresses of ours: 16 to 128 letters, figures, `-` or "
        "`_`; empty: Kannel has no door here.",
    )
    kannel_answer_at: str = Field(
        "", description="The address at which Kannel reaches us; empty: PUBLIC_URL."
    )

    slip_paper: Literal["a4", "a6"] = Field(
        "a4", description="The paper that usually lies in the printer of the counter: a4 or a6."
    )
    letters_cut_off: str = Field(
        "17:30",
        pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$",
        description="At what hour of each working day the letters that wait become a print run; "
        "until then each can be called back.",
    )
    hub_ca_file: str = Field(
        "",
        description="At a unit: a PEM file with the certificates of a private authority that "
        "vouches for the hub; empty: those of the machine.",
    )
    letter_years: int = Field(
        5, ge=1, le=50, description="How many years what was printed is kept, sealed."
    )
    letters_clear_days: int = Field(
        3,
        ge=0,
        le=90,
        description="How many days after a run was printed its files still lie open in VAR_FOLDER.",
    )

    @property
    def database(self) -> str:
        """Tell where the rows lie."""
        return self.database_url or f"sqlite:///{self.var_folder / 'convergencia.sqlite'}"

    @property
    def has_database_file(self) -> bool:
        """Say whether the rows lie in a file of this machine, not on a server."""
        return self.database.startswith("sqlite:///")

    @property
    def has_real_account(self) -> bool:
        """Say whether real calls and texts may come or go."""
        account = self.twilio_account_sid or self.twilio_auth_token.get_secret_value()
        return bool(account or self.carriers)

    @property
    def handset_is_on(self) -> bool:
        """Say whether the pretended phone is let in."""
        if self.handset:
            return self.handset == "on"
        return self.environment == "development" and not self.has_real_account


def read_settings() -> Settings:
    """Read the environment, or refuse to start with a word on what is wrong."""
    try:
        settings = Settings()
    except ValidationError as fault:
        first = fault.errors()[0]
        name = str(first["loc"][0]).upper()
        raise SettingInvalid(setting=name, problem=first["type"]) from fault
    return checked(settings)


def checked(settings: Settings) -> Settings:
    """Refuse settings that the house cannot serve, before anything is opened."""
    if settings.queue_url:
        raise SettingInvalid(setting="QUEUE_URL", problem="not_served_yet")
    if not settings.database.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingInvalid(setting="DATABASE_URL", problem="unknown_database")
    _check_shapes(settings)
    OfficeHours.parse(settings.counter_hours)
    if settings.ami_host and not (settings.ami_user and settings.ami_secret.get_secret_value()):
        raise SettingInvalid(setting="AMI_USER", problem="missing")
    if settings.handset_is_on:
        check_handset(settings)
    if settings.environment == "production":
        _check_production(settings)
    return settings


def check_handset(settings: Settings) -> None:
    """Refuse a handset where real people could be called, texted or passed for."""
    if settings.environment == "production":
        raise SettingInvalid(setting="HANDSET", problem="only_in_development")
    if settings.has_real_account:
        raise SettingInvalid(setting="HANDSET", problem="not_with_a_real_account")


def _check_shapes(settings: Settings) -> None:
    for name, (pattern, problem) in _SHAPES.items():
        value = getattr(settings, name.lower())
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        if text and re.fullmatch(pattern, text) is None:
            raise SettingInvalid(setting=name, problem=problem)


def _check_production(settings: Settings) -> None:
    if (settings.var_folder / "keys" / "unit.json").exists():
        return  # a unit keeps its keys on its own disk, and no provider reaches it
    if not settings.master_key.get_secret_value():
        raise SettingInvalid(setting="MASTER_KEY", problem="missing")
    if not settings.twilio_auth_token.get_secret_value() and _is_with_twilio(settings):
        raise SettingInvalid(setting="TWILIO_AUTH_TOKEN", problem="missing")
    if not settings.public_url.startswith("https://"):
        raise SettingInvalid(setting="PUBLIC_URL", problem="not_https")


def _is_with_twilio(settings: Settings) -> bool:
    """Say whether Twilio carries anything, and so must be told from whoever speaks in its name."""
    if settings.twilio_account_sid or settings.twilio_from:
        return True
    return bool(settings.carriers) and "twilio" in kinds_of(Path(settings.carriers))
